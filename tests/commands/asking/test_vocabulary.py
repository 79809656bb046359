"""`keyness` and `zipf`."""

from __future__ import annotations

from pathlib import Path

from embrepl.corpus.options import ReadOptions
from tests.helpers.sessions import Talk, shown
from tests.helpers.texts import corpus_of


def test_keyness(talk: Talk) -> None:
    answer = talk("keyness letters --min-count 1")
    assert answer.rows[0].word == "of"
    assert all(row.g2 > 0 for row in answer.rows)
    fewer = talk("keyness letters --fewer --min-count 1")
    assert {row.word for row in fewer.rows} >= {"wrote", "queen"}
    assert all(row.g2 < 0 for row in fewer.rows)
    assert [row.other_count for row in fewer.rows if row.word == "wrote"] == [6]
    ratio = talk("keyness letters --measure ratio --min-count 1")
    assert all(row.g2 >= 15.13 for row in ratio.rows)
    assert talk.error("keyness leters").hint == "Did you mean letters?"
    assert "there  in documents" in shown(answer, width=120)


def test_keyness_of_corpora_that_were_read_otherwise(talk: Talk, tmp_path: Path) -> None:
    talk("keyness letters")
    assert talk.notes.getvalue() == ""
    other = corpus_of(tmp_path, {"a.txt": "King and king"}, ReadOptions(case="keep", encoding="utf-8"))
    talk.session.corpora["kept"] = other
    talk("keyness kept --min-count 1")
    assert "kept with --case keep: some words may differ" in " ".join(talk.notes.getvalue().split())


def test_zipf(talk: Talk) -> None:
    answer = talk("zipf")
    assert answer.rows[0].word == "king"
    assert answer.rows[-1].rank == answer.types
    assert answer.type_token_ratio == answer.types / answer.tokens
    assert answer.hapaxes == sum(1 for row in talk("top 1000").rows if row.count == 1)
    output = shown(answer, width=80)
    assert "words of the text" in output
    assert "rank" in output
