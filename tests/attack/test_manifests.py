"""Manifests that somebody changed: an error that names the folder, or what is opened can be used; never anything else.

Memory is bounded: what a manifest says is checked against the files before anything is allocated for it.
"""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from embrepl.corpus.report import Report
from embrepl.corpus.store.store import Corpus
from embrepl.errors import EmbreplError
from embrepl.space import store
from embrepl.training import states
from embrepl.training.kept import MANIFEST, facts_of, training_in
from embrepl.training.recipe import Recipe, StoppedTraining
from tests.attack.mutations import each_part_changed, mutated
from tests.helpers.stores import make, written

MOST = 8_000_000  # bytes, of stores that hold some kilobytes
FEW = settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
TEXT = "CHAPTER I. Kings\n\nThe king saw the queen.\n\nCHAPTER II. Queens\n\nThe queen saw 林黛玉.\n" * 3


@contextmanager
def refused_or_usable(folder: Path, code: str) -> Iterator[None]:
    """Check that the only exception is an error of that code which names the folder, and that memory is bounded."""
    tracemalloc.start()
    try:
        yield
    except EmbreplError as error:
        assert error.code in {f"damaged-{code}", f"newer-{code}", f"no-{code}"}
        assert str(folder) in error.message
    finally:
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert most < MOST


def attacked(folder: Path, name: str, use: Callable[[], object], code: str) -> None:
    """Change a file of a folder in many ways, and use what the folder holds."""
    path = folder / name
    whole = path.read_bytes()

    @FEW
    @given(mutated(whole))
    def attack(data: bytes) -> None:
        path.write_bytes(data)
        with refused_or_usable(folder, code):
            use()

    try:
        for data in each_part_changed(whole):
            path.write_bytes(data)
            with refused_or_usable(folder, code):
                use()
        attack()
    finally:
        path.write_bytes(whole)


@pytest.mark.parametrize("name", ["manifest.json", "files.json", "chapters.json", "variables.json"])
def test_a_corpus(tmp_path: Path, name: str) -> None:
    written(tmp_path / "texts" / "a" / "a.txt", TEXT)
    written(tmp_path / "texts" / "b" / "b.txt", "The river flows.")
    folder = make(tmp_path, tmp_path / "texts", label="folder", by=r"letter=(\w)\.txt").folder

    def use() -> None:
        corpus = Corpus.open(folder)
        assert corpus.ids.size == corpus.starts.size == corpus.report.tokens
        assert len(corpus.words) == corpus.counts.size == len(corpus.index)
        assert corpus.documents.size == corpus.begins.size == corpus.report.documents + 1
        for variable in corpus.variables.values():
            assert variable.codes.size == corpus.report.documents
            assert -1 <= variable.codes.min() <= variable.codes.max() < len(variable.names)
        for given_ in (corpus.files, corpus.chapters, corpus.tags(), corpus.tags("lemmas"), corpus.labels):
            assert given_ is None or len(given_) >= 0
        assert corpus.kept_share(2) <= 1
        assert Report.from_json(corpus.report.to_json()) is not None

    use()
    attacked(folder, name, use, "corpus")


def test_a_space(tmp_path: Path) -> None:
    folder = tmp_path / "space"
    recipe = Recipe("zero", "train zero", {"dim": 4, "epochs": 2}, versions={"numpy": "1"}).as_plain()
    words, counts = ["the", "king", "queen"], np.array([5, 2, 1])
    matrix = np.eye(3, 4, dtype=np.float32)
    store.save(folder, words, counts, matrix, recipe, matrix, {"extra": np.arange(6, dtype=np.int32)})

    def use() -> None:
        space = store.open_space(folder)
        assert len(space.words) == space.counts.size == space.matrix.shape[0]
        try:
            Recipe.from_plain(space.recipe)
        except ValueError as error:
            assert str(error).startswith("no recipe")

    use()
    attacked(folder, "manifest.json", use, "space")


def test_a_training(tmp_path: Path) -> None:
    folder = tmp_path / "zero-1"
    about = StoppedTraining(Recipe("zero", "train zero", {"dim": 4}), "mine", "37 %", 2.5, ("king",)).as_plain()
    arrays = {"one": np.arange(6, dtype=np.float32).reshape(2, 3), "two": np.arange(3)}
    states.save(folder, states.State(1, 2, 0.5, arrays, {"loss": 0.25}), about)

    def use() -> None:
        state = states.load(folder)
        assert all(array.size < 10 for array in state.arrays.values())
        assert isinstance(state.figures, dict)

    def describe() -> None:
        found = training_in(folder)
        assert found is None or json.dumps(found.called)
        assert isinstance(facts_of(folder), dict)
        states.clear_unnamed(tmp_path)

    use()
    attacked(folder, MANIFEST, use, "training")
    attacked(folder, MANIFEST, describe, "training")
