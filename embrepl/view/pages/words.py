"""How answers about words look: neighbours, a distance, a vector."""

from __future__ import annotations

import math

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.text import Text

from embrepl.commands.answers.words import Distance, Neighbours, SideBySide, SideRow, WordVector
from embrepl.system.sizes import counted
from embrepl.view.blocks import HIGHEST, strip
from embrepl.view.columns import bar, count_column
from embrepl.view.console import PlainConsole
from embrepl.view.numbers import NONE, count, figure, half_width, interval, significant
from embrepl.view.style import ACCENT, MARK, QUIET, STRONG, Column, Columns, Facts, cut, page, prose, title, word
from embrepl.view.verdicts import trust

_NUMBERS = 500  # of a vector, on the terminal
_HEAD = 20  # cells of a column's name
_STRIPS = 3  # lines that a vector's strip may take


def neighbours(answer: Neighbours) -> RenderableType:
    """Draw the words nearest to a query."""
    head = title(Text("far from " if answer.far else "near ") + word(answer.query, most=60), answer.model, answer.among)
    rows = answer.rows
    if not rows:
        return page(head, prose(answer.note) if answer.note else Text("no words", QUIET))
    table = Columns(
        count_column("", [row.rank for row in rows], QUIET),
        Column("word", [word(row.word) for row in rows], flexible=True),
        Column("cosine", [Text(figure(row.cosine)) for row in rows], right=True),
        *_errors(answer),
        Column("", [bar(row.cosine) for row in rows], drop=2, bars=True),
        *_other_measure(answer),
        Column("percentile", [Text(among(row.percentile)) for row in rows], right=True, drop=4),
        count_column("count", [row.count for row in rows], drop=1),
        Column("mutual", [mutual(row.mutual) for row in rows], drop=3),
        *kept_columns(answer),
    )
    return page(head, unseen(answer.unseen), Text(), table, _lowered(answer), *trust(answer.made_of))


def _errors(answer: Neighbours) -> list[Column]:
    """Return half of the interval of each cosine, where the query was made of its places."""
    if all(row.error is None for row in answer.rows):
        return []
    return [Column("±", [Text(half_width(row.error), QUIET) for row in answer.rows], right=True)]


def _other_measure(answer: Neighbours) -> list[Column]:
    """Return what another measure than the cosine gives."""
    if all(row.value is None for row in answer.rows):
        return []
    return [Column(cut(answer.order, _HEAD), [Text(figure(row.value)) for row in answer.rows], right=True)]


def side_by_side(answer: SideBySide) -> RenderableType:
    """Draw the words nearest to a query in several models, those that all of them name in bold."""
    by_cosine = answer.order == "cosine"
    by = () if by_cosine else (f"by {answer.order}",)
    head = title(Text("far from " if answer.far else "near ") + word(answer.query, most=60), *answer.models, *by)
    rows, common = answer.rows, set(answer.common)

    def value(row: SideRow, model: str) -> Text:
        return Text(figure((row.cosine if by_cosine else row.value).get(model)), QUIET)

    def cell(row: SideRow, model: str) -> Text:
        text = row.word.get(model, "")
        return word(text, STRONG if text in common else "")

    table = Columns(
        count_column("", [row.rank for row in rows], QUIET),
        *(
            column
            for model in answer.models
            for column in (
                Column(cut(model, _HEAD), [cell(row, model) for row in rows], flexible=True),
                Column("", [value(row, model) for row in rows], right=True, drop=1),
            )
        ),
    )
    of_all = None
    if len(answer.models) > 1:
        of_all = Text(f"{counted(len(common), 'word')} of {len(rows):,} in all of them", QUIET)
    return page(head, Text(), table, of_all, *(prose(note) for note in answer.notes))


def _lowered(answer: Neighbours) -> Text | None:
    """Say why the cosines are not in order, where they are not."""
    cosines = [row.cosine for row in answer.rows]
    if answer.order != "cosine and count" or cosines == sorted(cosines, reverse=not answer.far):
        return None
    return prose(
        "Words seen seldom stand lower than their cosines alone would put them; `--rare` goes by these.", QUIET
    )


def kept_columns(answer: Neighbours) -> list[Column]:
    """Return in how many runs each neighbour is kept, and where its cosine lies; nothing where there are no runs."""
    if not answer.runs:
        return []
    kept = [NONE if row.kept is None else f"{count(row.kept)} of {count(answer.runs)}" for row in answer.rows]
    return [
        Column("kept in", [Text(each) for each in kept], right=True, drop=2),
        Column("95 in 100", [Text(interval(row.low, row.high), QUIET) for row in answer.rows], right=True, drop=4),
    ]


