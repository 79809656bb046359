"""`near`, `dist` and `vec` as data and as text."""

from __future__ import annotations

import csv

import numpy as np
import pytest

from embrepl.session.holdings import Model
from tests.commands.trained.checks import rows_of
from tests.helpers.sessions import Talk, complaint, shown


class TestNear:
    def test_equals_a_plain_search(self, talk: Talk, model: Model) -> None:
        found = talk("near king --rare")
        assert (found.kind, found.query, found.model, len(found.rows)) == ("neighbours", "king", "small", 10)
        assert found.order == "cosine"
        unit = np.array(model.space.matrix, dtype=np.float64)
        unit /= np.linalg.norm(unit, axis=1, keepdims=True)
        cosines = unit @ unit[model.space.words.index("king")]
        order = [row for row in np.argsort(-cosines) if model.space.words[row] != "king"]
        assert [row.word for row in found.rows] == [model.space.words[row] for row in order[:10]]
        assert [row.cosine for row in found.rows] == pytest.approx([cosines[row] for row in order[:10]], abs=1e-5)
        assert [row.count for row in found.rows] == [model.space.counts[row] for row in order[:10]]
        assert [row.rank for row in found.rows] == list(range(1, 11))

    def test_a_word_seen_seldom_has_its_cosine_shrunk(self, talk: Talk, model: Model) -> None:
        unit = np.array(model.space.matrix, dtype=np.float64)
        unit /= np.linalg.norm(unit, axis=1, keepdims=True)
        (king,) = unit[[model.space.words.index("king")]]
        scores = (unit @ king - unit.mean(axis=0) @ king) * model.space.counts / (model.space.counts + 10)
        order = [row for row in np.argsort(-scores) if model.space.words[row] != "king"]
        found = talk("near king")
        assert found.order == "cosine and count"
        assert [row.word for row in found.rows] == [model.space.words[row] for row in order[:10]]
        assert found.rows != talk("near king --rare").rows
        assert "--rare" in shown(found)
        assert "--rare" not in shown(talk("near king --rare"))

    def test_mutual_is_nearness_the_other_way(self, talk: Talk) -> None:
        for row in talk("near king 5").rows:
            back = [other.word for other in talk(f"near {row.word} 5").rows]
            assert row.mutual == ("king" in back)

    @pytest.mark.parametrize(
        ("line", "many"),
        [
            ("near king 25", 25),
            ("near king --k 3", 3),
            ("near king --k=1", 1),
            ("near king - man + woman 4", 4),
            ("near 'king' 2", 2),
            ("near king 10000", 1943),
        ],
    )
    def test_how_many(self, talk: Talk, line: str, many: int) -> None:
        assert len(talk(line).rows) == many

    def test_an_expression_is_a_sum_of_directions(self, talk: Talk, model: Model) -> None:
        found = talk('near "king" - man + 0.5 * queen 5')
        king, man, queen = (row / np.linalg.norm(row) for row in rows_of(model, "king", "man", "queen"))
        target = king - man + 0.5 * queen
        for row in found.rows:
            (vector,) = rows_of(model, row.word)
            cosine = vector @ target / np.linalg.norm(vector) / np.linalg.norm(target)
            assert row.cosine == pytest.approx(cosine, abs=1e-5)
            assert row.mutual is None
        assert not {"king", "man", "queen"} & {row.word for row in found.rows}

    def test_spellings_of_one_query(self, talk: Talk) -> None:
        expected = talk("near king - man + woman").rows
        for line in ("near king -man + woman", "near KING － man ＋ woman", 'near "king" - (man - woman)'):
            assert talk(line).rows == expected


class TestDistance:
    def test_equals_plain_figures(self, talk: Talk, model: Model) -> None:
        found = talk("dist king queen")
        a, b = rows_of(model, "king", "queen")
        assert (found.kind, found.a, found.b, found.model) == ("distance", "king", "queen", "small")
        assert found.cosine == pytest.approx(a @ b / np.linalg.norm(a) / np.linalg.norm(b), abs=1e-6)
        assert found.euclidean == pytest.approx(np.sqrt(((a - b) ** 2).sum()), abs=1e-6)
        assert found.mean_difference == pytest.approx(np.mean(a - b), abs=1e-6)
        assert found.mean_squared_difference == pytest.approx(np.mean((a - b) ** 2), abs=1e-6)

    def test_the_percentile_tells_near_from_far(self, talk: Talk) -> None:
        near, far = talk("dist king queen"), talk("dist king fish")
        assert near.percentile > 90 > far.percentile
        assert 1000 < near.pairs <= 2000
        assert talk("dist king queen") == near

    def test_a_word_and_itself(self, talk: Talk) -> None:
        found = talk("dist king King")
        assert (found.cosine, found.euclidean, found.mean_difference) == (pytest.approx(1), 0, 0)

    def test_the_mean_difference_has_a_sign(self, talk: Talk) -> None:
        there, back = talk("dist king queen"), talk("dist queen king")
        assert there.mean_difference == -back.mean_difference
        assert there.mean_squared_difference == back.mean_squared_difference


class TestExactTexts:
    def test_neighbours(self, talk: Talk) -> None:
        first, second = talk("near king 2").rows
        lines = shown(talk("near king 2")).splitlines()
        assert lines[0] == "near king · small"
        assert lines[2].split()[:4] == ["word", "cosine", "percentile", "count"]
        for row, line in zip((first, second), lines[4:6], strict=True):
            cells = line.split()
            assert cells[:3] == [str(row.rank), row.word, f"{row.cosine:.3f}"]
            assert str(row.count) in cells

    def test_unknown_word(self, talk: Talk) -> None:
        first, *rest = complaint(talk.error("near kign"), width=200).splitlines()
        assert first.startswith("✗ unknown-word  'kign' is not among the 1,944 words of small (min-count 3).")
        assert rest == ["  Did you mean king, kiln or kind?"]

    def test_usage(self, talk: Talk) -> None:
        assert complaint(talk.error("dist king")) == (
            "✗ wrong-usage  Usage: dist TARGET TARGET\n"
            "  This is one target. A phrase is quoted, and what belongs together stands in brackets.\n"
        )  # fmt: skip

    def test_quit_says_nothing(self, talk: Talk) -> None:
        assert shown(talk("quit")) == ""

    def test_neighbours_as_csv(self, talk: Talk) -> None:
        found = talk("near king 3")
        read = list(csv.DictReader(shown(found, "csv").splitlines()))
        assert [(row["word"], float(row["cosine"])) for row in read] == [(row.word, row.cosine) for row in found.rows]
