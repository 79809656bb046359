"""Of texts whose words are tagged, the words are read: tables of them, vertical text, and word_TAG."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embrepl.corpus.reading.conventions.tagged import separator
from tests.corpus.reading.test_readers import read
from tests.helpers.documents import tokens
from tests.helpers.texts import corpus_of

CONLLU = """# newdoc id = a
# sent_id = 1
# text = Il va du pont, dit-il.
1\tIl\til\tPRON\t_\t_\t2\tnsubj\t_\t_
2\tva\taller\tVERB\t_\t_\t0\troot\t_\t_
3-4\tdu\t_\t_\t_\t_\t_\t_\t_\t_
3\tde\tde\tADP\t_\t_\t5\tcase\t_\t_
4\tle\tle\tDET\t_\t_\t5\tdet\t_\t_
5\tpont\tpont\tNOUN\t_\t_\t2\tobl\t_\tGloss=bridge|SpaceAfter=No
6\t,\t,\tPUNCT\t_\t_\t2\tpunct\t_\t_
6.1\tva\taller\tVERB\t_\t_\t_\t_\t0:exroot\t_
7-8\tdit-il\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
7\tdit\tdire\tVERB\t_\t_\t2\tparataxis\t_\t_
8\t-il\til\tPRON\t_\t_\t7\tnsubj\t_\t_
9\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_

