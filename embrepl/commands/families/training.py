"""`train` and `resume`: check the options, then start a training or go on with one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from embrepl.commands.answers.jobs import Started
from embrepl.commands.answers.training import Planned, TrainedModel
from embrepl.commands.asking import words_of_text
from embrepl.commands.command import Command, by_name
from embrepl.commands.families.vectors import inspect_files
from embrepl.commands.making.ends import describe_training, in_background, plan_of
from embrepl.commands.numerals import whole_number
from embrepl.commands.options import CommandOptions, Option, argument, group, option
from embrepl.errors import EmbreplError
from embrepl.session.session import Session
from embrepl.session.stopped_trainings import bring_text, describe, find
from embrepl.system.sizes import counted
from embrepl.training import catalog, choosing
from embrepl.training.options.meanings import value_text
from embrepl.training.recipe import CorpusFacts, Recipe

BY_SIZE = ("dim", "min_count", "window", "epochs")
RECIPES = tuple(dict.fromkeys(recipe for entry in catalog.OBJECTIVES for recipe in entry.options.recipes))


def training_options() -> tuple[Option, ...]:
    """Return every option that some objective has; the objective's own dataclass checks their bounds."""
    meanings = choosing.meanings()
    return tuple(
        Option(
            name.replace("_", "-"), whole_number if kind is int else kind, meanings[name].help, meanings[name].choices,
            _common_default(name), completes=meanings[name].sources, suggests=meanings[name].suggests,
        )
        for name, kind in choosing.types().items()
    )  # fmt: skip


def _common_default(name: str) -> Any:
    """Return the default of an option where all objectives that have it agree on one."""
    defaults = {getattr(entry.options(), name) for entry in catalog.OBJECTIVES if name in entry.options.option_names()}
    return defaults.pop() if len(defaults) == 1 else None


@dataclass(frozen=True, kw_only=True)
class WatchOptions(CommandOptions):
    """What `train` and `resume` have in common."""

    watch: tuple[str, ...] = option("show how the neighbours of these words change", default=(), completes=("types",))
    background: bool = option("the same as a trailing &", default=False)


@dataclass(frozen=True, kw_only=True)
class TrainOptions(WatchOptions):
    """What `train` takes."""

    objective: str = argument("[OBJECTIVE]", default="zero", completes=("objectives",))
    recipe: str | None = option(
        "a whole set of options by name", default=None, shown="default", choices=RECIPES,
        aliases=choosing.RECIPE_ALIASES,
    )  # fmt: skip
    settings: Mapping[str, Any] = group(training_options)
    name: str | None = option("what to call the model", default=None)
    dry_run: bool = option("only say which options it would take, how long and how much memory", default=False)


def train(session: Session, options: TrainOptions) -> Planned | Started | TrainedModel:
    """Train word vectors on the current corpus; without a name by the objective `zero`, guarded against collapse.

    Ctrl-C stops it and keeps what it has learnt. With a trailing & it goes on in the background while you ask
    other things (`jobs`, `watch`, `wait`, `stop`); the model that you ask then stays the current one. `--watch
    WORDS` shows how their neighbours change, `--dry-run` only what it would take. `--recipe original` is the
    plain model, to the letter, from which all began: it learns nothing, and `health` says why. `classifier` needs
    labels (`help load`). `objectives` lists the ways of training, `explain NAME` explains one.

    `--init` starts from existing vectors: a file of GloVe, word2vec or fastText, or a model of this session;
    words that it does not have start at random. `train pretrained --file` takes a file's vectors as they are.

    Examples:
      train
      train zero --dim 50 --epochs 10
      train zero --distance squared --guard none
      train zero --recipe original
      train classifier --pool flatten
      train --watch king,river
      train spectral --dry-run
      train zero --init glove.6B.100d.txt
      train pretrained --file glove.6B.100d.txt
      train &
    """
    recipe = prepare(session, options.objective, options.recipe, options.settings)
    watched = _watched(session, options.watch, recipe)
    job = session.train(recipe, options.name, watched, dry=options.dry_run)
    if options.dry_run:
        if options.background or session.jobs.wait(job, session.patience).running:
            return in_background(session, job)
        return plan_of(job)
    session.listener.note(announcement(recipe))
    if options.background:
        return in_background(session, job)
    return describe_training(session, session.jobs.wait(job))


def _watched(session: Session, words: tuple[str, ...], recipe: Recipe) -> tuple[str, ...]:
    """Return the words to watch as the text spells them. Raises `unknown-word` for one that will have no vector."""
    corpus, least = session.corpus, int(recipe.options["min_count"])
    spelt = words_of_text(session, words)
    for word in spelt:
        if (seen := int(corpus.counts[corpus.index[word]])) < least:
            message = f"'{word}' cannot be watched: it is seen {counted(seen, 'time')}, and min-count is {least}."
            raise EmbreplError("unknown-word", message, f"`--min-count {seen}` keeps it.")
    return spelt


def prepare(session: Session, objective: str, recipe: str | None, settings: Mapping[str, Any]) -> Recipe:
    """Return what is to be trained on the current corpus, its options checked and its files inspected."""
    catalog.find(objective)
    files = inspect_files(session, objective, settings)
    report = session.corpus.report
    chosen = choosing.choose(objective, recipe, files.settings, report.tokens)
    chosen.check_labels(tuple(report.labels))
    flags = choosing.to_flags(chosen, recipe, {**settings, **files.typed})
    return Recipe(
        objective,
        command=" ".join(filter(None, ["train", objective, flags])),
        options=asdict(chosen),
        corpus=CorpusFacts(str(session.current_corpus), session.corpus.hash, report.tokens),
        vectors=files.vectors,
    )


def announcement(recipe: Recipe) -> str:
    """Return what a training will do and why, and the options that decided it."""
    chosen = choosing.restore(recipe.objective, recipe.options)
    course = chosen.course(recipe.corpus.tokens) if recipe.corpus else ""
    head = f"{recipe.objective} {course}; " if course else f"{recipe.objective} with "
    return f"{head}{settings_by_size(recipe)}; `--dry-run` shows all"


def settings_by_size(recipe: Recipe) -> str:
    """Return those options that the size of the text decides, as they are typed to overrule them."""
    used = catalog.find(recipe.objective).options.option_names()
    return " ".join(
        f"--{name.replace('_', '-')} {value_text(recipe.options[name])}" for name in BY_SIZE if name in used
    )


@dataclass(frozen=True, kw_only=True)
class ResumeOptions(WatchOptions):
    """What `resume` takes."""

    model: str | None = argument("[MODEL]", default=None, completes=("models",))


def resume(session: Session, options: ResumeOptions) -> Started | TrainedModel:
    """Go on with a training that was stopped, by you or by a machine that failed; without a name, with the latest one.

    The result is the same, to the last bit, as if it had never been stopped. Where its text is not loaded, it is loaded
    again, from the cache or from where it came. `models` lists what can go on.

    Examples:
      resume
      resume zero
    """
    stopped = find(session, options.model)
    bring_text(session, stopped)
    watched = _watched(session, options.watch, stopped.recipe) or stopped.watched
    job = session.train(stopped.recipe, stopped.name, watched, resume=True)
    session.listener.note(f"going on with {describe(stopped)}")
    if options.background:
        return in_background(session, job)
    return describe_training(session, session.jobs.wait(job))


COMMANDS = by_name(
    Command("train", train, TrainOptions, background=True),
    Command("resume", resume, ResumeOptions, background=True),
)
