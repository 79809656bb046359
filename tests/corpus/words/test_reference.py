"""The vectorised tokeniser equals one that anybody can read, for every choice of options."""

import itertools
import re
import unicodedata
from collections.abc import Iterator
from functools import cache

import opencc
import rjieba
from hypothesis import example, given, settings
from hypothesis import strategies as st

from embrepl.corpus.options import ACCENTS, CASES, HAN, HYPHEN_CHOICES, NUMBERS, UNITS, ReadOptions
from embrepl.corpus.words.characters import Characters
from embrepl.corpus.words.segmenter import segmenter
from embrepl.corpus.words.tokeniser import tokenise

HAN_SIGNS = "々〇\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
HIRAGANA = "\u3041-\u3096\u309d-\u309f\U0001b001-\U0001b11f"
KATAKANA = "\u30a1-\u30fa\u30fd-\u30ff\u31f0-\u31ff\uff66-\uff6f\uff71-\uff9f\U0001aff0-\U0001affe"
KATAKANA += "\U0001b000\U0001b120-\U0001b122"
ASIAN = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1950-\u19df\u1a20-\u1aaf\ua9e0-\ua9ff\uaa60-\uaadf\U00011700-\U0001174f"
)
ACCENTS_OF_LETTERS = (
    "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\ufb1e\u0610-\u061a\u064b-\u0652\u0656-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u08ca-\u08e1\u08e3-\u08ff\u0730-\u074a]"
)
IGNORED = "[\u0640\u07fa\u055b\u055c\u055e\u034f\u17b4\u17b5\u180b-\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]"
APOSTROPHES = "'`\u00b4\u02bb\u02bc\u055a\u2018\u2019\u201b\uff07"
INNER = APOSTROPHES + "\u00b7\u2027\u05f3\u05f4"
HYPHENS = "-\u058a\u2010\u2011"
FORMS = (
    "[\u0132\u0133\u013f\u0140\u0149\u017f\u1e9b\u03d0\u03d1\u03d5\u03d6\u03f0-\u03f2\u03f4\u03f5\u03f9"
    "\ufb00-\ufb06\ufb13-\ufb17\ufb50-\ufdcf\ufe70-\ufefc０-９Ａ-Ｚａ-ｚ]"
)
ALL = [
    ReadOptions(case=case, hyphens=hyphens, numbers=numbers, accents=accents, han=han, units=units, addresses="keep")
    for case, hyphens, numbers, accents, han, units in itertools.product(
        CASES, HYPHEN_CHOICES, NUMBERS, ACCENTS, HAN, UNITS
    )
]
SCRIPTS = st.sampled_from(
    "abAÉéßİΣйЁ019٣½ \n.,'’-‐_·\u00ad\u200d\u200b\u0301\u0304\ufe0f的國国髮頭葛々カァんのーｰ゙ﾟกำ่מ״"
    "e\u0302\u0323\u0308ﬁＫ７Å\u212b\u0958क\u093c한\u1112\u1161\u11abか樂ﻻשׁ"
    "σςϲiIıİ\u0307ſĳŀŉʼʻ`\u0640\u064e\u0654\u05b8ա՞"
)
SIGNS = dict.fromkeys(APOSTROPHES, "'") | dict.fromkeys(HYPHENS, "-")
WORDS = (
    *("New-York", "3.14", "1,000", "1939-1945", "don’t", "l'été", "co\u00adop", "７", "mp3", "می\u200cروم", "เด็ก"),
    *("東京都は", "カレーライス", "らーめん", "孙悟空", "頭髮", "贾宝玉和林黛玉", "葛\U000e0100城"),
    *("co\u00ad\n", "co-\r\n  "),
    *("cafe\u0301", "vie\u0323\u0302t", "ﬁrst", "ＫＩＮＧ", "\u1112\u1161\u11ab\u1100\u1173\u11af", "が\u304b\u3099"),
    *("。", " ", "\n", "-", ".", ","),
)
PROSE = st.lists(st.sampled_from(WORDS)).map("".join)


@cache
def converter(kind: str) -> opencc.OpenCC:
    return opencc.OpenCC(kind)