# text = 3 4
1\t3\t3\tNUM\t_\t_\t0\troot\t_\t_
2\t4\t4\tNUM\t_\t_\t1\tflat\t_\t_
"""


def test_conllu_gives_its_sentences(tmp_path: Path) -> None:
    documents, reading = read(tmp_path / "a.conllu", CONLLU)
    assert documents == ["Il va du pont, dit-il.\n3 4"]
    assert reading.notes() == ["9 rows of tagged words: the words are read, their tags and lemmas kept"]


def test_counts_are_those_of_the_words(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, {"a.conllu": CONLLU})
    assert tokens(corpus) == ["il", "va", "du", "pont", "dit-il", "3", "4"]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("-DOCSTART- -X- O O\n\nEU NNP B-NP O\nsays VBZ B-VP O\n# SYM O O\n\nAnn NNP O O\n", "EU says #\nAnn"),
        ("#begin document (a/b); part 000\na/b 0 0 The DT (S* -\na/b 0 1 mill NN *) -\n\n#end document\n", "The mill"),
        ("1 The the DT\n2 mill mill NN\n", "The mill"),
        ("The\tDT\nmill\tNN\n", "The mill"),
    ],
)  # fmt: skip
def test_older_tables_of_words(tmp_path: Path, rows: str, expected: str) -> None:
    assert read(tmp_path / "a.conll", rows)[0] == [expected]


def test_rows_without_a_word_are_counted(tmp_path: Path) -> None:
    _, reading = read(tmp_path / "a.conllu", "1\tone\n2\n3\tthree\n")
    assert reading.notes()[1] == "1 line without a word left out, the first is line 2"


VERTICAL = (
    '<?xml version="1.0"?>\n<corpus>\n<text id="1" title="A &gt; B">\n<p>\n<s>\nTom\tNP\tTom\n'
    "&amp;\tCC\t&amp;\nI\tPP\tI\n"
    "ca\tMD\tcan\n<g/>\nn't\tRB\tnot\n<g/>\n.\tSENT\t.\n</s>\n<s>\nYes\tUH\tyes\n</s>\n</p>\n</text>\n"
    '<text id="2">\n<s>\n&lt;\tSYM\t&lt;unknown>\n</s>\n</text>\n</corpus>\n'
)


def test_vertical_text(tmp_path: Path) -> None:
    documents, reading = read(tmp_path / "a.vrt", VERTICAL)
    assert documents == ["Tom & I can't.\nYes", "<"]
    assert reading.notes() == ["8 rows of tagged words: the words are read, their tags and lemmas kept"]
    plain = "The\tDT\tthe\nend\tNN\tend\n.\tSENT\t.\nYes\tUH\tyes\n"
    assert read(tmp_path / "b.vert", plain)[0] == ["The end .\nYes"]


TAGGED = {
    "The_DT old_JJ mill_NN stands_VBZ ._.": "The old mill stands .",
    "``_`` Tom_NNP 's_POS New_York_NNP -LRB-_-LRB- 1/2_CD ''_''": "`` Tom 's New_York -LRB- 1/2 ''",
    "The/AT0 old/AJ0 mill/NN1 stands/VVZ ./SENT": "The old mill stands .",
    "the/at jury/nn said/vbd the/at vote/nn is/bez at/in mill/nn ./. " * 4: "the jury said the vote is at mill . " * 4,
    "人民/n 日报/n 的/u 人民/n 说/v ，/w " * 5: "人民 日报 的 人民 说 ， " * 5,
}  # fmt: skip


@pytest.mark.parametrize("text", TAGGED)
def test_tags_of_words_are_taken_off_and_said(tmp_path: Path, text: str) -> None:
    documents, reading = read(tmp_path / "a.txt", f"{text}\n{text}\n" * 2_000)
    assert set(documents[0].split("\n")) == {TAGGED[text].strip()}
    sign = "/" if "the/" in text.lower() or "/n" in text else "_"
    (said,) = reading.notes()
    assert said == f"{4_000 * len(text.split()):,} words with {sign} and a tag: the words are read, their tags kept"


NOT_TAGGED = [
    *(
        "and/or he/she either/or",
        "snake_case file_name other_name some_thing my_variable",
        "https://example.org/A/B " * 9,
    ),
    *(
        "",
        "a_B",
        "IMG_2034 IMG_2035 IMG_2036 IMG_2037 IMG_2038",
        "a/b c/d e/f g/h i/j k/l m/n o/p q/r s/t u/v w/x y/z " * 2,
    ),
    *("The_DT only tagged_VBN words_NNS are few here and not all", "__init__ self_value x_y"),
]


@pytest.mark.parametrize("text", NOT_TAGGED)
def test_other_text_stays(text: str) -> None:
    assert separator(text) == ""


@given(st.text("ab_/AB .\n", max_size=80))
def test_any_text_may_be_asked(text: str) -> None:
    assert separator(text) in {"", "_", "/"}


TREETAGGER = (
    "The\tDT\tthe\nmill\tNN\tmill\nstands\tVVZ\tstand\n.\tSENT\t.\nIt\tPP\tit\nis\tVBZ\tbe\nold\tJJ\told\n.\tSENT\t.\n"
)


@pytest.mark.parametrize("name", ["a.txt", "rows"])
def test_rows_of_tagged_words_are_known_by_what_they_are(tmp_path: Path, name: str) -> None:
    assert read(tmp_path / name, CONLLU)[0] == ["Il va du pont, dit-il.\n3 4"]
    assert read(tmp_path / name, VERTICAL)[0] == ["Tom & I can't.\nYes", "<"]
    assert read(tmp_path / name, TREETAGGER)[0] == ["The mill stands .\nIt is old ."]
    for text in (
        "<p>\n1\t2\nplain",
        "a\tB\tc\n" * 9,
        "a\tPOS\tan other\n" * 9,
        "1\ta\tb\n2\tc\td\n",
        "# Title\nplain text\n",
    ):
        assert read(tmp_path / name, text)[0] == [text.strip("\n")]


def test_a_text_of_one_line_shows_its_tags_too(tmp_path: Path) -> None:
    assert read(tmp_path / "a.txt", "La_DT forêt_NN est_VB là_RB ._. Ici_RB")[0] == ["La forêt est là . Ici"]
    assert read(tmp_path / "b.txt", "La_DT forêt_NN\nest_VB là_RB ._. Ici_RB")[0] == ["La forêt\nest là . Ici"]
