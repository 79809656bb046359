"""How a training looks before and after."""

from __future__ import annotations

from rich.console import RenderableType
from rich.text import Text

from embrepl.commands.answers.training import Planned, TrainedModel
from embrepl.system.sizes import counted, size
from embrepl.training.options.meanings import value_text
from embrepl.view.numbers import compact, count, duration, figure, percent
from embrepl.view.style import (
    BAD,
    DOUBTFUL,
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
)
from embrepl.view.verdicts import draw_verdict


def trained_model(answer: TrainedModel) -> RenderableType:
    """Draw what was trained, how it went, and the command that makes it again."""
    done = (
        f"{counted(answer.words, 'word')} × {answer.dim:,}", duration(answer.seconds),
        f"{compact(answer.words_per_second)} words/s" if answer.words_per_second > 0 else "",
        f"loss {figure(answer.loss)}" if answer.loss is not None else "",
        f"{size(answer.memory)} of memory" if answer.memory else "",
    )  # fmt: skip
    stopped = None
    if answer.trouble:
        stopped = Text.assemble(("Stopped", BAD), ": ", prose(answer.trouble))
    elif answer.stopped:
        on = " `resume` goes on." if answer.resumable else ""
        stopped = Text.assemble(("Stopped", DOUBTFUL), " at ", prose(f"{answer.stopped}: what was learnt is kept.{on}"))
    elif answer.ended:
        stopped = prose(f"It {answer.ended}.")
    facts: list[tuple[str, RenderableType]] = []
    facts += [("accuracy", Facts(_accuracy(answer.figures)))] if "validation_accuracy" in answer.figures else []
    facts += [("recipe", safe(answer.command))] if answer.command else []
    verdict = draw_verdict(answer.verdict, answer.sentence, answer.advice)
    facts += [] if answer.current else [("not in use", Text.assemble("`use ", word(answer.name), "` makes it current"))]
    return page(title(answer.name, *done), stopped, _of_a_file(answer), *verdict, labelled(facts) if facts else None)


def _accuracy(figures: dict[str, float]) -> list[Text]:
    """Return how many documents a classifier judges rightly, and of how many."""
    many = {
        name: int(figures.get(name, 0)) for name in ("documents", "validation_documents", "cut", "length", "unlabelled")
    }
    least = Text(f" (most frequent label {percent(figures.get('majority'))})")
    return [
        Text.assemble("validation accuracy ", (percent(figures.get("validation_accuracy")), STRONG), least),
        Text(f"validation loss {figure(figures.get('validation_loss'))}"),
        Text(f"{percent(figures.get('accuracy'))} of those trained on"),
        Text(f"{counted(many['documents'], 'document')}, {many['validation_documents']:,} held out"),
        Text(f"{many['cut']:,} shortened to {counted(many['length'], 'word')}" if many["cut"] else ""),
        Text(f"{many['unlabelled']:,} without a label left out" if many["unlabelled"] else ""),
    ]


def _of_a_file(answer: TrainedModel) -> RenderableType | None:
    """Return the notes, and the words of the text that a file of vectors has no vector for."""
    lines: list[tuple[str, RenderableType]] = []
    lines += [("note" if not at else "", safe(note)) for at, note in enumerate(answer.notes)]
    if answer.missing:
        lines.append(("no vector for", Text(", ").join(word(each) for each in answer.missing)))
    return labelled(lines) if lines else None


def plans(answer: Planned) -> RenderableType:
    """Draw what a training would take, and with which options."""
    head = title(
        answer.objective, f"about {duration(answer.seconds)}", size(answer.memory), counted(answer.words, "word"),
        f"{count(answer.tokens)} tokens",
    )  # fmt: skip
    rows = answer.rows
    table = Columns(
        Column("option", [word("--" + row.option) for row in rows]),
        Column("value", [word(value_text(row.value), STRONG if row.chosen else "") for row in rows], right=True),
        Column("meaning", [prose(row.meaning) for row in rows], flexible=True),
    )
    return page(head, table, labelled([("command", safe(answer.command))]))
