"""`typical` and `kwic --sort typical`: lines by the cosine of their use with the mean of those in other documents."""

from __future__ import annotations

import numpy as np

from embrepl.commands.answers.exploring.uses.typical import TypicalRow
from tests.commands.exploring.uses.conftest import TOPICS
from tests.helpers.sessions import Talk, shown


def _around(row: TypicalRow) -> set[str]:
    return {*row.left.split()[-6:], *row.right.split()[:6]}


def test_the_odd_lines_are_those_of_another_topic(known: Talk) -> None:
    """Of the few lines of `shift` in the first years most are of the garden."""
    answer = known("typical shift@year<=1993 4")
    garden, kitchen = (set(TOPICS[topic].split()) for topic in ("garden", "kitchen"))
    near = [row for row in answer.rows if row.kind == "typical"]
    assert [row.rank for row in near] == [1, 2, 3, 4]
    assert all(garden & _around(row) and not kitchen & _around(row) for row in near)
    odd = [row for row in answer.rows if row.kind == "odd"]
    assert sum(bool(kitchen & _around(row)) for row in odd) >= 3
    assert near[0].cosine > near[-1].cosine > odd[-1].cosine > odd[0].cosine


def test_a_documents_own_uses_do_not_make_them_typical() -> None:
    from embrepl.evidence.uses.typical import typicality

    generator = np.random.default_rng(1)
    vectors, documents = generator.normal(size=(9, 4)), np.array([0, 0, 1, 1, 1, 2, 3, 3, 3])
    expected = [
        float(x @ (mean := vectors[documents != d].mean(axis=0)) / np.linalg.norm(x) / np.linalg.norm(mean))
        for x, d in zip(vectors, documents, strict=True)
    ]
    np.testing.assert_allclose(typicality(vectors, documents), expected)
    one = typicality(vectors[:2], documents[:2])
    mean = vectors[:2].mean(axis=0)
    np.testing.assert_allclose(one, vectors[:2] @ mean / np.linalg.norm(vectors[:2], axis=1) / np.linalg.norm(mean))


def test_lines_of_different_documents_come_first_and_equal_ones_once() -> None:
    from embrepl.evidence.uses.typical import different_first

    documents = np.array([0, 0, 1, 2, 2, 3])
    lines = [b"a", b"b", b"a", b"c", b"d", b"e"]
    assert different_first(range(6), documents, lines.__getitem__, 3) == [0, 3, 5]
    assert different_first(range(6), documents, lines.__getitem__, 9) == [0, 3, 5, 1, 4]


def test_each_part_has_its_own_mean(known: Talk) -> None:
    answer = known("typical bank --by party")
    assert [part.name for part in answer.parts] == ["party=a", "party=b"]
    for part, topic in zip(answer.parts, ("money", "river"), strict=True):
        own = set(TOPICS[topic].split())
        near = [row for row in answer.rows if row.part == part.name and row.kind == "typical"]
        assert len(near) == 2 and all(own & set(row.left.split()) for row in near)
        assert part.places == known(f"typical bank@{part.name}").places


def test_kwic_goes_by_use(known: Talk) -> None:
    typical = known("typical twin 3")
    near, odd = known("kwic twin 3 --sort typical"), known("kwic twin 3 --sort odd")
    assert near.order == "most typical first" and odd.order == "least typical first"
    assert known("kwic twin 3 --sort ODD") == odd
    assert near.hits == typical.total
    assert [row.record for row in near.rows] == [row.record for row in typical.rows if row.kind == "typical"]
    assert [row.record for row in odd.rows] == [row.record for row in typical.rows if row.kind == "odd"]


def test_what_cannot_be_asked_is_said(known: Talk) -> None:
    assert known.error("typical bank - twin").code == "wrong-usage"
    assert known.error("typical nowhere").code == "unknown-word"
    assert "a, b" in str(known.error("typical bank@party=c").hint)
    assert known.error("typical bank --by nation").code == "unknown-variable"
    assert known.error("kwic bank --sort typical --random 3").code == "wrong-usage"
    assert "typical" in str(known.error("kwic bank --sort upwards").hint)


def test_it_fits_eighty_columns(known: Talk) -> None:
    text = shown(known("typical bank 2"), width=80)
    assert max(map(len, text.splitlines())) <= 80
    assert "nearest to the mean use, cosine" in text and "row " in text
