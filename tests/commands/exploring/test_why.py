"""`why`: the contexts that two words share, against a plain loop over the text, and lines that have both."""

from __future__ import annotations

import math
from collections import Counter
from pathlib import Path

import pytest

from embrepl.commands.answers.exploring.why import SharedContextRow
from tests.commands.exploring.models import opened, solved, use
from tests.helpers.sessions import Talk, shown
from tests.helpers.texts import asking, corpus_of, rows_of

DOCUMENTS = (
    "the old king wore a golden crown and the king spoke",
    "the young queen wore a golden crown\nand the queen sang",
    "a dog ran in the park and a cat ran too",
    "king and queen met in the old park",
    "the golden dog of the queen wore a crown",
)
WINDOW = 5


@pytest.fixture
def talk(tmp_path: Path) -> Talk:
    """A session with a small table of texts, and a model solved from it."""
    corpus = corpus_of(tmp_path, {"court.csv": rows_of(DOCUMENTS)})
    talk = asking(court=corpus)
    use(talk.session, solved(corpus, "court"))
    return talk


def plain_rows(a: str, b: str) -> tuple[dict[str, float], float]:
    """Return the terms of the rows' product by their contexts, and the product of their lengths."""
    pairs: Counter[tuple[str, str]] = Counter()
    for document in DOCUMENTS:
        words = document.split()
        for at, word in enumerate(words):
            for offset in range(1, WINDOW + 1):
                if at + offset < len(words):
                    pairs[word, words[at + offset]] += WINDOW + 1 - offset
                    pairs[words[at + offset], word] += WINDOW + 1 - offset
    sums: Counter[str] = Counter()
    for (word, _), amount in pairs.items():
        sums[word] += amount
    rows: dict[str, dict[str, float]] = {a: {}, b: {}}
    for (word, context), amount in pairs.items():
        if word in rows:
            information = math.log(amount * sums.total() / (sums[word] * sums[context]))
            once = amount / (1 + (word == context))
            rows[word][context] = max(0.0, information) * once / (once + WINDOW)
    lengths = math.prod(math.sqrt(sum(value**2 for value in row.values())) for row in rows.values())
    return {context: value * rows[b].get(context, 0.0) for context, value in rows[a].items()}, lengths


def test_shares_are_those_of_a_plain_loop(talk: Talk) -> None:
    answer = talk("why king queen 4")
    terms, lengths = plain_rows("king", "queen")
    total = sum(terms.values())
    assert answer.exact
    assert answer.rows_cosine == pytest.approx(total / lengths, abs=1e-5)
    assert answer.shared == sum(1 for term in terms.values() if term > 0)
    best = sorted(terms.values(), reverse=True)[:4]
    assert [row.share for row in answer.rows] == pytest.approx([term / total for term in best], abs=1e-5)
    for row in answer.rows:
        assert row.share == pytest.approx(terms[row.context] / total, abs=1e-5)
    assert answer.explained == pytest.approx(sum(best) / total, abs=1e-5)
    everything = talk("why king queen 100")
    assert everything.explained == pytest.approx(1.0)
    assert len(everything.rows) == everything.shared


def test_direct_pairs_are_those_of_colloc_and_of_a_plain_loop(talk: Talk) -> None:
    answer = talk("why king queen")
    counted = 0
    for document in DOCUMENTS:
        words = document.split()
        counted += sum(
            {words[at], words[other]} == {"king", "queen"}
            for at in range(len(words)) for other in range(at + 1, min(len(words), at + WINDOW + 1))
        )  # fmt: skip
    assert answer.together == counted == 1
    (golden,) = [row for row in talk("colloc king --min-count 1 --measure mi").rows if row.word == "golden"]
    direct = talk("why king golden")
    assert golden.mi == pytest.approx(math.log2(direct.together / direct.expected))


def test_lines_have_the_context_and_each_word_with_their_places(talk: Talk) -> None:
    rows = {row.context: row for row in talk("why king queen 100").rows}
    crown: SharedContextRow = rows["crown"]
    assert (crown.a_match, crown.b_match) == ("crown", "crown")
    assert (crown.a_record, crown.a_line, crown.a_left) == (1, 1, "the old king wore a golden ")
    assert crown.a_right == " and the king spoke"
    assert (crown.b_record, crown.b_line, crown.b_left) == (2, 1, "the young queen wore a golden ")
    for row in rows.values():
        assert "king" in (row.a_left + row.a_right)
        assert "queen" in (row.b_left + row.b_right)


