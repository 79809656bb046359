"""The same models on every Keras backend that is installed, each in an interpreter of its own."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers.places import REPO

PROGRAM = """
import json, sys
import keras, numpy as np
from embrepl.objectives.engine.steps import rows
from tests.helpers.trainings import slots_text, train

rows.accelerated = lambda: True  # steps by the backend, as on a GPU

text, slots = slots_text(1500)
shares = {}
plain = {"dim": 16, "window": 2, "sample": 0.0, "batch": 256, "init": "random"}
for name, given in (("blocks", {}), ("fit", {"optimizer": "adam", "learning_rate": 0.02, "batch": 512})):
    found = train("zero", text, **{**plain, **given}).matrix
    cosines = found @ found.T
    np.fill_diagonal(cosines, -2)
    shares[name] = float((slots[cosines.argmax(1)] == slots).mean())
for name in ("skipgram", "cbow"):
    found = train(name, text, dim=16, window=2, sample=0.0).matrix
    found /= np.linalg.norm(found, axis=1, keepdims=True)
    cosines = found @ found.T
    np.fill_diagonal(cosines, -2)
    shares[name] = float((slots[cosines.argmax(1)] == slots).mean())
text, slots = slots_text(20_000)
glove = train(
    "glove", text, dim=8, window=2, sample=0.0, epochs=100, batch=64, init="random", unseen=1.0, learning_rate=0.5
)
found = glove.matrix - glove.extra["contexts"]
found /= np.linalg.norm(found, axis=1, keepdims=True)
cosines = found @ found.T
np.fill_diagonal(cosines, -2)
shares["glove"] = float((slots[cosines.argmax(1)] == slots).mean())
spread = train("zero", text, guard="spread", dim=8, epochs=1)
print(json.dumps({"backend": keras.backend.backend(), "finite": bool(np.isfinite(spread.matrix).all()), **shares}))
"""


@pytest.mark.parametrize("backend", ["tensorflow", "jax", "torch"])
def test_the_models_learn_on_the_backend(backend: str, tmp_path: Path) -> None:
    if importlib.util.find_spec(backend) is None:
        pytest.skip(f"{backend} is not installed")
    home = str(REPO)
    environment = {**os.environ, "PYTHONPATH": home, "KERAS_BACKEND": backend, "TF_CPP_MIN_LOG_LEVEL": "3"}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], env=environment, cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found = json.loads(done.stdout.splitlines()[-1])
    assert found["backend"] == backend
    assert found["blocks"] > 0.9
    assert found["fit"] > 0.9
    assert found["skipgram"] > 0.9
    assert found["cbow"] > 0.9
    assert found["glove"] > 0.9
    assert found["finite"]
