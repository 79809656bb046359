"""Chapters are found by their headings and kept with their places; contents and sentences are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from embrepl.corpus.building import chapters as chapters_module
from embrepl.corpus.options import ReadOptions
from embrepl.corpus.store.store import Corpus
from tests.helpers.files import docx
from tests.helpers.texts import asking, corpus_of

ROMAN = ("I", "II", "III", "IV", "V")
TITLES = ("The Mill", "A Heron", "Over the Weir", "Night", "The End")
TEXT = "The heron stood by the mill and waited for the rain that came at last. "
CONTENTS = "\n".join(f"  CHAPTER {number}. {title} ... {number}" for number, title in zip(ROMAN, TITLES, strict=True))
BOOK = "\n\n\n".join(f"CHAPTER {number}.\n{title}\n\n{TEXT * 3}" for number, title in zip(ROMAN, TITLES, strict=True))


def titles(corpus: Corpus) -> list[str]:
    assert corpus.report.chapters == len(corpus.chapters)
    return [title for _, title in corpus.chapters]


def first_words(corpus: Corpus, many: int = 3) -> list[str]:
    return [" ".join(corpus.words[word] for word in corpus.ids[token : token + many]) for token, _ in corpus.chapters]


def test_chapters_with_their_places(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, {"a.txt": f"THE HERON\n\n{BOOK}"})
    assert titles(corpus) == [f"CHAPTER {number}." for number in ROMAN]
    assert first_words(corpus) == [
        "chapter i the",
        "chapter ii a",
        "chapter iii over",
        "chapter iv night",
        "chapter v the",
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"CONTENTS\n\n{CONTENTS}\n\n{BOOK}",
        f"CONTENTS\n\n{CONTENTS}\n\nPREFACE\n\n{TEXT * 5}\n\n{BOOK}",
        f"{BOOK}\n\nCONTENTS\n\n{CONTENTS}\n",
        BOOK.replace("III.\n", "III.\n\nas I said in\nChapter 2. The mill\nstood there long before\n\n"),
        BOOK.replace(TEXT, TEXT.strip() + "\n\nCHAPTER I.\n\n", 1),
    ],
    ids=["contents before", "with a preface", "contents after", "a sentence", "head of a page"],
)
def test_other_lines_are_no_chapters(tmp_path: Path, text: str) -> None:
    corpus = corpus_of(tmp_path, {"a.txt": text})
    assert titles(corpus) == [f"CHAPTER {number}." for number in ROMAN]
    assert first_words(corpus)[0] in {"chapter i the", "chapter i as"}
    gaps = [after - before for (before, _), (after, _) in zip(corpus.chapters, corpus.chapters[1:], strict=False)]
    assert min(gaps) > 30


HEADINGS = {
    "第一回　甄士隐|第二回 贾夫人|第十回": "他来了。第一回里说过。\n第二回合他赢了。\n第三回中说的，正是此事。\n",
    "正文 第1章 重生|第2章：开始|第三章完": "第一次见到她。\n",
    "Chapter One|Chapter Twenty-One: Night|CHAPTER THE LAST|Chapter 4 – Rain": "Chapter and verse.\n",
    "Kapitel 1|Kapitel 2: Nacht|KAPITEL III": "Kapitel für Kapitel.\n",
    "Erstes Kapitel|Zweites Kapitel|3. Kapitel": "Es war das dritte Kapitel.\n",
    "Chapitre premier|CHAPITRE II|Chapitre 3 : La nuit": "Le chapitre.\n",
    "Capítulo 1|Capítulo II. La noche|CAPÍTULO 3": "El capítulo.\n",
    "Глава 1|ГЛАВА II|Глава 3. Ночь": "Это глава.\n",
}


@pytest.mark.parametrize("headings", HEADINGS)
def test_headings_in_several_languages(tmp_path: Path, headings: str) -> None:
    expected = [heading for heading in headings.split("|") if heading != "CHAPTER THE LAST"]
    text = "".join(f"{heading}\r\n\r\n{HEADINGS[headings] * 9}\r\n" for heading in expected)
    assert titles(corpus_of(tmp_path, {"a.txt": text})) == expected


def test_the_chinese_contents_before_a_novel(tmp_path: Path) -> None:
    rows = [f"第{number}章 第{number}天" for number in "一二三四"]
    contents, novel = "\n".join(rows), "\n".join(f"{row}\n他来了，又走了。雨下了一夜。" * 3 for row in rows)
    corpus = corpus_of(tmp_path, {"a.txt": f"目录\n{contents}\n\n{novel}"})
    assert (titles(corpus), corpus.chapters[0][0] > 8) == (rows, True)


def test_headings_of_markdown(tmp_path: Path) -> None:
    text = "# The book\n\nText\n\n## One\n\nText\n\n### A part\n\nText\n\n## Two\n\nText #tag\n"
    corpus = corpus_of(tmp_path, {"a.md": text})
    assert titles(corpus) == ["## One", "## Two"]
    assert titles(corpus_of(tmp_path / "other", {"a.txt": text})) == []


def test_the_kind_of_heading_that_is_commonest(tmp_path: Path) -> None:
    text = "".join(f"第{volume}卷 山\n\n" + "".join(f"第{n}章 水\n他来了。\n" for n in "一二三") for volume in "一二")
    assert titles(corpus_of(tmp_path, {"a.txt": text})) == ["第一章 水", "第二章 水", "第三章 水"] * 2


def test_every_file_has_its_own(tmp_path: Path) -> None:
    files = {f"{n}.txt": f"Chapter {n}\n\n{TEXT}" for n in (1, 2, 3)}
    corpus = corpus_of(tmp_path, {**files, "t.csv": f'text,n\n"Chapter 1\n\n{TEXT}",1\n'})
    assert titles(corpus) == ["Chapter 1", "Chapter 2", "Chapter 3"]


def test_documents_have_chapters_too(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    paragraphs = "".join(
        f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in ("Chapter 1", TEXT, "Chapter 2: The Weir", TEXT)
    )
    (tmp_path / "texts" / "a.docx").write_bytes(docx(paragraphs))
    from embrepl.corpus.building.build import build

    build([str(tmp_path / "texts")], ReadOptions(), tmp_path / "store", lambda _: None, lambda: False)
    assert titles(Corpus.open(tmp_path / "store")) == ["Chapter 1", "Chapter 2: The Weir"]


def test_places_are_right_after_phrases_were_joined_and_across_batches(tmp_path: Path) -> None:
    text = "".join(f"Chapter {n}\n\n" + "new york is far away and é is near. " * 4_000 + "\n" for n in range(1, 9))
    corpus = corpus_of(tmp_path, {"a.txt": "é\n" + text}, ReadOptions(phrases="npmi", phrase_threshold=-1.0))
    assert titles(corpus) == [f"Chapter {n}" for n in range(1, 9)]
    assert all(word.startswith("chapter") for word in first_words(corpus, 1))


def test_a_list_of_chapters_without_a_book_is_none(tmp_path: Path) -> None:
    assert titles(corpus_of(tmp_path, {"a.txt": "\n".join(f"Chapter {n}" for n in range(1, 9)) + "\nend"})) == []


def test_too_many_headings_are_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chapters_module, "MOST", 3)
    assert titles(corpus_of(tmp_path, {"a.txt": BOOK})) == []


def test_the_report_says_how_many(tmp_path: Path) -> None:
    talk = asking(text=corpus_of(tmp_path, {"a.txt": BOOK}))
    assert talk("corpus").chapters == 5