def unseen(words: tuple[str, ...]) -> Text | None:
    """Say which words the text does not have, and where their vectors come from."""
    if not words:
        return None
    named = Text(", ").join(word(each, most=40) for each in words)
    return named + Text(f": not in the text, {'each ' if len(words) > 1 else ''}made from character n-grams", QUIET)


def mutual(both: bool | None) -> Text:
    """Return a mark, a dash, or nothing where it is not known; a column of nothing is left out."""
    return Text("") if both is None else Text(MARK, ACCENT) if both else Text("–", QUIET)


def among(percentile: float | None) -> str:
    """Return a percentile with one decimal, as a bound where it would round to none or to all."""
    if percentile is None:
        return ""
    return ">99.9" if percentile > 99.9 else "<0.1" if percentile < 0.1 else f"{percentile:.1f}"


def distance(answer: Distance) -> RenderableType:
    """Draw how far apart two words are, and what each figure means."""
    unusual = None
    if answer.pairs and math.isfinite(answer.percentile):
        pairs = f" of {counted(answer.pairs, 'random pair')} of words of like frequency"
        unusual = Text.assemble("Closer than ", (f"{among(answer.percentile)} %", STRONG), pairs)
    figures = (
        ("cosine", figure(answer.cosine, 4), "of the angle: 1 same direction, 0 unrelated"),
        ("euclidean", figure(answer.euclidean, 4), "straight line from one to the other"),
        (
            "mean difference",
            significant(answer.mean_difference),
            "what the zero-distance model minimises; can be 0 for distant vectors",
        ),
        (
            "mean squared",
            significant(answer.mean_squared_difference),
            "mean of the squares; 0 only where all equal",
        ),
    )
    table = Columns(
        Column("", [Text(name, QUIET) for name, _, _ in figures]),
        Column("", [Text(value, STRONG) for _, value, _ in figures], right=True),
        Column("", [Text(meaning) for _, _, meaning in figures], flexible=True, drop=1, room=24),
        headers=False,
    )
    return page(title(_pair(answer), answer.model), unseen(answer.unseen), Text(), table, unusual)


def _pair(answer: Distance) -> Text:
    return word(answer.a, most=40) + Text(" – ") + word(answer.b, most=40)


def vector(answer: WordVector) -> RenderableType:
    """Draw a word, how frequent it is, and its numbers."""
    dim = len(answer.values)
    seen = ["not in the text: made from its character n-grams" if answer.count == 0 else "made of several words"]
    if answer.rank is not None:
        times = "" if answer.count is None else f"seen {counted(answer.count, 'time')}"
        seen = [f"rank {answer.rank:,} of {counted(answer.words, 'word')}", times]
    line = Facts(map(Text, [
        *seen, f"norm {figure(answer.norm)}", counted(dim, "number"),
    ]))  # fmt: skip
    return page(title(answer.word, answer.model), line, Text(), _Numbers(answer.values) if dim else None)


class _Numbers:
    """A vector as a strip of blocks, and as numbers in as many columns as fit."""

    def __init__(self, values: tuple[float, ...]) -> None:
        self._values = values

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the strip, unless it would be long, and the numbers; in a file only these, and all of them."""
        width, plain = options.max_width, isinstance(console, PlainConsole)
        blocks = _blocks(self._values)
        if len(blocks) <= _STRIPS * width and not plain:
            yield Text(blocks, ACCENT, overflow="fold")
            yield Text()
        form = ".3f" if _greatest(self._values) < 1e3 else ".3g"
        shown = [format(value, form) for value in self._values[: None if plain else _NUMBERS]]
        index, cell = len(str(len(shown))), max(map(len, shown)) + 1
        fits = max(1, (width - index - 1) // cell)
        across = next(size for size in (20, 10, 5, 4, 2, 1) if size <= fits)
        for begin in range(0, len(shown), across):
            numbers = "".join(text.rjust(cell) for text in shown[begin : begin + across])
            yield Text.assemble((f"{begin + 1:>{index}} ", QUIET), numbers, no_wrap=True)
        if len(self._values) > len(shown):
            yield prose(f"and {len(self._values) - len(shown):,} more (`--format csv` writes all)", QUIET)


def _blocks(values: tuple[float, ...]) -> str:
    """Return a block for each number, half as high as the line for zero."""
    greatest = _greatest(values) or 1.0
    middle = HIGHEST / 2
    return strip(round(middle + middle * value / greatest) if math.isfinite(value) else None for value in values)


def _greatest(values: tuple[float, ...]) -> float:
    return max((abs(value) for value in values if math.isfinite(value)), default=0.0)
