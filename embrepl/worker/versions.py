"""What makes the vectors: the versions that a recipe names, and the settings that make them the same every time."""

from __future__ import annotations

import os
from importlib.util import find_spec

import numpy as np

from embrepl.errors import EmbreplError

BACKEND = "KERAS_BACKEND"
BACKENDS = ("tensorflow", "jax", "torch")


def check_backend() -> None:
    """Raise `missing-backend` where the environment names a backend of Keras that is not there."""
    name = os.environ.get(BACKEND) or BACKENDS[0]
    if name not in BACKENDS or find_spec(name) is None:
        what = "not installed" if name in BACKENDS else f"none of {', '.join(BACKENDS)}"
        message = f"Keras cannot start: its backend {name} is {what}."
        raise EmbreplError("missing-backend", message, f"Unset {BACKEND} before you start embrepl, or install it.")


def be_deterministic() -> None:
    """Make the same seed give the same bytes; only TensorFlow needs a setting for it."""
    import keras

    if keras.backend.backend() == "tensorflow":
        import tensorflow as tf

        tf.config.experimental.enable_op_determinism()


def versions(*, keras: bool) -> dict[str, str]:
    """Return the versions of what made the vectors, with those of `keras` where it took part."""
    from embrepl import __version__

    if not keras:
        return {"embrepl": __version__, "numpy": np.__version__}
    import keras as library

    return {"embrepl": __version__, "keras": library.__version__, "backend": library.backend.backend()}
