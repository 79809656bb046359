"""`evaluate` without a file, and how its answer looks."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import numpy as np
import pytest

import corpora
from embrepl.commands.families.exploring.evaluating import PLANTED, _planted
from embrepl.errors import EmbreplError
from embrepl.session.holdings import Model
from embrepl.session.session import Session
from embrepl.space.space import Space
from embrepl.training.protocol import Trained
from tests.helpers.sessions import Talk, quoted, shown


@pytest.mark.parametrize("name", ["en.txt", "en-0123456789ab.txt", "other.txt"])
def test_a_bundled_text_is_known_by_its_name(tmp_path: Path, name: str) -> None:
    for what in PLANTED:
        (tmp_path / f"en.{what}.tsv").touch()
    (tmp_path / "built").mkdir()
    session = Session(log=Path("/dev/null"))
    session.paths["en"] = (str(tmp_path / "built" / name),)
    model = Model(Space(["a"], np.array([1]), np.eye(1, dtype=np.float32), name="zero"), "en", cast(Trained, None))
    if name == "other.txt":
        with pytest.raises(EmbreplError, match="none of the bundled texts"):
            _planted(session, model)
    else:
        assert _planted(session, model) == tuple(str(tmp_path / f"en.{what}.tsv") for what in PLANTED)


def test_a_bundled_text_is_scored_on_what_was_planted_in_it(solved: Talk) -> None:
    solved("use solved")
    answer = solved("evaluate")
    whole = {row.test: row for row in answer.rows if not row.by}
    assert list(whole) == ["en groups", "en.analogies"]
    words = sum(map(len, corpora.planted("en").groups.values()))
    assert whole["en groups"].questions == words and whole["en.analogies"].questions == len(
        corpora.planted("en").analogies
    )
    assert all(row.low <= row.score <= row.high for row in whole.values())
    sections = [row.part for row in answer.rows if (row.test, row.by) == ("en groups", "section")]
    assert sections == list(corpora.planted("en").groups)
    page = shown(answer)
    assert page.index("covered") < page.index("score") and "en groups by section" in page


def test_another_text_says_what_to_give(solved: Talk, tmp_path: Path) -> None:
    (tmp_path / "v.txt").write_text("king 1 0\nqueen 0 1\nman 1 1\n", encoding="utf-8")
    solved(f"open {quoted(str(tmp_path / 'v.txt'))}")
    error = solved.error("evaluate")
    assert error.code == "no-test" and "v has no text" in error.message and "word1 word2 score" in error.hint
    solved("drop v")
    solved("use solved")


def test_little_coverage_is_said(solved: Talk, tmp_path: Path) -> None:
    solved("use solved")
    lines = ["king queen 9", "king duke 5", "queen duchess 8", *(f"nothing{at} like{at} {at}" for at in range(9))]
    (tmp_path / "p.txt").write_text("\n".join(lines), encoding="utf-8")
    answer = solved(f"evaluate {quoted(str(tmp_path / 'p.txt'))}")
    assert any("covers 3 of 12 pairs" in note for note in answer.notes) and "3 of 12 (25 %)" in shown(answer)
