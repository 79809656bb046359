"""The trainings that can go on: which one is meant, and the text that it needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from embrepl.errors import EmbreplError
from embrepl.system import places
from embrepl.training.kept import resumable_trainings
from embrepl.training.recipe import CorpusFacts, StoppedTraining

if TYPE_CHECKING:
    from embrepl.session.session import Session


def sentences(quote: Callable[[str], str]) -> Iterator[str]:
    """Yield for each training that can go on what it is called, where it stopped, on which text, and how it goes on.

    `quote` returns a name as it is typed.
    """
    try:
        trainings = resumable_trainings()
    except EmbreplError:  # no folder to keep any in, which is said elsewhere
        return
    for stopped in trainings:
        name = stopped.called
        stood = f" at {stopped.far}" if stopped.far else ""
        text = f" on {stopped.recipe.corpus.name}" if stopped.recipe.corpus else ""
        yield f"{name} {'was cut off' if stopped.process else 'stopped'}{stood}{text}: `resume {quote(name)}`"


def describe(stopped: StoppedTraining) -> str:
    """Return which stopped training it is, and where it was stopped."""
    where = f", stopped at {stopped.far}" if stopped.far else ""
    return f"{stopped.called} (`{stopped.recipe.command}`{where})"


def find(session: Session, name: str | None) -> StoppedTraining:
    """Return a stopped training: that of a model or an objective, or the latest one on the current corpus.

    `name` is what the model is called, in this session or in the one that was left; those on the current corpus come
    first, and where none is loaded, the latest on any. Raises `nothing-stopped`.
    """
    trainings = list(_named(session))
    here = session.corpora[session.current_corpus].hash if session.current_corpus else None
    fitting = [
        each
        for each in trainings
        if (name is None and here in {None, _hash(each)})
        or name == each.name
        or (name == each.recipe.objective and name not in session.models)
    ]
    if not fitting:
        what = f" of {name}" if name else f" on {session.current_corpus}" if session.current_corpus else ""
        others = "; ".join(map(_with_text, trainings[:3]))
        hint = f"These can go on: {others}." if trainings else "`train` starts one; Ctrl-C or `stop` stops it."
        raise EmbreplError("nothing-stopped", f"There is no stopped training{what} to go on with.", hint)
    return min(fitting, key=lambda each: (_hash(each) != here, name is not None and each.name != name))


def _with_text(stopped: StoppedTraining) -> str:
    name = stopped.recipe.corpus.name if stopped.recipe.corpus else "a text"
    return f"{describe(stopped)} on {name}"


def _hash(stopped: StoppedTraining) -> str | None:
    return stopped.recipe.corpus.hash if stopped.recipe.corpus else None


def _named(session: Session) -> Iterator[StoppedTraining]:
    """Yield the stopped trainings, the latest first, by the names they have in this session."""
    resumable = {name: model for name, model in session.models.items() if model.trained.end.resumable}
    names = {model.recipe.key: name for name, model in resumable.items()}
    for stopped in resumable_trainings():
        taken = stopped.called in session.models  # by a model of this session, which is another one
        own = names.get(stopped.recipe.key)
        yield replace(stopped, name=own or ("" if taken else stopped.called))


def bring_text(session: Session, stopped: StoppedTraining) -> None:
    """Make the text of a training current: one that is loaded, or else from where its words are kept or its files are.

    Raises `text-gone` where it cannot be had any more, or is another one now.
    """
    facts, source = stopped.recipe.corpus, stopped.source
    if facts is None:
        raise _gone(stopped, "it is not known which one")
    for name, corpus in session.corpora.items():
        if corpus.hash == facts.hash:
            if session.current_corpus != name:
                session.use(name)
            return
    if _is_kept(Path(source.folder), facts.hash):
        name = session.free_name(facts.name)
        session.take_corpus(name, Path(source.folder), cached=True)
        session.paths[name] = source.paths
        session.listener.note(f"{facts.name} is loaded for it, from the cache.")
    elif source.paths:
        _read_again(session, stopped, facts)
    else:
        raise _gone(stopped, f"{facts.name} came from standard input, and is no longer in the cache")


def _is_kept(folder: Path, hashed: str) -> bool:
    """Return whether a folder of the cache holds the words of a text."""
    from embrepl.corpus.store.store import Corpus

    if folder.parent != places.cache_folder() or not folder.is_dir():
        return False
    try:
        return Corpus.open(folder).hash == hashed
    except EmbreplError:
        return False


def _read_again(session: Session, stopped: StoppedTraining, facts: CorpusFacts) -> None:
    """Load the files of a training's text as they were read before."""
    from embrepl.corpus.report import options_of

    paths = stopped.source.paths
    session.listener.note(f"{facts.name} is loaded for it, from {', '.join(paths)}.")
    try:
        job = session.jobs.wait(session.load(list(paths), options_of(stopped.source.options), facts.name))
    except EmbreplError as error:
        raise _gone(stopped, error.message) from error
    if session.corpora[job.name].hash != facts.hash:
        raise _gone(stopped, f"{', '.join(paths)} has changed since", "`train` starts anew on what it is now.")


def _gone(stopped: StoppedTraining, why: str, hint: str = "`load` the same text, then `resume`.") -> EmbreplError:
    return EmbreplError("text-gone", f"{stopped.called} needs its text to go on: {why.rstrip('.')}.", hint)
