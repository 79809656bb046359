"""The only path on the command line may be a file of vectors: it is opened, and that is said."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

PATIENCE = 120.0  # seconds after which a run is taken never to end


def test_the_only_path_may_be_a_file_of_vectors(tmp_path: Path) -> None:
    rows = [f"w{at} " + " ".join(str((at * number) % 7 - 3.9) for number in range(1, 13)) for at in range(30)]
    path = tmp_path / "v.txt"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    command = [sys.executable, "-m", "embrepl", str(path), "-c", "vec w2", "--format", "jsonl"]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=True)
    assert "holds vectors, not text, and is opened as a model" in " ".join(ended.stderr.split())
    values = json.loads(ended.stdout.splitlines()[-1])["values"]
    assert values[:3] == [-1.899999976158142, 0.10000000149011612, 2.0999999046325684]  # the 32-bit floats in full
