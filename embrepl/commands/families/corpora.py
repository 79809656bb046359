"""`load`, `corpus` and `info`: the text, what is odd in it, and the state of the session."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from embrepl import __version__
from embrepl.commands.answers.base import Answer
from embrepl.commands.answers.corpora import (
    CorpusFiles,
    CorpusRow,
    Examined,
    FileRow,
    Forgotten,
    ForgottenRow,
    Info,
    Loaded,
)
from embrepl.commands.arguments import Arguments, Command, Option
from embrepl.commands.asking import started
from embrepl.corpus.options import ACCENTS, CASES, HAN, HYPHENS, NUMBERS, PHRASES, UNITS, ReadOptions, as_typed, unusual
from embrepl.errors import EmbreplError, names_hint
from embrepl.session.jobs import Job
from embrepl.session.naming import plain_name
from embrepl.session.session import Session
from embrepl.system.places import expand_home
from embrepl.system.sizes import number_of_bytes
from embrepl.training import choosing
from embrepl.training.protocol import CorpusRead
from embrepl.training.recipe import Recipe


def load(session: Session, arguments: Arguments) -> Answer:
    """Read text files, or all text files of folders, into a corpus, and make it the current one.

    Reads .txt .md .html .xml .srt .epub .docx .pdf, and tables (.csv .tsv .jsonl .json .parquet; --column names the
    text), each also packed as .gz .bz2 .xz .zst or in a .zip; folders with all below them; patterns (`**/*.txt`); and
    with `-` standard input. Finds the encoding of each file. What cannot be read, or is not there, is told, and the
    rest is kept; it is an error only where nothing is left. Of Markdown the addresses of links are left out.

    A word is a run of letters and digits, with inner apostrophes, hyphens, and points in numbers.
    Chinese is cut into words, Japanese where its scripts meet. --phrases joins words that belong together into one, as
    new_york. Letters have one spelling, however Unicode writes them: é with a mark of its own is é, ﬁ is fi.
    --user-dict is a list of Chinese names in any encoding, one a line. An earlier corpus stays loaded; `use NAME` goes
    back to it.

    --label keeps what each document is, so that `train classifier` learns to tell: the value in a column of the table,
    or with `--label folder` the name of the folder that a file lies in.

    Examples:
      load novels/
      load reviews.csv.gz --column text
      load reviews.csv --column text --label sentiment
      load mails/ --label folder
      load archive/ --include *.txt,*.html --exclude drafts
      load letters/*.txt diary.md --name family
      load reviews.csv --phrases --numbers fold
      load 红楼梦.txt --han simplified --user-dict names.txt
    """
    options = dict(arguments.options)
    name = options.pop("name", None)
    given = {key: value for key, value in options.items() if key != "format"}
    if "user_dict" in given:
        given["user_dict"] = str(Path(expand_home(given["user_dict"])).absolute())
    memory = max(1, given.pop("memory")) if "memory" in given else 0
    job = session.load(_expanded(arguments), ReadOptions(**given), name or _name_of_pattern(arguments), memory)
    if arguments.background:
        return started(session, job)
    return loaded(session, session.jobs.wait(job))


def _expanded(arguments: Arguments) -> list[str]:
    """Return the paths, with the patterns of unquoted ones filled in as a system shell would."""
    import glob

    paths: list[str] = []
    for token in arguments.words:
        pattern = "" if token.quoted or not glob.has_magic(token.text) else expand_home(token.text)
        paths += sorted(glob.glob(pattern, recursive=True)) or [token.text]  # noqa: PTH207
    return paths


def _name_of_pattern(arguments: Arguments) -> str | None:
    """Return the folder that a pattern looks into, as a name for what it finds; None where no pattern comes first."""
    import glob

    first = arguments.words[0].text
    if not glob.has_magic(first) or Path(first).exists():
        return None
    parts = Path(expand_home(first)).absolute().parts
    plain = next(at for at, part in enumerate(parts) if glob.has_magic(part))
    name = parts[plain - 1].strip("/\\")
    return plain_name(name) or None


def loaded(session: Session, job: Job) -> Loaded:
    """Return what is to be told of a corpus that was just read."""
    cached = isinstance(job.result, CorpusRead) and job.result.cached
    return Loaded(**_examined(session, job.name), cached=cached)


def corpus(session: Session, arguments: Arguments) -> Answer:
    """Show the corpus doctor's report in full, list the files, or forget a corpus that was kept.

    The report: files, encodings and languages, what a training will see, documents that stand there twice, files that
    look broken, and one suggestion where something would spoil the vectors. `corpus files` lists the files with the
    words of each; a corpus that is itself called files is named in quotation marks. As CSV the report is a field and
    its value a line.

    A corpus that was read is kept in the cache, so that loading the same files again is instant, until they change.
    `corpus forget` removes the current one from there, `corpus forget NAME` those of that name, `corpus forget --all`
    all of them; what is loaded stays loaded until the session ends. The cache takes 5 GB at most, or what
    EMBREPL_CACHE_SIZE says (500MB; 0 keeps nothing): what was not used for the longest time goes first.

    Examples:
      corpus
      corpus novels
      corpus files
      corpus forget novels
      corpus forget --all
    """
    words = arguments.words
    if words and words[0].text == "forget" and not words[0].quoted:
        return _forget(session, [word.text for word in words[1:]], bool(arguments.options.get("all")))
    files = bool(words) and words[0].text == "files" and not words[0].quoted
    words = words[1:] if files else words
    if arguments.options.get("all") or len(words) > 1:
        raise EmbreplError("wrong-usage", "Only `corpus forget` takes that.", "`help corpus`")
    name = words[0].text if words else session.current_corpus
    if name is None or name not in session.corpora:
        return _unknown(session, name)
    if files:
        return _files(session, name)
    folder = session.corpora[name].folder
    jobs = [job.result for job in session.jobs if isinstance(job.result, CorpusRead)]
    return Examined(**_examined(session, name), cached=any(read.cached and read.folder == str(folder) for read in jobs))


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


def _unknown(session: Session, name: str | None) -> Answer:
    if name is None:
        session.corpus  # noqa: B018 — raises what there is to say
    hint = names_hint(str(name), list(session.corpora), "Load some text: `load PATH`.")
    raise EmbreplError("unknown-name", f"There is no corpus '{name}'.", hint)


def _forget(session: Session, names: list[str], everything: bool) -> Forgotten:
    """Remove corpora from the cache: by the names they have here or had when they were read."""
    from embrepl.corpus.store.cache import Cache, name_of
    from embrepl.system import places

    if session.jobs.running is not None:
        raise EmbreplError("worker-busy", "The background process is still busy with a job.", "`wait` for it first.")
    entries = {entry: name_of(entry) for entry in Cache(places.cache_folder(), places.cache_limit()).entries()}
    here: dict[Path, list[str]] = {}  # files that were loaded twice are one entry under two names
    for name, corpus in session.corpora.items():
        here.setdefault(corpus.folder, []).append(name)
    wanted = set(names) if names or everything else {str(session.corpus and session.current_corpus)}
    if not everything:
        unknown = wanted - set(entries.values()) - set(session.corpora)
        if unknown:
            hint = f"Kept are: {', '.join(sorted(set(entries.values())))}." if entries else "None is kept."
            raise EmbreplError("unknown-name", f"No corpus '{min(unknown)}' is kept.", hint)
        entries = {entry: name for entry, name in entries.items() if wanted.intersection(here.get(entry, [name]))}
    rows = []
    for entry, kept in entries.items():
        size = session.forget(entry)
        name = next((name for name in here.get(entry, []) if everything or name in wanted), kept)
        rows.append(ForgottenRow(name, size or 0, size is None))
    return Forgotten(tuple(rows))


def _examined(session: Session, name: str) -> dict[str, Any]:
    from embrepl.corpus.building.advice import advice

    corpus = session.corpora[name]
    report = corpus.report
    min_count = choosing.choose("zero", None, {}, report.tokens).min_count
    copied = (
        "files", "documents", "tokens", "types", "language", "bytes", "seconds", "skipped", "notes", "sample_lines",
        "lines", "hyphenated_lines", "empty_documents", "duplicate_documents", "suspicious", "unlabelled",
    )  # fmt: skip
    return {
        "name": name,
        "kept_types": corpus.vocabulary_size(min_count),
        "kept_share": corpus.kept_share(min_count),
        "min_count": min_count,
        "encodings": dict(report.encodings),
        "languages": dict(report.languages),
        "labels": dict(report.labels),
        "duplicate_share": report.duplicate_tokens / report.tokens,
        "advice": advice(report, min_count, corpus.kept_share),
        **{field: getattr(report, field) for field in copied},
        "skipped": tuple((path, _why(path, reason)) for path, reason in report.skipped),
        "options": unusual(report.options),
    }


def _why(path: str, reason: str) -> str:
    """Return what is wrong with a file, without its name before it."""
    return reason.removeprefix(path).strip(" :") or reason


def info(session: Session, _: Arguments) -> Answer:
    """Show the corpora, the current model, the command that makes it again, and what the background process does.

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
    return Info(rows, session.current_model, recipe.command, recipe.stopped, worker, __version__)


COMMANDS = {
    "load": Command(
        "load", "load PATH…", load, least=1, completes="paths",
        options=(
            Option("column", str, "the column of a table that holds the text"),
            Option("encoding", str, "overrules the encoding that is found"),
            Option("case", str, "whether Words and words are one word", CASES, "lower"),
            Option("hyphens", str, "whether well-known is one word or two", HYPHENS, "keep"),
            Option("numbers", str, "numbers stay, are left out, or have every digit turned into 0", NUMBERS, "keep"),
            Option("accents", str, "whether é and e are one letter", ACCENTS, "keep"),
            Option("han", str, "the writing that Chinese characters are unified to", HAN, "keep"),
            Option("units", str, "Chinese, Japanese, Thai … by words or by characters", UNITS, "word"),
            Option("user-dict", str, "a file of Chinese names to be kept whole, one a line"),
            Option("phrases", str, "join words that belong together, npmi unless named", PHRASES, bare="npmi"),
            Option("phrase-min-count", int, "how often two words must stand together to be joined", default=5),
            Option("phrase-threshold", float, "the score above which they are; npmi 0.6, llr 1000 unless given"),
            Option("include", str, "in folders and archives, only files that fit: *.txt,letters/*", many=True),
            Option("exclude", str, "in folders and archives, no files or folders that fit", many=True),
            Option("trust", bool, "read packed files that unfold further than text does", (), False),
            Option("memory", number_of_bytes, "how much memory reading may take, as 300MB or 4GB", default="2GB"),
            Option("label", str, "the column that says what each document is, or `folder`: its file's folder says so"),
            Option("name", str, "what to call the corpus"),
        ),
    ),
    "corpus": Command(
        "corpus", "corpus [NAME] | corpus files [NAME] | corpus forget [NAME…|--all]", corpus, completes="names",
        options=(Option("all", bool, "forget every corpus that is kept", (), False),),
    ),
    "info": Command("info", "info", info, most=0),
}  # fmt: skip
