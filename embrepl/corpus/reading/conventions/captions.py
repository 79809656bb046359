"""Captions and subtitles: cues, each shown for a while, become lines of what is said.

Captions that roll show a line again in the next cue, with a new one below it; live ones show a line word by word. What
is said once is given once. A file rolls when at least half of its cues begin with the end of the cue before, and some
of those add to it or last no longer than a blink: somebody who says the same twice is left alone.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice, pairwise

TIME = r"-?(?:\d+:)?\d{1,3}:\d{1,2}(?:[.,]\d{1,3})?"
TIMES = re.compile(rf"\s*({TIME})\s*-->\s*({TIME})")
RUBY = re.compile(r"<rt\b[^<>]{0,200}>[^<>]{0,200}</rt>", re.IGNORECASE)
BREAKS = re.compile(r"<br\s*/?>", re.IGNORECASE)
TAGS = re.compile(r"</?[A-Za-z][^<>\n]{0,200}>|<[\d:.,]{4,20}>|\{\\[^{}\n]{0,200}\}")
REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
EXAMINED = 400  # cues by which a file is judged
SHARE = 0.5  # of the cues that begin with the end of the one before
BLINK = 0.06  # seconds
AGAIN = "repeated line of rolling captions"
MOST_LINES = 20  # of a cue that are compared; captions have up to four
PAUSE = 1.0  # seconds after which a line is said anew


@dataclass(frozen=True)
class Cue:
    """What is shown from one time to another, in seconds."""

    begin: float
    end: float
    lines: tuple[str, ...]


def cues(lines: Iterable[str], is_name: Callable[[str], bool]) -> Iterator[Cue]:
    """Yield the cues of a file that has a line of times before each.

    `is_name` says whether a line may name the cue that follows: it is left out only when times follow. Text before
    the first times is a cue of its own.
    """
    begin = end = 0.0
    held: list[str] = []
    for line in lines:
        times = TIMES.match(line)
        if times is None:
            held.append(line)
            continue
        if held and is_name(held[-1]):
            held.pop()
        if cue := _cue(begin, end, held):
            yield cue
        begin, end, held = seconds(times[1]), seconds(times[2]), []
    if cue := _cue(begin, end, held):
        yield cue


def _cue(begin: float, end: float, lines: Iterable[str]) -> Cue | None:
    shown = tuple(filter(None, (plain(line).strip() for line in lines)))
    return Cue(begin, end, shown) if shown else None


def plain(line: str) -> str:
    """Return a line without tags, and with what its references (`&gt;`) stand for."""
    if "<" in line:
        line = BREAKS.sub(" ", RUBY.sub("", line))
    if "<" in line or "{" in line:
        line = TAGS.sub("", line)
    return REFERENCE.sub(lambda match: html.unescape(match[0]), line) if "&" in line else line


def seconds(time: str) -> float:
    """Return a time such as 01:02:03,400 or 02:03.4 in seconds."""
    total = 0.0
    for part in time.strip().lstrip("-").replace(",", ".").split(":"):
        total = 60 * total + float(part)
    return total


def spoken(shown: Iterator[Cue], left_out: Counter[str]) -> Iterator[str]:
    """Yield the lines of the cues, without those that only stay on the screen, which are counted in `left_out`."""
    head = list(islice(shown, EXAMINED))
    every = chain(head, shown)
    if not _rolls(head):
        for cue in every:
            yield from (line + "\n" for line in cue.lines)
        return
    before = Cue(0, 0, ())
    for cue in every:
        same = _repeated(before, cue)
        left_out.update([AGAIN] * same)
        if not same:
            yield from (line + "\n" for line in before.lines[-1:])
        yield from (line + "\n" for line in cue.lines[max(0, same - 1) : -1])
        before = cue  # its last line may grow yet
    yield before.lines[-1] + "\n"


def _rolls(cues: list[Cue]) -> bool:
    pairs = [(before, cue, same) for before, cue in pairwise(cues) if (same := _repeated(before, cue))]
    certain = sum(
        same < len(cue.lines) or cue.lines[same - 1] != before.lines[-1] or _blinks(before) or _blinks(cue)
        for before, cue, same in pairs
    )
    return len(pairs) >= max(2, SHARE * (len(cues) - 1)) and certain > 0


def _blinks(cue: Cue) -> bool:
    return cue.end - cue.begin <= BLINK


def _repeated(before: Cue, cue: Cue) -> int:
    """Return how many lines a cue begins with that end the one before; the last of them may have grown."""
    if cue.begin > before.end + PAUSE:
        return 0
    for many in range(min(len(before.lines), len(cue.lines), MOST_LINES), 0, -1):
        old, new = before.lines[-many:], cue.lines[:many]
        if old[:-1] == new[:-1] and (new[-1] == old[-1] or new[-1].startswith(old[-1] + " ")):
            return many
    return 0
