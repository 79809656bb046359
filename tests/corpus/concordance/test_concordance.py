"""Where words stand, and the lines around them."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embrepl.corpus.concordance.concordance import Concordance, queries
from embrepl.corpus.options import ReadOptions
from embrepl.corpus.store import positions as inverted_index
from embrepl.corpus.store.store import Corpus
from embrepl.errors import EmbreplError, UnknownWordError
from tests.helpers.documents import places, tokens
from tests.helpers.texts import corpus_of


def test_a_phrase_is_words_in_a_row_within_a_document(corpus: Corpus) -> None:
    words = tokens(corpus)
    ends = set(corpus.documents.tolist())
    for first, second in {*pairwise(words), ("king", "the"), ("of", "the")}:
        expected = [
            at for at in range(len(words) - 1)
            if words[at : at + 2] == [first, second] and at + 1 not in ends
        ]  # fmt: skip
        assert places(corpus, f"{first} {second}") == expected
    assert places(corpus, "end of") != []
    assert places(corpus, "of the king") == []


def test_a_query_is_folded_as_the_text_was(corpus: Corpus) -> None:
    for text in ("KING", " king ", "“King”", "king!"):
        assert places(corpus, text) == places(corpus, "king")
    assert places(corpus, "queen's") == places(corpus, "Queen’s") != []
    assert places(corpus, 'said: "a') == places(corpus, "said a") != []


def test_case_that_is_kept(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, {"a.txt": "King king KING"}, ReadOptions(case="keep"))
    assert (places(corpus, "King"), places(corpus, "king")) == ([0], [1])
    assert places(corpus, "/king/") == [1]
    assert places(corpus, "/king/i") == [0, 1, 2]
    with pytest.raises(UnknownWordError):
        places(corpus, "kING")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("kingg", "unknown-word"),
        ("the kingg", "unknown-word"),
        ("!,", "no-words"),
        ("", "no-words"),
        ("the ?!", "unknown-word"),
        ("the zz*", "unknown-word"),
        ("a " * 129, "no-words"),
        ("长" * 10_000, "no-words"),
        ("/(/", "bad-pattern"),
    ],
)
def test_what_is_not_there(corpus: Corpus, text: str, code: str) -> None:
    with pytest.raises(EmbreplError) as caught:
        places(corpus, text)
    assert caught.value.code == code
    assert not isinstance(caught.value, UnknownWordError) or caught.value.word in {"kingg", "?!", "zz*"}


def test_chinese_is_found_however_it_was_segmented(tmp_path: Path) -> None:
    text = "林黛玉笑道：“宝玉来了。”黛玉听了，林黛玉说笑。" * 3
    corpus = corpus_of(tmp_path, {"a.txt": text})
    concordance = Concordance(corpus)
    for query in ("林黛玉", "黛玉听了", "宝玉来了", "林黛玉笑道"):
        lines = concordance.lines(concordance.find(query, any_segmentation=True).first(), 0, 0)
        assert {line.match for line in lines} == {query}
        assert len(lines) <= text.count(query)
    lines = concordance.lines(concordance.find("宝玉 来了", any_segmentation=True).first(), 9, 4)
    assert [(line.left, line.match, line.right) for line in lines[:1]] == [("林黛玉笑道：“", "宝玉来了", "。”黛玉")]


@pytest.mark.parametrize(
    ("text", "options", "query", "matches"),
    [
        ("In 1984 he paid 1,000.50 in 2001.", {"numbers": "fold"}, "1999", ["1984", "2001"]),
        ("In 1984 he paid 1,000.50 in 2001.", {"numbers": "fold"}, "in 1984", ["In 1984", "in 2001"]),
        ("In 1984 he paid.", {"numbers": "drop"}, "in he", ["In 1984 he"]),
        ("Café naïve cafe\u0301 CAFÉ.", {"accents": "fold"}, "cafe\u0301", ["Café", "cafe\u0301", "CAFÉ"]),
        ("a well-known WELL known", {"hyphens": "split"}, "well-known", ["well-known", "WELL known"]),
        ("頭髮很長，头发。", {"han": "simplified"}, "頭髮", ["頭髮", "头发"]),
        ("林黛玉笑道", {"units": "char"}, "黛玉", ["黛玉"]),
        ("สวัสดีครับ", {"units": "char"}, "สวัสดี", ["สวัสดี"]),
        ("東京タワーへ行った。", {}, "行った", ["行った"]),
        ("rock'n'roll don’t ‘don't’", {}, "don’t", ["don’t", "don't"]),
        (" ".join(f"a{at} New York b{at}" for at in range(9)), {"phrases": "npmi"}, "new york", ["New York"] * 9),
    ],
)
def test_queries_follow_the_options_of_the_text(
    tmp_path: Path, text: str, options: dict[str, Any], query: str, matches: list[str]
) -> None:
    concordance = Concordance(corpus_of(tmp_path, {"a.txt": text}, ReadOptions(**options)))
    lines = concordance.lines(concordance.find(query, any_segmentation=True).first(), 0, 0)
    assert [line.match for line in lines] == matches


@given(st.lists(st.sampled_from("ab国王后"), min_size=1, max_size=6).map("".join))
def test_every_way_to_spell_a_phrase(text: str) -> None:
    index = {word: at for at, word in enumerate(["a", "ab", "b", "国", "国王", "王", "后", "王后"])}
    words = list(index)
    try:
        rows = queries.spellings(text, index, str.lower, any_segmentation=True)
    except EmbreplError:
        return
    assert all("".join(words[number] for number in row) == text for row in rows)
    assert len({tuple(row) for row in rows}) == len(rows)


def test_lines_show_the_text_as_it_stands(corpus: Corpus) -> None:
    concordance = Concordance(corpus)
    lines = concordance.lines(concordance.find("king").first(), 12, 12)
    assert [(line.record, line.line, line.left, line.match, line.right) for line in lines] == [
        (1, 1, "The ", "King", ' said: "A ki'), (1, 1, 'ng said: "A ', "king", ', the KING!"'),
        (1, 1, "A king, the ", "KING", '!"\nThe queen'), (1, 2, "The queen’s ", "king", " sat."),
        (3, 1, "the ", "king", " of the\r\nhil"), (5, 1, "No ", "king", ". New York, "),
    ]  # fmt: skip
    assert {Path(line.file).name for line in lines} == {"rows.csv"}
    york = concordance.lines(concordance.find("new york").first(), 2, 1)
    assert [(line.left, line.match, line.right) for line in york] == [(". ", "New York", ","), (", ", "new york", "!")]


def test_a_context_ends_where_the_document_does(corpus: Corpus) -> None:
    concordance = Concordance(corpus)
    (line,) = concordance.lines(concordance.find("end").first(), 99, 99)
    assert (line.left, line.right) == ("the ", " of")
    (line,) = concordance.lines(concordance.find("hill").first(), 99, 99)
    assert (line.left, line.right) == ("the king of the\r\n", ".")


def test_lines_of_files(tmp_path: Path) -> None:
    corpus = corpus_of(
        tmp_path, {"a.txt": "\n\none\n\nword here\r\nand\tword", "b.txt": "word\n\n", "c.txt": "the\nword 😀 word."}
    )
    concordance = Concordance(corpus)
    lines = concordance.lines(concordance.find("word").first(), 5, 5)
    assert [(Path(line.file).name, line.record, line.line, line.left, line.right) for line in lines] == [
        ("a.txt", 0, 5, "one\n\n", " here"), ("a.txt", 0, 6, "\nand\t", ""), ("b.txt", 0, 1, "", "\n\n"),
        ("c.txt", 0, 2, "the\n", " 😀 wo"), ("c.txt", 0, 2, "rd 😀 ", "."),
    ]  # fmt: skip


def test_rows_keep_their_number(tmp_path: Path) -> None:
    rows = '{"text": "word"}\nbroken\n{"other": 1}\n{"text": "word"}\n'
    corpus = corpus_of(tmp_path, {"a.csv": 'text\n""\nword\n', "b.jsonl": rows, "c.tsv": "text\nword\n"})
    concordance = Concordance(corpus)
    lines = concordance.lines(concordance.find("word").first(), 5, 5)
    assert [(Path(line.file).name, line.record) for line in lines] == [
        ("a.csv", 2), ("b.jsonl", 1), ("b.jsonl", 3), ("c.tsv", 1),  # what is no JSON is no record
    ]  # fmt: skip


def test_blank_lines_that_a_file_begins_with_count(tmp_path: Path) -> None:
    texts = {"a.txt": "word\n\n", "b.txt": "\n\n\nword\n", "c.txt": "\n", "d.txt": "?\n\nword", "e.txt": "…é\n\nword"}
    corpus = corpus_of(tmp_path, texts)
    concordance = Concordance(corpus)
    lines = concordance.lines(concordance.find("word").first(), 9, 9)
    assert [(Path(line.file).name, line.line, line.left, line.right) for line in lines] == [
        ("a.txt", 1, "", "\n\n"), ("b.txt", 4, "\n\n\n", "\n"), ("d.txt", 3, "?\n\n", ""), ("e.txt", 3, "…é\n\n", ""),
    ]  # fmt: skip


def test_line_numbers_are_those_of_the_file_over_many_blocks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inverted_index, "BLOCK_BYTES", 64)
    text = "".join(f"line {at} é\n" + "\n" * (at % 3) for at in range(300))
    corpus = corpus_of(tmp_path, {"a.txt": text, "b.txt": text})
    concordance = Concordance(corpus)
    for line in concordance.lines(concordance.find("line").first(), 0, 12):
        number = re.match(r" (\d+)", line.right)
        assert number is not None
        assert text.split("\n")[line.line - 1] == f"line {number[1]} é"
