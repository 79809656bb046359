"""`loss`: how the loss of a training went."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from embrepl.commands.answers.exploring.surveys.losses import LossCurves, LossRow
from embrepl.commands.command import Command, by_name
from embrepl.commands.families.models import find_model
from embrepl.commands.options import CommandOptions, argument
from embrepl.session.holdings import Model
from embrepl.session.session import Session


@dataclass(frozen=True, kw_only=True)
class LossOptions(CommandOptions):
    """What `loss` takes."""

    models: tuple[str, ...] = argument("[MODEL…]", default=(), completes=("models",))


def loss(session: Session, options: LossOptions) -> LossCurves:
    """Show the curve of the loss over a training, of the current model or of several.

    A point is the mean loss of a stretch of the training. Losses of different objectives measure different things: only
    models of one objective, trained with the same --negatives, can be compared by them. A curve that still falls at its
    end says that more passes (--epochs) may help; one that lies flat, that they will not. For whether the vectors are
    any good ask `health`.

    Examples:
      loss
      loss zero spectral
    """
    session.jobs.pump()
    asked = [find_model(session, name) for name in dict.fromkeys(options.models or (None,))]
    rows = tuple(
        LossRow(model.space.name, (at + 0.5) / len(model.losses), value)
        for model in asked for at, value in enumerate(model.losses)
    )  # fmt: skip
    return LossCurves(tuple(note for model in asked for note in _notes(model)), rows)


def _notes(model: Model) -> Iterator[str]:
    """Yield by how much a loss has changed, and why a model has no curve, or no whole one."""
    name, losses = model.space.name, model.losses
    if len(losses) > 1 and losses[0]:
        change = losses[-1] / losses[0] - 1
        how = "falls" if change < 0 else "rises"
        yield f"The loss of {name} {how} by {100 * abs(change):.1f} % from its first point to its last."
    if losses and model.trained.earlier:
        yield f"{name} was stopped and resumed: only what came after that is shown."
    elif not losses and model.trained.loss is not None:
        yield f"The training of {name} was too short for a curve; its loss at the end was {model.trained.loss:.3f}."
    elif not losses:
        yield f"{name} has no loss: its vectors were solved or read, not trained step by step."


COMMANDS = by_name(Command("loss", loss, LossOptions))