@cache
def jieba() -> rjieba.Jieba:
    return rjieba.Jieba()


def kind_of(character: str, options: ReadOptions) -> str:  # noqa: C901, PLR0911
    """Name what a character is; "" for all that separates words."""
    category = unicodedata.category(character)
    if re.match(f"[{HAN_SIGNS}]", character):
        return "han"
    if re.match(IGNORED, character):
        return "joiner"
    if re.match("[\u1160-\u11ff\ud7b0-\ud7ff]", character):
        return "mark"
    if category[0] == "L" and character not in INNER:
        kana = "-" if character in "ーｰ" else "hiragana" if re.match(f"[{HIRAGANA}]", character) else ""
        kana = kana or ("katakana" if re.match(f"[{KATAKANA}]", character) else "")
        if options.units == "char" and (kana or re.match(f"[{ASIAN}]", character)):
            return "unit"
        return "prolonged" if kana == "-" else kana or "word"
    if character in INNER:
        return "'"
    if character in HYPHENS:
        return "-" if options.hyphens != "split" else ""
    if character in ".,\u066b\u066c":
        return "."
    if character == "\u200b":
        return ""
    if category == "Cf":
        return "joiner"
    if options.accents == "fold" and re.match(ACCENTS_OF_LETTERS, character):
        return "joiner"
    return {"N": "digit" if category == "Nd" else "word", "M": "mark"}.get(category[0], "")


def apart(character: str) -> str:
    """Return a character as Unicode spells it, ligatures, Arabic forms and full-width letters as plain letters."""
    if re.match(FORMS, character):
        plain = unicodedata.normalize("NFKC", character)
        if " " not in plain:
            return plain
    composed = unicodedata.normalize("NFC", character)
    return composed if len(composed) > 1 else character


def dropped_at_line_ends(text: str, options: ReadOptions) -> set[int]:
    """Return the places of hyphens and line ends between the parts of words that are cut there."""
    letter = "[^\\W\\d_\u2e80-\U0010ffff]"
    line_end = f"[ \t]*(?:\r\n?|\n)[ \t]*(?=({letter}))"
    matches = list(re.finditer(f"\u00ad{line_end}", text))
    if options.hyphens == "join":
        plain = re.finditer(f"(?<=({letter}|[\u0300-\u036f]))[-\u058a\u2010]{line_end}", text)
        matches += [match for match in plain if match[2].islower()]
    return {place for match in matches for place in range(*match.span())}


def characters_of(text: str, options: ReadOptions) -> Iterator[tuple[int, str, str, bool]]:
    """Yield place, character, kind and whether it is a mark, of all that is not dropped."""
    last = ""
    between = dropped_at_line_ends(text, options)
    for place, character in ((place, part) for place, whole in enumerate(text) for part in apart(whole)):
        kind = "joiner" if place in between else kind_of(character, options)
        mark = kind == "mark"
        if kind == "joiner" or (mark and last == "han"):
            continue
        if mark:
            kind = "word" if last == "digit" else last
        elif kind == "prolonged":
            kind = last if last in {"hiragana", "katakana"} else "katakana"
        last = "digit" if mark and last == "digit" else kind
        yield place, character, kind, mark


def runs(result: list[tuple[int, str, str, bool]], options: ReadOptions) -> Iterator[list[tuple[int, str, str, bool]]]:
    """Yield the runs that words stand in; of Han, those that are to be segmented too."""
    kinds = ["", *(kind for _, _, kind, _ in result), ""]
    run: list[tuple[int, str, str, bool]] = []
    before = ""
    for number, item in enumerate(result, 1):
        kind = kinds[number]
        sides = {kinds[number - 1], kinds[number + 1]}
        linked = sides <= {"word", "digit"} and {"'": True, "-": sides != {"digit"}, ".": sides == {"digit"}}.get(
            kind, False
        )
        group = "word" if kind in {"word", "digit"} or linked else kind if kind not in {"'", "-", "."} else ""
        alone = (group == "unit" and not item[3]) or (group == "han" and options.units == "char")
        if run and (group != before or alone):
            yield run
            run = []
        if group:
            run.append(item)
        before = group
    if run:
        yield run


