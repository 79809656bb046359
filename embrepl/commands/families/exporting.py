"""`export`: a model's words and vectors into a file that other tools read."""

from __future__ import annotations

import os
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

from embrepl.commands.answers.base import Answer
from embrepl.commands.answers.exporting import Exported
from embrepl.commands.arguments import Arguments, Command, Option
from embrepl.commands.families.models import named
from embrepl.session.session import Session

if TYPE_CHECKING:
    from embrepl.space.formats.content import Subwords
    from embrepl.space.space import Space


def export(session: Session, arguments: Arguments) -> Answer:
    """Write the current model's words and vectors to a file that other tools read.

    word2vec is text with a line of counts first, as gensim and most tools read it; word2vec-binary holds the same as
    32-bit floats; glove is the text without that line; fasttext is fastText's .bin, for vectors of unseen words where
    the model has any (`train subword`: with a row for each bucket, two million times 100 numbers are 800 MB, most of
    them zero). A path that ends in .gz, .bz2 or .xz is packed.

    The text gives the same 32-bit floats back. White space in a word is written as _; what cannot be written is left
    out and told. The file is there when it is whole, or not at all, and an older one stays unless --force is given.

    Examples:
      export word2vec vectors.txt
      export word2vec-binary vectors.bin --model zero
      export glove vectors.txt.gz --force
      export fasttext vectors.bin
    """
    import numpy as np

    from embrepl.space.formats.writing import write

    name, typed = arguments.texts()
    model = named(session, arguments.options.get("model"))
    path = Path(os.path.expanduser(typed))  # noqa: PTH111 - leaves an unknown ~user as it is
    session.interrupts.take()
    space = model.space
    written = write(
        name, path, space.words, space.matrix, counts=np.asarray(space.counts), subwords=_subwords(space),
        force=bool(arguments.options.get("force")), stopped=lambda: session.interrupts.take() > 0,
    )  # fmt: skip
    return Exported(typed, name, space.name, written.words, written.dim, written.bytes, written.notes)


def _subwords(space: Space) -> Subwords | None:
    """Return what fastText's format has of a model with n-grams, and how it was trained."""
    from embrepl.space.formats.content import Args, Sparse, Subwords

    found = space.ngram_rows
    if found is None:
        return None
    told = {field.name: space.option(field.name) for field in fields(Args)}
    args = Args(**{name: value for name, value in told.items() if value is not None})
    return Subwords(found.ngrams, found.own, Sparse(found.ngrams.buckets, found.buckets, found.rows), args=args)


COMMANDS = {
    "export": Command(
        "export", "export FORMAT PATH", export, least=2, most=2, completes="formats",
        options=(
            Option("model", str, "which model, instead of the current one"),
            Option("force", bool, "replace a file that is there", (), False),
        ),
    ),
}  # fmt: skip
