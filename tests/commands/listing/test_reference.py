"""Frequency lists of files as the other corpus of `keyness`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embrepl.commands.listing.columns import numbers_of
from embrepl.commands.listing.reference import Reference, read_reference
from embrepl.errors import EmbreplError
from tests.helpers.sessions import Talk, shown
from tests.helpers.texts import asking, corpus_of

Read = Callable[..., tuple[Reference, list[str]]]
PLAIN = [("the", 500), ("of", 300), ("king", 20), ("rare", 1)]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def reading(text: str | bytes, tokens: int | None = None) -> tuple[Reference, list[str]]:
        (tmp_path / "list.tsv").write_bytes(text if isinstance(text, bytes) else text.encode())
        notes: list[str] = []
        return read_reference(str(tmp_path / "list.tsv"), None, tokens, str.lower, notes.append), notes

    return reading


def lines(separator: str = "\t", turned: bool = False, header: str = "", end: str = "\n") -> str:
    rows = [(str(count), word) if turned else (word, str(count)) for word, count in PLAIN]
    return end.join([*([header] if header else []), *(separator.join(row) for row in rows), ""])


@pytest.mark.parametrize(
    "text",
    [
        lines(), lines(","), lines(" "), lines(";"), lines(turned=True), lines(" ", turned=True), lines(end="\r\n"),
        lines(header="word\tcount"), lines(",", header="word,freq"), lines(turned=True, header="Freq\tType"),
        "\ufeff" + lines(), (b"\xff\xfe" + lines().encode("utf-16-le")).decode("latin-1"),
        lines(turned=True).replace("500", "   500").replace("20\t", "    20\t"), lines() + "\n\n",
    ],
)  # fmt: skip
def test_the_usual_forms(read: Read, text: str) -> None:
    found, notes = read(text.encode("latin-1") if text.startswith("ÿþ") else text)
    assert dict(zip(found.words, found.counts.tolist(), strict=True)) == dict(PLAIN)
    assert found.tokens == 821
    assert found.least == 0
    assert [note for note in notes if "UTF" not in note] == []


def test_columns_are_told_by_their_names(read: Read) -> None:
    text = "rank\tlemma\tword\tPoS\tfreq\tperMil\tdocs\n1\tTHE\tthe\ta\t500\t5000\t90\n2\tBE\tis\tv\t100\t1000\t80\n"
    found, notes = read(text)
    assert (found.words, found.counts.tolist()) == (("the", "is"), [500, 100])
    assert found.tokens == 100_000  # 500 are 5,000 per million
    assert "list.tsv: the words are column 3 (word), the numbers column 5 (freq)." in notes
    assert any("about 100,000 words" in note for note in notes)


def test_a_rank_is_no_count_and_lines_before_the_table_are_named(read: Read) -> None:
    found, notes = read("#Word Types: 3\n#Word Tokens: 60\n1\t30\tthe\n2\t20\tof\n3\t1\tking\n")
    assert (found.words, found.counts.tolist()) == (("the", "of", "king"), [30, 20, 1])
    assert any("2 lines left out, not like the others: line 1: #Word Types: 3" in note for note in notes)


def test_what_is_odd_is_said(read: Read) -> None:
    found, notes = read('The\t5\nthe\t4\n.\t9\n","\t3\nking\tmany\nqueen\t-3\nof course\t2\nking\t1\n')
    assert dict(zip(found.words, found.counts.tolist(), strict=True)) == {"the": 9, "king": 1}
    assert found.tokens == 12  # with the two of "of course", without signs
    said = " ".join(notes)
    assert "1 word in more than one line, as the (again in line 2): their numbers were added" in said
    assert "2 lines without a word left out: line 3: .; line 4: ," in said
    assert "2 lines left out, not like the others: line 5: king many; line 6: queen -3" in said
    assert "1 line of several words count to its size alone" in said


def test_a_list_that_is_cut_off_bounds_what_it_lacks(read: Read) -> None:
    found, notes = read("the\t500\nof\t300\nking\t40\n")
    assert (found.least, found.tokens) == (39, 840)
    assert any("may have been seen up to 39 times" in note for note in notes)
    assert any("taken as counted in 840 words, the sum" in note for note in notes)
    found, notes = read("the\t500\nof\t300\nking\t40\n", tokens=10_000)
    assert found.tokens == 10_000
    with pytest.raises(EmbreplError, match="sum to 840, more than --reference-tokens 500"):
        read("the\t500\nof\t300\nking\t40\n", tokens=500)


def test_frequencies_per_million(read: Read) -> None:
    text = "word\tper million\nthe\t50000\nof\t30000.5\nking\t0.2\n"
    found, notes = read(text)
    assert found.estimated
    assert (found.tokens, found.counts.tolist()) == (1_000_000, [50_000, 30_000.5, 0.2])
    assert any("it is not known of how many words" in note for note in notes)
    found, _ = read(text, tokens=10_000_000)
    assert not found.estimated
    assert found.counts.tolist() == [500_000, 300_005, 2]
    percent, _ = read("the,5.5\nof,3.25\n", tokens=1_000)
    assert percent.counts.tolist() == [55, 32.5]
    with pytest.raises(EmbreplError, match="cannot be per million"):
        read("word\tper million\nthe\t50000000\nof\t1\n")


@pytest.mark.parametrize("text", ["", "\n\n", "king\nqueen\n", "1\t2\n3\t4\n", ".\t5\n,\t4\n", "a b c\nd e f\n"])
def test_what_is_no_list(read: Read, text: str) -> None:
    with pytest.raises(EmbreplError) as caught:
        read(text)
    assert caught.value.code == "bad-reference"


def test_numbers_of_thousands() -> None:
    assert numbers_of(["1,234", "12,345,678", "7"]) == [1234, 12345678, 7]
    assert numbers_of(["1,5", "2,25", "7"]) == [1.5, 2.25, 7]
    assert numbers_of(["0,125", "2,250"]) == [0.125, 2.25]
    assert numbers_of(["1.234", "2.5"]) == [1.234, 2.5]
    assert numbers_of(["1.234.567", "2.500", "3"]) == [1234567, 2500, 3]
    assert numbers_of(["1 234", "x", "-2", "nan", "1e3"]) == [None, None, None, None, 1000]
    assert numbers_of(["1 234", "2 500"]) == [1234, 2500]


@given(st.lists(st.tuples(st.text("aäbcé", min_size=1, max_size=6), st.integers(1, 10**9)), min_size=1, max_size=20))
def test_any_list_is_read_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, int]]
) -> None:
    path = tmp_path_factory.mktemp("lists") / "list.tsv"
    path.write_text("word\tcount\n" + "".join(f"{word}\t{count}\n" for word, count in rows), "utf-8")
    sums: dict[str, int] = {}
    for word, count in rows:
        sums[word] = sums.get(word, 0) + count
    found = read_reference(str(path), "utf-8", None, lambda word: word, lambda _: None)
    assert dict(zip(found.words, found.counts.tolist(), strict=True)) == sums
    assert found.tokens == sum(sums.values())


@given(st.binary(max_size=300))
def test_any_bytes_are_a_list_or_an_error(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.mktemp("lists") / "list.tsv"
    path.write_bytes(data)
    try:
        found = read_reference(str(path), None, None, str.lower, lambda _: None)
    except EmbreplError as error:
        assert error.code == "bad-reference"
    else:
        assert found.tokens >= found.counts.sum() * 0.999
        assert (found.counts >= 0).all()


@pytest.fixture
def talk(tmp_path: Path) -> Talk:
    text = "the king and the king sat. " * 30 + "the queen of the sea. " * 10 + "Zork zork. " * 20
    return asking(novel=corpus_of(tmp_path, {"a.txt": text}))


def test_keyness_against_a_list(talk: Talk, tmp_path: Path) -> None:
    (tmp_path / "ref.csv").write_text("word,count\nthe,60000\nof,30000\nqueen,50\nsea,50\nking,40\nand,20000\n")
    answer = talk(f"keyness 5 --reference {tmp_path}/ref.csv")
    rows = {row.word: row for row in answer.rows}
    assert len(answer.rows) == 5
    assert (answer.other, answer.other_tokens) == ("ref.csv", 110_140)
    assert (rows["king"].other_count, rows["king"].other_documents, rows["king"].at_most) == (40, None, False)
    assert (rows["zork"].other_count, rows["zork"].at_most) == (39, True)
    assert "≤ 39" in shown(answer, width=150)
    assert talk(f"keyness --reference {tmp_path}/ref.csv").rows[:5] == answer.rows
    fewer = {row.word for row in talk(f"keyness --reference {tmp_path}/ref.csv --fewer").rows}
    assert fewer == {"the", "of", "and"}


def test_words_that_a_list_may_have_after_all_are_no_finds(talk: Talk, tmp_path: Path) -> None:
    (tmp_path / "ref.csv").write_text("word,count\nthe,600\nof,500\n")
    answer = talk(f"keyness --reference {tmp_path}/ref.csv --min-count 1")
    assert all(row.at_most is False for row in answer.rows)
    assert {row.word for row in answer.rows} <= {"the"}


def test_usage(talk: Talk, tmp_path: Path) -> None:
    (tmp_path / "ref.csv").write_text("word,count\nthe,600\nof,1\n")
    assert talk.error("keyness").code == "wrong-usage"
    assert talk(f"keyness novel 6 --reference {tmp_path}/ref.csv") == talk(f"keyness 6 --reference {tmp_path}/ref.csv")
    assert talk(f"keyness file=a --reference {tmp_path}/ref.csv").corpus == "novel:file=a"
    assert talk.error(f"keyness a novel --reference {tmp_path}/ref.csv").code == "wrong-usage"
    assert talk.error(f"keyness --against a --reference {tmp_path}/ref.csv").code == "wrong-usage"
    assert talk.error("keyness --reference nowhere.tsv").code == "bad-reference"
