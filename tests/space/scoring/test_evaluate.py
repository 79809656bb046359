"""Scores on tests of words: equal to a plain reckoning, and honest about what is covered."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from embrepl.commands.word_tests import read_test
from embrepl.errors import EmbreplError
from embrepl.space.scoring.evaluate import Score, evaluate, mean_score
from embrepl.space.scoring.intervals import mean_ranks, spearman
from embrepl.space.scoring.word_tests import ANALOGIES, SIMILARITY
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
    [("", "neither"), ("one two\n", "neither"), ("a b c d e\n" * 3, "neither"),
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


SCORES = (9.8, 9.1, 2.5)
PAIRS = (("sea", "lake"), ("mill", "river"), ("café", "boat"))


@pytest.mark.parametrize(
    ("text", "skipped"),
    [
        ("sea\tlake\t9,8\nmill\triver\t9,1\ncafé\tboat\t2,5\n", 0),
        ("sea lake 9,8 3,25\nmill river 9,1 4\ncafé boat 2,5 1,5\n", 0),
        ("sea;lake;9.8\r\nmill;river;9.1\r\ncafé;boat;2.5\r\n", 0),
        ("sea, lake, 9.8\nmill, river, 9.1\ncafé, boat, 2.5\n", 0),
        (
            "word1\tword2\tPOS\tSimLex999\tconc\nsea\tlake\tN\t9.8\t1\nmill\triver\tN\t9.1\t1\ncafé\tboat\tN\t2.5\t2\n",
            0,
        ),
        ("sea\tlake\tN\t9.8\t1\nmill\triver\tN\t9.1\t1\ncafé\tboat\tN\t2.5\t2\n", 0),
        ("w1,w2,rank,Human (mean)\nsea,lake,1,9.8\nmill,river,2,9.1\ncafé,boat,3,2.5\n", 0),
        ("1\tsea\tn\tlake\tn\t9.8\n2\tmill\tn\triver\tn\t9.1\n3\tcafé\tn\tboat\tv\t2.5\n", 0),
        ("sea-n lake-n 9.8\nmill-n river-n 9.1\ncafé-n boat-v 2.5\n", 0),
        ('"sea","lake","9.8"\n"mill","river","9.1"\n"café","boat","2.5"\n', 0),
        ("# judged\n\nsea lake 9.8\nnew york city 3\nmill river 9.1\nbroken line\ncafé boat 2.5\n", 2),
    ],
)
def test_pairs_in_any_layout(tmp_path: Path, text: str, skipped: int) -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        path = tmp_path / "pairs"
        path.write_bytes(text.encode(encoding))
        test = read_test(path)
        assert (test.questions, test.scores, test.skipped) == (PAIRS, SCORES, skipped)
        assert any("not UTF-8" in note for note in test.notes) == (not encoding.startswith("utf-8"))
    if skipped:
        assert test.notes[1:] == (
            "2 lines left out, not like the others: line 4: new york city 3; line 6: broken line",
        )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("new york city 9\nsea lake 7\nboat hill 2\nroad path 6\n", "line 1: new york city 9"),
        ("sea\tfog\tNA\nsea\tlake\t7\nboat\thill\t2\nroad\tpath\t6\n", "line 1: sea fog NA"),
        ("w1,w2,rank,rated\nsea,lake,1,7\nboat,hill,2,2\nroad,path,3,6\n", "the score is the column rated"),
        ("w1\tw2\tHuman (mean)\t1\t2\nsea\tlake\t7\t5\t9\nboat\thill\t2\t9\t1\nroad\tpath\t6\t1\t1\n", "Human"),
        ("7\tsea\tlake\n2\tboat\thill\n6\troad\tpath\n", "the score is column 1, before the words"),
        ("en\tsea\tlake\t7\nen\tboat\thill\t2\nen\troad\tpath\t6\n", ""),
        ("sea\tlake\t7\rboat\thill\t2\rroad\tpath\t6\r", ""),
        ("sea，lake，7\nboat，hill，2\nroad，path，6\n", ""),
        ("sea,lake,7,0\nboat,hill,2,0\nroad,path,6,0\n", "its field must stand in quotation marks"),
    ],
)
def test_where_the_score_is(tmp_path: Path, text: str, said: str) -> None:
    test = read_test(written(tmp_path, text))
    assert test.questions == (("sea", "lake"), ("boat", "hill"), ("road", "path"))
    assert test.scores == (7, 2, 6)
    assert said in " ".join(test.notes)
    assert bool(test.notes) == bool(said)


@pytest.mark.parametrize(
    "text",
    [
        "a,b,c,d\nsea,fish,sky,bird\nman,boy,woman,girl\n",
        "section,word1,word2,word3,word4\nx,sea,fish,sky,bird\ny,man,boy,woman,girl\n",
        "sea fish sky bird NN_NNS\nman boy woman girl NN_NN\n",
        "sea fish sky NN_NNS bird\nman boy woman NN_NN girl\n",
        "sea : fish :: sky : bird\nman : boy :: woman : girl\n",
        "sea fish :: sky bird\nman boy :: woman girl\n",
    ],
)
def test_analogies_in_any_layout(tmp_path: Path, text: str) -> None:
    test = read_test(written(tmp_path, text))
    assert test.kind == ANALOGIES
    assert test.questions == (("sea", "fish", "sky", "bird"), ("man", "boy", "woman", "girl"))
    assert (test.skipped, test.notes) == (0, ())


def test_phrases_of_a_table_are_words(tmp_path: Path) -> None:
    test = read_test(written(tmp_path, "new york\tcity\t7\nlos angeles\tsea\t5\nmill\triver\t3\n"))
    assert test.questions == (("new york", "city"), ("los angeles", "sea"), ("mill", "river"))


def test_pairs_of_one_relation_make_analogies(tmp_path: Path) -> None:
    test = read_test(written(tmp_path, "man\twoman/lady\nking\tqueen\nboy\tgirl\n"))
    assert len(test.questions) == 6
    assert test.questions[2] == ("king", "queen", "man", "woman", "lady")
    assert test.notes == ("3 pairs of one relation make 6 analogies",)
    rows = {"man": (1, 0, 0), "lady": (0, 1, 0), "king": (1, 0, 1), "queen": (0, 1, 1), "far": (0, 0, -1)}
    space = Space(list(rows), np.ones(5, dtype=np.int64), np.array(list(rows.values()), dtype=np.float32))
    score = evaluate(space, test)
    assert (score.value, score.covered) == (1.0, 1)  # woman, a of the others, is no word of it; lady is an answer


def test_scores_of_different_measures_have_no_mean() -> None:
    one, other = Score("a", SIMILARITY, 0.5, 9, 9), Score("b", ANALOGIES, 0.1, 9, 9)
    assert mean_score([one, other]) is None
    assert mean_score([one, one]) == 0.5


def test_too_little_is_covered(tmp_path: Path) -> None:
    space = a_space(["one", "two", "three"])
    pairs = read_test(written(tmp_path, "one two 1\none three 2\none four 3\n"))
    result = evaluate(space, pairs)
    assert (result.value, result.covered, result.questions) == (None, 2, 3)
    assert mean_score([result]) is None
    assert mean_score([result, Score("b", result.kind, 0.5, 9, 9)]) == 0.25
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
