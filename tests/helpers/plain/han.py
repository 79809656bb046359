"""The words of Han by plain loops: what `embrepl.corpus.words.chinese.han` does with arrays."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from functools import cache

import opencc
import rjieba

from embrepl.corpus.words.chinese.mixed import COMMON
from embrepl.corpus.words.chinese.numbers import ORDINAL

HAN_SIGNS = "々〇\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
NUMBER = r"\d[\d.,\u066b\u066c]*"


@cache
def converter(kind: str) -> opencc.OpenCC:
    return opencc.OpenCC(kind)


@cache
def jieba() -> rjieba.Jieba:
    return rjieba.Jieba()


def simple(text: str) -> str:
    """Return characters as the segmenter's dictionary has them."""
    return "".join(letter if letter in "乾吒徵拚" else converter("t2s").convert(letter.lower()[0]) for letter in text)


def segmented(written: str, text: str, begin: int, end: int) -> Iterator[int]:
    """Yield the lengths of the words of Han; in a traditional line 乾 is 干 or not by what is around."""
    run = text[begin:end]
    for at in range(begin, end):
        first = max(written.rfind(sign, 0, at) for sign in "\n\r") + 1
        line = slice(first, first + len(re.split("[\n\r]", written[first:])[0]))
        if text[at] in "乾吒徵拚" and any(map(changed, written[line], text[line])):
            left = max(0, at - 3)
            here = converter("t2s").convert(text[left : at + 4])[at - left]
            run = run[: at - begin] + here + run[at - begin + 1 :]
    yield from map(len, jieba().cut(run))


def changed(written: str, simple: str) -> bool:
    return written != simple and bool(re.match(f"[{HAN_SIGNS}]", written))


class Spans:
    """Where words stand in a text: a loop over tokens, each a span and whether it is of Han."""

    def __init__(self, kinds: str, begins: list[tuple[int, int, str]]) -> None:
        self.kinds, self.tokens = kinds, begins

    def take(self, spans: list[tuple[int, int]]) -> None:
        """Make words of spans; a run of Han is cut at them."""
        done = 0
        for begin, end in sorted(spans, key=lambda span: (span[0], -span[1])):
            if begin < done:
                continue
            done = end
            rest = []
            for first, last, kind in self.tokens:
                if last <= begin or first >= end:
                    rest.append((first, last, kind))
                elif kind == "han":
                    rest += [(*side, "han") for side in ((first, begin), (end, last)) if side[0] < side[1]]
            self.tokens = sorted([*rest, (begin, end, "whole")])

    def pairs(self) -> Iterator[tuple[tuple[int, int, str], tuple[int, int, str]]]:
        """Yield each two tokens with nothing between them."""
        yield from (pair for pair in itertools.pairwise(self.tokens) if pair[0][1] == pair[1][0])


def known(word: str, *, listed: bool = True) -> bool:
    return (listed and word in COMMON) or jieba().has_word(word) or jieba().has_word(word.upper())


def mixed_words(text: str, spans: Spans, line: Callable[[int], bool]) -> list[tuple[int, int]]:
    """Return the words of letters and Han, and of Han and letters."""
    found = []
    for (begin, middle, kind), (start, end, after) in spans.pairs():
        if kind == "word" and after == "han" and middle - begin <= 6 and not line(start):
            for last in range(min(end, start + 4), start, -1):
                if known(text[begin:last]):
                    han = text[start : min(end, start + 8)]
                    other, rest = jieba().cut(han), jieba().cut(han[last - start :])
                    ends = list(itertools.accumulate(map(len, other)))
                    over = next(word for word, stop in zip(other, ends, strict=True) if stop >= last - start)
                    better = len(rest) < len(other) or (len(rest) == len(other) and not known(over, listed=False))
                    found += [(begin, last)] if last - start in ends or better else []
                    break
        if kind == "han" and after == "word" and end - start <= 6 and not line(begin):
            found += [(first, end) for first in range(max(begin, middle - 4), middle) if known(text[first:end])][:1]
    return found


def number_words(text: str, spans: Spans, line: Callable[[int], bool], figures: bool) -> list[tuple[int, int]]:
    """Return years, numbers with 〇, parts of a work, and figures with 万."""
    han = {at for begin, end, kind in spans.tokens if kind == "han" for at in range(begin, end) if not line(at)}
    numbers = {
        (begin, end) for begin, end, kind in spans.tokens if kind == "word" and re.fullmatch(NUMBER, text[begin:end])
    }
    found = []
    for begin in range(len(text)):
        year = re.compile("[〇零一二三四五六七八九]{2,4}年").match(text, begin)
        before = text[begin - 1 : begin]
        if (
            year
            and not (before and before in "〇零一二三四五六七八九十百千万两")
            and han.issuperset(range(*year.span()))
        ):
            found.append(year.span())
        ordinal = ORDINAL.match(text, begin, begin + 14)
        if ordinal and begin in han:
            inner = [at for at in range(*ordinal.span()) if at not in han]
            if not inner or (figures and (inner[0], inner[-1] + 1) in numbers):
                found.append(ordinal.span())
        large = re.compile("[十百千]?[万亿]+").match(text, begin)
        if large and figures and han.issuperset(range(*large.span())):
            found += [(first, large.end()) for first, end in numbers if end == begin]
    for zero in re.finditer("[〇零一二三四五六七八九十百千万两]*〇[〇零一二三四五六七八九十百千万两]*年?", text):
        if len(zero[0]) > 1 and set(zero[0]) != {"〇"} and len(zero[0]) <= 12 and han.issuperset(range(*zero.span())):
            found.append(zero.span())
    return found
