"""Matplotlib, kept apart from the user's settings and quiet on the user's terminal."""

from __future__ import annotations

import contextlib
import importlib
import logging
import warnings
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import lru_cache

from embrepl.system.pictures import need_matplotlib

_MODULES = ("colorbar", "figure", "font_manager", "lines", "patches", "text", "ticker")


@lru_cache(maxsize=8)
def _imported(backend: str) -> Future[None]:
    """Import what drawing needs in a thread of its own.

    Ctrl-C raises in the main thread alone: within an import it would leave half of Matplotlib, and no picture could be
    drawn any more in this session.
    """

    def import_all() -> None:
        for name in (*_MODULES, f"backends.backend_{backend}"):
            importlib.import_module(f"matplotlib.{name}")

    threads = ThreadPoolExecutor(1, "matplotlib")
    try:
        return threads.submit(import_all)
    finally:
        threads.shutdown(wait=False)


@contextlib.contextmanager
def matplotlib_apart(settings: dict[str, object], backend: str = "agg") -> Iterator[None]:
    """Have Matplotlib with its own defaults and our `settings` within this block; what it logs and warns of is lost.

    It would tell of missing glyphs, of a home that cannot be written to and of what it finds wrong in a matplotlibrc:
    the first we say ourselves, the others are nothing to a picture. Raises `missing-library`.
    """
    need_matplotlib("for print")
    log = logging.getLogger("matplotlib")
    silence, heard = logging.NullHandler(), log.propagate
    log.addHandler(silence)
    log.propagate = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            _imported(backend).result()
            import matplotlib as mpl

            with mpl.rc_context():
                mpl.rcdefaults()
                mpl.rcParams.update(settings)
                yield
    finally:
        log.propagate = heard
        log.removeHandler(silence)
