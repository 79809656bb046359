"""Scores are gensim's on the same vectors, as a whole and by section; bands and groups are those of a plain loop."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from gensim.models import KeyedVectors

from embrepl.commands.word_tests import read_test
from embrepl.errors import EmbreplError
from embrepl.space.scoring import evaluate as scoring
from embrepl.space.scoring.evaluate import BAND, SECTION, evaluate
from embrepl.space.space import Space

WORDS = 2_000


@pytest.fixture(scope="module")
def space() -> Space:
    rng = np.random.default_rng(3)
    relations = rng.standard_normal((3, 12))
    matrix = rng.standard_normal((WORDS, 12))
    for row in range(0, 300, 2):  # pairs of three relations, disturbed
        matrix[row + 1] = matrix[row] + relations[row % 3] + 0.35 * rng.standard_normal(12)
    words = [f"w{row}" for row in range(WORDS)]
    return Space(
        words, np.arange(WORDS, 0, -1), matrix.astype(np.float32) * rng.uniform(0.5, 3, (WORDS, 1)).astype(np.float32)
    )


@pytest.fixture(scope="module")
def peer(space: Space) -> KeyedVectors:
    vectors = KeyedVectors(12)
    vectors.add_vectors(space.words, space.matrix)
    return vectors


def analogies(folder: Path) -> Path:
    rng, lines = np.random.default_rng(4), []
    for section in range(3):
        lines.append(f": relation-{section}")
        rows = [row for row in range(0, 300, 2) if row % 3 == section]
        for a, c in rng.choice(rows, (60, 2)):
            missing = "" if rng.random() > 0.1 else "x"
            lines += [f"w{a} w{a + 1} w{c} w{c + 1}{missing}"] if a != c else []
    path = folder / "questions.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_analogies_are_gensims(tmp_path: Path, space: Space, peer: KeyedVectors) -> None:
    path = analogies(tmp_path)
    ours = evaluate(space, read_test(path), parts=True)
    score, sections = peer.evaluate_word_analogies(str(path), restrict_vocab=scoring.FREQUENT, case_insensitive=False)
    assert ours.value == pytest.approx(score) and 0.1 < score < 0.95
    *parts, total = sections
    assert ours.covered == len(total["correct"]) + len(total["incorrect"]) < ours.questions
    mine = {part.name: part for part in ours.parts if part.kind == SECTION}
    assert list(mine) == [part["section"] for part in parts]
    for part in parts:
        covered = len(part["correct"]) + len(part["incorrect"])
        assert mine[part["section"]].covered == covered < mine[part["section"]].questions
        assert mine[part["section"]].value == pytest.approx(len(part["correct"]) / covered)


def test_judged_pairs_are_gensims(tmp_path: Path, space: Space, peer: KeyedVectors) -> None:
    rng = np.random.default_rng(5)
    rows = rng.integers(0, WORDS + 200, (300, 2))
    lines = [f"w{a}\tw{b}\t{rng.integers(0, 11)}" for a, b in rows]
    path = tmp_path / "pairs.tsv"
    path.write_text("\n".join(lines), encoding="utf-8")
    ours = evaluate(space, read_test(path), parts=True)
    _, spearman, missing = peer.evaluate_word_pairs(str(path), case_insensitive=False, dummy4unknown=False)
    assert ours.value == pytest.approx(spearman[0], abs=1e-6)
    assert ours.covered == round(300 * (1 - missing / 100)) < 300
    bands = [part for part in ours.parts if part.kind == BAND]
    assert [part.name for part in bands] == ["rank 1 to 1,000", "rank 1,001 to 5,000"]
    assert sum(part.covered for part in bands) == ours.covered
    near = [(a, b, float(line.split("\t")[2])) for (a, b), line in zip(rows, lines, strict=True) if max(a, b) < 1_000]
    cosines = space.pair_cosines(np.array([a for a, _, _ in near]), np.array([b for _, b, _ in near]))
    assert bands[0].covered == len(near)
    assert bands[0].value == pytest.approx(scoring.spearman(np.array([score for _, _, score in near]), cosines))


def test_groups_are_those_of_a_plain_loop(tmp_path: Path) -> None:
    rng = np.random.default_rng(6)
    words = [f"{group}{at}" for group in "abc" for at in range(5)] + ["else"]
    centres = {group: rng.standard_normal(6) for group in "abc"}
    matrix = np.array([centres.get(word[0], 0) + 0.8 * rng.standard_normal(6) for word in words], np.float32)
    space = Space(words, np.arange(len(words), 0, -1), matrix)
    path = tmp_path / "xx.groups.tsv"
    path.write_text(
        "\n".join("\t".join([group, *(f"{group}{at}" for at in range(6))]) for group in "abc"), encoding="utf-8"
    )
    ours = evaluate(space, read_test(path), parts=True)
    unit = matrix / np.linalg.norm(matrix, axis=1, keepdims=True)
    cosines = unit @ unit.T - 9 * np.eye(len(words))
    hits = [words[int(cosines[row].argmax())][0] == words[row][0] for row in range(15)]
    assert (ours.covered, ours.questions, ours.value) == (15, 18, pytest.approx(np.mean(hits)))
    assert [(part.name, part.covered, part.questions) for part in ours.parts] == [(group, 5, 6) for group in "abc"]
    (tmp_path / "no.groups.tsv").write_text("one two\n", encoding="utf-8")
    with pytest.raises(EmbreplError, match="group word word"):
        read_test(tmp_path / "no.groups.tsv")


def test_sections_come_from_a_column_and_from_names_of_relations(tmp_path: Path) -> None:
    path = tmp_path / "q.txt"
    path.write_text(
        "good better bad worse JJ_JJR\ngood best bad worst JJ_JJS\nbig bigger old older JJ_JJR\n", encoding="utf-8"
    )
    assert read_test(path).sections == ("JJ_JJR", "JJ_JJS", "JJ_JJR")
    path.write_text("relation,a,b,c,d\ncapital,x,y,z,v\ncity,x,y,z,v\n", encoding="utf-8")
    assert read_test(path).sections == ("capital", "city")
    path.write_text("man woman king queen\n: late\nbig bigger old older\n", encoding="utf-8")
    assert read_test(path).sections == ("", "late")
