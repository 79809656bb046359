"""`contrast`: a word used otherwise in two parts, words that tell, parts that are too small, and all words at once."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.commands.exploring.uses.conftest import TOPICS, rows
from tests.helpers.sessions import Talk, complaint, quoted, shown, talking


def test_a_word_used_otherwise_is_far_apart_and_its_words_tell(known: Talk) -> None:
    answer = known("contrast bank party=a party=b")
    assert answer.distance is not None and answer.low > 0 and answer.p == pytest.approx(1 / 1001)
    assert (answer.first.name, answer.second.name) == ("party=a", "party=b")
    for part, topic in (("party=a", "money"), ("party=b", "river")):
        rows = [row for row in answer.rows if row.part == part]
        assert [row.rank for row in rows] == list(range(1, 9))
        assert {row.word for row in rows} <= set(TOPICS[topic].split())
        assert all(row.rate <= 0.05 for row in rows[:3])
        lines = [line for line in answer.lines if line.part == part]
        assert len(lines) == 2 and len({line.record for line in lines}) == 2
        for line in lines:
            assert line.match == "bank"
            assert set(f"{line.left} {line.right}".replace(".", "").split()) & set(TOPICS[topic].split())


def test_parts_may_stand_behind_the_word(known: Talk) -> None:
    assert known("contrast bank@a bank@b") == known("contrast bank a b")


def test_a_word_used_alike_is_not_told_apart(known: Talk) -> None:
    for word in ("twin", "single", "same"):
        answer = known(f"contrast {word} --by party")
        assert answer.p > 0.01 and answer.low <= 0 <= answer.high
    assert "no difference beyond chance" in shown(known("contrast single --by party"), width=80)


@pytest.mark.parametrize("word", ["single", "same"])
def test_words_that_tell_what_may_be_chance_are_not_marked(known: Talk, word: str) -> None:
    answer = known(f"contrast {word} --by party")
    assert answer.p > 0.05 and answer.rows
    marked = replace(answer, rows=tuple(replace(row, rate=0.001) for row in answer.rows))
    assert "what differs most, which may be chance:" in shown(marked) and "▲" not in shown(marked)
    found = replace(marked, p=0.01)
    assert "may be chance" not in shown(found) and "▲" in shown(found)


def test_words_that_tell_a_part_stand_beside_five_of_its_places_at_least(known: Talk) -> None:
    answer = known("contrast bank party=a party=b --k 1000")
    for row in answer.rows:
        part, own = ("first", row.first_beside) if row.part == "party=a" else ("second", row.second_beside)
        assert 5 <= own <= getattr(answer, part).places
    few = known('contrast bank "party=a & year<1991" "party=b & year<1991"')
    assert all(max(row.first_beside, row.second_beside) >= 5 for row in few.rows)


def test_how_often_words_stand_beside_is_a_share_of_the_places(known: Talk) -> None:
    answer = known("contrast bank party=a party=b")
    rows = (replace(answer.rows[0], first_beside=222, second_beside=263),)
    first, second = replace(answer.first, places=633), replace(answer.second, places=1030)
    page = shown(replace(answer, rows=rows, first=first, second=second))
    assert "35.1 : 25.5" in page and "% beside" in page and "222" not in page


def test_the_page_fits_a_screen(known: Talk) -> None:
    page = shown(known("contrast bank party=a party=b"), width=80)
    lines = page.splitlines()
    assert len(lines) <= 25 and max(map(len, lines)) <= 80
    assert "used differently" in page and "most as in party=a" in page and "▲" in page


def test_plain_leaves_in_what_all_words_share(known: Talk) -> None:
    without, plain = known("contrast bank --by party"), known("contrast bank --by party --plain")
    assert 0 <= without.shared == plain.shared < 1
    assert plain.distance > without.distance
    assert "left in" in shown(plain) and "taken out" in shown(without)


def test_a_part_that_is_too_small_is_shown_and_not_tested(known: Talk) -> None:
    answer = known("contrast seldom party=a party=b")
    assert answer.p is None and answer.distance is None and not answer.rows and answer.lines
    assert "a test takes 5 places and 2 documents" in answer.note
    assert f"not tested: {answer.note[:20]}" in shown(answer)


def test_each_of_several_parts_is_set_against_all_others(known: Talk) -> None:
    answer = known("contrast shift --by year")
    assert [row.part for row in answer.rows] == [f"year={year}" for year in range(1990, 2000)]
    early = answer.rows[0]
    assert early.p < 0.01 and early.rate <= 0.05
    assert early.words.split()[0] in TOPICS["garden"].split()
    assert set(early.rest_words.split()) <= set(TOPICS["kitchen"].split())
    assert known("contrast single --by year").rows[0].rate > 0.05
    assert "telling words" in shown(answer, width=80)


def test_all_words_that_differ_are_listed_beside_a_control(known: Talk) -> None:
    answer = known("contrast --all party=a party=b")
    row = answer.rows[0]
    assert row.word == "bank"
    assert {each.word for each in answer.rows[1:]} <= set(TOPICS["money"].split() + TOPICS["river"].split())
    assert set(row.first_words.split()) <= set(TOPICS["money"].split())
    assert set(row.second_words.split()) <= set(TOPICS["river"].split())
    assert answer.found == len(answer.rows) and answer.control == 0 < answer.control_compared <= answer.compared
    assert not row.first_file
    lines = known("contrast --all --by party --k 1 --lines")
    assert lines.rows[0].first_match == lines.rows[0].second_match == "bank"
    assert "bank" in shown(lines, width=80) and f"{answer.found} of" in shown(answer, width=80)


def test_answers_for_programs_are_flat(known: Talk) -> None:
    answer = known("contrast bank party=a party=b")
    rows = list(csv.DictReader(io.StringIO(shown(answer, "csv"))))
    assert len(rows) == 16 and float(rows[0]["z"]) > 0 > float(rows[8]["z"]) and float(rows[0]["distance"]) > 0
    plain = json.loads(shown(answer, "json"))
    assert plain["kind"] == "contrast" and plain["first"]["places"] > 5 and len(plain["lines"]) == 4
    table = list(csv.DictReader(io.StringIO(shown(known("contrast --all party=a party=b"), "csv"))))
    assert table[0]["word"] == "bank" and float(table[0]["rate"]) <= 0.05


@pytest.mark.parametrize(
    ("line", "code", "words"),
    [
        ("contrast bank party=a party=c", "unknown-part", "party has no value 'c'"),
        ("contrast bank a a", "wrong-usage", "Both parts are a."),
        ("contrast bank a year=1990..1995", "wrong-usage", "overlap: 360 documents are in both"),
        ("contrast bank year=1990 year=1990..1990", "wrong-usage", "are the same documents"),
        ("contrast bank", "wrong-usage", "Name a target and two parts; there is only bank."),
        ("contrast", "wrong-usage", "Name a target and two parts. "),
        ("contrast --by party", "wrong-usage", "Name what is to be compared"),
        ("contrast zebra a b", "unknown-word", "'zebra' stands in neither a nor b."),
        ("contrast bank --by nothing", "unknown-variable", "nothing"),
        ("contrast --all a", "wrong-usage", "--all takes two parts and no target"),
        ("contrast --all --by year", "wrong-usage", "year makes 10 parts"),
        ("contrast bank a b --lines", "wrong-usage", "--lines belongs to --all"),
        ("contrast bank@a a b", "wrong-usage", "bank@a is in one part"),
        ("contrast bank@a shift@b", "wrong-usage", "bank@a and shift@b are two targets"),
        ("contrast bank@a bank@a", "wrong-usage", "Both parts are a."),
        ("contrast bank - loan a b", "wrong-usage", "has no places"),
    ],
)
def test_errors_say_what_mends_them(known: Talk, line: str, code: str, words: str) -> None:
    error = known.error(line)
    assert error.code == code
    assert words in " ".join(complaint(error, 300).split())


def test_a_word_of_one_part_alone_is_said_with_its_count(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(rows(400) + "".join(f"the old heron came home,{p},2000\n" for p in "aaa"))
    with talking(tmp_path) as talk:
        talk(f"load {quoted(str(tmp_path / 't.csv'))} --column text --by party,year")
        talk("train spectral --dim 10")
        for line in ("contrast heron a b", "contrast heron b a", "contrast (heron) --by party"):
            error = talk.error(line)
            assert error.code == "no-uses"
            assert error.message.replace("party=", "") == "'heron' stands in a alone: 3 places there, 0 in b."
        by_year = {row.part: row for row in talk("contrast heron --by year").rows}
        assert (by_year["year=2000"].places, by_year["year=2000"].documents) == (3, 3)
        assert by_year["year=2000"].note == "'heron' stands in year=2000 alone: 3 places there, 0 in the rest."
        assert by_year["year=1990"].places == 0 and "3 places there, 0 in year=1990" in by_year["year=1990"].note


def test_one_text_under_two_names_is_not_two(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(rows(300))
    with talking(tmp_path) as talk:
        for name in ("one", "two"):
            talk(f"load {quoted(str(tmp_path / 't.csv'))} --column text --by party --name {name}")
        talk("train spectral --dim 10")
        assert "one and two are the same documents" in talk.error("contrast bank one two").message
        assert "150 documents are in both" in talk.error("contrast bank one two:party=a").message
        assert talk("contrast bank one:party=a two:party=b").first.places


def test_parts_without_enough_of_any_word_are_refused(tmp_path: Path) -> None:
    (tmp_path / "tiny.csv").write_text("text,part\n" + "".join(f"the cat sat,{'ab'[n % 2]}\n" for n in range(4)))
    with talking(tmp_path) as talk:
        talk(f"load {quoted(str(tmp_path / 'tiny.csv'))} --column text --by part")
        talk("train spectral --dim 2 --min-count 1 --sample 0")
        error = talk.error("contrast --all a b")
        assert error.code == "no-uses" and "5 times or more, in 2 documents" in error.message


def test_two_texts_are_parts_too(tmp_path: Path) -> None:
    (tmp_path / "speeches.csv").write_text(rows(1_200))
    (tmp_path / "later.csv").write_text(rows(1_200, seed=8))
    with talking(tmp_path) as talk:
        for name in ("later", "speeches"):
            talk(f"load {quoted(str(tmp_path / f'{name}.csv'))} --column text --by party")
        talk("train spectral --dim 20")
        assert talk("contrast bank speeches later").p > 0.01
        answer = talk("contrast bank speeches:party=a later:party=b --plain")
        assert answer.p <= 0.05 and (answer.first.name, answer.second.name) == ("speeches:party=a", "later:party=b")
        assert {Path(line.file).stem for line in answer.lines if line.part == answer.second.name} == {"later"}
        every = talk("contrast --all speeches:party=a later:party=b --lines --plain")
        assert every.rows[0].word == "bank" and Path(every.rows[0].second_file).stem == "later"
        assert every.control == 0


def test_words_that_are_not_found_are_no_rows(known: Talk) -> None:
    answer = known('contrast --all "year=1990..1994 & party=a" "year=1995..1999 & party=a"')
    assert answer.found == 0 and answer.rows == ()
    assert "0 of" in shown(answer, width=80)
