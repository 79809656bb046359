"""How `alike` looks: a page on two targets, the figures side by side, the words and lines below."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from embrepl.commands.answers.exploring.uses.alike import Alike, AlikeSide, InBoth
from embrepl.commands.answers.text import ContextRow
from embrepl.view.columns import rate
from embrepl.view.numbers import count, figure, half_width, percent
from embrepl.view.pages.context_lines import ContextLines
from embrepl.view.pages.words import among
from embrepl.view.style import QUIET, STRONG, Column, Columns, labelled, page, prose, title, word
from embrepl.view.verdicts import draw_doubts

_NAME = 30  # cells of a target
SURE = 0.05


def alike(answer: Alike) -> RenderableType:
    """Draw the page."""
    sides = answer.first, answer.second
    names = [word(side.target, STRONG, most=_NAME) for side in sides]
    head = title(word(sides[0].target, most=_NAME) + Text(" and ") + word(sides[1].target, most=_NAME), answer.model)
    words = [*_words("neighbours", answer.neighbours, names), *_words("collocates", answer.collocates, names)]
    doubts = draw_doubts(answer.fit)
    return page(
        head, Text(), _figures(sides, names), Text(), *_together(answer), *words, *_lines(answer), *doubts
    )  # fmt: skip


def _figures(sides: tuple[AlikeSide, AlikeSide], names: list[Text]) -> Columns:
    spreads = [
        figure(side.spread) + ("" if side.spread_error is None else f" ± {half_width(side.spread_error)}")
        for side in sides
    ]
    rows = [
        ("count", [count(side.count) for side in sides]),
        ("per million", [rate(side.per_million) for side in sides]),
        (
            " or ".join(dict.fromkeys(map(_unit, sides))),
            [f"{count(side.documents)} ({percent(side.document_share)})" for side in sides],
        ),
        ("dispersion DP", [figure(side.dp) for side in sides]),
        ("spread of uses", spreads),
    ]
    return Columns(
        Column("", [Text(name, QUIET) for name, _ in rows]),
        *(
            Column(name.plain, [Text(values[at]) for _, values in rows], right=True)
            for at, name in enumerate(names)
        ),
    )  # fmt: skip


def _unit(side: AlikeSide) -> str:
    """Return what its `documents` count."""
    return "chapters" if side.clusters == "chapter" else "documents"


def _together(answer: Alike) -> Iterator[RenderableType]:
    """Draw how alike the two are."""
    half = "" if answer.error is None else f" ± {half_width(answer.error)}"
    yield Text.assemble("cosine of their mean uses ", (f"{figure(answer.cosine)}{half}", STRONG))
    if answer.p is not None:
        differ = "they differ" if answer.p <= SURE else "no sign that they differ"
        yield prose(f"{differ}: p {answer.p:.3f} by {answer.draws:,} draws; "
                    f"squared distance less noise {figure(answer.distance)}")  # fmt: skip
    if answer.note:
        yield prose(answer.note, QUIET)
    if answer.model_cosine is not None:
        yield prose(
            f"cosine of their vectors {figure(answer.model_cosine)}, above that of {among(answer.percentile)} % of "
            "random pairs"
        )


def _words(what: str, of: InBoth, names: list[Text]) -> Iterator[RenderableType]:
    """Draw words of both, and of each alone."""
    yield Text()
    yield Text(f"{what} of", QUIET)
    rows = [("both", of.shared), (f"{names[0].plain} alone", of.first), (f"{names[1].plain} alone", of.second)]
    listed = [(label, Text(", ").join(word(each) for each in words) if words else Text("–")) for label, words in rows]
    for _, text in listed:
        text.no_wrap = False
    yield labelled(listed)


def _lines(answer: Alike) -> Iterator[RenderableType]:
    """Draw the typical lines of both below each other."""
    rows: list[ContextRow] = [*answer.first.lines, *answer.second.lines]
    if rows:
        yield Text()
        yield Text("typical lines", QUIET)
        yield ContextLines(rows, answer.unit)
