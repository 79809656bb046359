"""`models`, `use` and `health`: which vectors there are, and whether they are any good."""

from __future__ import annotations

from dataclasses import asdict, fields

from embrepl.commands.answers.base import Answer
from embrepl.commands.answers.models import HealthReport, ModelRow, Models, Used
from embrepl.commands.arguments import Arguments, Command
from embrepl.commands.judging import advice_on
from embrepl.errors import EmbreplError, nearest_names
from embrepl.session.session import Model, Session

ROUNDING = 1e-6  # the lengths of unit vectors differ by this much in float32


def models(session: Session, _: Arguments) -> Answer:
    """List the models of this session; the current one is marked.

    Examples:
      models
    """
    session.jobs.pump()
    return Models(
        tuple(
            ModelRow(
                name, name == session.current_model, model.recipe.objective, model.corpus,
                len(model.space), model.space.dim, model.trained.loss, model.trained.seconds, model.trained.end.far,
            )
            for name, model in session.models.items()
        )
    )  # fmt: skip


def use(session: Session, arguments: Arguments) -> Answer:
    """Make a model, or a corpus and its latest model, the current one; commands speak of the current ones.

    Examples:
      use zero
    """
    session.use(arguments.words[0].text)
    return Used(session.current_corpus, session.current_model)


def health(session: Session, arguments: Arguments) -> Answer:
    """Say in figures and in words whether a model's vectors are any good, without any test set.

    Effective rank: how many directions are in use. Random cosine: near 0 in a healthy space. First direction: share of
    the variance that one direction holds. Shared movement: share of the way from the start that went along (1, …, 1),
    where the plain seed's model moves. Untrained overlap: share of nearest neighbours that the random start had too.

    Examples:
      health
      health zero
    """
    from embrepl.space import health as figures

    model = named(session, arguments.words[0].text if arguments.words else None)
    found = asdict(figures.health(model.space))
    if found["norm_spread"] < ROUNDING:
        found["norm_spread"] = 0.0
    wanted = {field.name for field in fields(HealthReport)}
    found["advice"] = advice_on(model.space, found["verdict"])
    return HealthReport(model=model.space.name, **{key: value for key, value in found.items() if key in wanted})


def named(session: Session, name: str | None) -> Model:
    """Return the model of that name, or the current one; `unknown-name` where there is none."""
    if name is None:
        return session.model
    if name not in session.models:
        near = nearest_names(name, list(session.models))
        hint = f"Did you mean {near[0]}?" if near else "`models` lists them."
        raise EmbreplError("unknown-name", f"There is no model '{name}'.", hint)
    return session.models[name]


COMMANDS = {
    "models": Command("models", "models", models, most=0),
    "use": Command("use", "use NAME", use, least=1, most=1, completes="names"),
    "health": Command("health", "health [MODEL]", health, most=1, completes="names"),
}
