"""Addresses of the web and of mail are no words, and what only looks like one is."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embrepl.corpus.options import ReadOptions
from embrepl.corpus.words.characters import Characters
from embrepl.corpus.words.chinese.segmenter import Segmenter, segmenter
from embrepl.corpus.words.tokeniser import Tokens, tokenise
from tests.helpers.documents import tokens
from tests.helpers.texts import corpus_of


@cache
def prepared(addresses: str) -> tuple[Characters, Segmenter]:
    characters = Characters(ReadOptions(addresses=addresses))
    return characters, segmenter(characters)


def tokenised(text: str, **options: str) -> Tokens:
    characters, cut = prepared(options.get("addresses", "drop"))
    return tokenise(text, characters, cut)


def words(text: str, **options: str) -> list[str]:
    found = tokenised(text, **options)
    return [found.text[begin:end] for begin, end in zip(found.starts.tolist(), found.ends.tolist(), strict=True)]


ADDRESSES = [
    *(
        "https://www.example.org/a-page?id=3&b=%20#top",
        "HTTP://EXAMPLE.ORG",
        "ssh://host",
        "ftp://files.example.net/x_y.tar.gz",
    ),
    *(
        "http://localhost:8080/a",
        "git+ssh://host/x",
        "www.example.com/index.html",
        "WWW.Example.com",
        "www2.example.com",
    ),
    *(
        "someone@example.org",
        "mailto:first.last+tag@mail.example.co.uk",
        "a_b@x-y.de",
        "example.com",
        "bbc.example.org",
    ),
    *("youtu.be/x1_y", "example.io:80/a", "en.example.info/wiki/K%C3%B6ln", "https://de.example.org/wiki/Köln"),
]
WORDS = [
    *("end.Start", "e.g.this", "i.e.", "Amazon.com", "@someone", "#hashtag", "3.5", "a@b", "and/or", "he.said/she"),
    *(
        "this.is/that",
        "a://b c",
        "x : // y",
        "mr.smith",
        "10.5.com-plete",
        "U.S.A.",
        "..com",
        "@",
        "://",
        "www.",
        "node.js",
    ),
]


@pytest.mark.parametrize("around", [("see ", " now"), ("(", ")."), ("看", "。看"), ('"', '"'), ("“", "”"), ("<", ">")])
@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_is_no_word(address: str, around: tuple[str, str]) -> None:
    before, after = around
    found = tokenised(before + address + after)
    assert words(before + address + after) == words(before) + words(after)
    assert found.addresses == 1


@pytest.mark.parametrize("text", WORDS)
def test_what_is_no_address_stays(text: str) -> None:
    found = tokenised(f"a {text} b")
    assert (found.addresses, found.starts.tolist()) == (0, tokenised(f"a {text} b", addresses="keep").starts.tolist())


def test_addresses_are_kept_when_asked_for() -> None:
    assert words("see www.example.org", addresses="keep") == ["see", "www", "example", "org"]


@given(st.lists(st.sampled_from([*ADDRESSES, *WORDS, "word", "了人", "\u00ad", "\n", "e\u0301"])))
def test_of_parts_with_spaces_between_just_the_addresses_go(parts: list[str]) -> None:
    found = tokenised(" ".join(parts))
    assert found.addresses == sum(part in ADDRESSES for part in parts)
    others = " ".join(part for part in parts if part not in ADDRESSES)
    assert words(" ".join(parts)) == words(others, addresses="keep")
    text = " ".join(parts)
    assert all(re.match(r"\w", text[place]) for place in found.places.tolist())


@given(st.text("aw.@:/-h tp\n了", max_size=60))
def test_nothing_but_tokens_is_left_out(text: str) -> None:
    kept, dropped = tokenised(text, addresses="keep"), tokenised(text)
    assert set(dropped.places.tolist()) <= set(kept.places.tolist())
    assert bool(dropped.addresses) >= (len(dropped.places) < len(kept.places))


def test_the_report_counts_them(tmp_path: Path) -> None:
    text = "See https://example.org/a and mail a@example.org today.\n"
    corpus = corpus_of(tmp_path, {"a.txt": text, "b.txt": "or example.com, see?"})
    assert tokens(corpus) == ["see", "and", "mail", "today", "or", "see"]
    (note,) = corpus.report.notes
    assert note == "3 addresses of the web or of mail left out (`--addresses keep` takes their letters for words)"
