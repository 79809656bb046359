"""Targets in the vectors: each form means what a plain sum of unit vectors does, and what cannot be meant is told."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from embrepl.commands.lexer import statements
from embrepl.commands.targets.vectors import target, targets
from embrepl.errors import EmbreplError
from tests.helpers.sessions import Talk, quoted, talking

WORDS = ["king", "queen", "man", "woman", "royal", "rowing", "row", "ice_cream", "well-known", "国王", "a@b", "nothing"]
RANDOM = np.random.default_rng(5)
VECTORS = {word: RANDOM.standard_normal(4) for word in WORDS} | {"nothing": np.zeros(4)}
TURNED = np.linalg.qr(RANDOM.standard_normal((4, 4)))[0]


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Talk]:
    """Three models: `two` is `one` with its axes turned, `small` has other dimensions."""
    folder = tmp_path_factory.mktemp("targets")
    for name, change in (("one", np.eye(4)), ("two", TURNED), ("small", np.eye(4)[:, :2])):
        rows = [f"{word} {' '.join(map(str, VECTORS[word] @ change))}" for word in WORDS]
        (folder / f"{name}.vec").write_text(f"{len(WORDS)} {change.shape[1]}\n" + "\n".join(rows), encoding="utf-8")
    with talking(folder / "home") as result:
        for name in ("small", "two", "one"):
            result(f"open {quoted(str(folder / f'{name}.vec'))}")
        yield result


def tokens(text: str) -> tuple:
    (statement,) = statements(f"near {text}")
    return statement.tokens[1:]


def unit(word: str) -> np.ndarray:
    vector = VECTORS[word]
    return vector / max(1e-30, float(np.linalg.norm(vector)))


def mean(*words: str) -> np.ndarray:
    total = sum(unit(word) for word in words)
    return total / np.linalg.norm(total)


@pytest.mark.parametrize(
    ("text", "expected", "named"),
    [
        ("king", unit("king"), ["king"]),
        ("King", unit("king"), ["king"]),
        ("king - man + woman", unit("king") - unit("man") + unit("woman"), ["king", "man", "woman"]),
        ("0.5*king", 0.5 * unit("king"), ["king"]),
        ("(king, queen)", (unit("king") + unit("queen")) / 2, ["king", "queen"]),
        ("（king，queen）", (unit("king") + unit("queen")) / 2, ["king", "queen"]),
        ("king | royal", unit("king") - unit("king") @ unit("royal") * unit("royal"), ["king", "royal"]),
        ("ro*", mean("royal", "rowing", "row"), ["royal", "rowing", "row"]),
        ("/^ro/", mean("royal", "rowing", "row"), ["royal", "rowing", "row"]),
        ("king - ro*", unit("king") - mean("royal", "rowing", "row"), ["king", "royal", "rowing", "row"]),
        ("ice cream", unit("ice_cream"), ["ice_cream"]),
        ('"ice cream" + 国王', unit("ice_cream") + unit("国王"), ["ice_cream", "国王"]),
        ("「国王」", unit("国王"), ["国王"]),
        ("a@b", unit("a@b"), ["a@b"]),
        ("(king, queen)@one", (unit("king") + unit("queen")) / 2, ["king", "queen"]),
        ("king@one", unit("king"), ["king"]),
    ],
)
def test_a_target_is_the_plain_sum(talk: Talk, text: str, expected: np.ndarray, named: list[str]) -> None:
    found = target(talk.session, tokens(text))
    assert found.space.name == "one"
    assert found.vector == pytest.approx(expected, abs=1e-5)
    assert [found.space.words[row] for row in found.rows] == named


def test_a_model_is_named_behind_a_word(talk: Talk) -> None:
    found = target(talk.session, tokens("king - queen@two"), talk.session.models["one"])
    assert found.space.name == "one"
    alone = target(talk.session, tokens('"ice cream"@two'))
    assert alone.space.name == "two"
    assert alone.word == "ice_cream"


@pytest.mark.parametrize("typed", ['(king,"ice cream")', "(king, “ice cream”)@two", "(king, “queen”)"])
def test_what_touches_is_shown_as_typed(talk: Talk, typed: str) -> None:
    assert target(talk.session, tokens(typed)).text == typed


def test_words_of_another_model_are_turned_onto_the_axes_of_the_first(talk: Talk) -> None:
    found = target(talk.session, tokens("king - queen@two"))
    assert found.vector == pytest.approx(unit("king") - unit("queen"), abs=1e-5)
    assert [found.space.words[row] for row in found.rows] == ["king", "queen"]
    assert "two was turned onto the axes of one by 11 shared words" in talk.notes.getvalue()
    pair = targets(talk.session, tokens("king king@two"))
    assert pair[0].vector == pytest.approx(pair[1].vector, abs=1e-5)
    assert talk("dist king king@two").cosine == pytest.approx(1)


@pytest.mark.parametrize(
    ("text", "code", "message", "caret"),
    [
        ("king - kign", "unknown-word", "'kign' is not among", "kign"),
        ("kign", "unknown-word", "'kign' is not among", ""),
        ("(king, qeen)", "unknown-word", "'qeen' is not among", "qeen"),
        ("king + xx*", "unknown-word", "No word of one matches xx*.", "xx*"),
        ("man - king@three", "unknown-name", "There is no model or text 'three'.", "king@three"),
        ("king - man@small", "different-sizes", "small has 2 dimensions and one 4", "man"),
        ("king-man", "unknown-word", "'king-man' is not among", ""),
        ("/^ki", "bad-expression", "/^ki is an expression that is not closed", ""),
        ("()", "bad-expression", "A word is missing here.", ")"),
        ("king - (man", "bad-expression", "This bracket is not closed.", "(man"),
    ],
)
def test_what_cannot_be_meant(talk: Talk, text: str, code: str, message: str, caret: str) -> None:
    with pytest.raises(EmbreplError) as caught:
        target(talk.session, tokens(text))
    assert caught.value.code == code
    assert message in caught.value.message
    place = caught.value.place
    assert (place.text[place.offset :] if place else "").startswith(caret)
    assert (place is not None) == bool(caret)


def test_what_cancels_out_has_no_neighbours(talk: Talk) -> None:
    for text in ("king - king", "king | king", "nothing", "(nothing, nothing)"):
        assert talk.error(f"near {text}").code == "no-direction"


def test_a_pattern_says_which_words_it_stands_for(talk: Talk) -> None:
    talk("near ro*")
    assert "ro* is 3 words here: royal, rowing, row." in talk.notes.getvalue()


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(
    st.lists(
        st.sampled_from([*WORDS, "ro*", "/r/", "xx", "@one", "@two", *"(),+-|*： \"", "2*"]), min_size=1, max_size=12
    )
)  # fmt: skip
def test_any_line_is_answered_or_refused_with_a_sentence(talk: Talk, parts: list[str]) -> None:
    line = "near " + " ".join(parts)
    for command in (line, line.replace("near", "dist", 1), line.replace("near", "vec", 1)):
        for statement in statements(command):
            try:
                talk(statement.text)
            except EmbreplError as error:
                assert error.message.strip()
