"""`show` and lines that are only a target: each part of a card is what the command for it says, on one screen."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from embrepl.commands.answers.exploring.cards import Card
from embrepl.corpus.options import ReadOptions
from tests.commands.exploring.models import opened, solved, use
from tests.helpers.sessions import Talk, quoted, shown
from tests.helpers.texts import asking, corpus_of, rows_of

SENTENCES = (
    "the old king wore a golden crown and the king spoke to the kings of the north",
    "the young queen wore a golden crown and the queen sang",
    "a dog ran in the park and a cat ran too near the park",
    "king and queen met in the old park with a special effect",
    "the golden dog of the queen wore a crown and ran",
)
WIDE = "长" * 40


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory) -> Talk:
    """A session with a table of texts and a model solved from it, which leaves words out that are seen once."""
    corpus = corpus_of(tmp_path_factory.mktemp("court"), {"court.csv": rows_of([*SENTENCES * 8, f"one rare {WIDE}"])})
    talk = asking(court=corpus)
    use(talk.session, solved(corpus, "court", min_count=2))
    return talk


def fits(answer: Card, width: int = 80) -> str:
    """Return a card as it is shown; fail where it takes more than a screen."""
    text = shown(answer, width=width)
    assert len(text.splitlines()) <= 24
    assert max(map(cell_len, text.splitlines())) <= width
    return text


def test_each_part_is_what_its_command_says(talk: Talk) -> None:
    card = talk("show king")
    (frequency,) = talk("freq king").rows
    assert (card.count, card.rank, card.documents) == (frequency.count, frequency.rank, frequency.documents)
    assert card.per_million == pytest.approx(frequency.per_million)
    spread = talk("disperse king")
    assert (card.range, card.juilland_d, card.dp) == (spread.range, spread.juilland_d, spread.dp)
    assert list(card.spread) == [row.count for row in spread.rows]
    near = talk("near king 8").rows
    assert [(each.word, each.cosine, each.count) for each in card.neighbours] == [
        (row.word, pytest.approx(row.cosine), row.count) for row in near
    ]
    collocates = talk("colloc king 8").rows
    assert [(each.word, each.pairs) for each in card.collocates] == [(row.word, row.pairs) for row in collocates]
    assert [(each.word, each.count) for each in card.spellings] == [("kings", 8)]
    first, second = card.lines
    assert (first.record, first.left, first.match) == (1, "the old ", "king")
    assert second.record is not None
    assert second.record > 1
    assert not card.missing


def test_a_word_in_a_part_has_the_figures_of_the_part(tmp_path: Path) -> None:
    files = {"dry.txt": "a boat of sand\nsand and stone\n" * 9, "wet.txt": "a boat at sea\nthe boat of the king\n" * 9}
    talk = asking(boats=corpus_of(tmp_path, files))
    use(talk.session, solved(talk.session.corpus, "boats"))
    (whole,) = talk("freq boat").rows
    (part,) = talk("freq boat --in wet").rows
    assert (whole.count, part.count) == (27, 18)
    answer = talk("show boat@wet")
    assert (answer.query, answer.corpus) == ("boat@wet", "boats:wet")
    assert (answer.count, answer.rank, answer.documents) == (18, part.rank, part.documents)
    assert answer.per_million == pytest.approx(part.per_million)
    collocates = talk("colloc boat 8 --in wet").rows
    assert [(each.word, each.pairs) for each in answer.collocates] == [(row.word, row.pairs) for row in collocates]
    assert not {"sand", "stone"} & {each.word for each in answer.collocates}
    assert all(Path(line.file).name == "wet.txt" for line in answer.lines)
    assert "boat@wet · boats:wet" in fits(answer)
    both = talk("show (boat, king)@wet")
    assert (both.query, both.count) == ("(boat, king)@wet", 27)
    assert talk("show boat").count == 27 and talk.session.current_corpus == "boats"
    assert "'sand' does not stand in wet" in talk.error("show sand@wet").message


def test_the_part_with_most_is_named(tmp_path: Path) -> None:
    files = {"red.txt": "sun and moon\n" * 20, "blue.txt": "sun and sea\n" * 20, "green.txt": "a moon or two\n" * 2}
    card = asking(skies=corpus_of(tmp_path, files))("show moon")
    assert (card.by, card.parts, card.range) == ("files", 3, 2)
    assert Path(card.most_in).name == "red.txt"
    assert card.most_count == 20
    assert "most in red.txt (20)" in fits(card)
    one = asking(sky=corpus_of(tmp_path / "one", {"sky.txt": "sea\n" * 190 + "moon\n" * 10}))("show moon")
    assert (one.most_in, one.most_count) == ("part 20 of 20", 10)


def test_a_line_that_is_only_a_target_shows_its_card(talk: Talk) -> None:
    assert talk("king") == talk("show king")
    assert talk("special effect").count == 8
    assert talk("golden*").count == talk("freq golden").rows[0].count
    assert talk("King").query == "king"
    assert talk("king - queen").neighbours == talk("show king - queen").neighbours
    assert talk('"near"') == talk("show near")
    assert talk("show near").count == 8
    assert shown(talk("king --format csv"), "csv").startswith("key,item,value")


def test_a_line_that_is_nothing_is_an_error_that_helps_both_ways(talk: Talk) -> None:
    error = talk.error("nera king")
    assert error.code == "unknown-command"
    assert error.hint.startswith("Did you mean near")
    assert "near" in error.hint.split("Words spelt like it:")[1]
    assert talk.error("king crown").code == "unknown-command"
    assert talk.error("king - crwn").code == "unknown-word"
    assert talk.error("king - (queen").message == "This bracket is not closed."


def test_what_other_programs_call_a_command_is_a_word_where_the_text_has_it(tmp_path: Path) -> None:
    talk = asking(film=corpus_of(tmp_path, {"film.txt": "the dispersion of the film\n"}))
    assert talk("dispersion").count == 1
    assert "What other programs call dispersion is `disperse` here." in talk.notes.getvalue()


def test_a_word_of_the_text_that_has_no_vector_says_so(talk: Talk) -> None:
    card = talk("rare")
    assert (card.count, card.neighbours) == (1, ())
    assert "'rare' is not among the" in card.missing[0]
    assert "min-count 2" in fits(card)


def test_phrases_patterns_and_expressions(talk: Talk) -> None:
    phrase = talk('show "golden crown"')
    assert (phrase.count, phrase.rank, phrase.query) == (16, None, "golden crown")
    assert [each.word for each in phrase.collocates] == [row.word for row in talk('colloc "golden crown" 8').rows]
    pattern = talk("show k*g*")
    assert [(each.word, each.count) for each in pattern.spellings] == [("king", 24), ("kings", 8)]
    assert "words" in fits(pattern)
    expression = talk("show king - queen")
    assert expression.count is None
    assert [each.word for each in expression.neighbours] == [row.word for row in talk("near king - queen 8").rows]
    assert expression.missing == ("An expression stands nowhere in the text.",)


def test_a_text_without_a_model_and_a_model_without_a_text(talk: Talk) -> None:
    alone = asking(court=talk.session.corpus)
    card = alone("king")
    assert (card.count, card.model, card.neighbours) == (24, None, ())
    assert card.missing == ("No vectors are trained on court yet. Train some: `train`.",)
    vectors = asking()
    use(vectors.session, opened({"king": [1.0, 0.1], "kings": [1.0, 0.2], "queen": [0.2, 1.0]}))
    card = vectors("king")
    assert (card.corpus, card.count, card.rank, card.types) == (None, None, 1, 3)
    assert [each.word for each in card.neighbours] == ["kings", "queen"]
    assert [each.word for each in card.spellings] == ["kings"]
    assert card.missing == ("No text is loaded. Load some: `load PATH`.",)
    assert "rank 1 of 3" in fits(card)
    assert vectors.error("kin").code == "unknown-command"
    assert vectors.error("show kin").code == "unknown-word"
    assert asking().error("show king").code in {"nothing-loaded", "nothing-trained"}


def test_a_chinese_word_in_another_script(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, {"書.txt": "身後有餘忘縮手。身後有人。\n"})
    talk = asking(book=corpus)
    card = talk("身后")
    assert card.query == "身後"
    assert "身后 is written 身後 here." in talk.notes.getvalue()
    fits(card)


def test_case_is_a_spelling_where_it_is_kept(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, {"a.txt": "Turkey has a turkey and TURKEY\n"}, ReadOptions(case="keep"))
    assert {each.word for each in asking(a=corpus)("turkey").spellings} == {"Turkey", "TURKEY"}


def test_programs_get_flat_rows(talk: Talk) -> None:
    rows = list(csv.DictReader(io.StringIO(shown(talk("show king"), "csv"))))
    values = {(row["key"], row["item"]): row["value"] for row in rows}
    assert values["count", ""] == "24"
    assert values["neighbours", "1_word"] == talk("show king").neighbours[0].word
    assert values["lines", "1_match"] == "king"


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    words=st.lists(st.text(st.characters(categories=("L", "N", "M")), min_size=1, max_size=70), min_size=1, max_size=4),
    width=st.integers(40, 120),
)
def test_any_word_fits_on_a_screen(tmp_path_factory: pytest.TempPathFactory, words: list[str], width: int) -> None:
    folder = tmp_path_factory.mktemp("odd")
    corpus = corpus_of(folder, {f"{'目录' * 20}.txt": " ".join(words * 6) + "\n", "b.txt": "x\n"})
    talk = asking(odd=corpus)
    use(talk.session, opened({word: [1.0, float(at)] for at, word in enumerate(corpus.words)}))
    for word in corpus.words[:3]:
        fits(talk(f"show {quoted(word)}"), width)
