"""Numbers and dates in Chinese: 二〇二三年, 第十二回, 3.5万 and 5月 are one word each, 5月1日 is two.

The segmenter's dictionary does not know 〇, and cuts long numerals at random. Numbers in figures go together with what
they count only while `numbers` is "keep", else they are for that option to drop or to fold.
"""

from __future__ import annotations

import re

import numpy as np

from embrepl.corpus.words.chinese.han_text import HanText
from embrepl.corpus.words.edges import Edges, Spans

DIGITS = "〇零一二三四五六七八九"
NUMERALS = DIGITS + "十百千万两"
COUNTING = np.array(list(map(ord, NUMERALS + "0123456789")), np.uint32)
LONGEST = 12  # numerals of a number
YEAR = re.compile(f"(?<![{NUMERALS}])[{DIGITS}]{{2,4}}年")
ZERO = re.compile(f"[{NUMERALS}]*〇[{NUMERALS}]*年?")
# What is counted off in a work, unless a longer word begins with it: 第三部分 is no third part of anything.
COUNTED = (
    "回(?![合答来头])|章(?!程)|节(?![目日奏])|卷(?!子)|集(?![团体合中])|部(?![分队门长])|篇(?!幅)|册|届|季(?![度节])|期(?![间限望待])"
    "|幕(?!后)|页(?![面码])|课(?![程堂文本])|讲(?![话座师述])"
)
ORDINAL = re.compile(f"第(?:[{NUMERALS}]+|[0-9]+)(?:{COUNTED})")
LARGE = re.compile("[十百千]?[万亿]+")
UNITS = frozenset(["年", "月", "日", "号", "时", "点", "分", "秒", "岁", "年代", "世纪", "月份"])


def numbers(text: HanText, *, figures: bool) -> Spans:
    """Return where numbers stand that are words; `figures`: those with Arabic digits too."""
    spans: Spans = []
    for sign, beside, pattern, reach in (
        ("年", (-1, -2), YEAR, 5),
        ("〇", (), ZERO, LONGEST),
        ("第", (1,), ORDINAL, 0),
    ):
        places = np.flatnonzero(text.points == ord(sign))
        for step in beside:
            places = places[np.isin(text.points.take(places + step, mode="clip"), COUNTING)]
        for at in places[text.inside[places]].tolist():
            if not text.is_japanese(at):
                spans += _around(text, pattern, at, reach, figures=figures)
    return [*spans, *(_large(text) if figures else [])]


def _around(text: HanText, pattern: re.Pattern[str], at: int, reach: int, *, figures: bool) -> Spans:
    """Return the number around a sign, in as many characters before it as it may reach."""
    for begin in range(max(0, at - reach), at + 1):
        found = pattern.match(text.text, begin, at + LONGEST + 2)
        if found and found.end() > at and found.end() - begin > 1 and set(found[0]) != {"〇"}:
            han = text.inside[begin : found.end()]
            whole = han.all() or (figures and _whole_figures(text, begin, found.end()))
            return [(begin, found.end())] if whole else []
    return []


def _whole_figures(text: HanText, begin: int, end: int) -> bool:
    """Return whether the figures of 第12回 are a number, and not a part of one."""
    figures = np.flatnonzero(~text.inside[begin:end]) + begin
    return text.number_before(int(figures[-1]) + 1) == int(figures[0])


def _large(text: HanText) -> Spans:
    """Return the numbers in figures that go on with 万 or 亿."""
    spans: Spans = []
    for start, _ in text.runs_behind_others():
        found = LARGE.match(text.text, start)
        begin = text.number_before(start) if found else -1
        if found and begin >= 0 and text.inside[start : found.end()].all():
            spans.append((begin, found.end()))
    return spans


def dates(text: HanText, words: Edges) -> tuple[Edges, Spans]:
    """Join numbers in figures and the words 年, 月, 日 … right behind them; return the other words, and these."""
    starts, ends = words
    spans: Spans = []
    taken: list[int] = []
    for start, _ in text.runs_behind_others():
        at = int(np.searchsorted(starts, start))
        if at < starts.size and starts[at] == start and text.text[start : int(ends[at])] in UNITS:
            begin = text.number_before(start)
            if begin >= 0:
                spans.append((begin, int(ends[at])))
                taken.append(at)
    return ((np.delete(starts, taken), np.delete(ends, taken)) if taken else words), spans
