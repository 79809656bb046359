"""`load`, `corpus` and `info`: the text, what is odd in it, and the state of the session."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from embrepl import __version__
from embrepl.commands.answers.corpora import (
    CorpusFiles,
    CorpusRow,
    Examined,
    FileRow,
    Forgotten,
    ForgottenRow,
    Info,
    Loaded,
    PlaceRow,
)
from embrepl.commands.answers.jobs import Started
from embrepl.commands.answers.parts import CorpusParts
from embrepl.commands.command import Command, by_name
from embrepl.commands.lexer import Token, quote, split_at_commas
from embrepl.commands.making.ends import describe_corpus, facts_of, in_background
from embrepl.commands.making.mistaken import texts_of
from embrepl.commands.numerals import whole_number
from embrepl.commands.options import CommandOptions, Option, argument, group, option
from embrepl.commands.parts.listing import corpus_parts
from embrepl.corpus.options import MEMORY, NAME, READ_OPTIONS, ReadOptions, as_typed, unusual
from embrepl.corpus.reading.locating.names import natural_order
from embrepl.errors import EmbreplError, names_hint
from embrepl.session.naming import plain_name
from embrepl.session.session import Session
from embrepl.system.places import expand_home
from embrepl.system.sizes import number_of_bytes
from embrepl.training.protocol import CorpusRead
from embrepl.training.recipe import Recipe

_KINDS: dict[str, Callable[[str], Any]] = {
    "integer": whole_number,
    "number": float,
    "flag": bool,
}  # the others are texts


def _reading_options() -> tuple[Option, ...]:
    """Return the options that say how files are read."""
    return tuple(
        Option(
            each.name, _KINDS.get(each.kind, str), each.help, each.choices, each.default, each.bare, each.many,
            completes=("paths",) if each.kind == "path" else (),
        )
        for each in READ_OPTIONS
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class LoadOptions(CommandOptions):
    """What `load` takes."""

    paths: tuple[Token, ...] = argument("PATH…", completes=("paths",))
    reading: ReadOptions = group(_reading_options, ReadOptions)
    memory: int = option(
        MEMORY.help, default=0, shown=MEMORY.default, kind=number_of_bytes, takes="a size such as 300MB or 2GB"
    )
    name: str | None = option(NAME.help, default=None)


def load(session: Session, options: LoadOptions) -> Loaded | Started:
    """Read text files, or all text files of folders, into a corpus, and make it the current one.

    Reads .txt .md .html .xml .tex .srt .vtt .eml .mbox .conllu .epub .docx .odt .rtf .pdf, and tables (.csv .tsv .jsonl
    .json .parquet; --column names the text), each also packed as .gz .bz2 .xz .zst or in a .zip; folders with all below
    them, in natural order; patterns (`**/*.txt`); and with `-` standard input. Detects the encoding of each file. Files
    that cannot be read, or are not there, are listed, and the rest is kept; it is an error only where nothing is left.
    What is no text is left out and counted in the report: marks of notes, hidden passages, front matter, contents;
    addresses of the web and of mail (--addresses keep); the licence of Project Gutenberg and what mails quote
    (--boilerplate keep).

    A word is a run of letters and digits, with inner apostrophes, hyphens, and points in numbers.
    Chinese is segmented into words, Japanese where its scripts meet. --phrases joins words that belong together into
    one, as new_york. Letters have one spelling, however Unicode writes them: é with a mark of its own is é, ﬁ is fi.
    --user-dict is a list of names in any encoding, one a line, that are always kept whole in Chinese; names in a line
    with =, as 林黛玉 = 颦儿, count as the first one. An earlier corpus stays loaded; `use NAME` goes back to it.

    --label keeps the label of each document for `train classifier` to learn: the value in a column of the table, or
    with `--label folder` the name of the folder that a file lies in. --by keeps variables of the documents, by which
    parts of the text can be asked (`corpus parts`): columns of a table, `folder`, and NAME=REGEX for what the brackets
    of a regular expression find in the name of each file. With a trailing & it runs in the background.

    Examples:
      load novels/
      load reviews.csv.gz --column text
      load reviews.csv --column text --label sentiment
      load reviews.csv --column text --by sentiment
      load letters/ --by 'year=([a-z]+)'
      load mails/ --label folder
      load archive/ --include *.txt,*.html --exclude drafts
      load letters/*.txt diary.md --name family
      load reviews.csv --phrases --numbers fold
      load 红楼梦.txt --han simplified --user-dict names.txt
    """
    reading = options.reading
    if reading.user_dict is not None:
        reading = replace(reading, user_dict=str(Path(expand_home(reading.user_dict)).absolute()))
    name = options.name or (_name_of_pattern(options.paths[0].text) if len(options.paths) == 1 else None)
    memory = max(1, options.memory) if "memory" in options.typed else 0
    paths = texts_of(session, _expand_patterns(options.paths), reading)
    job = session.load(paths, reading, name, memory)
    if options.background:
        return in_background(session, job)
    return describe_corpus(session, session.jobs.wait(job))


def _expand_patterns(tokens: tuple[Token, ...]) -> list[str]:
    """Return the paths, with the patterns of unquoted ones filled in as a system shell would."""
    import glob

    paths: list[str] = []
    for token in (part for each in tokens for part in _as_named(each)):
        pattern = "" if token.quoted or not glob.has_magic(token.text) else expand_home(token.text)
        paths += sorted(glob.glob(pattern, recursive=True), key=natural_order) or [token.text]  # noqa: PTH207
    return paths


def _as_named(token: Token) -> list[Token]:
    """Return the paths that a token is: 《a》 where a file is called so, two where ， stands between names of files."""
    if os.path.exists(expand_home(token.text)):  # noqa: PTH110 - False for a name that is too long
        return [token]
    if token.quoted and os.path.exists(expand_home(token.raw)):  # noqa: PTH110
        return [replace(token, text=token.raw)]
    return split_at_commas(token)


def _name_of_pattern(first: str) -> str | None:
    """Return the folder that a pattern looks into, as a name for what matches it; None where it is no pattern."""
    import glob

    if not glob.has_magic(first) or Path(first).exists():
        return None
    parts = Path(expand_home(first)).absolute().parts
    plain = next(at for at, part in enumerate(parts) if glob.has_magic(part))
    name = parts[plain - 1].strip("/\\")
    return plain_name(name) or None


@dataclass(frozen=True, kw_only=True)
class ReportOptions(CommandOptions):
    """What `corpus` takes."""

    action: str | None = argument("", default=None, keywords=("files", "parts", "forget"))
    names: tuple[str, ...] = argument("[NAME]", default=(), completes=("corpora", "variables"))
    everything: bool = option("forget every corpus that is kept", default=False, name="all")


def corpus(session: Session, options: ReportOptions) -> Examined | CorpusFiles | CorpusParts | Forgotten:
    """Show the report on a corpus in full, list its files or its parts, or remove a corpus from the cache.

    The report: files, encodings and languages, what a training will see, duplicate documents, files that look broken,
    and one suggestion where something would spoil the vectors. `corpus files` lists the files with the
    words of each; a corpus that is itself called files is named in quotation marks. As CSV the report is a field and
    its value a line.

    `corpus parts` shows the variables of the documents, kept by `load --by`, and the parts that each makes, with their
    documents, words and share; `corpus parts VARIABLE` all parts of one. So a part is typed behind --in: negative,
    party=D, party!=D, year>=1990, year=1990..2000, several with & between; a value with spaces or signs in quotation
    marks. A document without a value is in no part of that variable, nor in party!=D.

    A corpus that was read is kept in the cache, so that loading the same files again is instant, until they change.
    `corpus forget NAME` removes those with that name from there, `corpus forget` asks whether it is the current one,
    `corpus forget --all` removes all; what is loaded stays loaded until the session ends. The cache takes 5 GB at most,
    or what EMBREPL_CACHE_SIZE says (500MB; 0 keeps nothing, as `embrepl --no-cache` does): what was not used for
    longest is removed first, and what was not used for 90 days (EMBREPL_KEEP_DAYS), unless a session uses it.

    Examples:
      corpus
      corpus novels
      corpus files
      corpus parts
      corpus parts file
      corpus forget novels
      corpus forget --all
    """
    if options.action == "forget":
        return _forget(session, options.names, options.everything)
    if options.action == "parts" and not options.everything:
        return corpus_parts(session, options.names)
    if options.everything or len(options.names) > 1:
        raise EmbreplError("wrong-usage", "Only `corpus forget` takes that.", "`help corpus` explains it.")
    name = options.names[0] if options.names else session.corpus_name
    if name not in session.corpora:
        hint = names_hint(name, list(session.corpora), "Load some text: `load PATH`.")
        raise EmbreplError("unknown-name", f"There is no corpus '{name}'.", hint)
    if options.action == "files":
        return _files(session, name)
    folder = session.corpora[name].folder
    reads = [job.result for job in session.jobs if isinstance(job.result, CorpusRead)]
    return Examined(**facts_of(session, name), cached=any(read.cached and read.folder == str(folder) for read in reads))


def _files(session: Session, name: str) -> CorpusFiles:
    import numpy as np

    corpus = session.corpora[name]
    firsts = np.array([first for _, first in corpus.files] + [corpus.report.documents])
    edges = np.asarray(corpus.documents)[firsts].tolist()
    rows = tuple(
        FileRow(path, documents, end - begin, int(np.unique(corpus.ids[begin:end]).size))
        for (path, _), documents, begin, end in zip(
            corpus.files, np.diff(firsts).tolist(), edges[:-1], edges[1:], strict=True
        )
    )
    return CorpusFiles(name, corpus.report.tokens, rows)


def _forget(session: Session, names: tuple[str, ...], everything: bool) -> Forgotten:
    """Remove corpora from the cache: by the names they have here or had when they were read."""
    from embrepl.session.keeping import cached_corpora

    if session.jobs.running is not None:
        raise EmbreplError("worker-busy", "The background process is still busy with a job.", "`wait` for it first.")
    if not names and not everything:
        _confirm(session)
    cache = cached_corpora()
    entries = {entry: cache.name_of(entry) for entry in cache.entries()}
    here: dict[Path, list[str]] = {}  # files that were loaded twice are one entry under two names
    for name, corpus in session.corpora.items():
        here.setdefault(corpus.folder, []).append(name)
    wanted = set(names) if names or everything else {session.corpus_name}
    if not everything:
        unknown = wanted - set(entries.values()) - set(session.corpora)
        if unknown:
            hint = f"There are: {', '.join(sorted(set(entries.values())))}." if entries else "The cache is empty."
            raise EmbreplError("unknown-name", f"There is no corpus '{min(unknown)}' in the cache.", hint)
        entries = {entry: name for entry, name in entries.items() if wanted.intersection(here.get(entry, [name]))}
    rows = []
    for entry, kept in entries.items():
        size = session.forget(entry)
        name = next((name for name in here.get(entry, []) if everything or name in wanted), kept)
        rows.append(ForgottenRow(name, size or 0, size is None))
    return Forgotten(tuple(sorted(rows, key=lambda row: row.name)))


def _confirm(session: Session) -> None:
    """Ask whether the current corpus is meant, for it is not named. Raises `wrong-usage`, `stopped`."""
    name = session.corpus_name
    named = (
        f"`corpus forget {quote(name)}` removes the cached copy of this one, `corpus forget --all` that of every text."
    )
    if session.confirm is None:
        raise EmbreplError("wrong-usage", "`corpus forget` names no corpus, and nobody can be asked here.", named)
    if not session.confirm(f"Remove the cached copy of {name}?"):
        raise EmbreplError("stopped", "Nothing was removed.", named)


def info(session: Session, _: CommandOptions) -> Info:
    """Show the loaded corpora, the current model with the command that makes it again, and what runs in the background.

    Below that stands what embrepl keeps where: copies of the texts that were read, stopped trainings, what this session
    has made, logs and the history; how many there are, how much room they take, and what empties each.

    Examples:
      info
    """
    rows = tuple(
        CorpusRow(
            name, name == session.current_corpus, corpus.report.files, corpus.report.documents,
            corpus.report.tokens, corpus.report.types, corpus.report.language, as_typed(unusual(corpus.report.options)),
        )
        for name, corpus in session.corpora.items()
    )  # fmt: skip
    recipe = session.models[session.current_model].recipe if session.current_model is not None else Recipe("")
    running = session.jobs.running
    worker = running.title if running else ("ready" if session.jobs.client.alive else "not started")
    places = tuple(PlaceRow(**asdict(place)) for place in session.kept_places())
    model = session.current_model
    return Info(rows, model, recipe.command, recipe.stopped, worker, __version__, session.temporary, places)


COMMANDS = by_name(
    Command("load", load, LoadOptions, background=True),
    Command(
        "corpus",
        corpus,
        ReportOptions,
        forms="corpus [NAME] | corpus files [NAME] | corpus parts [NAME] [VARIABLE] | corpus forget [NAME…|--all]",
    ),
    Command("info", info, CommandOptions),
)
