"""Tokens equal a regular expression's, Han apart; every place belongs to its word."""

import csv
import gzip
import re
from itertools import islice, pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embrepl.corpus.options import ReadOptions
from embrepl.corpus.words.characters import Characters
from embrepl.corpus.words.chinese.segmenter import Segmenter
from embrepl.corpus.words.scripts import DIGIT, HAN, HIRAGANA, JOINER, MARK, OTHER, WORD, class_of, take_apart
from embrepl.corpus.words.tokeniser import tokenise

REFERENCE = re.compile(r"[^\W_]+(?:(?:'|(?<!\d)-|-(?!\d)|(?<=\d)[.,](?=\d))[^\W_]+)*")
CHARACTERS, SEGMENTER = Characters(), Segmenter()
LETTERS_AND_SIGNS = {OTHER, WORD, DIGIT}
# `Characters` says where the lower form is another than that of str.lower.
PLAIN = st.characters(exclude_characters="İΣσς", exclude_categories=["Cs", "M", "Cn", "Co"]).filter(
    lambda character: class_of(ord(character)) in LETTERS_AND_SIGNS and take_apart(character) == character
)
DENSE = st.sampled_from("abcXYZéÉßǅ019 '-.,_-\n\u0660½")
HANS = st.sampled_from("的一是中文红楼梦々〇㐀龥豈𠀀𪚥")


def words(text: str, characters: Characters = CHARACTERS) -> list[str]:
    tokens = tokenise(text, characters, SEGMENTER)
    spans = zip(tokens.starts.tolist(), tokens.ends.tolist(), strict=True)
    return [characters.fold(tokens.text[start:end]) for start, end in spans]


@given(st.text(PLAIN) | st.text(DENSE))
def test_tokens_equal_the_regular_expression(text: str) -> None:
    assert words(text) == REFERENCE.findall(text.lower())


def test_tokens_of_real_reviews_equal_the_regular_expression(shared: Path) -> None:
    with gzip.open(shared / "data" / "en" / "reviews.csv.gz", "rt", encoding="utf-8", newline="") as file:
        text = "\n".join(row["text"] for row in islice(csv.DictReader(file), 300))
        text = re.sub("[\u2019`\u00b4]", "'", text)
    assert words(text, Characters(ReadOptions(addresses="keep"))) == REFERENCE.findall(text.lower())


@given(st.text(HANS | DENSE))
def test_han_words_cover_every_han_character_and_nothing_else(text: str) -> None:
    tokens = tokenise(text, CHARACTERS, SEGMENTER)
    spans = list(zip(tokens.starts.tolist(), tokens.ends.tolist(), strict=True))
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    han = [text[start:end] for start, end in spans if class_of(ord(text[start])) == HAN]
    assert "".join(han) == "".join(character for character in text if class_of(ord(character)) == HAN)
    assert len(han) == tokens.han
    others = re.sub(r"[々〇\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003fffd]", " ", text)
    assert [CHARACTERS.fold(text[s:e]) for s, e in spans if text[s:e] not in han] == REFERENCE.findall(others.lower())


def test_each_run_of_han_is_segmented_by_itself() -> None:
    assert words("贾宝玉和林黛玉。孙悟空abc猪八戒") == ["贾宝玉", "和", "林黛玉", "孙悟空", "abc", "猪八戒"]


def test_apostrophes_are_kept_inside_words_only() -> None:
    assert words("'tis the dogs' o'clock rock''n'roll Don\u2019t") == [
        *("tis", "the", "dogs", "o'clock", "rock", "n'roll", "don't"),
    ]


def test_marks_belong_to_words_but_are_none_alone() -> None:
    assert words("e\u0301te\u0301 ❤\ufe0f हिन्दी a_b") == ["\u00e9t\u00e9", "हिन्दी", "a", "b"]


def test_lowering_keeps_one_code_point_for_one() -> None:
    assert words("İstanbul ΟΔΟΣ") == ["istanbul", "οδος"]
    assert words("Kept İ Don\u2019t", Characters(ReadOptions(case="keep"))) == ["Kept", "İ", "Don't"]


@pytest.mark.parametrize(
    ("character", "expected"),
    [
        *(("a", WORD), ("٣", DIGIT), ("½", WORD), ("\u0301", MARK), ("_", OTHER), ("〇", HAN), ("あ", HIRAGANA)),
        *(("\u00ad", JOINER), ("\u200d", JOINER), ("\u200b", OTHER), ("\ufe0f", JOINER)),
    ],
)
def test_classes(character: str, expected: int) -> None:
    assert class_of(ord(character)) == expected


def test_empty_text_has_no_tokens() -> None:
    assert words("") == []
    assert words("'") == []
