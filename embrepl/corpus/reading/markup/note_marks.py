"""Which raised or linked signs are marks of notes, that no word is made of, and which belong to the text.

`river<sup>1</sup>` and `mill.<sup>[a]</sup>` have marks; `x<sup>2</sup>`, `10<sup>6</sup>`, `1<sup>st</sup>` and
`M<sup>me</sup>` do not. Where nothing but the place decides, a number after a word of two letters or more, or after
punctuation, is a mark; after a single letter, a unit or a function it is a power; after a number it is a power unless
it is the next note or follows a year. A letter is a mark when the letters before it were: a, then b, then c.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST_MARK = 80  # characters
BEFORE = 24  # characters before a mark that are looked at
_SIGN = r"[*†‡§¶‖#※⁂∗⁎+^°,;\s]"
SIGNS = re.compile(rf"{_SIGN}*[*†‡§¶‖#※⁂∗⁎,;]{_SIGN}*")
_NUMBERS = r"\d{1,4}(?:\s*[,;–—-]\s*\d{1,4})*"
_ROMAN = r"(?=[ivx])x{0,3}(?:ix|iv|v?i{0,3})"
_LETTERS = rf"[A-Za-z](?:\s*[,;]\s*[A-Za-z])*|(?P<twin>[a-z])(?P=twin)|{_ROMAN}"
NUMBERS = re.compile(rf"({_NUMBERS})[.)]?[*†‡]?")
LETTER = re.compile(r"([a-z])[)]?")
LETTERS = re.compile(rf"(?:{_LETTERS})[.)]?")
NAMED = re.compile(r"(?:foot|end)?(?:note|nota|fn|n|anm)\.?\s*\d{1,4}", re.IGNORECASE)
BACKS = re.compile(
    r"(?:[↑^]\s*|jump up(?: to)?:?\s*)(?:[a-z]{1,2}[\s,]*)+", re.IGNORECASE
)  # of a note with several marks
BACK = re.compile(r"[\s↩↑↵⏎←^\ufe0e\ufe0f]+|back|return", re.IGNORECASE)
SQUARE = re.compile(r"(?:\[[^\[\]]*\]\s*[,;]?\s*)+")
ROUND = re.compile(rf"[({{⟨]\s*({_NUMBERS}|{_LETTERS}|{_SIGN}+)\s*[)}}⟩]")
SQUARE_NUMBER = re.compile(rf"(?:\[\s*(?:{_NUMBERS}|[A-Za-z]{{1,2}}|{_SIGN}+|{_ROMAN}|(?:note|nb|n)\s*\d+)\s*\])+")
CALLED = (NUMBERS, LETTERS, SIGNS, NAMED, BACK, BACKS, ROUND, SQUARE)
LAST_WORD = re.compile(r"[^\W\d_]+\Z")
YEAR = re.compile(r"(?<!\d)1\d{3}\Z|(?<!\d)20\d\d\Z")
IN_EQUATION = re.compile(r"[=×·∙*]\s*(?:[^\W\d_]{1,2}|10)\Z")  # E = mc, 3 × 10
OF_SYMBOLS = re.compile(r"[(\[](?:[^()\[\]](?<![^\W\d_]{2}))*[)\]]\Z")  # (a + b), (3x), but not (see mill)
_UNITS = "km cm mm dm hm nm µm um μm ft yd mi mph kg mol cd pc ly rad"
UNITS = frozenset(_UNITS.split())
_FUNCTIONS = "sin cos tan cot sec csc sinh cosh tanh log ln exp"
FUNCTIONS = frozenset(_FUNCTIONS.split())
SIGNED = re.compile(r"[+−–-]\s*\d+|\d+\s*[+−–-]|\d+[./]\d+|\d+\s*[a-z]")  # 10^-3, Ca^2+, x^1/2, 2^3n
RAISED_DIGITS = str.maketrans("0123456789+-−–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻")
TRADE_MARKS = {"TM": "™", "SM": "℠"}
ALONE = "\u2e80"  # from here on scripts write a word with one letter


NOTE_PLACE = re.compile(r"#_?(?:(?:foot|end)?note|cite_(?:note|ref)|ftn|edn|fn|en|n)[\w.:-]*\d", re.IGNORECASE)


@dataclass
class Evidence:
    """What the markup says of a sign: it is raised, it links to a place in the text, it is called a mark of a note."""

    raised: bool = False
    linked: bool = False
    called: bool = False

    def link(self, address: str) -> None:
        """Add that the sign links to an address, in which `#n1` or `notes.xhtml#fn_1` is the place of a note."""
        self.linked = self.linked or "#" in address
        self.called = self.called or bool(NOTE_PLACE.search(address))


class NoteMarks:
    """What the marks so far say about those to come."""

    def __init__(self) -> None:
        self._number = 0
        self._letter = ""

    def instead(self, text: str, before: str, evidence: Evidence) -> str | None:
        """Return what to write for a sign after the text `before`, None when it is the mark of a note."""
        sign = text.strip()
        if not sign or len(sign) > LONGEST_MARK:
            return text
        is_mark = self._is_called(sign, before, evidence) or (evidence.raised and self._is_placed(sign, before))
        if is_mark:
            if (found := NUMBERS.fullmatch(sign.strip("[](){}"))) is not None:
                self._number = int(re.findall(r"\d+", found[1])[-1])
            return None
        if evidence.raised and before[-1:].isalnum() and " " in sign:
            return f" {text} "
        if evidence.raised and before[-1:].isdigit() and (sign.isdigit() or SIGNED.fullmatch(sign)):
            return sign.translate(RAISED_DIGITS)  # 10 and 6 are not 106
        return TRADE_MARKS.get(sign, text) if evidence.raised else text

    def _is_called(self, sign: str, before: str, evidence: Evidence) -> bool:
        """Return whether the markup says that this is a mark, and the sign looks like one."""
        if evidence.called or (evidence.linked and evidence.raised):
            return any(form.fullmatch(sign) for form in CALLED)
        if evidence.linked:
            glued = bool(before) and not before[-1].isspace()
            return bool(SQUARE_NUMBER.fullmatch(sign) or SIGNS.fullmatch(sign) or BACK.fullmatch(sign)) or (
                glued and bool(NUMBERS.fullmatch(sign) or ROUND.fullmatch(sign))
            )
        return False

    def _is_placed(self, sign: str, before: str) -> bool:
        """Return whether a raised sign is a mark by what it is and where it stands."""
        if SIGNS.fullmatch(sign) or SQUARE.fullmatch(sign) or NAMED.fullmatch(sign):
            return True
        if (found := ROUND.fullmatch(sign)) is not None:
            return not _is_power(found[1], before)
        if (found := NUMBERS.fullmatch(sign)) is not None:
            if before[-1:].isdigit() and not IN_EQUATION.search(before):
                return bool(YEAR.search(before)) or int(re.findall(r"\d+", found[1])[0]) == self._number + 1
            return not _is_power(sign, before)
        if (found := LETTER.fullmatch(sign)) is not None:
            return self._is_next_letter(found[1], before)
        return False

    def _is_next_letter(self, letter: str, before: str) -> bool:
        word = LAST_WORD.search(before)
        after_word = len(word[0]) > 2 and not word[0].isupper() if word else bool(before) and not before[-1].isalnum()
        if after_word and letter in {"a", chr(ord(self._letter or "`") + 1)}:
            self._letter = letter
            return True
        return False


def _is_power(sign: str, before: str) -> bool:
    """Return whether a raised number belongs to the letter, unit, function or bracket before it."""
    if SIGNED.fullmatch(sign) or IN_EQUATION.search(before):
        return True
    if (found := LAST_WORD.search(before)) is not None:
        word = found[0]
        power = word in UNITS and sign in {"2", "3"}
        return power or word in FUNCTIONS or (len(word) == 1 and word < ALONE and before[-2:-1] not in {"'", "’"})
    return before[-1:] in {")", "]"} and bool(OF_SYMBOLS.search(before))
