"""Scores on tests of words: equal to a plain reckoning, and honest about what is covered."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from embrepl.errors import EmbreplError
from embrepl.space.evaluate import ANALOGIES, SIMILARITY, evaluate, mean_ranks, mean_score, read_test, spearman
from embrepl.space.space import Space


def a_space(words: list[str], dim: int = 8, seed: int = 0) -> Space:
    matrix = np.random.default_rng(seed).standard_normal((len(words), dim)).astype(np.float32)
    return Space(words, np.arange(len(words), 0, -1), matrix, name="m")


def written(folder: Path, text: str, name: str = "test.txt") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def score_module(shared: Path) -> ModuleType:
    """The benchmark's own scoring."""
    path = shared / "bench" / "score.py"
    result = importlib.util.spec_from_file_location("score", path) if path.exists() else None
    if result is None or result.loader is None:
        pytest.skip(f"there is no {path}")
    module = importlib.util.module_from_spec(result)
    result.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["wordsim353", "simlex999", "questions-words"])
def test_equal_to_the_benchmark(shared: Path, name: str) -> None:
    plain, path = score_module(shared), shared / "eval" / f"{name}.txt"
    every = dict.fromkeys(path.read_text(encoding="utf-8").lower().split())
    words = list(every)[::2] + list(every)[1::4]
    space = a_space(words, dim=3)
    unit = space.matrix / np.maximum(np.linalg.norm(space.matrix, axis=1, keepdims=True), 1e-9)
    reckon = plain.analogies if name == "questions-words" else plain.similarity
    value, covered, total = reckon({word: row for row, word in enumerate(words)}, unit, path)
    result = evaluate(space, read_test(path))
    assert (result.covered, result.questions) == (covered, total)
    assert 0 < covered < total
    assert result.value == pytest.approx(value, abs=2e-4)
    assert value != 0


def test_formats_are_told_apart(tmp_path: Path) -> None:
    pairs = read_test(written(tmp_path, "Word 1,Word 2,Human (mean)\nlove,sex,6.77\ntiger,cat,7.35\n"))
    assert (pairs.kind, pairs.questions, pairs.scores) == (
        SIMILARITY, (("love", "sex"), ("tiger", "cat")), (6.77, 7.35)
    )  # fmt: skip
    more = read_test(written(tmp_path, "# SimLex\nold\tnew\t1.58\tA\t2\nsmart\tdull\t9.2\tA\t1\n\n", "simlex.tsv"))
    assert (more.name, more.scores) == ("simlex", (1.58, 9.2))
    analogies = read_test(written(tmp_path, "\ufeff: royal\n国王 王后 王子 公主\n: other\na b c d\n"))
    assert (analogies.kind, analogies.questions) == (
        ANALOGIES,
        (("国王", "王后", "王子", "公主"), ("a", "b", "c", "d")),
    )


@pytest.mark.parametrize(
    ("text", "why"),
    [("", "neither"), ("one two\n", "neither"), ("a b 1\na b c d\na b 2\n", "line 2"), ("a b c d e\n" * 3, "neither"),
     (": only\n# this\n", "neither"), ("a b nan\n" * 3, "neither")],
)  # fmt: skip
def test_what_is_no_test(tmp_path: Path, text: str, why: str) -> None:
    with pytest.raises(EmbreplError, match=why) as caught:
        read_test(written(tmp_path, text))
    assert caught.value.code == "no-test"


def test_a_test_that_cannot_be_read(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nowhere.txt"):
        with pytest.raises(EmbreplError, match=path.name) as caught:
            read_test(path)
        assert caught.value.code == "no-test"


@given(st.binary(max_size=300))
def test_any_bytes_are_a_test_or_an_error(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.mktemp("test") / "x"
    path.write_bytes(content)
    try:
        test = read_test(path)
    except EmbreplError as error:
        assert error.code == "no-test"
    else:
        evaluate(a_space(["a", "b", "c"]), test)


def test_too_little_is_covered(tmp_path: Path) -> None:
    space = a_space(["one", "two", "three"])
    pairs = read_test(written(tmp_path, "one two 1\none three 2\none four 3\n"))
    result = evaluate(space, pairs)
    assert (result.value, result.covered, result.questions) == (None, 2, 3)
    assert mean_score([result]) == 0.0
    assert mean_score([]) is None
    none = evaluate(space, read_test(written(tmp_path, "a b c d\ne f g h\n")))
    assert (none.value, none.covered) == (None, 0)


def test_an_analogy_by_hand(tmp_path: Path) -> None:
    rows = {"man": (1, 0, 0), "woman": (0, 1, 0), "king": (1, 0, 1), "queen": (0, 1, 1), "far": (0, 0, -1)}
    space = Space(list(rows), np.ones(5, dtype=np.int64), np.array(list(rows.values()), dtype=np.float32))
    test = read_test(written(tmp_path, "man woman king queen\nMan Woman King Far\nman woman king nobody\n"))
    assert evaluate(space, test).value == 0.5
    assert evaluate(space, test).covered == 2


def test_ranks_share_ties() -> None:
    assert mean_ranks(np.array([3.0, 1.0, 3.0, 2.0])).tolist() == [3.5, 1.0, 3.5, 2.0]
    assert spearman(np.array([1, 2, 3]), np.array([5.0, 6.0, 9.0])) == pytest.approx(1.0)
    assert spearman(np.array([1, 2, 3]), np.ones(3)) is None
