"""Answers about sentences of the text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from embrepl.commands.answers.base import Answer


@dataclass(frozen=True)
class NearLine:
    """A sentence of the text, where it begins, and how often the same words are a sentence.

    `percentile` is the share, in percent, of all sentences that are further away. `record`, `line` and `word` are as in
    `kwic`. `carriers` are the words that carry most of the cosine, `carried` the part of it that each carries.
    """

    rank: int
    cosine: float
    percentile: float
    times: int
    file: str
    record: int | None
    line: int
    word: int | None
    text: str
    carriers: tuple[str, ...]
    carried: tuple[float, ...]


@dataclass(frozen=True)
class NearLines(Answer):
    """The sentences nearest to a typed one, of `compared` ones; `left_out` were too short.

    `middle` is the median cosine of all, `unusual` that which one in a hundred exceeds. `unknown`: words of the typed
    sentence that the model has no vector of.
    """

    kind: ClassVar[str] = "lines"
    sentence: str
    model: str
    corpus: str
    compared: int
    left_out: int
    least: int
    middle: float
    unusual: float
    unknown: tuple[str, ...]
    rows: tuple[NearLine, ...]
    unit: str = "word"
