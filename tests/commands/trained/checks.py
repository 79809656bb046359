"""What the tests of commands on a trained model share."""

from __future__ import annotations

import re

import numpy as np

from embrepl.errors import EmbreplError
from embrepl.session.holdings import Model
from tests.helpers.sessions import complaint


def rows_of(model: Model, *words: str) -> np.ndarray:
    """Return the vectors of some words in float64, read from the matrix without the space's own functions."""
    return np.array([model.space.matrix[model.space.words.index(word)] for word in words], dtype=np.float64)


def check(error: EmbreplError, code: str, message: str, hint: str) -> None:
    assert error.code == code
    assert re.search(message, error.message, re.DOTALL)
    assert hint in error.hint
    assert re.fullmatch("[a-z-]+", error.code)
    drawn = complaint(error)
    assert drawn.startswith(f"✗ {code}  ")
    assert "\n" not in error.message
    assert "Traceback" not in drawn
    assert "Error:" not in drawn
