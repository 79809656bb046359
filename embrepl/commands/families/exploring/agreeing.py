"""`compare` of two models as they are: which neighbours they share, beside what chance alone changes of either."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from embrepl.commands.answers.exploring.agreeing import Agreement, AgreementRow, DifferingWord, SideRow, TwoLists
from embrepl.commands.families.exploring.stability import remakable
from embrepl.commands.lexer import Token
from embrepl.commands.targets.runs import weights_of
from embrepl.commands.targets.vectors import Target, target
from embrepl.errors import EmbreplError
from embrepl.session.holdings import Model
from embrepl.session.session import Session

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from embrepl.space.stability.agreement import Lists, Shared
    from embrepl.space.stability.runs import Runs

K = 10
SEEDS, SAMPLES = "seeds", "samples"
SEED = 1
MOST, ONLY = 10, 3  # words that differ, and neighbours of each that are named
FEW = 50  # shared words below which there is little to compare


@dataclass(frozen=True)
class Makings:
    """A model and its rows of the shared words; two makings of it, by runs: `runs` alone, or the model and a run."""

    model: Model
    rows: NDArray[np.int64]
    runs: Runs | None
    samples: bool

    def lists(self, queries: NDArray[np.int64], session: Session, k: int) -> tuple[Lists, Lists | None, Lists | None]:
        """Return the neighbours of the queries in the model, and in the two makings of it."""
        from embrepl.space.ranking.order import by_count
        from embrepl.space.stability.agreement import lists, of_run

        def report(done: int, total: int) -> None:
            session.report_progress(f"asking {self.model.space.name}", done, total)

        order = by_count(self.model.space)
        believed = None if order is None else order.weights[self.rows]
        own = lists(self.model.space.units, self.rows, queries, k, report, believed)
        if self.runs is None:
            return own, None, None
        first = lists(of_run(self.runs, 0), self.rows, queries, k, report, believed)
        if not self.samples:
            return own, own, first
        return own, first, lists(of_run(self.runs, 1), self.rows, queries, k, report, believed)


def compare_models(
    session: Session, first: Model, second: Model, asked: Sequence[Token], k: int
) -> Agreement | TwoLists:
    """Return what two models share. Raises `nothing-shared`, and what finding a target raises."""
    from embrepl.space.stability.agreement import Shared

    for model in (first, second):
        if model.space.identity:
            message = f"In {model.space.name} each word has an axis of its own: it has no neighbours to compare."
            raise EmbreplError("nothing-shared", message, "Compare with another model.")
    found = tuple(target(session, asked, model) for model in (first, second)) if asked else ()
    if found and found[0].model is found[1].model:
        name = found[0].space.name
        message = f"{found[0].text} is of {name}, and the models to ask are named before it."
        raise EmbreplError("wrong-usage", message, f"Leave @{name} out.")
    shared = Shared.of(first.space, second.space)
    if len(shared) < 2:
        message = f"{first.space.name} and {second.space.name} have no words in common that could be neighbours."
        raise EmbreplError("nothing-shared", message, "Compare models of the same language.")
    texts = [model.recipe.corpus.hash if model.recipe.corpus else None for model in (first, second)]
    samples = texts[0] is None or texts[0] != texts[1]
    notes: list[str] = []
    sides = [
        Makings(model, rows, _runs(session, model, notes, samples=samples), samples)
        for model, rows in ((first, shared.left), (second, shared.right))
    ]
    chance = (SAMPLES if samples else SEEDS) if any(side.runs for side in sides) else ""
    if len(shared) < FEW:
        notes.append(f"Only {len(shared):,} words are shared: shares of their neighbours say little.")
    if found:
        return _two_lists(session, found, sides, chance, notes, k)
    return _agreement(session, sides, shared, chance, notes, k)


def _runs(session: Session, model: Model, notes: list[str], *, samples: bool) -> Runs | None:
    """Return makings of a model, made where there are none: two on resampled texts, or one with another seed."""
    from embrepl.space.stability.runs import FILE, SEEDS, open_runs

    space, name, wanted = model.space, FILE if samples else SEEDS, 2 if samples else 1
    if space.folder is None or (why := remakable(session, model)):
        notes.append(f"What chance changes of {space.name} is not known: {why if space.folder else 'it is not kept'}.")
        return None
    runs = open_runs(space.folder, len(space), space.dim, name)
    if runs is not None and runs.runs >= wanted:
        return runs
    what = "on two other draws of its text" if samples else "with another seed"
    session.listener.note(f"{space.name} is made again {what}, to know what chance alone changes.")
    try:
        session.jobs.wait(session.resample(model, wanted, SEED, reseed=not samples))
    except EmbreplError as error:
        why = "making it again was stopped" if error.code == "stopped" else error.message.rstrip(".")
        notes.append(f"What chance changes of {space.name} is not known: {why}.")
        return None
    runs = open_runs(space.folder, len(space), space.dim, name)
    if runs is None or runs.runs < wanted:
        notes.append(f"What chance changes of {space.name} is not known: making it again was stopped.")
        return None
    return runs


def _agreement(
    session: Session, sides: Sequence[Makings], shared: Shared, chance: str, notes: list[str], k: int
) -> Agreement:
    from embrepl.space.stability.agreement import MARGIN, beyond_chance, by_band, most_different, overlap

    queries = shared.queries()
    found = [side.lists(queries, session, k) for side in sides]
    kept = overlap(found[0][0], found[1][0])
    noise = [None if one is None or other is None else overlap(one, other) for _, one, other in found]
    rows = tuple(
        AgreementRow(band.name, band.words, band.kept, band.low, band.high, band.left, band.right)
        for band in by_band(shared.left[queries], kept, noise)
    )
    beyond = beyond_chance(kept, noise)
    words = sides[0].model.space.words

    def word(query: int) -> DifferingWord:
        one, other = found[0][0][query], found[1][0][query]
        ours, theirs = ([place for place in some.tolist() if place >= 0] for some in (one, other))
        only = [
            tuple(words[int(shared.left[place])] for place in some if place not in rest)[:ONLY]
            for some, rest in ((ours, theirs), (theirs, ours))
        ]
        again = [None if each is None else round(float(each[query]) * k) for each in noise]
        name = words[int(shared.left[queries[query]])]
        return DifferingWord(name, len({*ours} & {*theirs}), again[0], again[1], only[0], only[1])

    surely = beyond is not None and beyond[1] > MARGIN  # else the words that differ most do so by chance
    differing = tuple(word(query) for query in most_different(kept, noise, MOST).tolist()) if surely else ()
    first, second = (side.model for side in sides)
    names = (first.space.name, second.space.name)
    value, low, high = beyond or (None, None, None)
    return Agreement(
        names, (first.corpus, second.corpus), (len(first.space), len(second.space)), len(shared), k, chance,
        value, low, high, _sentence(names, low, high, chance), tuple(notes), differing, rows,
    )  # fmt: skip


def _sentence(names: tuple[str, str], low: float | None, high: float | None, chance: str) -> str:
    from embrepl.space.stability.agreement import MARGIN

    made = "on other draws of the text" if chance == SAMPLES else "with another seed"
    if low is None or high is None:
        return "Whether they differ by more than chance changes is not known."
    if low > MARGIN:
        return f"{names[0]} and {names[1]} differ by more than either does when it is made again {made}."
    return f"{names[0]} and {names[1]} differ no more than one of them does when it is made again {made}."


def _two_lists(
    session: Session, found: Sequence[Target], sides: Sequence[Makings], chance: str, notes: list[str], k: int
) -> TwoLists:
    lists, again = [], []
    for asked, side in zip(found, sides, strict=True):
        session.report_progress(f"asking {side.model.space.name}")
        lists.append(_nearest(asked, side, k))
        again.append(_again(asked, side, k))
    words = [{word for word, _ in each} for each in lists]
    both = words[0] & words[1]
    counts = [None if each is None else len(each & own) for each, own in zip(again, words, strict=True)]

    def side_of(at: int, rank: int) -> tuple[str, float | None, bool, bool | None]:
        if rank >= len(lists[at]):
            return "", None, False, None
        word, cosine = lists[at][rank]
        made = again[at]
        return word, cosine, word in both, None if made is None else word in made

    rows = tuple(SideRow(rank + 1, *side_of(0, rank), *side_of(1, rank)) for rank in range(max(map(len, lists))))
    names = (sides[0].model.space.name, sides[1].model.space.name)
    return TwoLists(
        found[0].text, names, len(sides[0].rows), chance, len(both), counts[0], counts[1],
        _of_lists(names, len(both), counts), tuple(notes), rows,
    )  # fmt: skip


def _of_lists(names: tuple[str, str], kept: int, again: Sequence[int | None]) -> str:
    known = [each for each in again if each is not None]
    if not known:
        return "Whether that is more than chance changes is not known."
    if kept < min(known):
        return "They share fewer than each keeps when it is made again: more than chance changes."
    return "They share as many as one of them keeps when it is made again: no more than chance changes."


def _nearest(asked: Target, side: Makings, k: int) -> list[tuple[str, float]]:
    """Return the words nearest to a target among the shared ones, with their cosines."""
    import numpy as np

    from embrepl.space.neighbours import nearest
    from embrepl.space.ranking.order import by_count

    space = asked.space
    eligible = np.zeros(len(space), np.bool_)
    eligible[side.rows] = True
    found = nearest(space, asked.vector, k, asked.rows, by_count(space), eligible, mutual=False)
    return [(each.word, each.cosine) for each in found]


def _again(asked: Target, side: Makings, k: int) -> set[str] | None:
    """Return the words nearest to a target in another making of its model; None where there is none that has it."""
    import numpy as np

    from embrepl.space.ranking.order import by_count

    runs = side.runs
    if runs is None or any(row >= runs.words for row in asked.rows) or (weights := weights_of(asked)) is None:
        return None
    left_out = np.setdiff1d(np.arange(len(asked.space)), side.rows, assume_unique=True)
    order, without = by_count(asked.space), (*asked.rows, *left_out.tolist())
    found = runs.nearest(runs.sums(asked.rows, weights), k, without, None if order is None else order.weights)[0]
    return {asked.space.words[row] for row in found.tolist() if row >= 0}