def spelt(word: str, options: ReadOptions) -> str:
    letters = []
    word = re.sub("([ij][\u0316-\u0333]*)\u0307", r"\1", unicodedata.normalize("NFD", word))
    for character in unicodedata.normalize("NFC", word):
        letter = SIGNS.get(character, character)
        if options.case == "turkish":
            letter = {"I": "ı", "İ": "i"}.get(letter, letter)
        if options.case != "keep":
            letter = letter.lower()[0]
        if options.accents == "fold":
            bare, *marks = list(unicodedata.normalize("NFD", letter))
            letter = bare if all(re.match(ACCENTS_OF_LETTERS, mark) for mark in marks) else letter
        if options.han != "keep" and re.match(f"[{HAN_SIGNS}]", letter):
            letter = converter("t2s").convert(letter)
            letter = converter("s2t").convert(letter) if options.han == "traditional" else letter
        letters.append(letter)
    return "".join(sigmas("".join(letters)))


def sigmas(word: str) -> Iterator[str]:
    """Yield the letters of a word, σ and ς by whether a letter stands before and none behind."""
    kinds = ["", *("L" if letter.isalpha() else unicodedata.category(letter) for letter in word), "", ""]
    for at, letter in enumerate(word, 1):
        before, after = kinds[at - 1], kinds[at + 1]
        inside = after[:1] in {"L", "M", "N"} or (word[at : at + 1] in INNER and kinds[at + 2] != "")
        final = before[:1] in {"L", "M", "N"} and before not in {"", "Nd"} and not inside
        yield ("ς" if final else "σ") if letter in "σς" else letter


def japanese(text: str, place: int) -> bool:
    """Tell whether a tenth of the Han and kana in the line around a place is kana."""
    begin = max(text.rfind(end, 0, place) for end in "\n\r") + 1
    line = re.split("[\n\r]", text[begin:])[0]
    kana, han = (len(re.findall(f"[{signs}]", line)) for signs in (HIRAGANA + KATAKANA + "ーｰ", HAN_SIGNS))
    return kana * 10 >= kana + han


def reference(text: str, options: ReadOptions) -> list[tuple[int, str]]:
    """Return place and spelling of every token of a text."""
    tokens: list[tuple[int, str]] = []
    for run in runs(list(characters_of(text, options)), options):
        places = [place for place, *_ in run]
        word = "".join(character for _, character, *_ in run)
        if run[0][2] == "han" and options.units == "word" and not japanese(text, places[0]):
            simple = word if options.han == "keep" else "".join(map(converter("t2s").convert, word))
            begin = 0
            for length in map(len, jieba().cut(simple)):
                tokens.append((places[begin], spelt(word[begin : begin + length], options)))
                begin += length
        elif {kind for _, _, kind, _ in run} <= {"digit", "."}:
            zeros = re.sub(r"\d", "0", word) if options.numbers == "fold" else word
            tokens += [] if options.numbers == "drop" else [(places[0], spelt(zeros, options))]
        else:
            tokens.append((places[0], spelt(word, options)))
    return tokens


@cache
def tools(options: ReadOptions) -> Characters:
    return Characters(options)


SEGMENTER = segmenter(Characters())


def vectorised(text: str, options: ReadOptions) -> list[tuple[int, str]]:
    characters = tools(options)
    tokens = tokenise(text, characters, SEGMENTER)
    spans = zip(tokens.places.tolist(), tokens.starts.tolist(), tokens.ends.tolist(), strict=True)
    return [(place, characters.fold(tokens.text[start:end])) for place, start, end in spans]


@settings(max_examples=400, deadline=None)
@example("Ｋ\u0323", ReadOptions(addresses="keep"))  # a wide letter and a mark that it is composed with
@given(st.text(SCRIPTS, max_size=40) | PROSE | st.text(max_size=20), st.sampled_from(ALL))
def test_words_and_places_equal_the_reference(text: str, options: ReadOptions) -> None:
    assert vectorised(text, options) == reference(text, options)
