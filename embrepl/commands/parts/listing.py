"""The parts of a text, by its variables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from embrepl.commands.answers.parts import CorpusPartRow, CorpusParts
from embrepl.errors import EmbreplError, names_hint

if TYPE_CHECKING:
    from embrepl.corpus.parts.part import Part
    from embrepl.corpus.store.store import Corpus
    from embrepl.corpus.store.variables import Variable
    from embrepl.session.session import Session


def corpus_parts(session: Session, names: Sequence[str]) -> CorpusParts:
    """Return the variables of a corpus and the parts that each makes; `names`: a corpus, one of its variables, or both.

    Raises `unknown-name`, `wrong-usage`.
    """
    from embrepl.corpus.parts.finding import variable_of

    corpora = [name for name in names if name in session.corpora]
    name = corpora[0] if corpora else session.corpus_name
    corpus = session.corpora[name]
    wanted = [each for each in names if each != name]
    if len(wanted) > 1:
        raise EmbreplError(
            "wrong-usage", "Usage: corpus parts [NAME] [VARIABLE]", "One text, and one of its variables."
        )
    chosen = [*corpus.variables.values()]
    for each in wanted:
        if (variable := variable_of(corpus, each)) is None:
            hint = names_hint(each, [*corpus.variables, *session.corpora], "")
            raise EmbreplError("unknown-name", f"{name} has no variable '{each}', nor is it a text.", hint)
        chosen = [variable]
    rows = tuple(row for variable in chosen for row in _rows(corpus, variable))
    return CorpusParts(name, corpus.report.documents, corpus.report.tokens, bool(wanted), rows)


def _rows(corpus: Corpus, variable: Variable) -> list[CorpusPartRow]:
    """Return a row for each part that a variable makes, and one for the documents without a value."""
    import numpy as np

    from embrepl.corpus.parts.dividing import parts_by
    from embrepl.corpus.parts.finding import are_dates
    from embrepl.corpus.parts.notation import quoted
    from embrepl.corpus.parts.part import Part

    name, sizes = variable.name, np.diff(corpus.documents)

    def row(value: str | None, part: str | None, documents: int, tokens: int) -> CorpusPartRow:
        return CorpusPartRow(name, value, part, documents, tokens, tokens / corpus.report.tokens)

    without = Part.of(corpus, "", variable.codes < 0)
    none = [row(None, None, without.size, without.tokens)] if without.size else []
    if variable.numeric or are_dates(variable):
        parts = parts_by(corpus, name)
        return [row(_value(part, name), part.name, part.size, part.tokens) for part in parts] + none
    documents = np.bincount(variable.codes + 1, minlength=len(variable.names) + 1)[1:].tolist()
    tokens = np.bincount(variable.codes + 1, sizes, len(variable.names) + 1)[1:].astype(np.int64).tolist()
    return [
        row(value, f"{quoted(name)}={quoted(value)}", *both)
        for value, *both in zip(variable.names, documents, tokens, strict=True)
        if both[0]
    ] + none


def _value(part: Part, name: str) -> str:
    """Return the value of a part that a variable makes."""
    from embrepl.corpus.parts.notation import quoted

    return part.name.removeprefix(f"{quoted(name)}=")
