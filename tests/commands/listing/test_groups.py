"""Lists of words in groups by meaning: which words are together, and the sums against a plain loop."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

from embrepl.commands.listing import groups
from embrepl.corpus.statistics import collocations, keyness
from embrepl.corpus.statistics.significance import false_discovery_rates
from embrepl.corpus.store.store import Corpus
from tests.commands.exploring.models import opened, use
from tests.helpers.sessions import FORMATS, Talk, complaint, shown
from tests.helpers.texts import asking, corpus_of

KINDS = {"royal": ["king", "queen", "crown"], "wet": ["river", "sea", "lake"], "red": ["rose", "wine", "blood"]}
WORDS = [word for words in KINDS.values() for word in words]


def text(seed: int, often: float) -> str:
    generator = np.random.default_rng(seed)
    chosen = generator.choice([*WORDS, "the", "and", "unknown"], 3_000, p=[often] * 9 + [(1 - 9 * often) / 3] * 3)
    return " ".join(chosen.tolist())


@pytest.fixture(scope="module")
def corpora(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Corpus]:
    folder = tmp_path_factory.mktemp("texts")
    return {
        "few": corpus_of(folder / "few", {"a.txt": text(1, 0.02)}),
        "many": corpus_of(folder / "many", {"a.txt": text(2, 0.08)}),
    }


def vectors() -> dict[str, list[float]]:
    """Return vectors in which each kind lies about an axis of its own."""
    generator = np.random.default_rng(3)
    return {
        word: (np.eye(3)[at] + generator.normal(0, 0.05, 3)).tolist()
        for at, words in enumerate(KINDS.values())
        for word in words
    }


@pytest.fixture
def talk(corpora: dict[str, Corpus]) -> Talk:
    result = asking(**corpora)
    use(result.session, opened(vectors()))
    return result


def test_key_words_are_grouped_and_their_sums_tested(talk: Talk) -> None:
    plain = talk("keyness few 100 --min-count 1")
    answer = talk("keyness few --group 3 --min-count 1")
    members: dict[int, list[str]] = {}
    for row in answer.rows:
        members.setdefault(row.group, []).append(row.word)
    assert sorted(sorted(words) for words in members.values()) == sorted(sorted(words) for words in KINDS.values())
    assert {row.word: row.g2 for row in answer.rows} == {row.word: row.g2 for row in plain.rows}
    a = np.array([sum(row.count for row in plain.rows if row.word in words) for words in members.values()], float)
    b = np.array([sum(row.other_count for row in plain.rows if row.word in words) for words in members.values()], float)
    expected = keyness.figures(a, b, plain.tokens, plain.other_tokens)
    firsts = [next(row for row in answer.rows if row.group == number) for number in members]
    assert [row.group_g2 for row in firsts] == pytest.approx(expected.g2.tolist())
    assert [row.group_g2 for row in firsts] == sorted((row.group_g2 for row in firsts), reverse=True)
    assert [row.group_q for row in firsts] == pytest.approx(expected.q.tolist())
    assert [row.group_log_ratio for row in firsts] == pytest.approx(expected.log_ratio.tolist())
    assert [row.group_count for row in firsts] == a.astype(int).tolist()
    for row in answer.rows:
        assert set(row.group_name.split()) <= set(members[row.group])


def test_a_list_without_vectors_is_no_group(talk: Talk) -> None:
    assert talk.error("keyness few --fewer --group 2 --min-count 1").code == "no-groups"


def test_the_last_group_says_so(talk: Talk) -> None:
    answer = talk("colloc the 20 --group 3 --min-count 1 --measure llr")
    last = [row for row in answer.rows if row.group == answer.rows[-1].group]
    assert {row.word for row in last} <= {"the", "and", "unknown"}
    assert (last[0].group_name, answer.without) == ("without vectors", len(last))
    output = shown(answer, width=80)
    assert "without vectors:" in output
    assert f"{len(last)} word{'s' * (len(last) > 1)} without vectors" in output


def test_a_group_may_be_of_the_words_without_and_vectors(tmp_path: Path) -> None:
    few = {"king": 9, "queen": 9, "sea": 3, "without": 70, "vectors": 60, "the": 30}
    often = " ".join(" ".join([word] * many) for word, many in few.items())
    texts = {"few": often + " a" * 100, "many": "a " * 900}
    talk = asking(**{name: corpus_of(tmp_path / name, {"a.txt": text}) for name, text in texts.items()})
    known = {"king": [1.0, 0.0], "queen": [1.0, 0.1], "without": [0.0, 1.0], "vectors": [0.0, 1.0]}
    use(talk.session, opened(known))
    answer = talk("keyness few many --group 2 --min-count 1")
    assert (answer.without, answer.rows[0].group_name, answer.rows[-1].group_name) == (
        2, "without vectors", "without vectors",
    )  # fmt: skip
    assert [{row.word for row in answer.rows if row.group == number} for number in (1, 2, 3)] == [
        {"without", "vectors"}, {"king", "queen"}, {"sea", "the"},
    ]  # fmt: skip
    assert shown(answer).count("without vectors:") == 1


def test_collocates_have_the_measures_of_their_pairs_together(talk: Talk) -> None:
    plain = {row.word: row for row in talk("colloc king 100 --min-count 1").rows}
    answer = talk("colloc king --group 3 --min-count 1")
    table_rows = {}
    for row in answer.rows:
        table_rows.setdefault(row.group, []).append(row)
    p = []
    for rows in table_rows.values():
        pairs, tokens = (sum(getattr(plain[row.word], name) for row in rows) for name in ("pairs", "tokens"))
        assert rows[0].group_pairs == pairs
        assert rows[0].group_together == sum(plain[row.word].together for row in rows)
        assert rows[0].group_score == pytest.approx(14 + math.log2(2 * pairs / (answer.count + tokens)))
        p.append(math.erfc(math.sqrt(abs(rows[0].group_llr) / 2)))
    assert [rows[0].group_q for rows in table_rows.values()] == pytest.approx(
        false_discovery_rates(np.array(p)).tolist()
    )


def test_the_table_of_groups_is_that_of_their_types_added() -> None:
    generator = np.random.default_rng(1)
    both, of_type, left, tokens = (generator.integers(1, 50, 6) for _ in range(4))
    table = collocations.Pairs(both, 200, of_type, 5_000, left, tokens, 40)
    summed = table.summed([np.array([0, 2]), np.array([5])])
    assert summed.both.tolist() == [both[0] + both[2], both[5]]
    assert collocations.llr(summed, np.array([1]))[0] == pytest.approx(collocations.llr(table, np.array([5]))[0])


def test_how_many_groups_is_chosen_by_silhouette(corpora: dict[str, Corpus]) -> None:
    generator = np.random.default_rng(5)
    units = np.repeat(np.eye(4), 10, axis=0) + generator.normal(0, 0.05, (40, 4))
    units /= np.linalg.norm(units, axis=1, keepdims=True)
    session = asking(**corpora).session
    assert groups.how_many(session, units.astype(np.float32), groups.AUTO)[0] == 4
    assert groups.how_many(session, units.astype(np.float32), 7) == (7, "")


def test_a_short_list_has_few_groups(talk: Talk) -> None:
    answer = talk("keyness few --group --min-count 1")
    assert len({row.group for row in answer.rows}) == 2  # a group has six words on average, at least
    assert answer.why == "So short a list was put in 2 groups; --group K asks for another number."
    assert talk("keyness few --group 3").why == ""
    assert talk("keyness few 5 --group").rows[0].group == 1
    assert talk("keyness few 5 --group=2 --min-count 1").rows


@pytest.mark.parametrize("width", [60, 80, 200])
def test_how_it_looks(talk: Talk, width: int) -> None:
    for line in ("keyness few --group 3", "colloc king --group 3 --min-count 1"):
        answer = talk(line)
        output = shown(answer, width=width)
        assert all(len(each) <= width for each in output.splitlines())
        for row in answer.rows:
            assert row.word in output
        assert "3 groups by opened" in output
        for name in FORMATS:
            assert shown(answer, name)


def test_of_which_text_the_vectors_are_is_said(talk: Talk) -> None:
    talk("keyness few --group 3")
    assert "Grouped by opened, vectors out of a file: words may mean something else there." in " ".join(
        talk.notes.getvalue().split()
    )


def test_what_cannot_be_grouped(talk: Talk, corpora: dict[str, Corpus], tmp_path: Path) -> None:
    without = asking(**corpora).error("keyness few --group")
    assert without.code == "nothing-trained"
    assert "`train`" in without.hint
    assert talk.error("keyness few --group 40").code == "bad-option"
    assert talk.error("keyness few --group 1").code == "bad-option"
    assert talk.error("keyness few --group x").code in {"wrong-usage", "no-variables"}
    use(talk.session, opened({"king": [1, 0], "queen": [0, 1]}))
    error = talk.error("keyness few --group")
    assert error.code == "no-groups"
    assert "2 have a vector in opened" in complaint(error)


def test_groups_against_a_list_that_is_cut_off(talk: Talk, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("word,count\nthe,6000\nand,5000\nriver,3\nsea,3\nlake,2\n")
    answer = talk(f"keyness --reference {tmp_path}/list.csv --group 3")
    at_most = {row.word for row in answer.rows if row.at_most}
    assert at_most >= {"king", "queen", "rose"}
    assert "river" not in at_most
    lines = shown(answer, width=100).splitlines()
    assert ["≤" in line for line in lines if "river" in line] == [False]
    assert ["≤" in line for line in lines if "king" in line] == [True]
