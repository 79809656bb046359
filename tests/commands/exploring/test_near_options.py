"""`near` among some words, by other measures, the farthest words, and several models side by side."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest

from embrepl.errors import EmbreplError
from embrepl.session.holdings import Model
from embrepl.session.session import Session
from embrepl.space.identity import Identity
from embrepl.space.space import Space
from embrepl.training.protocol import Trained
from tests.helpers.sessions import Talk, shown

WORDS = ["the", "king", "queen", "prince", "princess", "duchess", "dog", "cat", "皇后", "xi"]
COUNTS = np.array([900, 500, 300, 200, 150, 100, 60, 40, 30, 2])


def model(name: str, seed: int, counts: Any = COUNTS) -> Model:
    matrix = np.random.default_rng(seed).standard_normal((len(WORDS), 6)).astype(np.float32)
    matrix[9] = matrix[1] + 0.01  # seen twice, and nearest of all by the cosine
    return Model(Space(WORDS, counts, matrix, {"objective": name}, name=name), "texts", cast(Trained, None))


@pytest.fixture
def talk() -> Talk:
    session = Session(log=Path("/dev/null"))
    one_hot = Model(Space(WORDS, COUNTS, Identity(len(WORDS)), name="onehot"), "texts", cast(Trained, None))
    session.models |= {"zero": model("zero", 0), "glove": model("glove", 1), "opened": model("opened", 2, 0 * COUNTS)}
    session.models["onehot"] = one_hot
    session.current_model = "zero"
    return Talk(session)


def words(answer: Any) -> list[str]:
    return [row.word for row in answer.rows]


@pytest.mark.parametrize(
    "typed", ["--in top 5", '--in "top 5"', "--in top5", "--in=top 5", "--in TOP 5", "－－in　top　５", "--in top 5 10"]
)
def test_the_most_frequent_words(talk: Talk, typed: str) -> None:
    answer = talk(f"near king {typed}")
    assert sorted(words(answer)) == ["prince", "princess", "queen", "the"]
    assert answer.among == "the 5 most frequent words"
    assert "king · zero · the 5 most frequent words" in shown(answer)
    assert words(talk("near king 2 --in top 5")) == words(answer)[:2]


def test_those_that_fit_an_expression(talk: Talk) -> None:
    assert sorted(words(talk("near king --in /ess$/"))) == ["duchess", "princess"]
    assert words(talk("near king --in /^后|后$/")) == ["皇后"]
    assert words(talk("near king --in /ESS$/ --min-freq 120")) == ["princess"]
    assert talk("near king --in /ess$/").among == "2 words that fit /ess$/"
    assert talk.error("near king --in /(/").code == "bad-pattern"


def test_those_of_a_file(talk: Talk, tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("queen\n\nDog\nking\nunicorn\nqueen\n皇后\n", "utf-8")
    answer = talk(f"near king --in {tmp_path}/list.txt")
    assert sorted(words(answer)) == ["dog", "queen", "皇后"]
    assert answer.among.startswith("4 of the 5 words of ")
    error = talk.error(f"near king --in {tmp_path}/none.txt")
    assert (error.code, "one word per line" in error.hint) == ("bad-word-list", True)
    (tmp_path / "bytes").write_bytes(bytes(range(256)) * 9)
    assert talk.error(f"near king --in {tmp_path}/bytes").code == "bad-word-list"


def test_those_seen_often(talk: Talk) -> None:
    assert sorted(words(talk("near king --min-freq 150"))) == ["prince", "princess", "queen", "the"]
    assert set(words(talk("near king"))) - set(words(talk("near king --min-freq 3"))) == {"xi"}
    talk.session.use("opened")
    error = talk.error("near king --min-freq 3")
    assert (error.code, "top 20000" in error.hint) == ("bad-option", True)


def test_nothing_left_is_said(talk: Talk) -> None:
    for line in ("near king --in /zzz/", "near king --min-freq 10000", "near the --in top 1"):
        assert "No other word is among these" in shown(talk(line))
    for line in ("near king --in top", "near king --in top 0", "near king --in top -3"):
        assert talk.error(line).code == "bad-option"


@pytest.mark.parametrize(
    ("typed", "code", "message"),
    [
        ("--in top", "bad-option", "how many of the most frequent words"),
        ("--in top --far", "bad-option", "how many of the most frequent words"),
        ("--in top 0", "bad-option", "from 1 on, not '0'."),
        ("--in top -5", "bad-option", "from 1 on, not '-5'."),
        ("--in top-5", "bad-option", "from 1 on, not '-5'."),
        ("--in top 1.5", "bad-option", "a whole number, not '1.5'."),
        ("--in top abc", "bad-option", "Behind --in top stands a whole number, not 'abc'."),
        ("--in=top abc", "bad-option", "a whole number, not 'abc'."),
        ('--in "top abc"', "bad-option", "from 1 on, not 'abc'."),
        ("--in nolist", "bad-option", "'nolist' is neither top N nor an /expression/, nor a file."),
        ("--in topp 5", "bad-option", "'topp' is neither top N"),
        ("--in toplist.txt", "bad-word-list", "toplist.txt cannot be read"),
        ("--in /unclosed", "bad-option", "as an expression it is not closed"),
        ("--in /(/", "bad-pattern", "/(/ is not a regular expression"),
        ('--in ""', "bad-option", "nothing but quotation marks"),
        ("--in", "missing-value", "--in needs a value."),
        ("--in --far", "missing-value", "--in needs a value."),
        ("--in /", "bad-word-list", "/ is a folder"),
        ("--min-freq", "missing-value", "--min-freq needs a value."),
        ("--min-freq --far", "missing-value", "--min-freq needs a value."),
        ("--min-freq abc", "bad-option", "--min-freq cannot be 'abc'."),
        ("--min-freq 1.5", "bad-option", "--min-freq cannot be '1.5'."),
        ('--min-freq ""', "bad-option", "--min-freq cannot be ''."),
        ("--min-freq 0", "bad-option", "--min-freq is at least 1, not 0."),
        ("--min-freq -5", "bad-option", "--min-freq is at least 1, not -5."),
        ("-3", "bad-option", "a number without a sign, not -3."),
        ("–３", "bad-option", "a number without a sign, not –３."),
        ("+3", "bad-option", "a number without a sign, not +3."),
        ("0", "bad-option", "K is from 1 to 10,000, not 0."),
    ],
)
def test_what_is_wrong_is_named(talk: Talk, typed: str, code: str, message: str) -> None:
    error = talk.error(f"near king {typed}")
    assert (error.code, message in error.message, bool(error.hint)) == (code, True, True), error.message
    if typed.startswith("--in top "):
        assert talk.error(f"near {typed} king").message == error.message


def test_a_list_called_top_can_be_named(talk: Talk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("top", "nolist", "-"):
        (tmp_path / name).write_text("queen\n", "utf-8")
        assert words(talk(f"near king --in ./{name}")) == ["queen"]
    assert words(talk("near king --in nolist")) == ["queen"]


@pytest.mark.parametrize(
    "line", ["near king - 3", 'near king -"3"', "near king - queen 3", "near -king", "dist king -3"]
)
def test_a_number_behind_a_sign_may_be_a_word(talk: Talk, line: str) -> None:
    try:
        talk(line)
    except EmbreplError as error:
        assert error.code in {"unknown-word", "wrong-usage"}  # 3 is no word of these models


def test_the_farthest_are_the_nearest_turned_round(talk: Talk) -> None:
    nearest, farthest = talk("near king"), talk("near king --far")
    assert words(farthest) == words(nearest)[::-1]
    assert [row.cosine for row in farthest.rows] == pytest.approx([row.cosine for row in nearest.rows][::-1])
    assert shown(farthest).startswith("far from king · zero")
    assert words(talk("near king --far --rare"))[-1] == "xi"


def test_other_measures_show_their_values(talk: Talk) -> None:
    space = talk.session.models["zero"].space
    king = space.matrix[1].astype(float)
    by_distance = talk("near king --metric euclidean")
    assert words(by_distance)[0] == "xi"
    assert [row.value for row in by_distance.rows] == pytest.approx(
        sorted(float(np.linalg.norm(row - king)) for at, row in enumerate(space.matrix) if at != 1)
    )
    dots = [float(row @ king) for at, row in enumerate(space.matrix) if at != 1]
    assert [row.value for row in talk("near king --metric dot").rows] == pytest.approx(sorted(dots, reverse=True))
    assert [row.value for row in talk("near king --metric dot --far").rows] == pytest.approx(sorted(dots))
    assert "euclidean" in shown(by_distance)
    assert "percentile" in shown(talk("near king --metric csls --in top 4"))
    assert talk("near king --metric csls --in top 4").rows[0].value is not None
    for metric in ("euclidean", "dot", "csls"):
        assert talk.error(f"near king - king --metric {metric}").code == "no-direction"
    talk.session.use("onehot")
    assert "axis of its own" in shown(talk("near king --metric dot"))


def test_models_side_by_side(talk: Talk) -> None:
    answer = talk("near king 3 --models zero,glove,opened --in top 6")
    assert answer.models == ("zero", "glove", "opened")
    for name in answer.models:
        talk.session.use(name)
        assert [row.word[name] for row in answer.rows] == words(talk("near king 3 --in top 6"))
    everywhere = set.intersection(*({row.word[name] for row in answer.rows} for name in answer.models))
    assert set(answer.common) == everywhere
    text = shown(answer)
    assert text.startswith("near king · zero · glove · opened\n")
    assert "of 3 in all of them" in text
    assert shown(answer, "csv").splitlines()[0].startswith("rank,word_zero,word_glove,word_opened,cosine_zero")


@pytest.mark.parametrize("metric", ["euclidean", "dot", "csls"])
@pytest.mark.parametrize("far", ["", " --far"])
def test_models_side_by_side_by_another_measure(talk: Talk, metric: str, far: str) -> None:
    answer = talk(f"near king 4 --models zero,glove,opened --metric {metric}{far}")
    for name in answer.models:
        talk.session.use(name)
        alone = talk(f"near king 4 --metric {metric}{far}")
        assert [row.word[name] for row in answer.rows] == words(alone)
        assert [row.value[name] for row in answer.rows] == [row.value for row in alone.rows]
        assert [row.cosine[name] for row in answer.rows] == [row.cosine for row in alone.rows]
    text = shown(answer)
    assert text.splitlines()[0].endswith(f"· by {metric}")
    assert f"{answer.rows[0].value['glove']:.3f}" in text
    assert ("each model's own" in text) == (metric != "csls")
    assert "value_zero,value_glove,value_opened" in shown(answer, "csv").splitlines()[0]


def test_a_model_without_nearness_is_named_beside_others(talk: Talk) -> None:
    answer = talk("near king 4 --models onehot,zero --metric dot")
    assert all(set(row.value) == {"zero"} for row in answer.rows)
    assert "onehot: No word is nearer than another" in shown(answer, width=200)


def test_a_model_that_lacks_the_word_is_named(talk: Talk) -> None:
    small = Space(["dog", "cat"], np.array([9, 8]), np.eye(2, dtype=np.float32), name="small")
    talk.session.models["small"] = Model(small, "texts", cast(Trained, None))
    answer = talk("near king 2 --models zero,small")
    assert answer.models == ("zero",)
    assert "not among the 2 words of small" in answer.notes[0]
    assert talk.error("near nosuchword --models zero,small").code == "unknown-word"
    assert talk.error("near king --models zero,nosuch").code == "unknown-name"


def test_a_model_is_not_named_twice(talk: Talk) -> None:
    error = talk.error("near king@glove --models zero,glove")
    assert error.code == "wrong-usage"
    assert error.hint == "Leave @glove out, or --models."
