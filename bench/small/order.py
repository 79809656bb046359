"""In what order neighbours come: by their cosines, or by rules that believe seldom seen words less.

Each rule orders all words around a query. What is judged by people: pairs of words in the upper third of the scores
of WordSim-353 and SimLex-999, asked from both sides; how often one is among the first ten of the other, by how often
the one that is looked for was seen. What was planted in the bundled texts: the share of the first ten (or of as many
as there are) that are of the group of the query. And for 50 words, whose lists --look prints, the share of the first
ten that was seen fewer than 20 times.

    PYTHONPATH=bench python bench/small/order.py [--models FOLDER] [--look] [--write]

--models keeps the vectors, so that a second run does not train.
"""

from __future__ import annotations

import argparse
import itertools
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import models
import numpy as np
import pages
import scores
from numpy.typing import NDArray
from shared import ENCYCLOPEDIA, REVIEWS, need

from embrepl.space.ranking.order import PRIOR
from embrepl.space.ranking.rarity import SELDOM

OBJECTIVES = ("spectral", "zero")
MORE = ("skipgram", "subword")  # on the texts of 120,000 and 300,000 words alone
BANDS = ((1, 20), (20, 50), (50, 200), (200, 1 << 60))  # how often the word that is looked for was seen
FEWEST = 15  # pairs in a band that say something
ENGLISH = (
    "king queen the actor good bad paris london war love child murder funny boring music director horror zombie dog "
    "doctor school money car night red"
)
CHINESE = "宝玉 黛玉 贾母 凤姐 丫头 老爷 酒 茶 笑 哭 书 诗 花 月 门 房 银子 衣裳 病 药 马 上 来 不 说"
Floats = NDArray[np.floating[Any]]
Rule = Callable[[Floats, Floats, float], Floats]


def shrunk(prior: float) -> Rule:
    """Return the rule (cosine − typical) · n / (n + prior)."""
    return lambda cosines, counts, typical: (cosines - typical) * counts / (counts + prior)


def seen(least: int) -> Rule:
    """Return the rule that leaves out words seen less often."""
    return lambda cosines, counts, _: np.where(counts >= least, cosines, -np.inf)


def lower_end(cosines: Floats, counts: Floats, _: float) -> Floats:
    """Return the lower end of Fisher's interval for the cosine as a correlation of n values."""
    return np.tanh(np.arctanh(np.clip(cosines, -0.999, 0.999)) - 1.96 / np.sqrt(counts))


RULES: dict[str, Rule] = {
    "cosine alone": lambda cosines, *_: cosines,
    **{f"n / (n + {prior})": shrunk(prior) for prior in sorted({3, 5, 10, 20, 50, PRIOR})},
    "√(n / (n + 30))": lambda cosines, counts, typical: (cosines - typical) * np.sqrt(counts / (counts + 30)),
    "interval's lower end": lower_end,
    **{f"seen {least} times": seen(least) for least in (10, 20, 30)},
}


def table(folder: Path) -> Iterator[str]:
    """Yield the tables, training what has to be trained."""
    known = list(models.texts(folder))
    yield f"{pages.machine()}; the order in use is n / (n + {PRIOR}). Shares in percent.\n"
    yield "Planted groups: the share of the first ten that are of the query's group.\n"
    planted = [(text, name) for text in known if text.planted for name in names(text)]
    yield from grid(planted, lambda text, name: planted_shares(models.trained(text, name, folder), text.planted))
    yield "\nJudged pairs: how often a word is among the first ten of the one that people call similar.\n"
    judged = [(text, name) for text in known if text.english and not text.planted for name in names(text)]
    yield from grid(judged, lambda text, name: judged_shares(models.trained(text, name, folder)))
    last = [(text, name) for text in known[-1:] for name in OBJECTIVES]
    yield "\nThe same on the film reviews, by how often the word that is looked for was seen.\n"
    yield from by_band([(name, models.trained(text, name, folder)) for text, name in last])
    yield f"\nOf the first ten of 25 words in each language, the share that was seen fewer than {SELDOM} times.\n"
    looked = [(text, name) for text in known if is_looked_at(text) for name in OBJECTIVES]
    yield from grid(looked, lambda text, name: seldom_shares(models.trained(text, name, folder), words_of(text)))


def names(text: models.Text) -> Sequence[str]:
    """Return the objectives that are tried on a text."""
    return OBJECTIVES + MORE if any(size in text.name for size in ("120,000", "300,000")) else OBJECTIVES


def is_looked_at(text: models.Text) -> bool:
    """Return whether the 50 words are looked at in a text."""
    return text.source == REVIEWS or (not text.english and not text.planted)


def words_of(text: models.Text) -> Sequence[str]:
    """Return the words that are looked at in a text."""
    return (ENGLISH if text.english else CHINESE).split()


Case = tuple[models.Text, str]


def grid(cases: Sequence[Case], measure: Callable[..., dict[str, float]]) -> Iterator[str]:
    """Yield a table: a row for each text and objective, a column for each rule."""
    yield "| text | | " + " | ".join(RULES) + " |"
    yield "|---|---|" + "---:|" * len(RULES)
    for text, name in cases:
        found = measure(text, name)
        yield f"| {text.name} | {name} | " + " | ".join(f"{100 * found[rule]:.1f}" for rule in RULES) + " |"


