"""Corpus stores made from files, and what must hold of the arrays of every one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from embrepl.corpus.building.build import build
from embrepl.corpus.options import ReadOptions
from embrepl.corpus.report import Report
from embrepl.corpus.store.store import MANIFEST, UNLABELLED, Corpus


def check_arrays(corpus: Corpus) -> None:
    """Check that the arrays of a store fit together."""
    ids, starts, documents, begins = corpus.ids, corpus.starts, corpus.documents, corpus.begins
    assert ids.min() >= 0
    assert np.array_equal(np.bincount(ids, minlength=corpus.counts.size), corpus.counts)
    assert np.all(corpus.counts[1:] <= corpus.counts[:-1])
    assert len(corpus.words) == corpus.counts.size
    assert 0 <= starts[0] < starts[-1] + 1 <= corpus.text.size
    assert np.all(np.diff(starts) > 0)
    assert (documents[0], documents[-1]) == (0, ids.size)
    assert np.all(np.diff(documents) >= 0)
    assert (begins[0], begins[-1]) == (0, corpus.text.size + 1)
    assert np.all(np.diff(begins) > 0)
    if corpus.labels.size:
        assert UNLABELLED <= corpus.labels.min() <= corpus.labels.max() < len(corpus.report.labels)


def assert_same(one: Corpus, other: Corpus) -> None:
    """Check that two stores hold the same bytes and say the same of them."""
    assert one.hash == other.hash
    assert replace(one.report, seconds=0) == replace(other.report, seconds=0)
    names = sorted(path.name for path in one.folder.iterdir())
    assert names == sorted(path.name for path in other.folder.iterdir())
    for name in set(names) - {MANIFEST}:
        assert (one.folder / name).read_bytes() == (other.folder / name).read_bytes()


def make(folder: Path, *paths: Path, **options: str) -> Corpus:
    """Read files into a store and open it."""
    store = folder / "store"
    report = build([str(path) for path in paths], ReadOptions(**options), store, lambda _: None, lambda: False)
    corpus = Corpus.open(store)
    assert Report.from_json(corpus.report.to_json()) == corpus.report == report
    check_arrays(corpus)
    return corpus


def written(path: Path, data: bytes | str) -> Path:
    """Write a file, its folder too, and return its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def size_of(folder: Path) -> int:
    """Return how many bytes the files of a folder have."""
    return sum(path.stat().st_size for path in folder.iterdir())
