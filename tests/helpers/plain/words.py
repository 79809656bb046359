"""The tokeniser as plain loops that anybody can read."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from icu4py.breakers import WordBreaker

from embrepl.corpus.options import ReadOptions
from embrepl.corpus.words.characters import Characters
from embrepl.corpus.words.chinese.numbers import UNITS
from embrepl.corpus.words.chinese.segmenter import segmenter
from embrepl.corpus.words.tokeniser import tokenise
from tests.helpers.plain.han import HAN_SIGNS, NUMBER, Spans, converter, mixed_words, number_words, segmented, simple

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
APOSTROPHES = "'`\u00b4\u02bb\u02bc\u055a\u05f3\u2018\u2019\u201b\uff07"
INNER = APOSTROPHES + "\u00b7\u2027\u05f4"
HYPHENS = "-\u058a\u2010\u2011"
FORMS = (
    "[\u0132\u0133\u013f\u0140\u0149\u017f\u1e9b\u03d0\u03d1\u03d5\u03d6\u03f0-\u03f2\u03f4\u03f5\u03f9"
    "\ufb00-\ufb06\ufb13-\ufb17\ufb50-\ufdcf\ufdf0-\ufdfb\ufe70-\ufefc０-９Ａ-Ｚａ-ｚ]"
)
SIGNS = dict.fromkeys(APOSTROPHES, "'") | dict.fromkeys(HYPHENS, "-") | dict.fromkeys("·•‧∙⋅・･", "·")
HEBREW_QUOTED = re.compile('(["“”„]?)((?:[א-ת][\u0591-\u05c7]*)+(?:["“”](?:[א-ת][\u0591-\u05c7]*)+)+)(["“”]?)')


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
        spaceless = "spaceless" if re.match(f"[{ASIAN}]", character) else ""
        if options.units == "char" and (kana or spaceless):
            return "unit"
        return "prolonged" if kana == "-" else kana or spaceless or "word"
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
    parts = [(place, part) for place, whole in enumerate(text) for part in apart(whole)]
    letters = [text[place] if len(apart(text[place])) == 1 else part for place, part in parts]
    between = dropped_at_line_ends("".join(letters), options)
    for number, (place, character) in enumerate(parts):
        kind = "joiner" if number in between else kind_of(character, options)
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


def with_gershayim(text: str) -> str:
    """Return a text with ״ within Hebrew words, where a quotation mark stands for it."""

    def plain(found: re.Match[str]) -> str:
        return found[0] if found[3] and not found[1] else found[1] + re.sub('["“”]', "״", found[2]) + found[3]

    return HEBREW_QUOTED.sub(plain, text)


def reference(text: str, options: ReadOptions) -> list[tuple[int, str]]:
    """Return place and spelling of every token of a text."""
    items = list(characters_of(with_gershayim(text), options))
    written = "".join(character for _, character, *_ in items)
    whole = simple(written)
    at = {id(item): number for number, item in enumerate(items)}
    tokens = []
    for run in runs(items, options):
        kind = run[0][2]
        kind = {"han": "unit" if options.units == "char" else "han", "digit": "word"}.get(kind, kind)
        tokens.append((at[id(run[0])], at[id(run[-1])] + 1, kind))
    spans = Spans(whole, tokens)

    def line(number: int) -> bool:
        return japanese(written, number)

    spans.take(mixed_words(whole, spans, line))
    spans.take(number_words(whole, spans, line, options.numbers == "keep"))
    cut = []
    for begin, end, kind in spans.tokens:
        lengths = [end - begin]
        if kind == "han" and not line(begin):
            lengths = list(segmented(written, whole, begin, end))
        if kind == "spaceless":
            lengths = [last - first for first, last in WordBreaker(whole[begin:end], "th").segments()]
        ends = list(itertools.accumulate(lengths, initial=begin))
        cut += [(first, last, kind) for first, last in itertools.pairwise(ends)]
    spans.tokens = cut
    if options.numbers == "keep":
        spans.take(
            [
                (first[0], second[1])
                for first, second in spans.pairs()
                if first[2] == "word" and re.fullmatch(NUMBER, whole[slice(*first[:2])]) and second[2] == "han"
                if whole[slice(*second[:2])] in UNITS and not line(second[0])
            ]
        )
    return list(spelt_tokens(items, spans.tokens, options))


def spelt_tokens(
    items: list[tuple[int, str, str, bool]], tokens: list[tuple[int, int, str]], options: ReadOptions
) -> Iterator[tuple[int, str]]:
    """Yield place and spelling of tokens."""
    for begin, end, _ in tokens:
        place = items[begin][0]
        word = "".join(character for _, character, *_ in items[begin:end])
        if {kind for _, _, kind, _ in items[begin:end]} <= {"digit", "."}:
            zeros = re.sub(r"\d", "0", word) if options.numbers == "fold" else word
            if options.numbers != "drop":
                yield place, spelt(zeros, options)
        else:
            yield place, spelt(word, options)


@cache
def tools(options: ReadOptions) -> Characters:
    return Characters(options)


SEGMENTER = segmenter(Characters())


def vectorised(text: str, options: ReadOptions) -> list[tuple[int, str]]:
    characters = tools(options)
    tokens = tokenise(text, characters, SEGMENTER)
    spans = zip(tokens.places.tolist(), tokens.starts.tolist(), tokens.ends.tolist(), strict=True)
    return [(place, characters.fold(tokens.text[start:end])) for place, start, end in spans]
