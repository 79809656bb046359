"""The licence of Project Gutenberg is left out in the forms of all its years; what tells of it is read whole."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embrepl.corpus.reading.conventions.licence import without_licence
from tests.corpus.reading.test_readers import read
from tests.helpers.files import epub
from tests.helpers.texts import corpus_of

HEADER = (
    "\ufeffThe Project Gutenberg eBook of The Heron\n    \nThis ebook is for the use of anyone anywhere in the "
    "United States and\nmost other parts of the world at no cost.\n\nTitle: The Heron\n\nAuthor: A. Nobody\n\n"
)
LICENCE = (
    "\n\nUpdated editions will replace the previous one--the old editions will\nbe renamed.\n\n"
    "START: FULL LICENSE\n\nTHE FULL PROJECT GUTENBERG LICENSE\n\n" + "Section 1. Terms of use.\n" * 500
)
BOOK = "THE HERON\n\nThe heron waited by the mill.\n\nIt waited.\n"
SMALL_PRINT = (
    "**The Project Gutenberg Etext of The Heron, by A. Nobody**\n\nPlease take a look at the important information.\n\n"
    "***START**THE SMALL PRINT!**FOR PUBLIC DOMAIN ETEXTS**START***\nWhy is this here?\n"
)
FORMS = {
    "now": (
        HEADER + "*** START OF THE PROJECT GUTENBERG EBOOK THE HERON ***\n\n\n\n",
        "\n\n*** END OF THE PROJECT GUTENBERG EBOOK THE HERON ***" + LICENCE,
    ),
    "with credits": (
        HEADER + "*** START OF THIS PROJECT GUTENBERG EBOOK THE HERON ***\n\n\n\nProduced by A. Reader and the Online\n"
        "Distributed Proofreading Team\n\n",
        "\n\nEnd of the Project Gutenberg EBook of The Heron, by A. Nobody\n\n"
        "*** END OF THIS PROJECT GUTENBERG EBOOK THE HERON ***\n\n***** This file should be named 1.txt *****"
        + LICENCE,
    ),
    "long title": (
        HEADER + "***START OF THE PROJECT GUTENBERG EBOOK THE HERON,\nOR THE BIRD THAT WAITED***\n\n",
        "\n***END OF THE PROJECT GUTENBERG EBOOK THE HERON***\n\n******* This file should be named" + LICENCE,
    ),
    "small print": (
        SMALL_PRINT + "*END*THE SMALL PRINT! FOR PUBLIC DOMAIN ETEXTS*Ver.04.29.93*END*\n\n",
        "\n\nEnd of Project Gutenberg's The Heron, by A. Nobody\n",
    ),
    "small print later": (
        SMALL_PRINT + "*END THE SMALL PRINT! FOR PUBLIC DOMAIN EBOOKS*Ver.02/11/02*END*\n\n",
        "\nEnd of The Project Gutenberg Etext of The Heron, by A. Nobody\n",
    ),
    "German": (
        HEADER + "*** START OF THE PROJECT GUTENBERG EBOOK DER REIHER ***\n\n",
        "\nEnde dieses Projekt Gutenberg Etextes Der Reiher\n\n",
    ),
    "no end": (HEADER + "*** START OF THE PROJECT GUTENBERG EBOOK THE HERON ***\n", ""),
    "no beginning": ("", "\n*** END OF THE PROJECT GUTENBERG EBOOK THE HERON ***" + LICENCE),
}


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("form", FORMS)
def test_the_licence_is_left_out_and_counted(tmp_path: Path, form: str, line_end: str) -> None:
    before, after = FORMS[form]
    long = BOOK + "A long book of herons and mills.\n" * 3_000
    for book in (BOOK, long):
        documents, reading = read(tmp_path / "a.txt", (before + book + after).replace("\n", line_end))
        assert documents == ["\n".join(line.strip() for line in book.split("\n") if line.strip())]
        (many,) = reading.left_out.values()
        whole = len((before + after).lstrip("\ufeff").replace("\n", line_end))
        assert whole - 6 * len(line_end) <= many <= whole


def test_the_licence_is_kept_when_asked_for(tmp_path: Path) -> None:
    before, after = FORMS["now"]
    documents, reading = read(tmp_path / "a.txt", before + BOOK + after, boilerplate="keep")
    assert (documents[0].count("GUTENBERG"), dict(reading.left_out)) == (3, {})


def test_several_books_in_one_file(tmp_path: Path) -> None:
    books = "\n\n".join(FORMS[form][0] + BOOK + FORMS[form][1] for form in ("now", "with credits", "long title"))
    documents, _ = read(tmp_path / "a.txt", books)
    assert documents[0].split("\n") == [line for line in BOOK.split("\n") if line] * 3


QUOTING = (
    "How to clean books\n\nProject Gutenberg's ebooks begin with a line such as\n\n"
    "*** START OF THE PROJECT GUTENBERG EBOOK X ***\n\nand end with\n\n*** END OF THE PROJECT GUTENBERG EBOOK X ***\n\n"
    "What comes before and after should go. " + "Project Gutenberg has many books.\n" * 300
)
TELLING = (
    "Johannes Gutenberg printed.\nEnd of Project Gutenberg's first decade came in 1981.\nThen it grew.\n"
    "*** START OF CHAPTER ***\nMore.\n"
)


@pytest.mark.parametrize("text", [QUOTING, TELLING, "Gutenberg", "", "***", "*** END OF THE STORY ***\nmore"])
def test_what_tells_of_gutenberg_is_read_whole(tmp_path: Path, text: str) -> None:
    documents, reading = read(tmp_path / "a.txt", text)
    assert documents == ["\n".join(line.strip() for line in text.split("\n") if line.strip())]
    assert (reading.notes(), dict(reading.left_out)) == ([], {})


def test_a_volume_that_ends_within_a_book_loses_that_line_alone(tmp_path: Path) -> None:
    before, after = FORMS["now"]
    volume = "End of the Project Gutenberg EBook of The Heron, Volume 1\n\n"
    two = BOOK + volume + "Volume two is longer than the first one was.\n" * 100
    documents, _ = read(tmp_path / "a.txt", before + two + after)
    assert documents[0] == "\n".join(line for line in two.replace(volume, "").split("\n") if line)


def test_a_header_without_an_end_is_reported(tmp_path: Path) -> None:
    documents, reading = read(tmp_path / "a.txt", "The Project Gutenberg Etext of X\n\nText of it.\n")
    assert documents == ["The Project Gutenberg Etext of X\nText of it."]
    assert ["no line says where their licence ends" in note for note in reading.notes()] == [True]


def test_pages_and_books_lose_the_licence_too(tmp_path: Path) -> None:
    begin = (
        "<div>The Project Gutenberg eBook of The Heron</div><p>This ebook is for the use of anyone anywhere</p>"
        "<div>*** START OF THE PROJECT GUTENBERG EBOOK THE HERON ***</div><p>Produced by A. Reader</p>"
    )
    end = "<div>*** END OF THE PROJECT GUTENBERG EBOOK THE HERON ***</div><p>Updated editions will replace</p>"
    page = f"<html><body>{begin}<h1>The Heron</h1><p>It waited.</p>{end}</body></html>"
    assert read(tmp_path / "a.html", page)[0] == ["The Heron\nIt waited."]
    chapters = {"a.xhtml": begin, "b.xhtml": "<h1>The Heron</h1><p>It waited.</p>", "c.xhtml": end}
    assert read(tmp_path / "a.epub", epub(chapters, list(chapters)))[0] == ["The Heron\nIt waited."]


PARTS = ["x" * 70_000, "line\n" * 400, "\n", "Project Gutenberg", HEADER, BOOK, *sum(FORMS.values(), ())]


@given(st.lists(st.integers(0, len(PARTS) - 1), max_size=6), st.integers(500, 30_000))
def test_how_the_text_is_cut_makes_no_difference(parts: list[int], size: int) -> None:
    text = "".join(PARTS[part] for part in parts)
    whole: Counter[str] = Counter()
    cut: Counter[str] = Counter()
    expected = "".join(without_licence([text], whole, lambda _: None))
    chunks = [text[at : at + size] for at in range(0, len(text), size)]
    assert "".join(without_licence(chunks, cut, lambda _: None)) == expected
    assert len(text) - len(expected) == whole.total() == cut.total()


def test_the_report_says_it_once_for_all_files(tmp_path: Path) -> None:
    before, after = FORMS["now"]
    corpus = corpus_of(tmp_path, {f"{n}.txt": before + BOOK + after for n in range(3)})
    (note,) = corpus.report.notes
    assert note.startswith("3 files: ")
    assert note.endswith(
        " characters of the licence of Project Gutenberg left out; "
        "`--boilerplate keep` reads licences, quotes and signatures"
    )


def test_books_of_australia(tmp_path: Path) -> None:
    head = "Title: The Mill\n* A Project Gutenberg of Australia eBook *\neBook No.: 0100021.txt\n\n"
    rights = (
        "Project Gutenberg of Australia eBooks are created from printed editions\nwhich are in the public domain.\n\n"
    )
    contact = "To contact Project Gutenberg of Australia go to http://gutenberg.net.au\n-----------------\n\n"
    documents, _ = read(tmp_path / "a.txt", f"{head}{rights}{contact}The heron waits.\n")
    assert documents == ["The heron waits."]
    documents, reading = read(tmp_path / "b.txt", f"Project Gutenberg Australia\n\n{rights}The heron waits.\n")
    assert documents[0].endswith("The heron waits.")
    assert "no line says where their licence ends" in reading.notes()[0]
