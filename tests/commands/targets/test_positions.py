"""Queries by meaning: how they are read, what they find, and what is said where they cannot be."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from embrepl.commands.lexer import statements, tokens
from embrepl.commands.targets.positions import Meant, Plain, Positions, is_positional, parse_positions
from embrepl.corpus.store.store import Corpus
from embrepl.errors import EmbreplError
from tests.commands.exploring.models import opened, use
from tests.helpers.sessions import Talk, complaint, shown
from tests.helpers.texts import asking, corpus_of, rows_of

DOCUMENTS = [
    "a terrible film and a bad movie",
    "an awful film",
    "the film was bad",
    "a bad long boring movie",
    "bad",
    "movie of the king",
    "the bad and the king 黛玉笑了",
]
NEAR = {"terrible": [1, 0.1], "bad": [1, 0], "awful": [1, -0.1], "film": [0, 1], "movie": [0.1, 1], "king": [-1, -1]}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return corpus_of(tmp_path_factory.mktemp("texts"), {"rows.csv": rows_of(DOCUMENTS)})


@pytest.fixture
def talk(corpus: Corpus) -> Talk:
    """A session with these texts and vectors in which two kinds of words point the same way."""
    result = asking(texts=corpus)
    use(result.session, opened({**NEAR, "dreadful": [1, 0.05]}))
    return result


def parsed(line: str) -> Positions:
    return parse_positions(tokens(line))


def forms(query: Positions) -> list[str]:
    """Return the positions as they were typed, with the gaps between."""
    result = []
    gaps = [*((gap.least, gap.most) for gap in query.gaps), None]
    for each, gap in zip(query.filled, gaps, strict=True):
        assert isinstance(each, Meant | Plain)
        result.append(each.text if isinstance(each, Meant) else " ".join(token.raw for token in each.tokens))
        result += [] if gap in {None, (0, 0)} else [f"{gap[0]}-{gap[1]}"]  # type: ignore[index]
    return result


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("[~king]", ["[~king]"]),
        ("[~terrible] [~film]", ["[~terrible]", "[~film]"]),
        ("[~terrible][~film]", ["[~terrible]", "[~film]"]),
        ("［～电影］", ["［～电影］"]),
        ("[ ~ king ]", ["[ ~ king ]"]),
        ("[~king:0.6] of the [~sea]", ["[~king:0.6]", "of the", "[~sea]"]),
        ('[~"special effects"] were', ['[~"special effects"]', "were"]),
        ("[~king - man + woman] of", ["[~king - man + woman]", "of"]),
        ("[~(king, queen)]", ["[~(king, queen)]"]),
        ("good []{0,3} [~film]", ["good", "0-3", "[~film]"]),
        ("good ［］｛０，３｝ film", ["good", "0-3", "film"]),
        ("good [] [] film", ["good", "2-2", "film"]),
        ("good []? film", ["good", "0-1", "film"]),
        ("good []{2} film", ["good", "2-2", "film"]),
        ("good []{,2} film", ["good", "0-2", "film"]),
        ("good []{1,2}[]{0,1} film", ["good", "1-3", "film"]),
        ("the * [~king]", ["the", "1-1", "[~king]"]),
        ("(king, queen) [] of", ["(king, queen)", "1-1", "of"]),
        ("un* /^x.y$/ [~king]", ["un* /^x.y$/", "[~king]"]),
        ('"[~bad] []{0,2} [~film]"', ["[~bad]", "0-2", "[~film]"]),
    ],
)
def test_how_a_query_is_read(line: str, expected: list[str]) -> None:
    assert forms(parsed(line)) == expected


def test_a_threshold_and_gaps_at_the_ends() -> None:
    query = parsed("[]{2} [~king:.65] *")
    (position,) = query.filled
    assert isinstance(position, Meant)
    assert position.least == 0.65
    assert (query.before, query.behind, query.gaps) == (2, 1, ())
    assert [(gap.least, gap.most) for gap in parsed("a []{0,2} b").gaps] == [(0, 2)]


@pytest.mark.parametrize("line", ["[sic]", "b[aeiou]d", "/[~x]/", "~king", '"[sic]"', "a[~]"])
def test_what_is_none(line: str) -> None:
    assert not is_positional(tokens(line))


@pytest.mark.parametrize(
    ("line", "message", "at"),
    [
        ("[~terrible [~film]", "This bracket is not closed", 0),
        ("the [~king", "This bracket is not closed", 4),
        ("[~]", "A word is missing behind the ~", 2),
        ("[~:0.5]", "A word is missing behind the ~", 2),
        ("[~king:1.5]", "a cosine from 0 to 1", 7),
        ("[~king:]", "a cosine from 0 to 1", 7),
        ("[~king:-1]", "a cosine from 0 to 1", 7),
        ("［～king：２］", "a cosine from 0 to 1", 7),
        ("[~king - ]", "A word is missing here", 8),
        ("[~king, queen]", "Only one can be asked here", 6),
        ("a []{0,60} b", "A gap has at most 50 words, not 60", 7),
        ("a []{60} b", "A gap has at most 50 words, not 60", 5),
        ("a []{0,30}[]{0,30} b", "Gaps in a row have at most 50 words together", 10),
        ("a []{0,3 b", "This brace is not closed", 4),
        ("a []{x} b", "Between the braces stand", 4),
        ("a []{} b", "Between the braces stand", 4),
        ("a []{3,} b", "A gap has a greatest number of words, as in []{3,6}", 4),
        ("a []* b", "A gap has a greatest number of words", 4),
        ("a []{3,1} b", "at least 3 words and at most 1", 5),
        ("[~king]{2}", "Only a gap, [], has a number of words", 7),
        ("[~king]s", "A space is missing here", 7),
        ("[]", "A gap stands beside words", 0),
        ("[]{0,2} a", "At an end of the query", 0),
        ("a []{1,2}", "At an end of the query", 2),
    ],
)
def test_what_cannot_be_read(line: str, message: str, at: int) -> None:
    with pytest.raises(EmbreplError) as caught:
        parsed(line)
    assert caught.value.code == "bad-expression"
    assert message in caught.value.message
    assert caught.value.place is not None
    assert caught.value.place.offset == at


def test_positions_are_filled_by_words_near(talk: Talk) -> None:
    answer = talk("kwic [~bad:0.9] [~film:0.9] --left 0 --right 0")
    assert [row.match for row in answer.rows] == ["terrible film", "bad movie", "awful film"]
    assert [(each.position, each.query, each.words, each.seen) for each in answer.filled] == [
        (1, "[~bad:0.9]", 3, {"terrible": 1, "bad": 1, "awful": 1}),
        (2, "[~film:0.9]", 2, {"film": 2, "movie": 1}),
    ]
    assert "[~bad:0.9] 3 words: bad 1, awful 1, terrible 1" in shown(answer, width=80)
    assert "1 word near bad not in this text" in talk.notes.getvalue()


def test_gaps_never_reach_over_a_documents_end(talk: Talk) -> None:
    answer = talk("kwic [~bad:0.9] []{0,3} [~film:0.9] --left 0 --right 0")
    assert [row.match for row in answer.rows] == ["terrible film", "bad movie", "awful film", "bad long boring movie"]
    assert [row.match for row in talk("kwic [~film:0.9] * bad").rows] == ["film was bad"]
    assert [row.match for row in talk("kwic the []{0,3} king").rows] == ["the king", "the bad and the king", "the king"]
    assert [row.match for row in talk("kwic [~king] 黛玉").rows] == ["king 黛玉"]
    assert talk("kwic [~bad:0.9] * [~film:0.9]").hits == 0


def test_other_commands(talk: Talk) -> None:
    assert talk("disperse [~bad:0.9] [~film:0.9]").count == 3
    answer = talk("colloc [~bad:0.9] [~film:0.9] --min-count 1")
    assert (answer.word, answer.count) == ("[~bad:0.9] [~film:0.9]", 3)
    assert "[~film:0.9]: 2 words near it, film 2, movie 1." in " ".join(talk.notes.getvalue().split())
    rows = talk('freq king [~bad:0.9] "[~bad:0.9] [~film:0.9]" the film').rows
    assert [(row.query, row.count) for row in rows] == [
        ("king", 2), ("[~bad:0.9]", 7), ("[~bad:0.9] [~film:0.9]", 3), ("the", 4), ("film", 3)
    ]  # fmt: skip
    assert rows[1].note == "3 words near it, bad 5, awful 1, terrible 1."
    assert talk.error("freq king [] film").place is not None
    assert talk.error("find [~king]").code == "wrong-usage"


def test_how_kwic_orders_and_draws(talk: Talk) -> None:
    answer = talk("kwic [~bad:0.9] --sort M --left 0 --right 0")
    assert [row.match for row in answer.rows] == ["awful", *["bad"] * 5, "terrible"]
    assert len(talk("kwic [~bad:0.9] --random 3").rows) == 3


def test_without_vectors_and_with_unknown_words(talk: Talk, corpus: Corpus) -> None:
    error = talk.error("kwic [~kimg] film")
    assert error.code == "unknown-word"
    assert "Did you mean king" in error.hint
    assert error.place is not None
    assert error.place.text[error.place.offset :].startswith("kimg")
    error = talk.error("kwic [~king] zzzz")
    assert error.place is not None
    assert error.place.text[error.place.offset :] == "zzzz"
    without = asking(texts=corpus).error("kwic [~king]")
    assert (without.code, without.hint) == ("nothing-trained", "Train some: `train`.")
    line = complaint(talk.error("kwic the [~king"), 60).splitlines()
    assert line[2].index("^") == line[1].index("[")


@pytest.fixture
def mixed(tmp_path: Path) -> Iterator[Talk]:
    """A text in which king and queen stand alike, and crown stands with them."""
    rows = [f"the {word} wore a crown of gold {number}" for word in ("king", "queen") for number in range(20)]
    talk = asking(court=corpus_of(tmp_path, {"rows.csv": rows_of(rows)}))
    use(talk.session, opened({"king": [1, 0], "queen": [0.9, 0.1], "crown": [1, 0.05], "gold": [0, 1]}))
    yield talk


def test_by_default_a_word_has_to_stand_alike(mixed: Talk) -> None:
    (filled,) = mixed("kwic [~king] wore").filled
    assert filled.seen == {"king": 20, "queen": 20}
    assert set(mixed("kwic [~king:0.9]").filled[0].seen) == {"king", "queen", "crown"}
    assert set(mixed("kwic [~(king, gold)]").filled[0].seen) <= {"king", "queen", "crown", "gold"}


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
@given(
    st.lists(
        st.sampled_from(["king", "[~", "]", "[]", "{0,2}", ":0.5", "~", *'[]{},:"(*', "［～", "］", "黛玉", " "]),
        max_size=9,
    )
)
def test_any_line_is_answered_or_refused_with_a_sentence(talk: Talk, parts: list[str]) -> None:
    for verb in ("kwic", "freq", "disperse"):
        for statement in statements(f"{verb} {''.join(parts)}"):
            try:
                talk(statement.text)
            except EmbreplError as error:
                assert error.message.strip()
                assert error.place is None or error.place.offset <= len(error.place.text)


def test_a_part_of_the_text_has_the_words_of_the_whole(tmp_path: Path) -> None:
    rows = ["the king wore gold", "a king wore it", "the queen wore gold", "a queen wore it"] * 5
    files = {"one.txt": "\n".join(rows), "two.txt": "the queen wore gold"}
    talk = asking(court=corpus_of(tmp_path, files))
    use(talk.session, opened({"king": [1, 0], "queen": [0.9, 0.1], "crown": [1, 0.05], "gold": [0, 1]}))
    assert set(talk("kwic [~king]").filled[0].seen) == {"king", "queen"}
    (filled,) = talk("kwic [~king] wore --in two").filled
    assert (filled.words, filled.seen) == (2, {"queen": 1})
    by = talk("freq [~king] --by file")
    assert [row.count for row in by.rows] == [20, 1]
    assert by.notes == ("[~king]: 2 words near it, queen 11, king 10.",)


def test_a_colon_behind_a_text_is_no_threshold() -> None:
    (position,) = parsed("[~plot@film:negative]").filled
    assert isinstance(position, Meant)
    assert position.least is None
    (position,) = parsed("[~plot@negative:0.5]").filled
    assert isinstance(position, Meant)
    assert position.least == 0.5


def test_a_query_alone_shows_its_places_and_is_nothing_to_vectors(talk: Talk) -> None:
    assert talk("[~bad:0.9] [~film:0.9] --left 0").hits == 3
    assert talk("the [] king").kind == "contexts"
    for line in ("near [~king]", "vec [~king]", "near king - [~film]"):
        error = talk.error(line)
        assert error.code == "wrong-usage", line
        assert "kwic" in error.hint
