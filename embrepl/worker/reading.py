"""Reading files into a corpus store."""

from __future__ import annotations

import shutil
from pathlib import Path

from embrepl.corpus.building import build
from embrepl.corpus.options import ReadOptions
from embrepl.corpus.reading.locating.finding import find
from embrepl.corpus.report import CorpusProgress as ReadProgress
from embrepl.corpus.store import cache
from embrepl.corpus.store.store import Corpus
from embrepl.errors import EmbreplError
from embrepl.system import memory
from embrepl.system.python import Template
from embrepl.training.protocol import CorpusRead, ReadCorpus
from embrepl.worker.progress import JobReporter
from embrepl.worker.vectors_among_texts import without_vectors


def read_corpus(request: ReadCorpus, reporter: JobReporter, template: Template | None = None) -> CorpusRead:
    """Read files into a corpus store, or find the one that was made of them before."""

    def progress(at: ReadProgress) -> None:
        figures = {"words": float(at.words), "files": float(at.files)}
        reporter.progress(at.stage, at.done_bytes, at.total_bytes, "bytes", figures)

    reporter.progress("reading", 0, 1, "bytes", {})
    options = ReadOptions(**request.options)
    build.check(options)
    sources = without_vectors(find(request.paths, options), options)
    key = cache.key(sources, options) if request.cache and request.cache_size else None
    kept = cache.Cache(Path(request.cache), request.cache_size)
    earlier = kept.find(key) if key else None
    if earlier and _opens(earlier):
        return CorpusRead(request.job, str(earlier), cached=True)
    folder = Path(request.folder)
    most = request.memory or memory.DEFAULT
    report = build.read(sources, options, folder, progress, reporter.stopped, most, template)
    if key and not report.short_of_memory:
        folder = kept.keep(folder, key)
    return CorpusRead(request.job, str(folder))


def _opens(folder: Path) -> bool:
    """Whether a store that was made before can be used; one that cannot is made again."""
    try:
        Corpus.open(folder)
    except EmbreplError:
        shutil.rmtree(folder, ignore_errors=True)
        return False
    return True
