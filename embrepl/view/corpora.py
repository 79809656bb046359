"""How answers about corpora and the session look."""

from __future__ import annotations

from rich.console import RenderableType
from rich.text import Text

from embrepl.commands.answers import CorpusRow, Info, Loaded, Used
from embrepl.view.numbers import compact, count, duration, percent, plural, size
from embrepl.view.style import (
    CURRENT,
    DOUBTFUL,
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

_FEW = 3  # files left out that are named
_LANGUAGES = {"unknown": "unknown language", "mixed": "English and Chinese", "": ""}


def loaded(answer: Loaded) -> RenderableType:
    """Draw what was found in the files and what a training will see of it."""
    language = _LANGUAGES.get(answer.language, answer.language)
    found = (
        plural(answer.files, "file"), plural(answer.documents, "document"), language,
        plural(answer.tokens, "word"), plural(answer.types, "type"),
    )  # fmt: skip
    times = "all of them" if answer.min_count < 2 else f"those seen at least {answer.min_count:,} times"
    kept = f"{answer.kept_types:,} ({times}), {percent(answer.kept_share)} of the text"
    speed = f" ({compact(answer.tokens / answer.seconds)} words/s)" if answer.seconds > 0 else ""
    read = [Text(f"{size(answer.bytes)} in {duration(answer.seconds)}{speed}"), safe(_encodings(answer.encodings))]
    lines: list[tuple[str, RenderableType]] = [("trains on", Text(kept)), ("read", Facts(read))]
    lines += [("cut as", safe(line)) for line in answer.sample_lines[:1]]
    lines += [("", safe(line)) for line in answer.sample_lines[1:]]
    lines += [("note", prose(note)) for note in answer.notes]
    lines += _skipped(answer.skipped)
    return page(title(answer.name, *found), labelled(lines))


def _encodings(encodings: dict[str, int]) -> str:
    if len(encodings) == 1:
        return next(iter(encodings))
    most_first = sorted(encodings.items(), key=lambda item: -item[1])
    return ", ".join(f"{name} ({files:,})" for name, files in most_first)


def _skipped(skipped: tuple[tuple[str, str], ...]) -> list[tuple[str, Text]]:
    lines = [("", Text.assemble(word(path, DOUBTFUL, 200), ": ", safe(reason))) for path, reason in skipped[:_FEW]]
    if len(skipped) > _FEW:
        lines.append(("", Text(f"and {len(skipped) - _FEW:,} more of {plural(len(skipped), 'file')} left out")))
    return [("left out" if not at else "", line) for at, (_, line) in enumerate(lines)]


def info(answer: Info) -> RenderableType:
    """Draw the corpora, and what else the session holds."""
    corpora = corpus_table(answer.rows) if answer.rows else prose("nothing is loaded: `load PATH`", QUIET)
    lines: list[tuple[str, RenderableType]] = []
    lines += [("model", word(answer.model, STRONG) if answer.model else prose("none yet: `train`", QUIET))]
    lines += [("made by", safe(answer.recipe))] if answer.recipe else []
    lines += [("worker", safe(answer.worker)), ("embrepl", safe(answer.version))]
    return page(corpora, Text(), labelled(lines))


def corpus_table(rows: tuple[CorpusRow, ...]) -> Columns:
    """Draw corpora, the current one marked."""
    return Columns(
        current_column([row.current for row in rows]),
        Column("corpus", [word(row.name, STRONG if row.current else "") for row in rows], flexible=True),
        Column("words", [Text(count(row.tokens)) for row in rows], right=True),
        Column("types", [Text(count(row.types)) for row in rows], right=True, drop=1),
        Column("documents", [Text(count(row.documents)) for row in rows], right=True, drop=2),
        Column("files", [Text(count(row.files)) for row in rows], right=True, drop=3),
        Column("language", [word(row.language) for row in rows], flexible=True, drop=4),
    )


def current_column(current: list[bool]) -> Column:
    """Return the column that marks the current one."""
    return Column("", [Text(CURRENT if one else "", "cyan") for one in current])


def used(answer: Used) -> RenderableType:
    """Draw what is current now."""
    if answer.corpus is None and answer.model is None:
        return Text("nothing is current", QUIET)
    parts = [
        Text.assemble((f"{kind} ", QUIET), word(name, STRONG)) if name else Text(f"no {kind}", QUIET)
        for kind, name in (("corpus", answer.corpus), ("model", answer.model))
    ]
    return Text(", ").join(parts)
