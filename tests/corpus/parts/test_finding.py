"""What is typed as a part: the documents that it is, and the errors that say what there is."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from embrepl.corpus.parts import dividing
from embrepl.corpus.parts.dividing import part_names, parts_by
from embrepl.corpus.parts.finding import find_part
from embrepl.corpus.parts.notation import Condition, conditions
from embrepl.corpus.store.positions import Positions
from embrepl.corpus.store.store import Corpus
from embrepl.errors import EmbreplError
from tests.helpers.stores import make, written

ROWS = [  # text, party, year, day, mood
    ("one king", "D", "1990", "1990-05-01", "good"),
    ("two kings", "R", "1995", "1990-12-31", "Bad"),
    ("three queens", "", "", "1991-01-01", "good"),
    ("four", "D", "2000", "1992-07-04", "R&D, new"),
    ("", "Green Party", "2001", "1992-07-04", "D"),
]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    folder = tmp_path_factory.mktemp("parts")
    rows = "".join(",".join(f'"{cell}"' for cell in row) + "\n" for row in ROWS)
    path = written(folder / "a.csv", f"text,party,year,day,mood\n{rows}")
    return make(folder, path, column="text", by="party,year,day,mood")


def test_a_variable_of_numbers_with_another_value_says_which(tmp_path: Path) -> None:
    years = "".join(
        f'"text {number}",{year}\n' for number, year in enumerate(["1990", "2001", "unknown", "unknown", "?"])
    )
    mixed = make(tmp_path, written(tmp_path / "b.csv", f"text,year\n{years}"), column="text", by="year")
    with pytest.raises(
        EmbreplError,
        match=r"also '\?' \(1 document\) and 1 more, which should be empty cells: year>=2000 has no meaning",
    ):
        find_part(mixed, "year>=2000")


def which(corpus: Corpus, text: str) -> list[int]:
    return np.flatnonzero(find_part(corpus, text).documents).tolist()


@pytest.mark.parametrize(
    ("text", "documents"),
    [
        ("party=D", [0, 3]), ("party != D", [1, 4]), ("party≠D", [1, 4]), ("party=d", [0, 3]), ("Party=D", [0, 3]),
        ("good", [0, 2]), ("bad", [1]), ("green party", [4]), ('"Green Party"', [4]), ("party='Green Party'", [4]),
        ("year=1990", [0]), ("year>=1995", [1, 3, 4]), ("year>1995", [3, 4]), ("year<1995", [0]),
        ("year<=1995", [0, 1]),
        ("year!=1990", [1, 3, 4]), ("year=1990..2000", [0, 1, 3]), ("year=1995…", [1, 3, 4]), ("year=..1995", [0, 1]),
        ("year != 1990..1995", [3, 4]), ("year＞＝１９９５", [1, 3, 4]), ("year==1990.0", [0]),
        ("party=D & year<2000", [0]), ("party=D＆year<2000 & good", [0]), ("R&D, new", [3]), ("mood=\"R&D, new\"", [3]),
        ("party=G*", [4]), ("mood=?ad", [1]), ("party!=g*", [0, 1, 3]),
        ("day=1990", [0, 1]), ("day=1990-12", [1]), ("day>=1991", [2, 3, 4]), ("day>1991", [3, 4]),
        ("day<=1990", [0, 1]),
        ("day=1990-06..1991", [1, 2]), ("day=1992-07-04", [3, 4]), ("file=a", [0, 1, 2, 3, 4]),
    ],
)  # fmt: skip
def test_parts(corpus: Corpus, text: str, documents: list[int]) -> None:
    assert which(corpus, text) == documents


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("goood", "unknown-part", "Did you mean good?"), ("gr", "unknown-part", "Did you mean Green Party?"),
        ("zzz", "unknown-part", "The parts are D, "),
        ("prty=D", "unknown-part", "Did you mean party=D?"), ("party=X", "unknown-part", "The parts are D, "),
        ("party", "unknown-part", "party is a variable: party=D."), ("2000", "unknown-part", "Did you mean year=2000?"),
        ("D", "ambiguous-part", "Name the variable"), ("party>D", "bad-part", ""), ("year>=x", "bad-part", ""),
        ("day>=May", "bad-part", ""), ("", "bad-part", ""), ("party=", "bad-part", ""), ("&", "bad-part", ""),
        ("party=D &", "bad-part", ""), ("year=..", "bad-part", ""), ("year>2050", "empty-part", "from 1990 to 2001"),
        ("party=R & year=1990", "empty-part", "year goes from 1990 to 2001"),
    ],
)  # fmt: skip
def test_errors(corpus: Corpus, text: str, code: str, said: str) -> None:
    with pytest.raises(EmbreplError) as caught:
        find_part(corpus, text)
    assert caught.value.code == code
    assert said in caught.value.hint
    assert caught.value.message.endswith(".")


def test_the_name_of_a_part_finds_it_again(corpus: Corpus) -> None:
    for text in ("GOOD", "party=green party", "Year=１９９０ & party=d", 'mood="r&d, new"'):
        part = find_part(corpus, text)
        assert np.array_equal(find_part(corpus, part.name).documents, part.documents)
    assert find_part(corpus, "GOOD").name == "good"
    assert find_part(corpus, 'mood="r&d, new"').name == 'mood="R&D, new"'


def test_a_value_of_two_variables_that_part_alike_is_one_part(tmp_path: Path) -> None:
    for name in ("x/x.txt", "y/y.txt"):
        written(tmp_path / "t" / name, "some words")
    assert which(make(tmp_path, tmp_path / "t"), "x") == [0]


def test_chinese_values_in_another_script(tmp_path: Path) -> None:
    for name in ("红楼梦", "水浒传"):
        written(tmp_path / "t" / f"{name}.txt", "一些话")
    corpus = make(tmp_path, tmp_path / "t")
    assert find_part(corpus, "紅樓夢").name == "红楼梦"
    assert find_part(corpus, "file＝水滸傳").name == "file=水浒传"


def test_what_a_part_holds(corpus: Corpus) -> None:
    part = find_part(corpus, "party=D")
    assert (part.size, part.tokens) == (2, 3)
    positions = Positions(corpus)
    assert part.holds(positions, np.arange(corpus.report.tokens)).tolist() == [True] * 2 + [False] * 4 + [True]
    assert np.any(part.documents & find_part(corpus, "good").documents)
    assert not np.any(part.documents & find_part(corpus, "party!=D").documents)


def test_a_corpus_without_variables_says_how_to_load_them(tmp_path: Path) -> None:
    corpus = make(tmp_path, written(tmp_path / "a.txt", "some words"))
    for text in ("negative", "party=D"):
        with pytest.raises(EmbreplError) as caught:
            find_part(corpus, text)
        assert caught.value.code == "no-variables"
        assert "`load PATH --by COLUMN`" in caught.value.hint
    with pytest.raises(EmbreplError) as caught:
        parts_by(corpus, "party")
    assert caught.value.code == "no-variables"
    assert which(corpus, "a") == [0]


def test_parts_by_a_variable(corpus: Corpus) -> None:
    assert [(part.name, part.size) for part in parts_by(corpus, "party")] == [
        ("party=D", 2), ("party=Green Party", 1), ("party=R", 1),
    ]  # fmt: skip
    assert [part.name for part in parts_by(corpus, "YEAR")] == ["year=1990", "year=1995", "year=2000", "year=2001"]
    with pytest.raises(EmbreplError) as caught:
        parts_by(corpus, "yaer")
    assert (caught.value.code, caught.value.hint) == ("unknown-variable", "Did you mean year?")


def test_many_numbers_and_dates_are_put_together(tmp_path: Path) -> None:
    rows = "".join(f"word,{number},{1990 + number // 50}-01-{number % 28 + 1:02}\n" for number in range(100))
    corpus = make(tmp_path, written(tmp_path / "a.csv", f"text,n,day\n{rows}word,,\n"), column="text", by="n,day")
    parts = parts_by(corpus, "n")
    assert [part.name for part in parts][:2] == ["n=0..9", "n=10..19"]
    assert {part.size for part in parts} == {10}
    assert [part.name for part in parts_by(corpus, "day")] == ["day=1990", "day=1991"]
    for part in parts:
        assert np.array_equal(find_part(corpus, part.name).documents, part.documents)


def test_too_many_parts_are_refused(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dividing, "MOST", 14)
    with pytest.raises(EmbreplError) as caught:
        parts_by(corpus, "party")
    assert caught.value.code == "too-many-parts"
    assert len(parts_by(corpus, "file")) == 1


def test_names_for_completion_all_find_a_part(corpus: Corpus) -> None:
    names = part_names(corpus)
    assert "good" in names
    assert "party=D" in names
    assert '"R&D, new"' in names
    assert "year=1990" in names
    for name in names:
        assert find_part(corpus, name).size


NAMES = st.text("ab=&<> !\"'“é红", min_size=1, max_size=6).filter(str.strip)


@settings(deadline=None)
@given(
    st.lists(st.builds(Condition, NAMES, NAMES, st.sampled_from(["=", "!=", ">", "<=", ">="])), min_size=1, max_size=3)
)
def test_what_conditions_are_shown_as_is_read_again(asked: list[Condition]) -> None:
    assert conditions(" & ".join(map(str, asked))) == asked


@settings(deadline=None)
@given(st.text("ab=&<> !\"'“”«红＝…."))
def test_anything_may_be_typed(corpus: Corpus, text: str) -> None:
    try:
        find_part(corpus, text)
    except EmbreplError as error:
        assert error.code in {"bad-part", "unknown-part", "ambiguous-part", "empty-part"}
