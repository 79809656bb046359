"""A checkpoint that is cut off at any line of its code leaves the older state or the newer one, whole."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

CUT_OFF = """
import os, sys
from pathlib import Path
import numpy as np
from embrepl.training import states
from embrepl.training.kept import facts_of

folder = Path(sys.argv[1])
state = lambda epoch: states.State(epoch, 0, 0.0, {"one": np.full(5, epoch, np.float32)})
states.save(folder, state(0), {"n": 0})
kept, last = set(), False
for moment in range(1, 2000):
    child = os.fork()
    if not child:
        seen = 0
        def trace(frame, event, _):
            global seen
            if "embrepl" not in frame.f_code.co_filename:
                return None
            seen += 1
            if seen == moment:
                os._exit(9)
            return trace
        sys.settrace(trace)
        states.save(folder, state(moment), {"n": moment})
        os._exit(0)
    _, status = os.waitpid(child, 0)
    found = states.load(folder)
    assert found.arrays["one"].tolist() == [found.epoch] * 5, moment
    assert facts_of(folder) == {"n": found.epoch}, moment
    kept.add(found.epoch == moment)
    if status == 0:
        break
assert kept == {True, False} and 50 < moment < 1999, (kept, moment)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork")
def test_a_kill_at_any_line_leaves_a_whole_state(tmp_path: Path) -> None:
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(
        [sys.executable, "-c", CUT_OFF, str(tmp_path / "kept")], env=environment, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
