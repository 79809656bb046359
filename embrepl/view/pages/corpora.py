"""How answers about corpora and the session look."""

from __future__ import annotations

from rich.console import RenderableType
from rich.text import Text

from embrepl.commands.answers.corpora import CorpusFiles, CorpusRow, Examined, Forgotten, Info, Loaded, PlaceRow
from embrepl.corpus.options import as_typed
from embrepl.system.sizes import counted, size
from embrepl.view.columns import current_column
from embrepl.view.numbers import compact, count, duration, percent
from embrepl.view.paths import short_paths
from embrepl.view.style import (
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
)

_FEW, _MANY = 3, 50  # files that are named
_SEVERAL = 10  # labels that are named
_LANGUAGES = {"unknown": "unknown language", "mixed": "English and Chinese", "": ""}


def loaded_corpus(answer: Loaded) -> RenderableType:
    """Draw what was read, how much of it a training will use, and what is wrong with it."""
    lines: list[tuple[str, RenderableType]] = [
        ("vocabulary", Text(_kept_words(answer))),
        ("read", Facts(_read(answer))),
    ]
    lines += _labels(answer, _SEVERAL)
    lines += _variables(answer)
    lines += _tags(answer)
    lines += _options(answer)
    lines += [("tokenised as", safe(line)) for line in answer.sample_lines[:1]]
    lines += [("", safe(line)) for line in answer.sample_lines[1:]]
    lines += _languages(answer) if len(answer.languages) > 1 else []
    lines += [("lines", Text(_lines(answer))), ("duplicates", Text(_duplicates(answer)))]
    lines += [("note", prose(note)) for note in answer.notes]
    lines += _file_list("suspicious", answer.suspicious, "suspicious files", _FEW)
    lines += _file_list("left out", answer.skipped, "files left out", _FEW)
    lines += [("advice", prose(answer.advice))] if answer.advice else []
    return page(_title(answer), labelled(lines))


def examination(answer: Examined) -> RenderableType:
    """Draw the report on a corpus."""
    lines: list[tuple[str, RenderableType]] = [
        ("vocabulary", Text(_kept_words(answer))),
        ("read", Facts(_read(answer))),
    ]
    lines += _options(answer)
    lines += _languages(answer)
    lines += [("lines", Text(_lines(answer))), ("duplicates", Text(_duplicates(answer)))]
    lines += _labels(answer, _MANY)
    lines += _variables(answer)
    lines += _tags(answer)
    if answer.empty_documents:
        lines.append(("empty", Text(counted(answer.empty_documents, "document"))))
    lines += [("tokenised as" if not at else "", safe(line)) for at, line in enumerate(answer.sample_lines)]
    lines += [("note", prose(note)) for note in answer.notes]
    suspicious = _file_list("suspicious", answer.suspicious, "suspicious files", len(answer.suspicious))
    lines += suspicious or [("suspicious", Text("no file"))]
    lines += _file_list("left out", answer.skipped, "files left out", _MANY)
    lines.append(("advice", prose(answer.advice or "nothing stands in the way of `train`")))
    return page(_title(answer), labelled(lines))


def _options(answer: Loaded) -> list[tuple[str, RenderableType]]:
    """Return the options that differ from the defaults, as they are typed."""
    return [("options", safe(as_typed(answer.options)))] if answer.options else []


def files(answer: CorpusFiles) -> RenderableType:
    """Draw the files of a corpus."""
    rows = answer.rows
    table = Columns(
        Column("file", [word(name) for name in short_paths([row.file for row in rows])], flexible=True),
        Column("words", [Text(count(row.tokens)) for row in rows], right=True),
        Column("types", [Text(count(row.types)) for row in rows], right=True, drop=1),
        Column("documents", [Text(count(row.documents)) for row in rows], right=True, drop=2),
    )
    head = title(answer.corpus, counted(len(rows), "file"), counted(answer.tokens, "word"))
    return page(head, Text(), table if rows else None)


def forgotten_corpora(answer: Forgotten) -> RenderableType:
    """Draw what was removed from the cache."""
    if not answer.rows:
        return prose("there was no cached copy to remove", QUIET)
    done = [row for row in answer.rows if not row.kept]
    lines = [
        Text.assemble("removed the cached copy of ", word(row.name, STRONG), f", {size(row.bytes)}") for row in done
    ]
    lines += [
        Text.assemble("kept ", word(row.name, STRONG), ": another session uses it") for row in answer.rows if row.kept
    ]
    stays = prose("A corpus that is loaded stays until you leave.", QUIET) if done else None
    return page(*lines, stays)


def _title(answer: Loaded) -> RenderableType:
    language = _LANGUAGES.get(answer.language, answer.language)
    return title(
        answer.name, counted(answer.files, "file"), counted(answer.documents, "document"),
        counted(answer.chapters, "chapter") if answer.chapters else "", language,
        counted(answer.tokens, _unit(answer)), counted(answer.types, "type"),
    )  # fmt: skip


def _unit(answer: Loaded) -> str:
    """Return what was counted: words, unless scripts without spaces were tokenised into characters."""
    if answer.options.get("units") != "char":
        return "word"
    return "character" if answer.language == "Chinese" else "token"


