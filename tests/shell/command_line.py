"""embrepl run to its end, off a terminal."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PATIENCE = 120.0  # seconds after which a run is taken never to end
EMBREPL = [sys.executable, "-m", "embrepl"]


def embrepl(*arguments: str | Path, typed: str | bytes = "") -> subprocess.CompletedProcess[str]:
    """Run embrepl to its end; no run may write an escape sequence or a traceback."""
    given = typed.encode() if isinstance(typed, str) else typed
    ended = subprocess.run(
        [*EMBREPL, *map(str, arguments)], input=given, capture_output=True, timeout=PATIENCE, check=False
    )
    out, err = ended.stdout.decode(), ended.stderr.decode()
    assert "\x1b" not in out + err
    assert "Traceback" not in out + err
    return subprocess.CompletedProcess(ended.args, ended.returncode, out, err)
