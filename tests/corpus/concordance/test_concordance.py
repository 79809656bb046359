"""Where words stand, and the lines around them."""

from __future__ import annotations

import re
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nltk.text import ConcordanceIndex

from embrepl.corpus.concordance.concordance import Concordance, queries
from embrepl.corpus.concordance.ordering import sort_keys
from embrepl.corpus.concordance.patterns import fitting
from embrepl.corpus.options import ReadOptions
from embrepl.corpus.store import positions as inverted_index
from embrepl.corpus.store.positions import POSITIONS, Positions, inverted, ragged
from embrepl.corpus.store.store import Corpus
from embrepl.corpus.words.segmenter import Segmenter
from embrepl.errors import EmbreplError, UnknownWordError
from tests.helpers.texts import at_spaces, corpus_of, rows_of

DOCUMENTS = [
    'The King said: "A king, the KING!"\nThe queen’s king sat.',
    "the end of",
    "the king of the\r\nhill.",
    "",
    "No king. New York, new york!",
]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return corpus_of(tmp_path_factory.mktemp("rows"), {"rows.csv": rows_of(DOCUMENTS)})


def places(corpus: Corpus, text: str) -> list[int]:
    return Concordance(corpus).find(text).first().places.tolist()


def tokens(corpus: Corpus) -> list[str]:
    return [corpus.words[number] for number in corpus.ids.tolist()]


@settings(max_examples=40)
@given(st.lists(st.integers(0, 6), min_size=1, max_size=60), st.integers(1, 9))
def test_the_index_is_that_of_a_plain_loop(numbers: list[int], batch: int) -> None:
    ids = np.array(numbers, np.int32)
    counts = np.bincount(ids, minlength=7)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(inverted_index, "BATCH", batch)
        found = inverted(ids, np.cumsum(counts) - counts)
    assert found.tolist() == [place for number in range(7) for place, of in enumerate(numbers) if of == number]


def test_the_places_are_those_of_nltk(corpus: Corpus) -> None:
    peer = ConcordanceIndex(tokens(corpus))
    for word in corpus.words:
        assert places(corpus, word) == peer.offsets(word)
    assert places(corpus, "/^.*$/") == list(range(corpus.report.tokens))


def test_the_index_is_kept_and_found_again(corpus: Corpus) -> None:
    places(corpus, "king")
    path = corpus.folder / POSITIONS
    made = path.stat().st_mtime_ns
    again = Positions(Corpus.open(corpus.folder))
    assert again.ready
    assert again.of(0).tolist() == Concordance(corpus).positions.of(0).tolist()
    assert path.stat().st_mtime_ns == made
    assert not list(corpus.folder.glob(f".{POSITIONS}-*"))


@pytest.mark.parametrize("damage", [b"", b"\xff", None])
def test_an_index_that_does_not_fit_is_made_again(tmp_path: Path, damage: bytes | None) -> None:
    corpus = corpus_of(tmp_path, {"a.txt": "one two one three two one"})
    assert places(corpus, "one") == [0, 2, 5]
    path = corpus.folder / POSITIONS
    data = path.read_bytes()
    path.write_bytes(data[:-1] if damage == b"" else damage * len(data) if damage else bytes(reversed(data)))
    assert places(Corpus.open(corpus.folder), "one") == [0, 2, 5]
    assert path.read_bytes() == data


def test_a_folder_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus = corpus_of(tmp_path, {"a.txt": "one two one"})

    def refuse(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(inverted_index, "_replace", refuse)
    assert places(corpus, "one") == [0, 2]
    assert not (corpus.folder / POSITIONS).exists()


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 5)), max_size=20))
def test_ragged_ranges(pairs: list[tuple[int, int]]) -> None:
    begins, lengths = (np.array(each, np.int64) for each in (zip(*pairs, strict=True) if pairs else ([], [])))
    assert ragged(begins, lengths).tolist() == [
        place for begin, length in pairs for place in range(begin, begin + length)
    ]


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


def test_chinese_is_found_however_it_was_cut(tmp_path: Path) -> None:
    text = "林黛玉笑道：“宝玉来了。”黛玉听了，林黛玉说笑。" * 3
    corpus = corpus_of(tmp_path, {"a.txt": text})
    found = Concordance(corpus)
    for query in ("林黛玉", "黛玉听了", "宝玉来了", "林黛玉笑道"):
        lines = found.lines(found.find(query, however_cut=True).first(), 0, 0)
        assert {line.match for line in lines} == {query}
        assert len(lines) <= text.count(query)
    lines = found.lines(found.find("宝玉 来了", however_cut=True).first(), 9, 4)
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
    found = Concordance(corpus_of(tmp_path, {"a.txt": text}, ReadOptions(**options)))
    lines = found.lines(found.find(query, however_cut=True).first(), 0, 0)
    assert [line.match for line in lines] == matches


