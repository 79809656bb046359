"""How often a right answer that was seen seldom is lost by the order of neighbours, on texts that did not choose it.

Some occurrences of well-known words are renamed, so that each such word has twins that are used just as it is, and
were seen 3, 5, 10, 20 and 40 times: its true neighbours are rare words. Counted is, by rule, how often a twin is
among the first ten of its word; and, of the first ten of other well-known words, which have no twins, how many were
seen fewer than 20 times, which is what a rule is to keep out. The texts are the encyclopedia and the second half of
the reviews, both cut, and two novels.

    PYTHONPATH=bench python bench/small/rare_answers.py [--models FOLDER] [--write]
"""

from __future__ import annotations

import argparse
import gzip
import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import models
import numpy as np
import order
import pages
from shared import ENCYCLOPEDIA, REVIEWS, need, reviews

from embrepl.space.ranking.order import PRIOR
from embrepl.space.ranking.rarity import SELDOM

SEEN = (3, 5, 10, 20, 40)  # how often the twins of a word were seen
WORDS, LEAST = 60, 200  # words that get twins, and how often each is there at least
CUT = 1_000_000
NOVELS = ("水浒传", "西游记")
FIRST, OTHERS = 10, 200
OBJECTIVES = ("spectral", "zero")
RULES: dict[str, order.Rule] = {
    **{name: order.RULES[name] for name in ("cosine alone", "n / (n + 3)", "n / (n + 5)", f"n / (n + {PRIOR})")},
    "n / (n + 20)": order.RULES["n / (n + 20)"],
    "√(n / (n + 30))": order.RULES["√(n / (n + 30))"],
    "interval's lower end": order.lower_end,
    "cosine − 0.5 / √n": lambda cosines, counts, _: cosines - 0.5 / np.sqrt(counts),
    "cosine − 1 / √n": lambda cosines, counts, _: cosines - 1 / np.sqrt(counts),
}


@dataclass(frozen=True)
class Twinned:
    """A text, and the names that stand for some occurrences of its words."""

    text: models.Text
    twins: dict[str, list[str]]


def sources(folder: Path) -> Iterator[Twinned]:
    """Write and yield the texts, with twins."""
    with gzip.open(ENCYCLOPEDIA, "rt", encoding="utf-8") as file:
        yield english("encyclopedia", file.read().split()[:CUT], folder)
    texts = list(reviews())
    words = [word for text in texts[len(texts) // 2 :] for word in re.findall(r"[a-z]+", text.lower())]
    yield english("second half of the reviews", words[:CUT], folder)
    for name in NOVELS:
        yield novel(name, folder)


def english(name: str, words: list[str], folder: Path) -> Twinned:
    """Return a text of words with twins."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, word in enumerate(words):
        places[word].append(place)
    changes, twins = renamed({word: each for word, each in places.items() if word.isalpha()})
    for place, _, twin in changes:
        words[place] = twin
    return written(name, " ".join(words), twins, folder)


def novel(name: str, folder: Path) -> Twinned:
    """Return a novel with twins of words that its model has."""
    content = (models.NOVELS / f"{name}.txt").read_text("utf-8")
    plain = next(text for text in models.texts(folder) if text.name == name)
    space = models.trained(plain, "spectral", folder).space
    known = [word for word, count in zip(space.words, space.counts, strict=True) if count >= LEAST and len(word) > 1]
    changes, twins = renamed({word: [at.start() for at in re.finditer(re.escape(word), content)] for word in known})
    parts, end = [], 0
    for begin, word, twin in changes:
        if begin >= end:
            parts += [content[end:begin], f" {twin} "]
            end = begin + len(word)
    return written(name, "".join([*parts, content[end:]]), twins, folder)


def renamed(places: dict[str, list[int]]) -> tuple[list[tuple[int, str, str]], dict[str, list[str]]]:
    """Return which places get which names, in order, and the names of each word; words are drawn at random."""
    rng = np.random.default_rng(0)
    known = sorted(word for word, each in places.items() if len(each) >= LEAST)
    changes: list[tuple[int, str, str]] = []
    twins: dict[str, list[str]] = {}
    for number, word in enumerate(rng.permutation(known)[:WORDS].tolist()):
        own = iter(rng.permutation(places[word]).tolist())
        twins[word] = [
            f"qz{'abcdef'[number // 10]}{'abcdefghij'[number % 10]}{'vwxyz'[kind]}" for kind in range(len(SEEN))
        ]
        for twin, seen in zip(twins[word], SEEN, strict=True):
            changes += [(next(own), word, twin) for _ in range(seen)]
    return sorted(changes), twins


def written(name: str, content: str, twins: dict[str, list[str]], folder: Path) -> Twinned:
    """Write a text."""
    source = folder / f"twins-{name.replace(' ', '-')}.txt"
    source.write_text(content, "utf-8")
    return Twinned(models.Text(name, source), twins)


def table(folder: Path) -> Iterator[str]:
    """Yield the table."""
    yield f"{pages.machine()}; the order in use is n / (n + {PRIOR}). Shares in percent, over all four texts.\n"
    yield "| | | " + " | ".join(RULES) + " |"
    yield "|---|---|" + "---:|" * len(RULES)
    texts = list(sources(folder))
    for objective in OBJECTIVES:
        found: dict[str, Counter[str]] = defaultdict(Counter)
        for each in texts:
            count(models.trained(each.text, objective, folder), each.twins, found)
        for what, times in found.items():
            shares = (f"{100 * times[rule] / times['asked']:.1f}" for rule in RULES)
            yield f"| {objective} | {what} | " + " | ".join(shares) + " |"


def count(model: models.Trained, twins: dict[str, list[str]], found: dict[str, Counter[str]]) -> None:
    """Count the twins that are among the first of their words, and the rare words among the first of others."""
    space = model.space
    for word in filter(space.__contains__, twins):
        first = order.first_of(model, space.id(word), FIRST, RULES)
        for twin, seen in zip(twins[word], SEEN, strict=True):
            if twin in space:
                what = found[f"twin seen {seen} times"]
                what.update({rule: int(space.id(twin) in rows) for rule, rows in first.items()} | {"asked": 1})
    left_out = {space.id(word) for word in twins if word in space}
    known = [row for row in np.flatnonzero(space.counts >= LEAST).tolist() if row not in left_out]
    for row in np.random.default_rng(1).permutation(known)[:OTHERS].tolist():
        rare = {
            rule: int((space.counts[rows] < SELDOM).sum())
            for rule, rows in order.first_of(model, row, FIRST, RULES).items()
        }
        found["near other words: seen fewer than 20 times"].update(rare | {"asked": FIRST})


def main() -> None:
    """Measure, print, and write the page if asked to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--models", type=Path, help="a folder that keeps the vectors")
    pages.add_options(parser)
    chosen = parser.parse_args()
    need(REVIEWS, ENCYCLOPEDIA)
    with tempfile.TemporaryDirectory(prefix="embrepl-bench-") as name:
        folder = chosen.models or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        pages.publish("rare", table(folder), chosen)


if __name__ == "__main__":
    main()
