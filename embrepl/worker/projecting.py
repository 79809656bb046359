"""Maps of vectors by t-SNE and UMAP, whose libraries are imported here alone, when they are asked for.

t-SNE: van der Maaten & Hinton 2008, by openTSNE (Poličar, Stražar & Zupan 2024); UMAP: McInnes, Healy & Melville 2018,
by umap-learn. Both begin at the first two principal components, as Kobak & Linderman 2021, "Initialization is critical
for preserving global data structure in both t-SNE and UMAP", advise. Of several maps each begins at these places moved
at random by half as much as they vary, so that one sees what of a map hangs on where it began.

Axes: n points, D dimensions, S seeds.
"""

from __future__ import annotations

import importlib
import io
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from embrepl.errors import EmbreplError
from embrepl.space.projection.components import principal
from embrepl.system import threads
from embrepl.training.protocol import Project, Projected
from embrepl.worker.progress import JobReporter

LIBRARIES = {"tsne": ("openTSNE", "openTSNE"), "umap": ("umap", "umap-learn")}  # as imported, as installed
_PERPLEXITY, _NEIGHBOURS = 30, 15
_EXACT, _SLOW = 5_000, 10_000  # points up to which neighbours are exact and one thread works; forces are summed
_EARLY, _LATE, _LOOK = 250, 500, 10  # iterations of t-SNE, and between two looks at Ctrl-C
_FIRST, _MOVED = 1e-4, 0.5  # deviation of the places that t-SNE begins at; by how much of theirs several maps differ

Units = NDArray[np.float32]
Places = NDArray[np.float64]
Step = Callable[[float, float], None]  # how much is done, of how much; raises `stopped`


def project(request: Project, reporter: JobReporter) -> Projected:
    """Make a map for each seed, and write all. Raises `missing-library` and `stopped`."""
    reporter.progress("starting the library", 0, 0, "", {})
    library = _library(request.method)
    units = np.load(request.vectors, allow_pickle=False)
    make = {"tsne": _tsne, "umap": _umap}[request.method]
    maps = np.empty((len(request.seeds), len(units), 2))
    begin, settings = principal(units).places, ""
    for at, seed in enumerate(request.seeds):

        def step(done: float, total: float, at: int = at) -> None:
            if reporter.stopped():
                raise EmbreplError("stopped", "Stopped before the map was complete.", "Ask again.")
            reporter.progress("placing points", at * total + done, len(request.seeds) * total, "rounds", {})

        step(0, _EARLY + _LATE)
        maps[at], settings = make(library, units, _begin(begin, seed, len(request.seeds) > 1), seed, step)
    np.save(request.places, maps, allow_pickle=False)
    return Projected(request.job, settings)


def _library(method: str) -> Any:
    """Return the library of a method. Raises `missing-library`."""
    module, package = LIBRARIES[method]
    try:
        return importlib.import_module(module)
    except ImportError:
        message = f"plot --by {method} needs {package}, which is not installed."
        raise EmbreplError("missing-library", message, "pip install 'embrepl[maps]'") from None


def _begin(places: Places, seed: int, moved: bool) -> Places:
    """Return where a map begins, (n, 2), each axis with a deviation of one where it has any."""
    deviation = places.std(axis=0)
    begin = np.divide(places, deviation, out=np.zeros_like(places), where=deviation > 0)
    generator = np.random.default_rng(seed)
    noise = generator.standard_normal(begin.shape) * (_MOVED if moved else _FIRST)  # equal points do not stay together
    return np.asarray(begin + noise)


def _tsne(library: Any, units: Units, begin: Places, seed: int, step: Step) -> tuple[Places, str]:
    size = len(units)
    perplexity = min(_PERPLEXITY, (size - 1) / 3)
    done = [0]

    def look(iteration: int, *_: Any) -> None:
        done[0] += _LOOK
        step(done[0], _EARLY + _LATE)

    made = library.TSNE(
        perplexity=perplexity, metric="euclidean", initialization=_FIRST * begin, random_state=seed,
        neighbors="exact" if size <= _EXACT else "annoy",
        negative_gradient_method="bh" if size <= _SLOW else "fft",
        early_exaggeration_iter=_EARLY, n_iter=_LATE, n_jobs=1 if size <= _EXACT else threads.available(),
        callbacks=look, callbacks_every_iters=_LOOK,
    ).fit(units)  # fmt: skip
    return np.asarray(made, np.float64), f"perplexity {perplexity:.3g}"


def _umap(library: Any, units: Units, begin: Places, seed: int, step: Step) -> tuple[Places, str]:
    neighbours = min(_NEIGHBOURS, len(units) - 1)
    made = library.UMAP(
        n_neighbors=neighbours, metric="cosine", init=(10 / 3 * begin).astype(np.float32), random_state=seed,
        n_jobs=1, tqdm_kwds={
            "file": _Rounds(step), "bar_format": "{n_fmt}/{total_fmt}", "mininterval": 0, "miniters": 1,
            "disable": False,
        },
    )  # fmt: skip
    return np.asarray(made.fit_transform(units), np.float64), f"{neighbours} neighbours"


class _Rounds(io.StringIO):
    """What a bar of progress is written to: asks at every round whether to go on."""

    def __init__(self, step: Step) -> None:
        super().__init__()
        self._step = step

    def write(self, text: str) -> int:
        """Take what the bar shows, such as 10/500."""
        done, _, total = text.strip().partition("/")
        if done.isdecimal() and total.isdecimal():
            self._step(float(done), float(total))
        return len(text)
