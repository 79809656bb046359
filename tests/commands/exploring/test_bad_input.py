"""Every command that takes targets, with every kind of bad input: one sentence, with a code and a hint each."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from embrepl.errors import EmbreplError
from tests.commands.exploring.models import opened, use
from tests.helpers.sessions import Talk, complaint
from tests.helpers.texts import asking, corpus_of

WORDS = ["king", "queen", "man", "woman", "river", "film", "good", "bad", "actor", "dog", "cat"]
COMMANDS = {
    "near": "near {x}",
    "near, several models": "near {x} --models big,small",
    "dist, first": "dist {x} queen",
    "dist, second": "dist queen {x}",
    "sim": "sim queen {x} man",
    "odd": "odd queen man {x}",
    "rank": "rank queen {x}",
    "analogy": "analogy man {x} woman",
    "between": "between {x} queen",
    "axis, first side": "axis {x},man : queen,woman",
    "axis, second side": "axis king,man : queen,{x}",
    "axis, placed": "axis man : queen {x}",
    "weat": "weat {x},man : queen,woman : river : film",
    "why": "why {x} queen",
    "stable": "stable {x}",
    "neighbourhood": "neighbourhood {x}",
    "compare": "compare big small {x}",
    "vec": "vec {x}",
    "show": "show {x}",
    "a line alone": "{x}",
    "a list": "queen, {x}",
}
SHOWN, ONE_WORD = {"vec", "show", "a line alone"}, {"why", "stable"}
KINDS = {  # what is typed, the code that each command answers with
    "an unknown word": ("qween", "unknown-word"),
    "an unknown word in the middle": ("(king - qween + man)", "unknown-word"),
    "nothing in brackets": ("()", "bad-expression"),
    "nothing behind a comma": ("(king,)", "bad-expression"),
    "nothing behind a sign": ("(king -)", "bad-expression"),
    "a bracket that is not closed": ("(king", "bad-expression"),
    "a bracket that was never opened": ("king)", "bad-expression"),
    "a quotation that is not closed": ('"king', "bad-expression"),
    "nothing between quotes": ('""', "bad-expression"),
    "a space between quotes": ('" "', "bad-expression"),
    "a weight behind": ("king*2", "bad-expression"),
    "a sum that cancels out": ("(king - king)", "no-direction"),
    "a word without itself": ("(king | king)", "no-direction"),
    "a word without a direction": ("nowhere", "no-direction"),
    "another size": ("(man + king@small)", "different-sizes"),
    "no words in common": ("(man + uno@alien)", "no-words"),
    "no such model, text or part": ("king@nobody", "no-variables"),
    "an expression that is no good": ("/(/", "bad-pattern"),
    "an expression that is not closed": ("/king", "bad-expression"),
    "a pattern that nothing fits": ("zzz*", "unknown-word"),
    "no name behind an @": ("king@", "bad-expression"),
}
OTHERWISE = {  # where a command sees another fault first, or where it is none
    ("a line alone", "an unknown word"): "unknown-command",
    ("a line alone", "nothing in brackets"): "unknown-command",
    ("a line alone", "a bracket that was never opened"): "unknown-command",
    ("a line alone", "a quotation that is not closed"): "wrong-usage",
    ("a line alone", "nothing between quotes"): "unknown-command",
    ("a line alone", "a space between quotes"): "unknown-command",
    ("a line alone", "a weight behind"): "unknown-command",
    ("a line alone", "a pattern that nothing fits"): "unknown-command",
    ("a list", "an expression that is not closed"): "wrong-usage",
    ("why", "a word without a direction"): "unknown-word",
    ("compare", "another size"): "different-sizes",
}


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory) -> Talk:
    """A session with a text and three models of it: one smaller, and one of other words."""
    text = f"{' '.join(WORDS)} rarely\n" + f"{' '.join(WORDS)}\n" * 6
    talk = asking(tale=corpus_of(tmp_path_factory.mktemp("tale"), {"tale.txt": text}))
    rng = np.random.default_rng(0)
    vectors = {word: rng.standard_normal(4).tolist() for word in WORDS} | {"nowhere": [0.0] * 4}
    smaller = {word: vector[:3] for word, vector in vectors.items()}
    others = {"uno": [1.0, 0, 0, 0], "dos": [0, 1.0, 0, 0]}
    for name, words in (("small", smaller), ("alien", others), ("big", vectors)):
        use(talk.session, replace(opened(words, name), corpus="tale"))
    return talk


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("command", COMMANDS)
def test_bad_input_is_a_sentence_with_a_code_and_a_hint(talk: Talk, command: str, kind: str) -> None:
    typed, code = KINDS[kind]
    line = COMMANDS[command].format(x=typed)
    talk.session.use("big")
    try:
        answer = talk(line)
    except EmbreplError as error:
        expected = {OTHERWISE.get((command, kind), code)}
        if command in ONE_WORD and code in {"no-direction"}:
            expected |= {"wrong-usage", "no-text", "unknown-word"}  # what has no line in the text, or is no word
        if command == "stable":
            expected.add("no-text")
        assert error.code in expected, (line, error)
        assert error.message
        assert "\n" not in error.message
        assert error.message.endswith((".", "?")), error.message
        assert error.hint, (line, error.message)
        assert complaint(error).startswith(f"✗ {error.code}")
        if code in {"bad-expression", "unknown-word"} and kind.endswith("in the middle"):
            assert error.place is not None
            assert error.place.text[error.place.offset :].startswith("qween")
    else:
        assert command in SHOWN or (command, kind) in ANSWERED, (line, answer)


ANSWERED = {
    ("a list", "no name behind an @"),  # the text is asked, where signs are letters
}


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("sim king king", "king is named twice."),
        ("odd king king queen", "king is named twice."),
        ("rank king king", "king is named twice."),
        ("between king king", "king is named twice."),
        ("analogy king king queen", "king is named twice."),
        ("axis king,king : queen", "king is named twice."),
        ("axis king : king", "king stands on both sides of the axis."),
        ("axis king,man : queen,man", "man stands on both sides of the axis."),
        ("weat king,man : queen,king : dog : cat", "king is named twice."),
        ("why king king", "Both are the word king."),
        ("compare big big", "big was named twice: it differs from itself in nothing."),
        ("compare big small king@small", "king is of small, and the models to ask are named before it."),
        ("compare big small uno@alien", "uno is of alien, and the models to ask are named before it."),
        ("near king@small --models big,small", "king is of small, and --models names the models to ask."),
    ],
)
def test_what_is_named_twice_or_for_another(talk: Talk, line: str, message: str) -> None:
    talk.session.use("big")
    error = talk.error(line)
    assert (error.code, error.message, bool(error.hint)) == ("wrong-usage", message, True)


def test_the_places_of_missing_brackets(talk: Talk) -> None:
    error = talk.error("sim (king queen man")
    assert error.message == "A sign, a comma or a closing bracket is missing before this."
    assert "sim (king queen man\n" + " " * 12 + "^" in complaint(error)
    assert "Did you mean small?" in talk.error("near king@smal").hint
