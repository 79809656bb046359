"""`stable`: how sure neighbours are, by making the model again on resampled texts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from embrepl.commands.answers.exploring.stability import Stable, StableRow
from embrepl.commands.answers.jobs import Started
from embrepl.commands.command import Command, by_name
from embrepl.commands.families.words import ends_in_count
from embrepl.commands.lexer import Token
from embrepl.commands.making.ends import in_background
from embrepl.commands.options import PlotOptions, argument, option
from embrepl.commands.targets.runs import runs_of, stability_of
from embrepl.commands.targets.vectors import Target, target
from embrepl.errors import EmbreplError
from embrepl.session.holdings import Model
from embrepl.session.session import Session
from embrepl.system.sizes import counted

if TYPE_CHECKING:
    from embrepl.space.neighbours import Neighbour
    from embrepl.space.ranking.order import Order
    from embrepl.space.stability.intervals import Stability
    from embrepl.space.stability.runs import Runs

SEED = 1
NO_TEXT = ("pretrained", "open", "")  # objectives of vectors that no text here has made
_MENDED = "`train` makes a model of the current text, `load` brings a text back."
_SENTENCES = {
    "firm": "Most neighbours stay whichever part of the text is read more or less often.",
    "fair": "Some neighbours stay, others change with the part of the text: trust those that are kept in most runs.",
    "loose": "Most neighbours change with the part of the text: trust only those that are kept in most runs.",
}


@dataclass(frozen=True, kw_only=True)
class StableOptions(PlotOptions):
    """What `stable` takes."""

    target: tuple[Token, ...] = argument("TARGET", completes=("words",))
    k: int = option(
        "how many neighbours", default=10, least=1, most=1_000,
        behind={"label": "[K]", "noun": "neighbour", "counts": ends_in_count},
    )  # fmt: skip
    rare: bool = option("order by the cosine alone, as `near --rare` does", default=False)
    runs: int = option("how many resampled texts", default=20, least=5, most=1_000)
    background: bool = option("the same as a trailing &", default=False)


def stable(session: Session, options: StableOptions) -> Stable | Started:
    """Say how sure the neighbours of a word are: which of them stay when the same recipe reads resampled texts.

    Each run takes every document of the text none, one or more times, at random (Poisson weights; Antoniak & Mimno
    2018), and makes the model again; a document that is a large part of the text is cut into blocks of lines that
    follow each other. Shown are in how many runs each neighbour is among the K nearest (10), and where its cosine would
    lie on another text of the same kind and size, 95 times in 100. A cosine above that interval is one that was great
    by chance. `spectral` is solved again from counts, in seconds; other models are trained again for each run, and it
    is said before how long that takes.

    The runs are kept with the model, for all its words: the next `stable` answers at once, and `near` shows in how many
    runs each neighbour was kept. Ctrl-C keeps the runs so far; with a trailing & they are made in the background.

    Examples:
      stable king
      stable king 25
      stable king --runs 30
      stable king - man + woman
      stable king &
    """
    from embrepl.space.neighbours import nearest
    from embrepl.space.ranking.order import by_count

    asked = target(session, options.target)
    model = asked.model
    if why := remakable(session, model):
        raise EmbreplError("no-text", f"{model.space.name} cannot be made again: {why}.", _MENDED)
    if asked.unseen:
        message = f"'{asked.unseen[0]}' is not in the text: resampling it says nothing of it."
        raise EmbreplError("unknown-word", message, "Ask for a word of the text.")
    order = None if options.rare else by_count(asked.space)
    neighbours = nearest(asked.space, asked.vector, options.k, asked.rows, order, mutual=False)
    runs = runs_of(model)
    if runs is None or runs.runs < options.runs:
        job = session.resample(model, options.runs, SEED)
        if options.background:
            return in_background(session, job)
        session.jobs.wait(job)
        runs = runs_of(model)
    if runs is None:
        raise EmbreplError("no-runs", f"There are no runs of {model.space.name}.", "`stable` makes them again.")
    return _describe(asked, neighbours, runs, options, order)


def remakable(session: Session, model: Model) -> str:
    """Return why a model cannot be made again from its text, "" where it can."""
    facts = model.recipe.corpus
    if model.space.identity:
        return "each word has an axis of its own, and no word is nearer than another on any text"
    if model.recipe.objective in NO_TEXT or facts is None or not model.corpus:
        return "its vectors came from a file"
    if model.corpus not in session.corpora or session.corpora[model.corpus].hash != facts.hash:
        return f"it was trained on {facts.name}, which is no longer loaded"
    return ""


def _describe(
    asked: Target, neighbours: list[Neighbour], runs: Runs, options: StableOptions, order: Order | None
) -> Stable:
    space, sampling = asked.space, runs.sampling
    found = stability_of(asked, runs, tuple(each.row for each in neighbours), options.k, order)
    length = max(float((asked.vector @ asked.vector) ** 0.5), 1e-12)
    rows = tuple(
        StableRow(
            rank or None, space.words[each.row], float(space.units([each.row])[0] @ asked.vector) / length,
            space.count(each.row), each.kept, runs.runs, each.low, each.high, instead=not rank,
        )
        for rank, each in [*enumerate(found.neighbours, 1), *((0, each) for each in found.others)]
    )  # fmt: skip
    return Stable(
        asked.text, space.name, runs.runs, options.runs, sampling.documents, sampling.blocks, sampling.block,
        found.share, found.units, found.verdict, _sentence(found, runs, asked),
        tuple(_notes(found, runs, options)), rows,
    )  # fmt: skip


def _sentence(found: Stability, runs: Runs, asked: Target) -> str:
    if found.crowded:
        return f"So many neighbours are kept by chance where there are {runs.words:,} words: ask for fewer of them."
    if found.verdict == "unknown":
        unit = "documents" if not runs.sampling.blocks else "parts of the text"
        where = f"{found.units:,} {unit}" if found.units != 1 else f"one of the {unit}"
        return f"'{asked.text}' stands in {where}, too few to say how sure its neighbours are."
    return _SENTENCES[found.verdict]


def _notes(found: Stability, runs: Runs, options: StableOptions) -> list[str]:
    """Return what a person should know of how it was resampled, and of the intervals."""
    from embrepl.space.stability.intervals import LEAST_UNITS

    notes, sampling = [], runs.sampling
    if any(each.units < LEAST_UNITS for each in (*found.neighbours, *found.others)):
        where = "documents" if not sampling.blocks else "parts of the text"
        notes.append(f"Words in fewer than {LEAST_UNITS} {where} have no interval: it would be too narrow.")
    if sampling.blocks:
        rest = f", and {counted(sampling.documents, 'document')}," if sampling.documents else ""
        why = "a document that is a large part of the text is taken in blocks"
        notes.append(f"{counted(sampling.blocks, 'block')} of about {sampling.block:,} words{rest} were drawn: {why}.")
    if runs.runs < options.runs:
        notes.append(
            f"{counted(runs.runs, 'run')} of {options.runs:,}, as it was stopped; `stable` again makes the others."
        )
    return notes


COMMANDS = by_name(Command("stable", stable, StableOptions, background=True))
