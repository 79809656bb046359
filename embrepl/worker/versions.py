"""What makes the vectors: the versions that a recipe names, and the settings that make them the same every time."""

from __future__ import annotations

import numpy as np


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
