"""`open` and `evaluate` in a session: what was read, what was left out, and what is doubtful."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.sessions import Talk, quoted, shown, talking

VECTORS = (
    "6 3\nsea 0.5 1.2 -0.7\nlake 0.4 1.1 -0.8\nmill -0.9 0.1 0.3\nriver -0.7 0.2 0.5\nboat 0.1 -0.9 0.4\n"
    "café 0.3 0.2 1\n"
)


@pytest.fixture
def talk(tmp_path: Path) -> Iterator[Talk]:
    with talking(tmp_path / "home") as talk:
        yield talk


def written(path: Path, text: str, encoding: str = "utf-8") -> str:
    path.write_bytes(text.encode(encoding))
    return quoted(str(path))


def test_open_tells_how_the_file_was_read(talk: Talk, tmp_path: Path) -> None:
    answer = talk(f"open {written(tmp_path / 'v.tsv', VECTORS.replace(' ', chr(9)).replace('.', ','))}")
    assert (answer.words, answer.dim) == (6, 3)
    assert "the numbers have decimal commas: 0,5 was read as 0.5" in answer.notes
    assert talk("vec café").values == pytest.approx((0.3, 0.2, 1.0))


def test_open_tells_what_is_doubtful(talk: Talk, tmp_path: Path) -> None:
    text = "".join(f"{1000 + at} {at % 7} {at % 5} {at % 3}\n" for at in range(60))
    notes = " ".join(talk(f"open {written(tmp_path / 'v.txt', text)}").notes)
    assert "60 of 60 words are numbers, such as '1000'" in notes
    assert "all numbers are whole" in notes
    assert "are numbers, such as '1000'" in shown(talk("health"))


def test_open_takes_an_encoding_into_its_recipe(talk: Talk, tmp_path: Path) -> None:
    path = written(tmp_path / "v.txt", VECTORS, "latin-1")
    assert "1 of 6 words is not UTF-8" in " ".join(talk(f"open {path}").notes)
    answer = talk(f"open {path} --encoding latin-1 --name whole")
    assert (answer.words, answer.command) == (6, f"open {tmp_path / 'v.txt'} --encoding latin-1")
    assert talk.error(f"open {path} --encoding latin-99").code == "unknown-encoding"


def test_pretrained_tells_the_same(talk: Talk, tmp_path: Path) -> None:
    talk(f"load {written(tmp_path / 't.txt', 'A river ran by the mill to the sea. ' * 30)}")
    path = written(tmp_path / "v.csv", "word,a,b\nriver,0.5,1\nmill,1,x\nsea,2,1\n")
    notes = " ".join(talk(f"train pretrained --file {path}").notes)
    assert "line 1 names the columns: word, a, b" in notes
    assert "line 3 has 'x' where a number belongs" in notes
    path = written(tmp_path / "latin.vec", VECTORS, "latin-1")
    for command in (f"train pretrained --file {path}", f"train zero --epochs 1 --min-count 1 --init {path}"):
        assert "1 of 4 words is not UTF-8" in " ".join(talk(command).notes)


PAIRS = "sea\tlake\t9,8\nmill\triver\t9,1\nsea\tboat\t9,7\ncafé\tmill\t9,3\nlake\triver\t9,05\nbroken\nboat\tghost\t5\n"


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1"])
def test_evaluate_shows_coverage_and_how_little_few_pairs_say(talk: Talk, tmp_path: Path, encoding: str) -> None:
    talk(f"open {written(tmp_path / 'v.txt', VECTORS)}")
    answer = talk(f"evaluate {written(tmp_path / 'pairs.tsv', PAIRS, encoding)}")
    (row,) = answer.rows
    assert (row.covered, row.questions, row.skipped) == (5, 6, 1)
    assert row.low < row.score < row.high
    notes = " ".join(answer.notes)
    assert "1 line left out, not like the others: line 6: broken" in notes
    assert "pairs: 5 pairs say little: the true score is between" in notes
    assert ("not UTF-8" in notes) == (encoding != "utf-8")
    page = shown(answer)
    assert page.index("5 of 6") < page.index("Spearman")


def test_evaluate_makes_no_mean_of_different_measures(talk: Talk, tmp_path: Path) -> None:
    talk(f"open {written(tmp_path / 'v.txt', VECTORS)}")
    analogies = written(tmp_path / "analogies.txt", ": kin\nsea lake mill river\nsea lake boat ghost\n")
    pairs = written(tmp_path / "pairs.tsv", PAIRS)
    assert talk(f"evaluate {pairs} {analogies}").mean is None
    assert talk(f"evaluate {pairs} {pairs}").mean is not None