def _kept_words(answer: Loaded) -> str:
    words = counted(answer.kept_types, _unit(answer))
    kept = f"all {words}" if answer.min_count < 2 else f"{words} seen at least {answer.min_count:,} times"
    return f"{kept}, {percent(answer.kept_share)} of the text"


def _read(answer: Loaded) -> list[Text]:
    if answer.cached:
        return [Text(f"cached: {size(answer.bytes)} were read earlier"), safe(_by_file(answer.encodings))]
    speed = f" ({compact(answer.tokens / answer.seconds)} {_unit(answer)}s/s)" if answer.seconds > 0 else ""
    return [Text(f"{size(answer.bytes)} in {duration(answer.seconds)}{speed}"), safe(_by_file(answer.encodings))]


def _languages(answer: Loaded) -> list[tuple[str, RenderableType]]:
    files = {_LANGUAGES.get(name, name): many for name, many in answer.languages.items()}
    return [("languages", safe(_by_file(files)))] if files else []


def _lines(answer: Loaded) -> str:
    share = answer.hyphenated_lines / max(1, answer.lines)
    return f"{count(answer.lines)}, {percent(share)} of them end in a hyphen"


def _duplicates(answer: Loaded) -> str:
    if not answer.duplicate_documents:
        return "none"
    return f"{counted(answer.duplicate_documents, 'document')}, {percent(answer.duplicate_share)} of the words"


def _by_file(files: dict[str, int]) -> str:
    """Return encodings or languages, and of how many files where there are several."""
    if len(files) == 1:
        return next(iter(files))
    most_first = sorted(files.items(), key=lambda item: -item[1])
    return ", ".join(f"{name} ({many:,})" for name, many in most_first)


def _labels(answer: Loaded, most: int) -> list[tuple[str, RenderableType]]:
    """Return the labels and how many documents each has, so many of them, and how many documents have none."""
    ranked = sorted(answer.labels.items(), key=lambda item: -item[1])
    parts = [Text.assemble(word(name, most=40), f" ({many:,})") for name, many in ranked[:most]]
    parts += [Text(f"and {len(ranked) - most:,} more")] if len(ranked) > most else []
    if answer.unlabelled:
        parts.append(Text(f"{counted(answer.unlabelled, 'document')} without a label", DOUBTFUL))
    return [("labels", Text(", ").join(parts))] if parts else []


def _variables(answer: Loaded) -> list[tuple[str, RenderableType]]:
    """Return the variables that are kept of the documents, and how many different values each has."""
    parts = [
        Text.assemble(word(name, most=40), f" ({counted(many, 'value')})") for name, many in answer.variables.items()
    ]
    return [("variables", Text(", ").join(parts))] if parts else []


def _tags(answer: Loaded) -> list[tuple[str, RenderableType]]:
    """Return how many different tags and lemmas of words are kept."""
    kept = [counted(many, noun) for many, noun in ((answer.tags, "tag"), (answer.lemmas, "lemma")) if many]
    return [("words carry", Text(" and ".join(kept)))] if kept else []


def _file_list(
    label: str, files: tuple[tuple[str, str], ...], noun: str, most: int
) -> list[tuple[str, RenderableType]]:
    """Return so many files, with a remark on each."""
    lines: list[Text] = [
        Text.assemble(word(path, DOUBTFUL, 200), ": " if reason else "", safe(reason)) for path, reason in files[:most]
    ]
    if len(files) > most:
        lines.append(Text(f"and {len(files) - most:,} more of {len(files):,} {noun}"))
    return [(label if not at else "", line) for at, line in enumerate(lines)]


def info(answer: Info) -> RenderableType:
    """Draw the corpora, and what else the session holds."""
    corpora = corpus_table(answer.rows) if answer.rows else prose("nothing is loaded: `load PATH`", QUIET)
    lines: list[tuple[str, RenderableType]] = []
    lines += [("model", word(answer.model, STRONG) if answer.model else prose("none yet: `train`", QUIET))]
    lines += [("recipe", safe(answer.recipe))] if answer.recipe else []
    lines += [("stopped at", safe(answer.stopped, DOUBTFUL))] if answer.stopped else []
    lines += [("background process", safe(answer.worker)), ("embrepl", safe(answer.version))]
    lines += [("folders", safe(answer.temporary, DOUBTFUL))] if answer.temporary else []
    return page(corpora, Text(), labelled(lines), Text(), _places(answer.places) if answer.places else None)


def _places(rows: tuple[PlaceRow, ...]) -> Columns:
    """Draw what lies where."""
    return Columns(
        Column("kept", [word(row.what) for row in rows]),
        Column("number", [Text(count(row.count)) for row in rows], right=True),
        Column("size", [Text(size(row.bytes)) for row in rows], right=True),
        Column("emptied by", [prose(row.emptied_by) for row in rows], flexible=True),
        Column("where", [word(row.path, "", 200) for row in rows], flexible=True),
    )


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
        Column("options", [word(row.options) for row in rows], flexible=True, drop=5),
    )
