"""How models look: the list of them, their health, what is current."""

from __future__ import annotations

from rich.console import RenderableType
from rich.text import Text

from embrepl.commands.answers.models import Dropped, HealthReport, Models, Used
from embrepl.system.sizes import size
from embrepl.view.columns import current_column
from embrepl.view.numbers import NONE, count, duration, figure, percent
from embrepl.view.style import (
    DOUBTFUL,
    QUIET,
    STRONG,
    Column,
    Columns,
    page,
    prose,
    title,
    word,
)
from embrepl.view.verdicts import draw_verdict


def health(answer: HealthReport) -> RenderableType:
    """Draw the figures on a model, what a good value of each is, and the verdict."""
    rows = [
        (
            "effective rank",
            f"{figure(answer.effective_rank, 1)} of {answer.dim:,}",
            "directions in use; few is bad",
        ),
        ("random cosine", figure(answer.random_cosine), "of random words; near 0 tells them apart"),
        ("first component", percent(answer.first_direction), "of the variance; over half ranks words along a line"),
        ("norm spread", figure(answer.norm_spread), "of the lengths; 0 where all are the same"),
        ("shared movement", figure(answer.shared_movement), "along (1, …, 1) since the start; 1 is bad"),
        ("neighbours kept", percent(answer.untrained_overlap), "of the start; low is good after a random start"),
        ("distances left", percent(answer.shrunk), "of those at the start; near 0 is a collapse"),
    ]
    rows = [row for row in rows if row[1] != NONE]
    unknown = None
    if answer.shared_movement is None and answer.verdict != "onehot":
        unknown = Text("The start was not kept, so what training changed is not known.", QUIET)
    table = Columns(
        Column("figure", [Text(name) for name, _, _ in rows]),
        Column("value", [Text(value, STRONG) for _, value, _ in rows], right=True),
        Column("what it is", [Text(meaning, QUIET) for _, _, meaning in rows], flexible=True, drop=1, room=24),
    )
    verdict = draw_verdict(answer.verdict, answer.sentence, answer.advice)
    return page(
        title(Text("health of ") + word(answer.model, most=60)),
        Text(),
        table,
        unknown,
        Text(),
        *verdict,
        *map(prose, answer.doubts),
    )


def models(answer: Models) -> RenderableType:
    """Draw the models of the session, the current one marked."""
    rows = answer.rows
    if not rows:
        return prose("no model yet: `train` makes one", QUIET)
    return Columns(
        current_column([row.current for row in rows]),
        Column("model", [word(row.name, STRONG if row.current else "") for row in rows], flexible=True),
        Column("objective", [word(row.objective) for row in rows], flexible=True, drop=3),
        Column("corpus", [word(row.corpus) for row in rows], flexible=True, drop=2),
        Column("words", [Text(count(row.words)) for row in rows], right=True),
        Column("dim", [Text(count(row.dim)) for row in rows], right=True),
        Column("loss", [Text(figure(row.loss)) for row in rows], right=True, drop=4),
        Column("time", [Text(duration(row.seconds)) for row in rows], right=True, drop=5),
        Column("stopped at", [word(row.stopped, DOUBTFUL) for row in rows], flexible=True, drop=1),
    )


def current(answer: Used) -> RenderableType:
    """Draw what is current now."""
    if answer.corpus is None and answer.model is None:
        return Text("nothing is current", QUIET)
    parts = [
        Text.assemble((f"{kind} ", QUIET), word(name, STRONG)) if name else Text(f"no {kind}", QUIET)
        for kind, name in (("corpus", answer.corpus), ("model", answer.model))
    ]
    return Text(", ").join(parts)


def dropped(answer: Dropped) -> RenderableType:
    """Draw what was taken out of the session, and what is current now."""
    lines = [
        Text.assemble("dropped ", word(row.what, QUIET), " ", word(row.name, STRONG), f", {size(row.bytes)}")
        for row in answer.rows
    ]
    return page(*lines, current(Used(answer.corpus, answer.model)))
