"""Which text a command asks: the current one, another, or a part of either; `--in` names it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from embrepl.commands.options import CommandOptions, option
from embrepl.errors import EmbreplError, did_you_mean, nearest_names

if TYPE_CHECKING:
    from embrepl.corpus.store.store import Corpus
    from embrepl.session.session import Session

OF = ":"  # between a loaded text and its part


@dataclass(frozen=True, kw_only=True)
class InPart(CommandOptions):
    """The option of commands that ask the text, or a part of it."""

    part: str | None = option(
        "ask a part of the text alone: negative, party=D, year>=1990; or another loaded text", default=None, name="in",
        completes=("parts",), joined_by="&",
    )  # fmt: skip


def within(session: Session, options: CommandOptions) -> Session:
    """Return the session that a command asks: with the part of `--in` as its current text, where that was typed."""
    if not isinstance(options, InPart) or options.part is None:
        return session
    name, corpus = text_named(session, options.part)
    return session.within(name, corpus)


def text_named(session: Session, text: str) -> tuple[str, Corpus]:
    """Return what a text is called, and the text: another loaded one, a part of the current one, or NAME:PART of any.

    Raises what `find_part` raises, `ambiguous-part` where it is a part and another text, and `nothing-loaded`.
    """
    text = text.strip()
    name, sign, rest = text.partition(OF)
    if sign and name in session.corpora:
        return _view(session, name, rest) if rest.strip() else (name, session.corpora[name])
    current = session.corpus_name
    if text not in session.corpora:
        return _of_current(session, text, [each for each in session.corpora if each != current])
    masks = [variable.codes == place for variable in session.corpus.variables.values() if not variable.numeric
             and (place := variable.places.get(text)) is not None]  # fmt: skip
    if masks and not (text == current and all(mask.all() for mask in masks)):
        what = "all of it" if text == current else "the other text"
        message = (
            f"'{text}' is a part of {current}, and the name of {'all of it' if text == current else 'another text'}."
        )
        raise EmbreplError("ambiguous-part", message, f"`{current}:{text}` is the part, `{text}:` {what}.")
    return text, session.corpora[text]


def _of_current(session: Session, text: str, others: Sequence[str]) -> tuple[str, Corpus]:
    try:
        return _view(session, session.corpus_name, text)
    except EmbreplError as error:  # it may be another text that is meant
        near = nearest_names(text, list(others), most=1)
        if error.code in {"unknown-part", "no-variables"} and near and not error.hint.startswith("Did you mean"):
            raise EmbreplError(error.code, error.message, did_you_mean(near)) from None
        if error.code == "no-variables" and others:
            raise EmbreplError(error.code, error.message, f"{error.hint} Other texts: {', '.join(others)}.") from None
        raise


def _view(session: Session, name: str, text: str) -> tuple[str, Corpus]:
    """Return a part of a loaded text, as a corpus, and its name."""
    from embrepl.corpus.parts.finding import find_part

    session.report_progress("gathering the part")
    part = find_part(session.corpora[name], text)
    called = f"{name}{OF}{part.name}"
    return called, session.views.view(session.corpora[name], part, called)
