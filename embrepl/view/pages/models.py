"""How answers about models, objectives and jobs look."""

from __future__ import annotations

import math

from rich.console import RenderableType
from rich.text import Text

from embrepl.commands.answers import (
    Exported,
    HealthReport,
    Jobs,
    Models,
    Objectives,
    Planned,
    Started,
    TrainedModel,
)
from embrepl.view.numbers import NONE, compact, count, duration, figure, percent, plural, size
from embrepl.view.pages.corpora import current_column
from embrepl.view.style import (
    ACCENT,
    BAD,
    DOUBTFUL,
    GOOD,
    QUIET,
    STRONG,
    Column,
    Columns,
    Facts,
    labelled,
    page,
    prose,
    safe,
    title,
    word,
)  # fmt: skip

VERDICTS = {
    "healthy": GOOD,
    "flat": DOUBTFUL,
    "unjudged": DOUBTFUL,
    "onehot": DOUBTFUL,
    "untrained": BAD,
    "unlearnt": BAD,
    "collapsed": BAD,
}
_STATES = {"running": ACCENT, "stopping": DOUBTFUL, "done": GOOD, "stopped": DOUBTFUL, "failed": BAD}


def trained(answer: TrainedModel) -> RenderableType:
    """Draw what was trained, how it went, and the command that makes it again."""
    done = (
        f"{plural(answer.words, 'word')} × {answer.dim:,}", duration(answer.seconds),
        f"{compact(answer.words_per_second)} words/s" if answer.words_per_second > 0 else "",
        f"loss {figure(answer.loss)}" if answer.loss is not None else "",
        f"{size(answer.memory)} of memory" if answer.memory else "",
    )  # fmt: skip
    stopped = None
    if answer.trouble:
        stopped = Text.assemble(("Stopped", BAD), ": ", prose(answer.trouble))
    elif answer.stopped:
        on = " `resume` goes on." if answer.resumable else ""
        stopped = Text.assemble(("Stopped", DOUBTFUL), " at ", prose(f"{answer.stopped}: it keeps what it learnt.{on}"))
    elif answer.ended:
        stopped = prose(f"It {answer.ended}.")
    told: list[tuple[str, RenderableType]] = []
    told += [("tells", Facts(_told(answer.figures)))] if "validation_accuracy" in answer.figures else []
    told += [("made by", safe(answer.command))] if answer.command else []
    verdict = _judged(answer.verdict, answer.sentence, answer.advice)
    return page(title(answer.name, *done), stopped, _of_a_file(answer), *verdict, labelled(told) if told else None)


def _told(figures: dict[str, float]) -> list[Text]:
    """Return how well a classifier tells documents, and of how many."""
    many = {
        name: int(figures.get(name, 0)) for name in ("documents", "validation_documents", "cut", "length", "unlabelled")
    }
    least = Text(f" (most frequent label {percent(figures.get('majority'))})")
    return [
        Text.assemble("validation accuracy ", (percent(figures.get("validation_accuracy")), STRONG), least),
        Text(f"validation loss {figure(figures.get('validation_loss'))}"),
        Text(f"{percent(figures.get('accuracy'))} of those trained on"),
        Text(f"{plural(many['documents'], 'document')}, {many['validation_documents']:,} held out"),
        Text(f"{many['cut']:,} cut to {plural(many['length'], 'word')}" if many["cut"] else ""),
        Text(f"{many['unlabelled']:,} without a label left out" if many["unlabelled"] else ""),
    ]


def _of_a_file(answer: TrainedModel) -> RenderableType | None:
    """Return the notes, and the words that a file of vectors does not have."""
    lines: list[tuple[str, RenderableType]] = []
    lines += [("note" if not at else "", safe(note)) for at, note in enumerate(answer.notes)]
    if answer.missing:
        lines.append(("without", Text(", ").join(word(each) for each in answer.missing)))
    return labelled(lines) if lines else None


def _judged(verdict: str, sentence: str, advice: str) -> list[RenderableType]:
    """Return the verdict's sentence, its first word in colour, and the advice."""
    said = prose(sentence or verdict)
    end = said.plain.find(":")
    said.stylize(f"{STRONG} {VERDICTS.get(verdict, '')}", 0, end if end > 0 else len(said))
    return [said, *([prose(advice[:1].upper() + advice[1:])] if advice else [])]


