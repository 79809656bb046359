"""The same models on every Keras backend that is installed, each in an interpreter of its own."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import json, sys
from dataclasses import asdict, replace
import keras, numpy as np
from embrepl.objectives import zero
from embrepl.objectives.sampling import Text
from embrepl.training.options import DEFAULT, choose

class Silent:
    def progress(self, *_): pass
    def due(self): return False
    def stopped(self): return False
    def checkpoint_due(self): return False

# sentences of three slots, ten words for each: words of one slot are used alike
rng = np.random.default_rng(0)
slots = np.stack([rng.integers(0, 10, 3000) + 10 * slot for slot in range(3)], axis=1)
ids = slots.ravel().astype(np.int32)
counts = np.bincount(ids)
order = np.argsort(-counts, kind="stable")
text = Text(np.argsort(order).astype(np.int32)[ids], np.arange(0, 9001, 3), counts[order].astype(np.int64))
shares = {}
for name, given in (("blocks", {}), ("fit", {"optimizer": "adam", "learning_rate": 0.02, "batch": 512})):
    options = choose(None, {"dim": 16, "window": 2, "sample": 0.0, "batch": 256, **given})
    found = zero.train(text, asdict(options), Silent()).matrix
    cosines = found @ found.T
    np.fill_diagonal(cosines, -2)
    shares[name] = float((order[cosines.argmax(1)] // 10 == order // 10).mean())
spread = zero.train(text, asdict(choose(None, {"guard": "spread", "dim": 8, "epochs": 1})), Silent())
print(json.dumps({"backend": keras.backend.backend(), "finite": bool(np.isfinite(spread.matrix).all()), **shares}))
"""


@pytest.mark.parametrize("backend", ["tensorflow", "jax", "torch"])
def test_zero_learns_on_the_backend(backend: str, tmp_path: Path) -> None:
    if importlib.util.find_spec(backend) is None:
        pytest.skip(f"{backend} is not installed")
    environment = {**os.environ, "KERAS_BACKEND": backend, "TF_CPP_MIN_LOG_LEVEL": "3"}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], env=environment, cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found = json.loads(done.stdout.splitlines()[-1])
    assert found["backend"] == backend
    assert found["blocks"] > 0.9
    assert found["fit"] > 0.9
    assert found["finite"]
