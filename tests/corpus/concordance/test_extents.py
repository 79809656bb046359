"""The words of a concordance are those of the text, with all that was dropped or folded inside them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from embrepl.corpus.concordance.concordance import Concordance
from embrepl.corpus.options import ReadOptions
from embrepl.corpus.store.store import Corpus
from embrepl.corpus.words.characters import Characters
from embrepl.corpus.words.chinese.segmenter import segmenter
from embrepl.corpus.words.tokeniser import tokenise
from tests.helpers.texts import corpus_of

LETTERS = st.sampled_from(["a", "B", "é", "e\u0301", "Ｎ", "ｅ", "ß", "İ", "क", "ि", "𝐚", "7", "٣", "o\u0300\u0301"])
DROPPED = st.sampled_from(["", "", "", "\u00ad", "\u200d", "\u200c", "\u2060", "\u00ad\u00ad", "\ufe0f", "\u200f"])
WORD = st.lists(st.tuples(LETTERS, DROPPED), min_size=1, max_size=6).map(lambda parts: "".join(map("".join, parts)))
HAN = st.sampled_from(["国\ufe00", "王", "国王", "红\u200d楼", "カー\u00adド", "ひら"])
SIGNS = st.sampled_from([" ", "  ", ", ", "\n", " — ", "! “", " \u00ad ", "\u3000", "…", " 🤴🏽\u200d "])
TEXT = st.lists(st.tuples(WORD | HAN, SIGNS), min_size=1, max_size=12)


FEW = settings(max_examples=40)
KEPT, FOLDED = ReadOptions(), ReadOptions(accents="fold", numbers="fold", case="keep")


@pytest.mark.parametrize("options", [KEPT, FOLDED, ReadOptions(hyphens="split", units="char")])
def test_the_words_of_any_text(tmp_path_factory: pytest.TempPathFactory, options: ReadOptions) -> None:
    folder = tmp_path_factory.mktemp("any")
    characters = Characters(options)
    cut = segmenter(characters)

    @FEW
    @given(TEXT)
    def check(pairs: list[tuple[str, str]]) -> None:
        text = "a " + "".join(map("".join, pairs))
        corpus = corpus_of(folder, {"a.txt": text}, options)
        concordance = Concordance(corpus)
        for line in concordance.lines(concordance.find("/./").first(), 999, 999):
            assert line.left + line.match + line.right == text
            again = tokenise(line.match, characters, cut)
            if again.starts.size == 1:
                letters = again.text[again.starts[0] : again.ends[0]]
                assert characters.fold(letters) == corpus.words[corpus.ids[line.token]]
                assert again.places[0] == 0

    check()


@FEW
@given(
    st.lists(
        st.tuples(WORD.filter(lambda word: word[0].isalpha() and word[-1] != "\u00ad"), SIGNS), min_size=1, max_size=12
    )
)
def test_words_between_spaces_are_whole(tmp_path_factory: pytest.TempPathFactory, pairs: list[tuple[str, str]]) -> None:
    corpus = corpus_of(tmp_path_factory.mktemp("words"), {"a.txt": "".join(map("".join, pairs))})
    assert matches(corpus) == [word for word, _ in pairs]


def matches(corpus: Corpus) -> list[str]:
    concordance = Concordance(corpus)
    return [line.match for line in concordance.lines(concordance.find("/./").first(), 0, 0)]


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("co\u00adop\u00aderate 1994 next", {"numbers": "drop"}, ["co\u00adop\u00aderate", "next"]),
        ("e\u0301te\u0301\u0301 7 né", {"accents": "fold", "numbers": "drop"}, ["e\u0301te\u0301\u0301", "né"]),
        ("می\u200cخواهم که", {}, ["می\u200cخواهم", "که"]),
        ("ＮＥＷ Ｙｏｒｋ５", {}, ["ＮＥＷ", "Ｙｏｒｋ５"]),
        ("a" + "\u00ad" * 500 + "b c", {}, ["a" + "\u00ad" * 500 + "b", "c"]),
        ("a" + "\u0301" * 500 + "b c", {"accents": "fold"}, ["a" + "\u0301" * 500 + "b", "c"]),
        (" ".join(f"ne\u00adw  yo\u200drk\u00ad x{at}" for at in range(9)), {"phrases": "npmi"},
         [each for at in range(9) for each in ("ne\u00adw  yo\u200drk\u00ad", f"x{at}")]),
    ],
)  # fmt: skip
def test_nodes(tmp_path: Path, text: str, options: dict[str, str], expected: list[str]) -> None:
    assert matches(corpus_of(tmp_path, {"a.txt": text}, ReadOptions(**options))) == expected
