"""`trainings`: what was stopped and is kept, so that it can go on."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from embrepl.commands.answers.keeping import ForgottenTraining, ForgottenTrainings, StoppedList, TrainingRow
from embrepl.commands.command import Command, by_name
from embrepl.commands.options import CommandOptions, argument, option
from embrepl.errors import EmbreplError, names_hint
from embrepl.session.keeping import StoppedTrainings, stopped_trainings
from embrepl.session.session import Session
from embrepl.system.kept import last_use
from embrepl.system.sizes import bytes_in
from embrepl.training.kept import training_in


@dataclass(frozen=True, kw_only=True)
class TrainingsOptions(CommandOptions):
    """What `trainings` takes."""

    action: str | None = argument("", default=None, keywords=("forget",))
    names: tuple[str, ...] = argument("[NAME…]", default=())
    everything: bool = option("forget every stopped training", default=False, name="all")


def trainings(session: Session, options: TrainingsOptions) -> StoppedList | ForgottenTrainings:
    """List the stopped trainings that are kept, of this session and of earlier ones, or remove some.

    `resume` goes on with one, and loads its text where need be. `trainings forget NAME` removes those whose model is
    called so, `trainings forget --all` all of them, but none that a session is at work on. They take 2 GB at most, or
    what EMBREPL_TRAININGS_SIZE says (500MB; 0 keeps none): what was not used for longest is removed first, and what
    was not used for 90 days (EMBREPL_KEEP_DAYS); a note says so.

    Examples:
      trainings
      trainings forget zero
      trainings forget --all
    """
    try:
        kept = stopped_trainings()
    except OSError as error:
        message = f"{error.filename or 'The folder of stopped trainings'} cannot be read: {error.strerror or error}."
        raise EmbreplError("cannot-read", message, "`info` says where it is.") from error
    if options.action == "forget":
        return _forget(kept, options)
    if options.names or options.everything:
        raise EmbreplError("wrong-usage", "Only `trainings forget` takes that.", "`help trainings` explains it.")
    entries = sorted(kept.entries(), key=last_use, reverse=True)
    return StoppedList(str(kept.folder), tuple(_row(kept, entry) for entry in entries))


def _row(kept: StoppedTrainings, entry: Path) -> TrainingRow:
    used = time.strftime("%Y-%m-%d %H:%M", time.localtime(last_use(entry)))
    training = training_in(entry)
    size, in_use = bytes_in(entry), kept.in_use(entry)
    if training is None:
        return TrainingRow(entry.name, "", "", "", used, size, in_use)
    corpus = training.recipe.corpus.name if training.recipe.corpus else ""
    return TrainingRow(training.called, training.recipe.objective, corpus, training.far, used, size, in_use)


def _forget(kept: StoppedTrainings, options: TrainingsOptions) -> ForgottenTrainings:
    """Remove the named trainings, or all."""
    names = {entry: kept.name_of(entry) for entry in kept.entries()}
    if not options.names and not options.everything:
        known = f"There are: {', '.join(sorted(set(names.values())))}." if names else "None is kept."
        hint = f"{known} `trainings forget --all` removes all."
        raise EmbreplError("wrong-usage", "`trainings forget` needs the name of a stopped training.", hint)
    unknown = next((name for name in options.names if name not in names.values()), None)
    if unknown is not None:
        hint = names_hint(unknown, sorted(set(names.values())), "None is kept.")
        raise EmbreplError("unknown-name", f"There is no stopped training '{unknown}'.", hint)
    rows = []
    for entry, name in names.items():
        if options.everything or name in options.names:
            size = kept.remove(entry)
            rows.append(ForgottenTraining(name, size or 0, size is None))
    return ForgottenTrainings(tuple(rows))


COMMANDS = by_name(
    Command("trainings", trainings, TrainingsOptions, forms="trainings | trainings forget NAME…|--all"),
)