def scored(model: models.Trained, row: int, rules: Mapping[str, Rule] = RULES) -> Iterator[tuple[str, Floats]]:
    """Yield the scores (V,) by each rule around a word, which itself comes last."""
    cosines = model.units @ model.units[row]
    typical = float(model.units[row] @ model.mean)
    for name, rule in rules.items():
        scores_of = rule(cosines, model.space.counts, typical).copy()
        scores_of[row] = -np.inf
        yield name, scores_of


def first_of(
    model: models.Trained, row: int, many: int = 10, rules: Mapping[str, Rule] = RULES
) -> dict[str, NDArray[np.int64]]:
    """Return the first words around a word, by rule."""
    return {name: np.argsort(-each, kind="stable")[:many] for name, each in scored(model, row, rules)}


def planted_shares(model: models.Trained, language: str) -> dict[str, float]:
    """Return the mean share of the first ten that are of the query's group, by rule."""
    groups = scores.corpora.planted(language).groups.values()
    shares: dict[str, list[float]] = {name: [] for name in RULES}
    for group in groups:
        rows = [model.space.id(word) for word in group if word in model.space]
        for row in rows if len(rows) > 1 else ():
            for name, first in first_of(model, row, min(10, len(rows) - 1)).items():
                shares[name].append(float(np.isin(first, rows).mean()))
    return {name: statistics.fmean(each) for name, each in shares.items()}


def similar_pairs() -> list[tuple[str, str]]:
    """Return the pairs that people call similar, each from both sides."""
    result: list[tuple[str, str]] = []
    for test in scores.TESTS[:2]:
        lines = [line.split("\t") for line in test.read_text("utf-8").lower().splitlines()]
        rows = [(parts[0], parts[1], float(parts[2])) for parts in lines if len(parts) > 2 and is_number(parts[2])]
        cut = float(np.quantile([score for *_, score in rows], 2 / 3))
        pairs = [(a, b) for a, b, score in rows if score >= cut and a != b]
        result += pairs + [(b, a) for a, b in pairs]
    return result


def is_number(text: str) -> bool:
    """Return whether a text is a number with decimals."""
    return text.strip().replace(".", "", 1).isdigit()


def hits(model: models.Trained) -> tuple[NDArray[np.int64], dict[str, NDArray[np.bool_]]]:
    """Return how often the words looked for were seen, and by rule whether each is among the first ten."""
    space = model.space
    pairs = [(space.id(a), space.id(b)) for a, b in similar_pairs() if a in space and b in space]
    found: dict[str, list[bool]] = {name: [] for name in RULES}
    for a, b in pairs:
        for name, around in scored(model, a):
            found[name].append(bool(np.isfinite(around[b]) and np.count_nonzero(around > around[b]) < 10))
    counts = space.counts[[b for _, b in pairs]]
    return counts, {name: np.array(each) for name, each in found.items()}


def judged_shares(model: models.Trained) -> dict[str, float]:
    """Return how often a word is among the first ten of one that is called similar, by rule."""
    return {name: float(found.mean()) for name, found in hits(model)[1].items()}


def by_band(trained: Sequence[tuple[str, models.Trained]]) -> Iterator[str]:
    """Yield a table of the judged pairs by how often the word that is looked for was seen."""
    yield "| | seen | pairs | " + " | ".join(RULES) + " |"
    yield "|---|---|---:|" + "---:|" * len(RULES)
    for objective, model in trained:
        counts, found = hits(model)
        for least, most in BANDS:
            these = (counts >= least) & (counts < most)
            if these.sum() >= FEWEST:
                shares = " | ".join(f"{100 * found[rule][these].mean():.1f}" for rule in RULES)
                span = f"{least}-{most - 1}" if most < 1 << 59 else f"{least} and more"
                yield f"| {objective} | {span} | {these.sum()} | {shares} |"


def seldom_shares(model: models.Trained, words: Sequence[str]) -> dict[str, float]:
    """Return the share of the first ten of some words that was seen seldom, by rule."""
    lists = [first_of(model, model.space.id(word)) for word in words if word in model.space]
    return {name: float(np.mean([model.space.counts[each[name]] < SELDOM for each in lists])) for name in RULES}


def look(folder: Path) -> Iterator[str]:
    """Yield the lists of the 50 words, by the cosine alone and by the order in use."""
    for text, objective in itertools.product(filter(is_looked_at, models.texts(folder)), OBJECTIVES):
        model = models.trained(text, objective, folder)
        yield f"\n{text.name}, {objective}"
        for row in [model.space.id(word) for word in words_of(text) if word in model.space]:
            lists = first_of(model, row)
            for name in ("cosine alone", f"n / (n + {PRIOR})"):
                yield f"{named(model, [row])}, {name}: {named(model, lists[name])}"


def named(model: models.Trained, rows: Iterable[int]) -> str:
    """Return words with how often they were seen."""
    return " ".join(f"{model.space.words[row]}({model.space.counts[row]})" for row in rows)


def main() -> None:
    """Measure, print, and write the page if asked to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--models", type=Path, help="a folder that keeps the vectors")
    parser.add_argument("--look", action="store_true", help="print the neighbours of the 50 words instead")
    pages.add_options(parser)
    chosen = parser.parse_args()
    need(REVIEWS, ENCYCLOPEDIA, scores.SCRIPT, *scores.TESTS)
    with tempfile.TemporaryDirectory(prefix="embrepl-bench-") as name:
        folder = chosen.models or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        if chosen.look:
            for line in look(folder):
                sys.stdout.write(line + "\n")
        else:
            pages.publish("order", table(folder), chosen)


if __name__ == "__main__":
    main()
