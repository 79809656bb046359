"""Lines that look like the heading of a chapter: 第…回, Chapter IV, Kapitel 3, Erstes Kapitel, and # of Markdown.

Few lines are looked at: the short ones that begin with a letter that such a word begins with. Whether they are chapters
at all, and not the entries of a table of contents, is for `chapters` to say. Axes: C characters, L lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.reading.conventions.numerals import CHINESE, number
from embrepl.corpus.words.characters import Points

Numbers = NDArray[np.int64]
LINE_FEED = 10
LONGEST, LONGEST_INDENT = 100, 60  # characters of a heading, of the white space before it
SHORT = 50  # characters of a line that is no line of running text, which goes on in the next
ORDINAL = 40  # characters of a line such as "Erstes Kapitel"


def _table(signs: str) -> NDArray[np.bool_]:
    table = np.zeros(0x10000, np.bool_)
    table[list(map(ord, signs))] = True
    return table


WHITE, FIRST, SECOND = _table("\t \xa0\u3000\ufeff"), _table("CKHRLГ"), _table("hHaAoOuUлЛ")
ALONE, OF_ORDINALS = _table("第正#"), _table("ESZDVFANT0123456789")
_COUNTED = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_WORDS = "|".join(_COUNTED.split())
_ENGLISH = rf"(?:(?:{_TENS})[- ])?(?:{_WORDS})|{_TENS}|[\w-]{{2,14}}(?:st|nd|rd|th)"
_NUMBER = rf"(?:the )?(?:\d{{1,4}}|[ivxlc]{{1,9}}|{_ENGLISH}|premier|primero?|primo|первая)"
_KIND = "chapter|kapitel|chapitre|cap[ií]tulo|capitolo|hoofdstuk|kapittel|rozdział|kapitola|luku|глава"
LATIN = re.compile(
    rf"(?P<kind>{_KIND})\.?[ \xa0]+(?P<number>{_NUMBER})(?![\w'’])(?P<rest>.*)",
    re.IGNORECASE,
)
_ORDINAL = "erstes|zweites|drittes|[a-zäöüß]{3,20}tes"
GERMAN = re.compile(rf"(?P<number>\d{{1,3}}\.|{_ORDINAL})[ \xa0]+(?P<kind>kapitel)\b(?P<rest>.*)", re.IGNORECASE)
HAN = re.compile(
    rf"(?:正文[\s　]*)?第[\s　]?(?P<number>[{CHINESE}\d]{{1,9}})[\s　]?(?P<kind>[回章節节卷部篇集幕折])(?P<rest>.*)"
)
MARKDOWN = re.compile(r"(?P<kind>#{1,6})[ \t]+(?P<rest>\S.*)")
SEPARATED = re.compile(r"\s*$|[\s　:：、.．·—–\-（(《【「“\"]")
RUNNING = re.compile(r"[，。．；]|[！？]$")  # in a line of text, and not in a title
SENTENCE_ENDS = tuple(".!?…:;。！？：；”’\"'»)*_—")


@dataclass(frozen=True)
class Heading:
    """A line that looks like a heading: of which document, from which byte, and which tokens it begins and ends with.

    `kind` is what it calls a chapter, `number` the one it names, as a number where it is one.
    """

    document: int
    byte: int
    begin: int
    end: int
    kind: str
    number: str
    title: str


def heading_lines(text: str, points: Points) -> Iterator[tuple[int, int, str, str]]:
    """Yield where such lines begin and end, and kind and number of the heading. C characters."""
    ends = np.append(np.flatnonzero(points == LINE_FEED), points.size)  # (L,)
    begins = np.append(0, ends[:-1] + 1)
    for begin, end in _candidates(points, begins, ends):
        line = text[begin:end].strip("\ufeff \t\r\u3000\xa0")
        if len(line) <= LONGEST and (match := _match(line)) and _stands_alone(text, begin, end, match):
            kind = match["kind"].lower()
            yield begin, end, kind, "" if kind.startswith("#") else _number(match["number"])


def _candidates(points: Points, begins: Numbers, ends: Numbers) -> list[tuple[int, int]]:
    """Return the lines of which the first character may begin a heading. (C,), (L,), (L,)."""
    lines = np.flatnonzero((ends > begins) & (ends - begins <= LONGEST + LONGEST_INDENT))
    place = begins[lines]
    first = points[place]
    indented = np.flatnonzero(WHITE.take(first, mode="clip"))
    for _ in range(LONGEST_INDENT):
        if not indented.size:
            break
        place[indented] = np.minimum(place[indented] + 1, points.size - 1)
        first[indented] = points[place[indented]]
        indented = indented[WHITE.take(first[indented], mode="clip")]
    second = points.take(place + 1, mode="clip")
    chosen = FIRST.take(first, mode="clip") & SECOND.take(second, mode="clip") | ALONE.take(first, mode="clip")
    chosen |= OF_ORDINALS.take(first, mode="clip") & (ends[lines] - place <= ORDINAL)
    at = lines[chosen]
    return list(zip(begins[at].tolist(), ends[at].tolist(), strict=True))


def _match(line: str) -> re.Match[str] | None:
    """Return a line's parts where it is a heading by itself."""
    if line.startswith("#"):
        return MARKDOWN.fullmatch(line)
    if line[:1] in "第正":
        match = HAN.fullmatch(line)
        return match if match and _titles_han(match["kind"], match["rest"]) else None
    match = LATIN.fullmatch(line) or GERMAN.fullmatch(line)
    if match is None or not (line[0].isupper() or line[0].isdigit()):
        return None
    rest = match["rest"].strip()
    title = not rest or not rest[0].isalpha() or rest[0].isupper()
    return match if title and not rest.endswith((",", ";")) else None


def _titles_han(kind: str, rest: str) -> bool:
    """Return whether what follows 第…回 may be a title: 第一回合 and 第二章里说过。 are none."""
    if SEPARATED.match(rest):
        return len(rest) <= SHORT
    return kind in "回章" and not rest.startswith("合") and not RUNNING.search(rest) and len(rest) < SHORT


def _stands_alone(text: str, begin: int, end: int, match: re.Match[str]) -> bool:
    """Return whether a line is no part of running text, which comes from the line before or goes on in the next."""
    if match.re in (MARKDOWN, HAN) or not match["rest"].strip():
        return True
    before = text[text.rfind("\n", 0, max(0, begin - 1)) + 1 : max(0, begin - 1)].strip()
    stop = text.find("\n", end + 1)
    after = text[end + 1 : stop if stop >= 0 else len(text)].strip()
    runs_on = bool(before) and not before.endswith(SENTENCE_ENDS)
    goes_on = after[:1].islower()
    return not (runs_on and (goes_on or len(before) >= SHORT)) and not (goes_on and len(after) >= SHORT)


def _number(text: str) -> str:
    plain = text.lower().removeprefix("the ").rstrip(".")
    try:
        return str(number(plain))
    except ValueError:
        words = _COUNTED.split()
        return str(words.index(plain) + 1) if plain in words else plain
