"""Words that the text has in another spelling than the typed one, or that it spells by the options of reading."""

from __future__ import annotations

from pathlib import Path

import pytest

from embrepl.corpus.options import ReadOptions
from tests.commands.exploring.models import opened, use
from tests.helpers.sessions import Talk, shown
from tests.helpers.texts import asking, corpus_of

SIMPLIFIED = "孙悟空来了。孙悟空笑了，宝玉也笑了。" * 3
TRADITIONAL = "孫悟空來了。孫悟空笑了，寶玉也笑了。" * 3
LATIN = "Café AI King don't ﬁne NASA. " * 3


def noted(talk: Talk) -> str:
    said = talk.notes.getvalue()
    talk.notes.truncate(0)
    talk.notes.seek(0)
    return said


@pytest.mark.parametrize(
    ("text", "typed", "spelt"),
    [(SIMPLIFIED, "孫悟空", "孙悟空"), (TRADITIONAL, "孙悟空", "孫悟空"), (SIMPLIFIED, "寶玉", "宝玉")],
)
def test_chinese_in_the_other_script_is_found_and_said(tmp_path: Path, text: str, typed: str, spelt: str) -> None:
    talk = asking(text=corpus_of(tmp_path, {"a.txt": text}))
    for line in ("freq", "kwic", "disperse", "colloc"):
        answer = talk(f"{line} {typed}")
        assert noted(talk).count(f"{typed} is written {spelt} here") == 1
        plain = talk(f"{line} {spelt}")
        assert not noted(talk)
        assert answer.rows[-1:] == plain.rows[-1:] or answer.rows[0].count == plain.rows[0].count
    assert talk(f"freq {typed}").rows[0].count == text.count(spelt)
    if spelt in talk.session.corpus.index:
        assert (
            talk(f"ngrams 1 --with {typed} --min-count 1").rows == talk(f"ngrams 1 --with {spelt} --min-count 1").rows
        )
    assert talk(f"find {typed}").rows == talk(f"find {spelt}").rows


def test_a_form_that_is_there_is_never_exchanged(tmp_path: Path) -> None:
    talk = asking(text=corpus_of(tmp_path, {"a.txt": SIMPLIFIED + "孫悟空。"}))
    assert [row.count for row in talk("freq 孫悟空 孙悟空").rows] == [1, 6]
    assert not noted(talk)


@pytest.mark.parametrize("han", ["simplified", "traditional"])
def test_a_unified_text_answers_either_script_without_a_word(tmp_path: Path, han: str) -> None:
    talk = asking(text=corpus_of(tmp_path, {"a.txt": SIMPLIFIED + TRADITIONAL}, ReadOptions(han=han)))
    for typed in ("孫悟空", "孙悟空"):
        for line in (f"freq {typed}", f"kwic {typed}", f"disperse {typed}"):
            answer = talk(line)
            assert 12 in (getattr(answer, "count", 0), getattr(answer, "hits", 0), getattr(answer.rows[0], "count", 0))
        assert talk(f"ngrams 1 --with {typed}").total == 12
        assert talk(f"find {typed}").tokens == 12
    assert not noted(talk)


@pytest.mark.parametrize(
    ("typed", "spelt"),
    [
        ("ＡＩ", "AI"), ("ai", "AI"), ("KING", "King"), ("king", "King"), ("cafe\u0301", "Café"), ("CAFÉ", "Café"),
        ("don’t", "don't"), ("fine", ""), ("nasa", "NASA"), ("Don't", "don't"), ("zebra", None),
    ],
)  # fmt: skip
def test_width_case_marks_and_apostrophes(tmp_path: Path, typed: str, spelt: str | None) -> None:
    """Where case is kept. What the text's own rules make of the word is not worth a note."""
    talk = asking(text=corpus_of(tmp_path, {"a.txt": LATIN}, ReadOptions(case="keep")))
    count = talk(f"freq {typed}").rows[0].count
    assert count == (0 if spelt is None else 3)
    folded = typed in {"ＡＩ", "don’t", "fine"}
    assert (f"{typed} is written {spelt} here" in noted(talk)) == bool(spelt and not folded)


def test_a_stop_list_leaves_out_words_in_another_spelling(tmp_path: Path) -> None:
    talk = asking(
        text=corpus_of(tmp_path, {"a.txt": "孫悟空 来 cafe\u0301 don't NASA 我們 了"}, ReadOptions(case="keep"))
    )
    assert len(talk("top 20").rows) > 5
    stop = tmp_path / "stop.txt"
    stop.write_text("孙悟空\n來\ncafé\ndon\u2019t\nnasa\nＮＡＳＡ\n我们\nnothing\n", "utf-8")
    assert [row.word for row in talk(f"top 20 --stop {stop}").rows] == ["了"]


VARIANTS = [("寳玉", "宝玉"), ("寶玉", "宝玉"), ("裏面", "里面"), ("裡面", "里面"), ("想著", "想着"), ("爲何", "为何")]


@pytest.mark.parametrize(("typed", "spelt"), [*VARIANTS, *((spelt, typed) for typed, spelt in VARIANTS)])
def test_the_variants_of_old_prints_are_found_and_said(tmp_path: Path, typed: str, spelt: str) -> None:
    text = f"{spelt}。{spelt}，好。" * 4
    talk = asking(text=corpus_of(tmp_path, {"a.txt": text}))
    assert talk(f"freq {typed}").rows[0].count == 8
    assert f"{typed} is written {spelt} here" in noted(talk)
    assert talk(f"kwic {typed}").hits == 8
    assert talk(f"show {typed}").count == 8
    vectors = opened({spelt: [1, 0], "好": [0, 1]})
    use(talk.session, vectors)
    noted(talk)
    for line in (f"near {typed}", f"vec {typed}", f"dist {typed} 好", f"sim 好 {typed}"):
        assert spelt in shown(talk(line))
        assert f"{typed} is written {spelt} here" in noted(talk)


@pytest.mark.parametrize("typed", ["賈寳王", "贾宝王", "賈寶王"])
def test_the_nearest_spellings_are_those_of_any_script(tmp_path: Path, typed: str) -> None:
    talk = asking(text=corpus_of(tmp_path, {"a.txt": "贾宝玉。" * 9}, ReadOptions(user_dict=_names(tmp_path))))
    assert talk.error(f"kwic {typed}").hint == "Did you mean 贾宝玉?"
    assert "贾宝玉" in talk.error(typed).hint
    use(talk.session, opened({"贾宝玉": [1, 0], "好": [0, 1]}))
    assert talk.error(f"near {typed}").hint == "Did you mean 贾宝玉?"


def _names(folder: Path) -> str:
    (folder / "names").write_text("贾宝玉\n", "utf-8")
    return str(folder / "names")