@given(st.lists(st.sampled_from("ab国王后"), min_size=1, max_size=6).map("".join))
def test_every_way_to_spell_a_phrase(text: str) -> None:
    index = {word: at for at, word in enumerate(["a", "ab", "b", "国", "国王", "王", "后", "王后"])}
    words = list(index)
    try:
        rows = queries.spellings(text, index, str.lower, however_cut=True)
    except EmbreplError:
        return
    assert all("".join(words[number] for number in row) == text for row in rows)
    assert len({tuple(row) for row in rows}) == len(rows)


def test_lines_show_the_text_as_it_stands(corpus: Corpus) -> None:
    found = Concordance(corpus)
    lines = found.lines(found.find("king").first(), 12, 12)
    assert [(line.record, line.line, line.left, line.match, line.right) for line in lines] == [
        (1, 1, "The ", "King", ' said: "A ki'), (1, 1, 'ng said: "A ', "king", ', the KING!"'),
        (1, 1, "A king, the ", "KING", '!"\nThe queen'), (1, 2, "The queen’s ", "king", " sat."),
        (3, 1, "the ", "king", " of the\r\nhil"), (5, 1, "No ", "king", ". New York, "),
    ]  # fmt: skip
    assert {Path(line.file).name for line in lines} == {"rows.csv"}
    york = found.lines(found.find("new york").first(), 2, 1)
    assert [(line.left, line.match, line.right) for line in york] == [(". ", "New York", ","), (", ", "new york", "!")]


def test_a_context_ends_where_the_document_does(corpus: Corpus) -> None:
    found = Concordance(corpus)
    (line,) = found.lines(found.find("end").first(), 99, 99)
    assert (line.left, line.right) == ("the ", " of")
    (line,) = found.lines(found.find("hill").first(), 99, 99)
    assert (line.left, line.right) == ("the king of the\r\n", ".")


def test_lines_of_files(tmp_path: Path) -> None:
    corpus = corpus_of(
        tmp_path, {"a.txt": "\n\none\n\nword here\r\nand\tword", "b.txt": "word\n\n", "c.txt": "the\nword 😀 word."}
    )
    found = Concordance(corpus)
    lines = found.lines(found.find("word").first(), 5, 5)
    assert [(Path(line.file).name, line.record, line.line, line.left, line.right) for line in lines] == [
        ("a.txt", 0, 5, "one\n\n", " here"), ("a.txt", 0, 6, "\nand\t", ""), ("b.txt", 0, 1, "", "\n\n"),
        ("c.txt", 0, 2, "the\n", " 😀 wo"), ("c.txt", 0, 2, "rd 😀 ", "."),
    ]  # fmt: skip


def test_rows_keep_their_number(tmp_path: Path) -> None:
    rows = '{"text": "word"}\nbroken\n{"other": 1}\n{"text": "word"}\n'
    corpus = corpus_of(tmp_path, {"a.csv": 'text\n""\nword\n', "b.jsonl": rows, "c.tsv": "text\nword\n"})
    found = Concordance(corpus)
    lines = found.lines(found.find("word").first(), 5, 5)
    assert [(Path(line.file).name, line.record) for line in lines] == [
        ("a.csv", 2), ("b.jsonl", 1), ("b.jsonl", 4), ("c.tsv", 1),
    ]  # fmt: skip


def test_blank_lines_that_a_file_begins_with_count(tmp_path: Path) -> None:
    texts = {"a.txt": "word\n\n", "b.txt": "\n\n\nword\n", "c.txt": "\n", "d.txt": "?\n\nword", "e.txt": "…é\n\nword"}
    corpus = corpus_of(tmp_path, texts)
    found = Concordance(corpus)
    lines = found.lines(found.find("word").first(), 9, 9)
    assert [(Path(line.file).name, line.line, line.left, line.right) for line in lines] == [
        ("a.txt", 1, "", "\n\n"), ("b.txt", 4, "\n\n\n", "\n"), ("d.txt", 3, "?\n\n", ""), ("e.txt", 3, "…é\n\n", ""),
    ]  # fmt: skip


def test_line_numbers_are_those_of_the_file_over_many_blocks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inverted_index, "BLOCK", 64)
    text = "".join(f"line {at} é\n" + "\n" * (at % 3) for at in range(300))
    corpus = corpus_of(tmp_path, {"a.txt": text, "b.txt": text})
    found = Concordance(corpus)
    for line in found.lines(found.find("line").first(), 0, 12):
        number = re.match(r" (\d+)", line.right)
        assert number is not None
        assert text.split("\n")[line.line - 1] == f"line {number[1]} é"


def test_sorted_by_the_words_around(corpus: Corpus) -> None:
    found: Concordance = Concordance(corpus)
    hits = found.find("king").first()
    words, bounds = tokens(corpus), corpus.documents.tolist()

    def key(place: int) -> tuple[str, str]:
        begin = max(bound for bound in bounds if bound <= place)
        end = min(bound for bound in bounds if bound > place)
        left = words[place - 1] if place - 1 >= begin else ""
        right = words[place + 2] if place + 2 < end else ""
        return left, right

    order = found.ordering.order(hits, sort_keys("L1, r2"))
    assert hits[order].places.tolist() == sorted(hits.places.tolist(), key=key)


CUT = "黛玉道 道来 灰黛 玉来 黛玉笑 笑 黛玉 道 不黛玉 不来 黛玉道人 笑 玉黛玉笑 来 灰黛 玉 道 黛玉一 道 黛玉笑 不"


