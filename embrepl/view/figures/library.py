"""Matplotlib, kept apart from the user's settings and quiet on the user's terminal."""

from __future__ import annotations

import contextlib
import logging
import warnings
from collections.abc import Iterator

from embrepl.system.pictures import need_matplotlib


@contextlib.contextmanager
def matplotlib_apart(settings: dict[str, object]) -> Iterator[None]:
    """Have Matplotlib with its own defaults and our `settings` within this block; what it logs and warns of is lost.

    It would tell of missing glyphs, of a home that cannot be written to and of what it finds wrong in a matplotlibrc:
    the first we say ourselves, the others are nothing to a figure. Raises `missing-library`.
    """
    need_matplotlib("for print")
    log = logging.getLogger("matplotlib")
    silence, heard = logging.NullHandler(), log.propagate
    log.addHandler(silence)
    log.propagate = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import matplotlib as mpl

            with mpl.rc_context():
                mpl.rcdefaults()
                mpl.rcParams.update(settings)
                yield
    finally:
        log.propagate = heard
        log.removeHandler(silence)
