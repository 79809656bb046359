"""Words that a line end cuts in two are one where a soft hyphen says so, or where --hyphens join does."""

from __future__ import annotations

from pathlib import Path

import pytest

from embrepl.corpus.options import ReadOptions
from embrepl.corpus.reading.documents import PIECE
from tests.helpers.documents import tokens
from tests.helpers.sessions import Talk
from tests.helpers.texts import asking, corpus_of


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", " \n", "\n   ", "\t\r\n\t"])
def test_a_soft_hyphen_joins_the_lines(tmp_path: Path, line_end: str) -> None:
    text = f"Die Poli\u00ad{line_end}tik der Immo\u00ad{line_end}bilien ist lang\u00adfristig."
    corpus = corpus_of(tmp_path, {"a.txt": text})
    assert tokens(corpus) == ["die", "politik", "der", "immobilien", "ist", "langfristig"]
    assert corpus.report.hyphenated_lines == 0


@pytest.mark.parametrize("text", ["Poli\u00ad\n\ntik", "Poli\u00ad\n7", "Poli\u00ad\n- tik", "Poli\u00ad", "\u00ad\n"])
def test_a_soft_hyphen_without_a_second_part_joins_nothing(tmp_path: Path, text: str) -> None:
    expected = [part for part in text.lower().replace("\u00ad", "").replace("-", "").split() if part]
    assert tokens(corpus_of(tmp_path, {"a.txt": f"a {text}"})) == ["a", *expected]


def test_plain_hyphens_join_the_lines_when_asked_for(tmp_path: Path) -> None:
    text = "An inter-\nesting, well-known man of Stratford-\nUpon-Avon, 1939-\n1945, a -\nb, and so‐\r\n  lutions\n"
    kept = corpus_of(tmp_path, {"a.txt": text})
    assert "interesting" not in kept.words
    corpus = corpus_of(tmp_path / "join", {"a.txt": text}, ReadOptions(hyphens="join"))
    assert tokens(corpus) == [
        *("an", "interesting", "well-known", "man", "of", "stratford", "upon-avon", "1939", "1945", "a", "b", "and"),
        "solutions",
    ]


def test_the_advice_names_the_option(tmp_path: Path) -> None:
    from embrepl.corpus.building.examining.advice import advice

    text = "the end of a line that is cut some-\nwhere in the middle\n" * 100
    reports = [corpus_of(tmp_path / how, {"a.txt": text}, ReadOptions(hyphens=how)).report for how in ("keep", "join")]
    said = [advice(report, 1, lambda _: 1.0) for report in reports]
    assert ["--hyphens join" in sentence for sentence in said] == [True, False]
    assert [len(report.suspicious) for report in reports] == [1, 0]


@pytest.mark.parametrize(("hyphen", "how"), [("\u00ad", "keep"), ("-", "join")])
def test_a_joined_word_is_found_where_it_stands(tmp_path: Path, hyphen: str, how: str) -> None:
    text = f"we saw an inter{hyphen}\nesting thing and an interesting one"
    talk: Talk = asking(text=corpus_of(tmp_path, {"a.txt": text}, ReadOptions(hyphens=how)))
    rows = talk("kwic interesting").rows
    assert [row.right.split()[0] for row in rows] == ["thing", "one"]


def test_no_word_is_cut_where_a_piece_ends(tmp_path: Path) -> None:
    line = "a line of text that is cut some\u00ad\nwhere "
    corpus = corpus_of(tmp_path, {"a.txt": line * (3 * PIECE // len(line))})
    assert (set(corpus.words) & {"some", "where"}, "somewhere" in corpus.words) == (set(), True)


def test_the_sign_that_programs_write_for_a_soft_hyphen_joins_the_lines(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, {"a.txt": "Die Müh¬\nle und die Poli¬\r\n  tik, a ¬ b ¬\nc"})
    assert tokens(corpus) == ["die", "mühle", "und", "die", "politik", "a", "b", "c"]


def test_hyphens_at_the_breaks_of_tei_are_counted(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, {"a.xml": "<TEI><p>The moun-<lb/>tain and vil-<lb/>lage</p></TEI>"})
    assert corpus.report.hyphenated_lines == 2