def test_the_page_aligns_the_lines_on_the_shared_word(talk: Talk) -> None:
    text = shown(talk("why king queen 3"), width=80)
    assert max(map(len, text.splitlines())) <= 80
    lines = text.split("\n\n")[-1].splitlines()
    assert len(lines) == 6
    words = [row.context for row in talk("why king queen 3").rows for _ in range(2)]
    assert len({line.index(f"  {word}") for line, word in zip(lines, words, strict=True)}) == 1
    assert all("row" in line for line in lines)


def test_what_was_not_counted_says_what_the_counts_are(talk: Talk) -> None:
    model = talk.session.model
    recipe = {**model.space.recipe, "objective": "skipgram"}
    model.space.recipe = recipe
    answer = talk("why king queen")
    assert not answer.exact
    assert answer.basis == "spectral is no model of counts: these are those of court"
    assert answer.basis in shown(answer)
    model.space.recipe = {**recipe, "objective": "spectral", "stopped": "40 % of the text counted"}
    assert "stopped while it counted" in talk("why king queen").basis
    model.space.recipe = {**recipe, "corpus": {**recipe["corpus"], "hash": "of another text"}}
    assert talk("why king queen").basis == "spectral was not made of court, whose counts these are"


def test_opened_vectors_need_a_text(talk: Talk) -> None:
    vectors = {"king": [1.0, 0.0], "queen": [0.8, 0.6], "lamp": [0.0, 1.0]}
    without = asking()
    use(without.session, opened(vectors))
    error = without.error("why king queen")
    assert error.code == "nothing-loaded"
    assert error.message == "opened is here without a text, and only lines of a text say why two words are near."
    use(talk.session, opened(vectors))
    answer = talk("why king queen")
    assert answer.cosine == pytest.approx(0.8)
    assert answer.basis == "opened was not made of court, whose counts these are"
    error = talk.error("why king lamp")
    assert (error.code, error.message) == ("unknown-word", "'lamp' has a vector, but stands nowhere in court.")


@pytest.mark.parametrize(
    ("line", "code", "message"),
    [
        ("why king", "wrong-usage", "Usage: why"), ("why king King", "wrong-usage", "Both are the word king."),
        ("why king (queen, crown)", "wrong-usage", "is no single word"),
        ("why king quen", "unknown-word", "'quen'"), ("why king queen 0", "bad-option", "from 1 to 1,000"),
        ('why king ""', "bad-expression", "no word between these quotes"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked(talk: Talk, line: str, code: str, message: str) -> None:
    error = talk.error(line)
    assert error.code == code
    assert message in error.message


def test_words_that_share_nothing_say_so(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, {"two.csv": rows_of(("red sun rises", "cold moon sets"))})
    talk = asking(two=corpus)
    use(talk.session, solved(corpus, "two"))
    answer = talk("why red moon")
    assert (answer.rows_cosine, answer.shared, answer.rows) == (0.0, 0, ())
    assert "No word stands beside both more often than by chance." in shown(answer)
    assert shown(answer, "csv").startswith("rank,context,")


def test_a_text_without_spaces(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, {"猫.txt": "黑猫喜欢吃鱼。白猫喜欢吃鱼。小狗喜欢吃肉。\n"})
    talk = asking(cats=corpus)
    use(talk.session, solved(corpus, "cats"))
    words = [word for word in ("鱼", "肉") if word in corpus.index]
    assert words == ["鱼", "肉"]
    text = shown(talk("why 鱼 肉"), width=60)
    assert "喜欢" in text


def test_what_the_thinning_left_is_said(talk: Talk) -> None:
    use(talk.session, solved(talk.session.corpus, "court", sample=0.05))
    answer = talk("why king queen")
    assert answer.exact
    left = int(answer.basis.split("left ")[1].split(" of ")[0])
    assert answer.basis == f"--sample 0.05 left {left} of {talk.session.corpus.report.tokens} words to count"
    assert 20 < left < talk.session.corpus.report.tokens
