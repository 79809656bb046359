"""`load` and `info`: the text, and the state of the session."""

from __future__ import annotations

from embrepl import __version__
from embrepl.commands.answers import Answer, CorpusRow, Info, Loaded, Started
from embrepl.commands.arguments import Arguments, Command, Option
from embrepl.corpus.options import CASES
from embrepl.session import Session
from embrepl.training.options import DEFAULT


def load(session: Session, arguments: Arguments) -> Answer:
    """Read text files, or all text files of folders, into a corpus, and make it the current one.

    Reads .txt and .md, .csv, .tsv and .jsonl (the column that holds the text by --column), each also as .gz; finds the
    encoding of each file. Chinese is cut into words. An earlier corpus stays loaded; `use NAME` goes back to it.

    Examples:
      load novels/
      load reviews.csv.gz --column text
      load letters/*.txt diary.md --name family
    """
    options = dict(arguments.options)
    name = options.pop("name", None)
    given = {key: value for key, value in options.items() if key != "format"}
    job = session.load(_expanded(arguments), given, name)
    if arguments.background:
        job.background = True
        return Started(job.number, job.title)
    return loaded(session, session.wait(job).name)


def _expanded(arguments: Arguments) -> list[str]:
    """Return the paths, with the patterns of unquoted ones filled in as a system shell would."""
    import glob
    import os

    paths: list[str] = []
    for token in arguments.words:
        pattern = "" if token.quoted or not glob.has_magic(token.text) else os.path.expanduser(token.text)  # noqa: PTH111
        paths += sorted(glob.glob(pattern, recursive=True)) or [token.text]  # noqa: PTH207
    return paths


def loaded(session: Session, name: str) -> Loaded:
    """Return what is to be told of a corpus that was just read."""
    corpus = session.corpora[name]
    report = corpus.report
    kept = corpus.vocabulary_size(DEFAULT.min_count)
    kept_tokens = int(corpus.counts[:kept].sum())
    return Loaded(
        name=name,
        files=report.files,
        documents=report.documents,
        tokens=report.tokens,
        types=report.types,
        kept_types=kept,
        kept_share=kept_tokens / report.tokens,
        min_count=DEFAULT.min_count,
        language=report.language,
        encodings=dict(report.encodings),
        bytes=report.bytes,
        seconds=report.seconds,
        skipped=report.skipped,
        notes=report.notes,
        sample_lines=report.sample_lines,
    )


def info(session: Session, _: Arguments) -> Answer:
    """Show the loaded corpora, the current model and the command that makes it again, and the worker's state.

    Examples:
      info
    """
    rows = tuple(
        CorpusRow(
            name, name == session.current_corpus, corpus.report.files, corpus.report.documents,
            corpus.report.tokens, corpus.report.types, corpus.report.language,
        )
        for name, corpus in session.corpora.items()
    )  # fmt: skip
    recipe = ""
    if session.current_model is not None:
        recipe = str(session.models[session.current_model].space.recipe.get("command", ""))
    running = session.running
    worker = running.title if running else ("ready" if session.client.alive else "not started")
    return Info(rows, session.current_model, recipe, worker, __version__)


COMMANDS = {
    "load": Command(
        "load", "load PATH…", load, least=1, completes="paths",
        options=(
            Option("column", str, "the column of a table that holds the text"),
            Option("encoding", str, "overrules the encoding that is found"),
            Option("case", str, "whether Words and words are one word", CASES, "lower"),
            Option("name", str, "what to call the corpus"),
        ),
    ),
    "info": Command("info", "info", info, most=0),
}  # fmt: skip
