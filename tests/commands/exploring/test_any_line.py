"""Whatever is typed behind `show` and `why`, or alone, is answered on a screen or refused with a sentence."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from embrepl.commands.lexer import statements
from embrepl.commands.run import run
from embrepl.errors import EmbreplError
from tests.commands.exploring.models import solved, use
from tests.helpers.sessions import Talk, complaint, shown
from tests.helpers.texts import asking, corpus_of

WORDS = (
    "king",
    "queen",
    "kign",
    "the",
    "near",
    "crown",
    "黛玉",
    "don't",
    "king@spectral",
    "king@nobody",
    "ki*",
    "/^qu/",
)
SIGNS = (" ", " + ", " - ", "*", " | ", ", ", "(", ")", '"', "'", " 5", " 0.5*", "“", "」", "/", "@", "--", "＋", "　")


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory) -> Talk:
    """A session with a text in two languages and a model of it."""
    text = "the king wore a crown near the queen\nthe queen wore a crown\n宝玉笑道。黛玉不理。\ndon't\n" * 3
    corpus = corpus_of(tmp_path_factory.mktemp("any"), {"any.txt": text})
    talk = asking(any=corpus)
    use(talk.session, solved(corpus, "any"))
    return talk


@settings(max_examples=150, deadline=None)
@given(
    verb=st.sampled_from(("", "show ", "why ")),
    parts=st.lists(st.sampled_from(WORDS) | st.sampled_from(SIGNS) | st.text(max_size=3), max_size=7),
)
@example(verb="", parts=["king", " - ", "king"])
@example(verb="show ", parts=["(", "king", ", ", "kign", ")"])
@example(verb="why ", parts=["king", " ", "queen", " ", "crown"])
@example(verb="", parts=["*"])
def test_a_line_is_answered_or_refused(talk: Talk, verb: str, parts: list[str]) -> None:
    line = verb + "".join(parts)
    for statement in statements(line):
        if statement.tokens[0].text in {"load", "q"}:
            continue
        try:
            answer, _ = run(talk.session, statement)
        except EmbreplError as error:
            assert error.message
            assert "\n" not in error.message.replace(line, "")
            assert complaint(error).startswith("✗")
        else:
            assert shown(answer, width=80)
