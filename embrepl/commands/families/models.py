"""`models`, `use`, `drop` and `health`: which vectors there are, and whether they are any good."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from embrepl.commands.answers.models import (
    ContextBand,
    Dropped,
    DroppedRow,
    FrequencyBand,
    HealthReport,
    ModelRow,
    Models,
    Used,
)
from embrepl.commands.command import Command, by_name
from embrepl.commands.lexer import quote
from embrepl.commands.making.judging import advice_on
from embrepl.commands.options import CommandOptions, PlotOptions, argument
from embrepl.commands.targets.uses import known_induction
from embrepl.errors import EmbreplError, nearest_names
from embrepl.session.holdings import Model
from embrepl.session.session import Session
from embrepl.session.stopped_trainings import sentences

if TYPE_CHECKING:
    from embrepl.evidence.uses.induction import Induction

ROUNDING = 1e-6  # the lengths of unit vectors differ by this much in float32


def models(session: Session, _: CommandOptions) -> Models:
    """List the models of this session, the current one marked, and the trainings that can go on.

    Examples:
      models
    """
    session.jobs.pump()
    return Models(
        tuple(sentences(quote)),
        tuple(
            ModelRow(
                name, name == session.current_model, model.recipe.objective, model.corpus,
                len(model.space), model.space.dim, model.trained.loss, model.trained.seconds, model.trained.end.far,
            )
            for name, model in session.models.items()
        ),
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class UseOptions(CommandOptions):
    """What `use` takes."""

    name: str = argument("NAME", completes=("names",))


def use(session: Session, options: UseOptions) -> Used:
    """Make a model, or a corpus and its latest model, the current one, which the other commands use.

    Examples:
      use zero
    """
    session.use(options.name)
    return Used(session.current_corpus, session.current_model)


@dataclass(frozen=True, kw_only=True)
class DropOptions(CommandOptions):
    """What `drop` takes."""

    names: tuple[str, ...] = argument("NAME…", completes=("names",))


def drop(session: Session, options: DropOptions) -> Dropped:
    """Take models and corpora out of the session, and give back the room that they take on the disk.

    A corpus stays in the cache, so that it can be loaded again at once; `corpus forget` removes it from there. Its
    models stay. Files that were exported stay too.

    Examples:
      drop zero
      drop zero reviews
    """
    names = tuple(dict.fromkeys(map(session.plain_name, options.names)))
    unknown = next((name for name in names if name not in {**session.models, **session.corpora}), None)
    if unknown is not None:
        raise session.unknown_name(unknown)
    running = session.jobs.running
    if running is not None and {running.destination.corpus, running.destination.model} & set(names):
        used = running.destination.corpus
        what = f"{used} is the text" if used in names else f"{running.destination.model} is the model"
        message = f"{what} of job {running.number}, {running.title}."
        raise EmbreplError("worker-busy", message, f"`wait` for it, or `stop {running.number}`.")
    rows = tuple(DroppedRow(name, *session.drop(name)) for name in names)
    return Dropped(session.current_corpus, session.current_model, rows)


@dataclass(frozen=True, kw_only=True)
class HealthOptions(PlotOptions):
    """What `health` takes."""

    model: str | None = argument("[MODEL]", default=None, completes=("models",))


def health(session: Session, options: HealthOptions) -> HealthReport:
    """Say in figures and in words whether a model's vectors are any good, without any test set.

    Effective rank: how many directions are in use. Random cosine: near 0 in a good space. First component: share of
    the variance that one direction holds. Shared movement: share of the way from the start that went along (1, …, 1),
    where the plain zero-distance model moves. Neighbours kept: share of the nearest neighbours that are those of the
    start. Rare neighbours: of the words nearest to well-known ones (seen 50 times and more), by the cosine alone, the
    share that was seen fewer than 20 times. Rare lead: how much nearer the nearest of those are than the nearest of the
    other words; over 7 %, rare words are neighbours by chance. Hub: a word that is among the nearest of many.

    Vectors of contexts: phrases, rare words and single uses have vectors made of what stands around their places. A
    tenth of the words was left out to check that, by how often they were seen: the mean cosine of their own vectors
    with those made of their contexts, beside that of the plain mean of the vectors around them. Below 0.5 what `near`
    says of a phrase, and what `uses`, `trend`, `typical`, `senses` and `alike` say, is not to be trusted far.

    The picture: the singular values, greatest first; and by how often words were seen, their share of all words, of the
    neighbours of well-known words, and the mean length of their vectors.

    Examples:
      health
      health zero
    """
    from embrepl.space import health as figures

    model = find_model(session, options.model)
    report = asdict(figures.health(model.space))
    if report["norm_spread"] < ROUNDING:
        report["norm_spread"] = 0.0
    report["advice"] = advice_on(model.space, report["verdict"])
    rarity: dict[str, Any] = report["rarity"] or {}
    learnt = known_induction(session, model)
    shown = {field.name for field in fields(HealthReport)} - {"hub", "hub_share", "bands", "contexts", "context_fit"}
    return HealthReport(
        model=model.space.name,
        **{key: value for key, value in report.items() if key in shown},
        rare_neighbours=rarity.get("neighbours"),
        rare_words=rarity.get("words"),
        rare_lead=rarity.get("lead"),
        hub=rarity.get("hub", ""),
        hub_share=rarity.get("hub_share"),
        bands=tuple(FrequencyBand(**band) for band in rarity.get("bands", ())),
        contexts=_contexts(learnt) if learnt else (),
        context_fit=learnt.cosine if learnt else None,
    )


def _contexts(learnt: Induction) -> tuple[ContextBand, ...]:
    """Return how well vectors are made of contexts, by how often words were seen."""
    from embrepl.evidence.uses.induction import BANDS

    last = {least: more - 1 for least, more in pairwise(BANDS)}
    return tuple(
        ContextBand(band.least, last.get(band.least), band.words, band.cosine, band.plain) for band in learnt.bands
    )


def find_model(session: Session, name: str | None) -> Model:
    """Return the model of that name, or the current one; `unknown-name` where there is none."""
    if name is None:
        return session.model
    name = session.plain_name(name)
    if name not in session.models:
        near = nearest_names(name, list(session.models))
        hint = f"Did you mean {near[0]}?" if near else "`models` lists them."
        raise EmbreplError("unknown-name", f"There is no model '{name}'.", hint)
    return session.models[name]


COMMANDS = by_name(
    Command("models", models, CommandOptions),
    Command("use", use, UseOptions),
    Command("drop", drop, DropOptions),
    Command("health", health, HealthOptions),
)