@pytest.mark.parametrize("keys", ["R1", "L1", "M", "R2", "L2,R1", "R1,R2"])
def test_sorted_by_what_is_seen_beside_a_hit_within_a_token(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keys: str
) -> None:
    rows = CUT.split()
    monkeypatch.setattr(Segmenter, "lengths", at_spaces)
    corpus = corpus_of(tmp_path, {"a.txt": CUT})
    assert tokens(corpus) == rows
    found = Concordance(corpus)
    hits = found.find("黛玉", however_cut=True).first()

    def seen(place: int, length: int) -> tuple[list[str], list[str]]:
        whole, token = "".join(rows[place : place + length]), "".join(rows[place : place + length - 1])
        at = whole.index("黛玉")
        assert at + 2 > len(token)
        left = [*([whole[:at]] if at else []), *reversed(rows[:place])]
        right = [*([whole[at + 2 :]] if whole[at + 2 :] else []), *rows[place + length :]]
        return left, right

    def key(hit: tuple[int, int]) -> list[str]:
        left, right = seen(*hit)
        sides = {-1: left, 1: right}
        return ["" if not at else (sides[np.sign(at)][abs(at) - 1 :] or [""])[0] for at in sort_keys(keys)]

    assert len(hits) == "".join(rows).count("黛玉")
    pairs = list(zip(hits.places.tolist(), hits.lengths.tolist(), strict=True))
    order = found.ordering.order(hits, sort_keys(keys), "黛玉")
    assert [pairs[at] for at in order] == sorted(pairs, key=key)
    first = found.ordering.first(found.find("黛玉", however_cut=True), sort_keys(keys), 3, unspaced="黛玉")
    assert first.places.tolist() == [place for place, _ in sorted(pairs, key=key)[:3]]


def test_sort_keys() -> None:
    assert sort_keys("L1,R2 m") == [-1, 2, 0]
    for text in ("", "X1", "L0", "L1;R1", "L12"):
        with pytest.raises(EmbreplError, match="--sort"):
            sort_keys(text)


@pytest.mark.parametrize("text", ["the", "new york", "/^(the|king)$/"])
def test_lines_at_random(corpus: Corpus, text: str) -> None:
    hits = Concordance(corpus).find(text)
    everything = hits.first().places.tolist()
    drawn = [hits.some(2, np.random.default_rng(seed)).places.tolist() for seed in range(200)]
    assert all(set(each) <= set(everything) and each == sorted(set(each)) for each in drawn)
    assert {place for each in drawn for place in each} == set(everything)
    assert drawn[7] == hits.some(2, np.random.default_rng(7)).places.tolist()
    assert hits.some(99, np.random.default_rng(0)).places.tolist() == everything


def test_the_first_hits_of_many_types(corpus: Corpus) -> None:
    hits = Concordance(corpus).find("/^[knt]/")
    everything = hits.first().places.tolist()
    assert hits.total == len(everything)
    for most in range(len(everything) + 2):
        assert hits.first(most).places.tolist() == everything[:most]


WORDS = ["king", "kings", "the", "unkind", "a[b", "国王", "king's"]


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("king", ["king", "kings", "king's"]), ("KING*", ["king", "kings", "king's"]), ("k?ng", ["king"]),
        ("*[sn]*d", ["unkind"]), ("[", ["a[b"]), ("*王", ["国王"]), ("/^k.*s$/", ["kings", "king's"]),
        ("/n[dg]/", ["king", "kings", "unkind", "king's"]),
        (r"/^\p{Han}+$/", ["国王"]), ("/K/", ["king", "kings", "unkind", "king's"]), ("zzz", []),
    ],
)  # fmt: skip
def test_patterns(pattern: str, words: list[str]) -> None:
    assert [WORDS[at] for at in fitting(pattern, WORDS, lower=True)] == words


@pytest.mark.parametrize("pattern", [r"/^(\w|\w\w)+\d$/", "/^(.*.*)*[^x]y$/", r"/(x+x+)+\1y/"])
def test_a_pattern_that_would_take_for_ever_is_given_up(pattern: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("embrepl.corpus.concordance.patterns.SECONDS", 0.2)
    began = time.monotonic()
    try:
        fitting(pattern, ["x" * 5_000 for _ in range(50)], lower=True)
    except EmbreplError as error:
        assert error.code == "slow-pattern"
    assert time.monotonic() - began < 5


def test_one_that_does_take_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("embrepl.corpus.concordance.patterns.SECONDS", 0.2)
    with pytest.raises(EmbreplError, match="not done after"):
        fitting(r"/^(\w|\w\w)+\d$/", ["x" * 60], lower=True)


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from(r"ab*?[]()|+{}^$\1.,-王"), max_size=12))
def test_any_pattern_is_an_answer_or_an_error(text: str) -> None:
    for pattern in (text, f"/{text}/"):
        try:
            fitting(pattern, WORDS, lower=True)
        except EmbreplError as error:
            assert error.code in {"bad-pattern", "slow-pattern"}
