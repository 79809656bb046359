"""`export`: a model's words and vectors into a file that other tools read."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

from embrepl.commands.answers.giving.exporting import Exported
from embrepl.commands.command import Command, by_name
from embrepl.commands.families.models import find_model
from embrepl.commands.options import CommandOptions, argument, option
from embrepl.session.session import Session
from embrepl.system.places import expand_home

if TYPE_CHECKING:
    from embrepl.space.formats.content import Subwords
    from embrepl.space.space import Space


@dataclass(frozen=True, kw_only=True)
class ExportOptions(CommandOptions):
    """What `export` takes."""

    format_of_file: str = argument("FORMAT", completes=("formats",))
    path: str = argument("PATH", completes=("paths",))
    model: str | None = option("which model, instead of the current one", default=None, completes=("models",))
    force: bool = option("replace a file that is there", default=False)


def export(session: Session, options: ExportOptions) -> Exported:
    """Write the current model's words and vectors to a file that other tools read.

    word2vec is text with a line of counts first, as gensim and most tools read it; word2vec-binary holds the same as
    32-bit floats; glove is the text without that line; fasttext is fastText's .bin, for vectors of unseen words where
    the model has any (`train subword`: with a row for each bucket, two million times 100 numbers are 800 MB, most of
    them zero). Where a model has no counts of its words, as one that was opened from text, fastText's file gets counts
    by rank: the number of words divided by the word's place. A file whose name ends in .gz, .bz2 or .xz is compressed.

    The text gives the same 32-bit floats back. White space in a word is written as _; what cannot be written is left
    out, and the answer says so. The file is written whole or not at all; an older one stays without --force. A session
    that is killed meanwhile leaves .NAME.….new beside it, which a later export to the same name removes.

    Examples:
      export word2vec vectors.txt
      export word2vec-binary vectors.bin --model zero
      export glove vectors.txt.gz --force
      export fasttext vectors.bin
    """
    import numpy as np

    from embrepl.space.formats.fasttext import counts_by_rank
    from embrepl.space.formats.writing import write

    name, space = options.format_of_file, find_model(session, options.model).space
    path, counts, notes = Path(expand_home(options.path)), np.asarray(space.counts), []
    if name == "fasttext" and not counts.any():
        counts = counts_by_rank(len(space))
        notes.append("How often the words were seen is not known; the file has counts by their rank instead.")
    written = write(
        name, path, space.words, space.matrix, counts=counts, subwords=_subwords(space),
        force=options.force, stopped=lambda: session.interrupts.take() > 0,
    )  # fmt: skip
    return Exported(options.path, name, space.name, written.words, written.dim, written.bytes, (*notes, *written.notes))


def _subwords(space: Space) -> Subwords | None:
    """Return what fastText's format has of a model with n-grams, and how it was trained."""
    from embrepl.space.formats.content import Args, Sparse, Subwords

    ngrams = space.ngram_rows
    if ngrams is None:
        return None
    known = {field.name: space.option(field.name) for field in fields(Args)}
    args = Args(**{name: value for name, value in known.items() if value is not None})
    return Subwords(ngrams.ngrams, ngrams.own, Sparse(ngrams.ngrams.buckets, ngrams.buckets, ngrams.rows), args=args)


COMMANDS = by_name(Command("export", export, ExportOptions))
