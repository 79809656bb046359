"""Python in a process of its own, so that no measurement finds what another one has warmed up or filled."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
AS_IN_THE_PRODUCT = {"TF_CPP_MIN_LOG_LEVEL": "3", "TF_ENABLE_ONEDNN_OPTS": "0", "OPENBLAS_NUM_THREADS": "1"}
"""What the background process of embrepl sets before it trains."""


def python(*arguments: object, settings: dict[str, str] | None = None) -> str:
    """Run Python with these arguments and return what it prints; end the program with its errors if it fails."""
    command = [sys.executable, *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **(settings or {})}
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=ROOT, env=environment)
    if done.returncode:
        sys.exit(done.stderr[-4000:])
    return done.stdout
