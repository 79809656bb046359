"""Whether the vectors are any good, asked as a person would: `load`, `train`, `near`.

The bundled corpora say what good vectors must show: which words belong together, and which analogies hold.
"""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest

import corpora
from tests.helpers.sessions import Talk, quoted, talking

LEAST_SHARE = 0.93  # of the planted words, whose nearest neighbour is of their own group
LEAST_ANALOGIES = 0.4  # by 3CosAdd; chance is 1 in 2,000
ORIGINAL_SHARE = 0.3  # that the original recipe stays below

PLANTED_WORDS = 120_000
REVIEW_WORDS = 1_000_000
PAIRS = (
    "terrible awful", "actor actress", "seven eight", "wife husband", "mother father", "horror thriller",
    "boring dull", "man woman", "brother sister", "excellent superb",
)  # fmt: skip


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Talk]:
    """One session, and one worker, for all."""
    with talking(tmp_path_factory.mktemp("home")) as talk:
        yield talk


def nearest(talk: Talk, query: str, k: int = 1) -> list[str]:
    return [row.word for row in talk(f"near {query} --k {k}").rows]


def group_share(talk: Talk, language: str) -> float:
    """Return the share of planted words, as far as the model has them, whose nearest neighbour is of their group."""
    known = set(talk.session.model.space.words)
    result = [
        nearest(talk, quoted(word))[0] in group
        for group in corpora.planted(language).groups.values()
        for word in group
        if word in known
    ]
    assert len(result) > 200
    return sum(result) / len(result)


def analogies(talk: Talk, language: str) -> float:
    """Return the share of planted analogies that `near b - a + c` answers with d."""
    result = [
        nearest(talk, f"{quoted(b)} - {quoted(a)} + {quoted(c)}") == [d]
        for a, b, c, d in corpora.planted(language).analogies
    ]
    return sum(result) / len(result)


@pytest.mark.parametrize("language", corpora.LANGUAGES)
def test_the_default_finds_what_was_planted(
    talk: Talk, language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "half.txt"  # of the length of the bundled text, which takes half the time
    path.write_text(corpora.text(language, words=PLANTED_WORDS), encoding="utf-8")
    talk(f"load {path}")
    trained = talk("train")
    share, right = group_share(talk, language), analogies(talk, language)
    with capsys.disabled():
        print(f"\n{language}: group share {share:.3f}, analogies {right:.3f}, {trained.seconds:.1f} s to train")
    assert trained.verdict == "healthy"
    assert share >= LEAST_SHARE
    assert right >= LEAST_ANALOGIES


@pytest.mark.parametrize("language", corpora.LANGUAGES)
def test_the_original_recipe_does_not(
    talk: Talk, language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "short.txt"
    path.write_text(corpora.text(language, words=30_000), encoding="utf-8")
    talk(f"load {path}")
    trained = talk("train zero --recipe original")
    share = group_share(talk, language)
    with capsys.disabled():
        print(f"\n{language}: group share of the original recipe {share:.3f}, {trained.seconds:.1f} s to train")
    assert trained.verdict == "unlearnt"
    assert share < ORIGINAL_SHARE


def test_real_reviews_give_neighbours_that_make_sense(
    talk: Talk, shared: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "reviews.csv.gz"
    write_part(shared / "data" / "en" / "reviews.csv.gz", path)
    assert talk(f"load {path} --column text").tokens >= REVIEW_WORDS
    trained = talk("train --epochs 2")
    result = [pair for pair in PAIRS if pair.split()[1] in nearest(talk, pair.split()[0], 10)]
    with capsys.disabled():
        print(f"\nreviews: {len(result)} of {len(PAIRS)} pairs, {trained.seconds:.1f} s to train")
    assert len(result) >= len(PAIRS) / 2


def write_part(source: Path, path: Path) -> None:
    """Write every third review, since they are ordered by what they say, until there are words enough."""
    with (
        gzip.open(source, "rt", encoding="utf-8", newline="") as whole,
        gzip.open(path, "wt", encoding="utf-8", newline="", compresslevel=1) as part,
    ):
        rows, out, words = csv.reader(whole), csv.writer(part), 0
        out.writerow(next(rows))
        for number, row in enumerate(rows):
            if number % 3 == 0 and words < REVIEW_WORDS:
                out.writerow(row)
                words += len(row[0].split())