def health(answer: HealthReport) -> RenderableType:
    """Draw the figures on a model, what a good value of each is, and the verdict."""
    rows = [
        (
            "effective rank",
            f"{figure(answer.effective_rank, 1)} of {answer.dim:,}",
            "directions in use; few is poor",
        ),
        ("random cosine", figure(answer.random_cosine), "of random words; near 0 tells them apart"),
        ("first direction", percent(answer.first_direction), "of the variance; over half is a mere line"),
        ("norm spread", figure(answer.norm_spread), "of the lengths; 0 where all are the same"),
        ("shared movement", figure(answer.shared_movement), "along (1, …, 1) since the start; 1 is bad"),
        ("old neighbours", percent(answer.untrained_overlap), "kept from the untrained vectors; few is good"),
        ("distances left", percent(answer.shrunk), "of those at the start; near 0 is a collapse"),
    ]
    rows = [row for row in rows if row[1] != NONE]
    unknown = None
    if answer.shared_movement is None and answer.verdict != "onehot":
        unknown = Text("How it started is not known, nor therefore what training changed.", QUIET)
    table = Columns(
        Column("figure", [Text(name) for name, _, _ in rows]),
        Column("value", [Text(value, STRONG) for _, value, _ in rows], right=True),
        Column("what it is", [Text(meaning, QUIET) for _, _, meaning in rows], flexible=True, drop=1, room=24),
    )
    verdict = _judged(answer.verdict, answer.sentence, answer.advice)
    return page(title(Text("health of ") + word(answer.model, most=60)), Text(), table, unknown, Text(), *verdict)


def exported(answer: Exported) -> RenderableType:
    """Draw what was written where."""
    lines: list[tuple[str, RenderableType]] = [("file", safe(answer.path)), ("format", safe(answer.format))]
    lines += [("note" if not at else "", safe(note)) for at, note in enumerate(answer.notes)]
    done = f"{plural(answer.words, 'word')} × {answer.dim:,}", size(answer.bytes)
    return page(title(answer.model, *done), labelled(lines))


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


def objectives(answer: Objectives) -> RenderableType:
    """Draw the ways of training."""
    rows = answer.rows
    if not rows:
        return Text("no objectives", QUIET)
    summaries = [Text("\n").join([safe(row.summary), safe(row.source, QUIET)]) for row in rows]
    table = Columns(
        Column("objective", [word(row.name, STRONG) for row in rows], flexible=True),
        Column("what it trains", summaries, flexible=True),
    )
    return page(table, Text(), prose("`explain OBJECTIVE` tells more; `compare` sets several side by side.", QUIET))


def jobs(answer: Jobs) -> RenderableType:
    """Draw the jobs of the session."""
    rows = answer.rows
    if not rows:
        return Text("no jobs yet", QUIET)
    return Columns(
        Column("job", [Text(count(row.number), STRONG) for row in rows], right=True),
        Column("what", [word(row.title) for row in rows], flexible=True),
        Column("state", [word(row.state, _STATES.get(row.state, ""), 20) for row in rows]),
        Column("done", [_done(row.share) for row in rows], right=True, drop=1),
        Column("time", [Text(duration(row.seconds)) for row in rows], right=True, drop=2),
    )


def _done(share: float) -> Text:
    return Text(percent(share, 0) if math.isfinite(share) else "")


def started(answer: Started) -> RenderableType:
    """Draw that a job runs in the background, and how to see it, wait for it or stop it."""
    line = Text.assemble((f"job {answer.job:,}", STRONG), ": ", word(answer.title), " in the background")
    return line + prose("; `watch` it, `wait` for it or `stop` it", QUIET)


def planned(answer: Planned) -> RenderableType:
    """Draw what a training would be."""
    head = title(
        answer.objective, f"about {duration(answer.seconds)}", size(answer.memory), plural(answer.words, "word"),
        f"{count(answer.tokens)} tokens",
    )  # fmt: skip
    rows = answer.rows
    table = Columns(
        Column("option", [word("--" + row.option) for row in rows]),
        Column("value", [word(_typed(row.value), STRONG if row.chosen else "") for row in rows], right=True),
        Column("meaning", [prose(row.meaning) for row in rows], flexible=True),
    )
    return page(head, table, labelled([("train it by", safe(answer.command))]))


def _typed(value: str | float | bool) -> str:
    """Return an option's value as it is typed."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value)
