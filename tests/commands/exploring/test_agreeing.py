"""`compare` of two models as they are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from embrepl.space.stability.agreement import MARGIN
from embrepl.space.stability.runs import SEEDS
from tests.helpers.sessions import Talk, quoted, shown


@pytest.fixture(scope="module")
def two(solved: Talk) -> Iterator[Talk]:
    """The session with two more models of the same text, one of them very different, and one of another text."""
    solved("use story")
    solved("train spectral --dim 20 --seed 5 --name twin")
    solved("train spectral --dim 3 --window 1 --name other")
    yield solved
    solved("drop twin other")
    solved("use solved")


def test_models_of_one_text_beside_other_seeds(two: Talk) -> None:
    answer = two("compare solved other")
    assert (answer.kind, answer.models, answer.chance, answer.k) == ("agreement", ("solved", "other"), "seeds", 10)
    assert answer.shared == answer.words[0] == answer.words[1]
    assert answer.low > MARGIN and "differ by more" in answer.sentence and 0 < len(answer.differing) <= 10
    assert all(row.kept < min(row.first, row.second) for row in answer.differing)
    whole = answer.rows[0]
    assert whole.band == "all" and whole.kept < min(whole.first, whole.second) and whole.low <= whole.kept <= whole.high
    page = shown(answer, width=120)
    assert "words that differ most" in page and "with another seed" in page
    folder = two.session.models["solved"].space.folder
    assert folder is not None and (folder / SEEDS).is_file()


def test_another_seed_is_no_difference(two: Talk) -> None:
    answer = two("compare solved twin")
    assert answer.low <= MARGIN and "differ no more than" in answer.sentence and not answer.differing
    jobs = len(two.session.jobs)
    assert two("compare solved twin").rows == answer.rows and len(two.session.jobs) == jobs


def test_neighbours_of_a_target_side_by_side(two: Talk) -> None:
    answer = two("compare solved other king")
    assert (answer.kind, answer.target, len(answer.rows)) == ("two-lists", "king", 10)
    assert [row.first for row in answer.rows] == [row.word for row in _near(two, "solved", "king")]
    both = {row.first for row in answer.rows} & {row.second for row in answer.rows}
    assert answer.kept == len(both) == sum(row.first_shared for row in answer.rows)
    assert answer.first == sum(bool(row.first_again) for row in answer.rows)
    assert f"{answer.kept} of 10 in both lists" in " ".join(shown(answer, width=120).split())
    assert len(two("compare solved other king - man + woman --neighbours 4").rows) == 4


def _near(talk: Talk, model: str, word: str) -> tuple[object, ...]:
    before = talk.session.current_model
    talk(f"use {model}")
    rows: tuple[object, ...] = talk(f"near {word}").rows
    talk(f"use {before}")
    return rows


def test_models_of_two_texts_beside_other_draws(two: Talk, tmp_path: Path) -> None:
    some = "the king and the queen saw a red door . the man and the woman had a cow in the old mill . " * 20
    (tmp_path / "news.csv").write_text("text\n" + "\n".join(some for _ in range(60)), encoding="utf-8")
    two(f"load {quoted(str(tmp_path / 'news.csv'))} --name news --column text")
    two("train spectral --dim 5 --name small")
    answer = two("compare solved small")
    assert (answer.chance, answer.corpora) == ("samples", ("story", "news"))
    assert 2 <= answer.shared < answer.words[1] + 1 and any("shared" in note for note in answer.notes)
    assert f"{answer.shared} shared of" in shown(answer, width=120)
    two("drop small news")
    two("use solved")


def test_what_cannot_be_compared_says_so(two: Talk, tmp_path: Path) -> None:
    assert "named twice" in two.error("compare solved solved").message
    assert two.error("compare solved other qwxz").code == "unknown-word"
    (tmp_path / "v.txt").write_text("king 1 0\nqueen 0.9 0.2\nman 1 1\n", encoding="utf-8")
    two(f"open {quoted(str(tmp_path / 'v.txt'))}")
    answer = two("compare solved v")
    assert answer.shared == 3 and "shared" in " ".join(answer.notes)
    assert any("came from a file" in note for note in answer.notes)
    two("drop v")
    two("train onehot")
    assert two.error("compare solved onehot").code == "nothing-shared"
    two("drop onehot")
    two("use solved")
