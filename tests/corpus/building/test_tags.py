"""The tags and lemmas of tagged files stand beside the tokens, however many of these a tagged word gives."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embrepl.corpus.building import tags as tags_module
from embrepl.corpus.building.build import build
from embrepl.corpus.options import ReadOptions
from embrepl.corpus.reading.locating.finding import find
from embrepl.corpus.store.cache import Cache, key
from embrepl.corpus.store.store import Corpus
from tests.helpers.sessions import shown
from tests.helpers.texts import asking, corpus_of

Tagged = list[tuple[str, str, str]]
CONLLU = """# text = Il va du pont de l'état, dit-il.
1\tIl\til\tPRON\t_\t_\t2\tnsubj\t_\t_
2\tva\taller\tVERB\t_\t_\t0\troot\t_\t_
3-4\tdu\t_\t_\t_\t_\t_\t_\t_\t_
3\tde\tde\tADP\t_\t_\t5\tcase\t_\t_
4\tle\tle\tDET\t_\t_\t5\tdet\t_\t_
5\tpont\tpont\tNOUN\t_\t_\t2\tobl\t_\tSpaceAfter=No
6\t,\t,\tPUNCT\t_\t_\t2\tpunct\t_\t_
6.1\tva\taller\tVERB\t_\t_\t_\t_\t0:exroot\t_
7\tNew York\tNew York\tPROPN\t_\t_\t2\tobl\t_\t_
8\t3 000 habitants\thabitant\tNOUN\t_\t_\t2\tobl\t_\t_
9\tétat\tétat\t_\tNN\t_\t2\tobl\t_\t_
10\t他来了\t_\tX\t_\t_\t2\tobl\t_\tSpaceAfter=No
11\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_

1\tFin\t_\t_\t_\t_\t0\troot\t_\t_
"""


def tagged(corpus: Corpus) -> Tagged:
    """Return every token with its tag and lemma."""
    tags, lemmas = corpus.tags(), corpus.tags("lemmas")
    return [
        (corpus.words[number], tags.of(at) if tags else "", lemmas.of(at) if lemmas else "")
        for at, number in enumerate(corpus.ids.tolist())
    ]


def test_tags_line_up_with_the_tokens(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, {"a.txt": "before it\n", "b.conllu": CONLLU, "c.txt": "after it"})
    assert tagged(corpus) == [
        ("before", "", ""), ("it", "", ""),
        ("il", "PRON", "il"), ("va", "VERB", "aller"), ("du", "ADP+DET", "de+le"), ("pont", "NOUN", "pont"),
        ("new", "PROPN", "New York"), ("york", "PROPN", "New York"),
        ("3", "NOUN", "habitant"), ("000", "NOUN", "habitant"), ("habitants", "NOUN", "habitant"),
        ("état", "NN", "état"), ("他来", "X", ""), ("了", "X", ""), ("fin", "", ""),
        ("after", "", ""), ("it", "", ""),
    ]  # fmt: skip
    assert (corpus.report.tags, corpus.report.lemmas) == (8, 9)


def test_a_corpus_without_tags_has_none(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, {"a.txt": "before it\n"})
    assert (corpus.tags(), corpus.tags("lemmas")) == (None, None)
    assert not [path.name for path in corpus.folder.iterdir() if path.name.startswith(("tags", "lemmas"))]


VERTICAL = (
    "<doc>\nThe\tDT\tthe\nmills\tNNS\tmill\n.\tSENT\t.\n</doc>\n<doc>\nZq\tNN\t<unknown>\n&amp;\tCC\tand\n</doc>\n"
)


def test_vertical_text_and_words_with_a_sign(tmp_path: Path) -> None:
    corpus = corpus_of(
        tmp_path, {"a.vrt": VERTICAL, "b.txt": "Old_JJ New_York_NNP -LRB-_-LRB- mill's_NN stands_VBZ ._."}
    )
    assert tagged(corpus) == [
        ("the", "DT", "the"), ("mills", "NNS", "mill"), ("zq", "NN", ""),
        ("old", "JJ", ""), ("new", "NNP", ""), ("york", "NNP", ""), ("lrb", "-LRB-", ""), ("mill's", "NN", ""),
        ("stands", "VBZ", ""),
    ]  # fmt: skip
    turned = "\n".join(f"{word}\t{lemma}\t{tag}" for word, tag, lemma in [
        ("The", "DT", "the"), ("mills", "NN", "mill"), ("and", "CC", "and"), ("weirs", "NN", "weir")])  # fmt: skip
    corpus = corpus_of(tmp_path / "2", {"a.vrt": turned})
    assert tagged(corpus)[1] == ("mills", "NN", "mill")


@pytest.mark.parametrize(
    ("options", "first"),
    [
        (ReadOptions(han="traditional", case="keep"), ("Il", "PRON", "il")),
        (ReadOptions(numbers="drop", units="char"), ("il", "PRON", "il")),
        (ReadOptions(phrases="npmi", phrase_min_count=2, phrase_threshold=-1.0), ("il_va", "PRON", "il")),
        (ReadOptions(markup="clean", boilerplate="drop"), ("il", "PRON", "il")),
    ],
)
def test_tags_follow_the_words(tmp_path: Path, options: ReadOptions, first: tuple[str, str, str]) -> None:
    corpus = corpus_of(tmp_path, {"a.conllu": CONLLU * 3}, options)
    rows = tagged(corpus)
    assert rows[0] == first
    assert next(row for row in rows if row[0].casefold().startswith("pont"))[1:] == ("NOUN", "pont")
    assert len(rows) == len(corpus.tags().ids)  # type: ignore[union-attr]


def test_they_survive_the_cache_and_are_told(tmp_path: Path) -> None:
    folder = corpus_of(tmp_path, {"a.conllu": CONLLU}).folder
    path = str(tmp_path / "texts" / "a.conllu")
    found = key(find([path]), ReadOptions())
    assert found is not None
    cache = Cache(tmp_path / "cache", 1 << 30)
    corpus = Corpus.open(cache.keep(folder, found))
    assert corpus.folder == cache.find(found)
    assert ("pont", "NOUN", "pont") in tagged(corpus)
    answer = asking(a=corpus)("corpus")
    assert (answer.tags, answer.lemmas) == (8, 9)
    assert "words carry  8 tags and 9 lemmas" in shown(answer)
    (corpus.folder / "tags.i4").write_bytes(b"")
    with pytest.raises(Exception, match="damaged"):
        Corpus.open(corpus.folder)


def test_many_words_in_small_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = "".join(f"{at + 1}\tw{at}\tl{at}\tT{at % 7}\t_\t_\t0\t_\t_\t_\n" + "\n" * (at % 5 == 0) for at in range(500))
    monkeypatch.setattr(tags_module, "AT_ONCE", 3)
    corpus = corpus_of(tmp_path, {"a.txt": "one two three four five six", "b.conllu": rows, "c.conllu": rows})
    assert tagged(corpus)[6:] == [(f"w{at}", f"T{at % 7}", f"l{at}") for _ in range(2) for at in range(500)]


WORDS = st.text(st.sampled_from("ab é他了-'.,3 \u0301"), min_size=1, max_size=5).filter(str.strip)


@given(st.lists(st.tuples(WORDS, st.booleans()), min_size=1, max_size=12))
def test_any_words(tmp_path_factory: pytest.TempPathFactory, words: list[tuple[str, bool]]) -> None:
    folder = tmp_path_factory.mktemp("any")
    rows = [f"{at}\t{word}\tlemma{at}\tX\t_\t_\t0\t_\t_\t{'SpaceAfter=No' if glued else '_'}"
            for at, (word, glued) in enumerate(words, 1)]  # fmt: skip
    (folder / "a.conllu").write_text("\n".join([*rows, "", "1\tend\tend\tY\t_\t_\t0\t_\t_\t_", ""]), "utf-8")
    build([str(folder / "a.conllu")], ReadOptions(), folder / "store", lambda _: None, lambda: False)
    corpus = Corpus.open(folder / "store")
    text, lemmas, starts, at = bytes(corpus.text), corpus.tags("lemmas"), [], 0
    for word, glued in words:
        starts.append((at, at + len(word.strip().encode())))
        at = starts[-1][1] + (not glued)
    assert lemmas is not None
    for token, start in enumerate(corpus.starts.tolist()):
        inside = [f"lemma{number}" for number, (begin, end) in enumerate(starts, 1) if begin <= start < end]
        assert lemmas.of(token) == (inside[0] if inside else "end"), (text, token)


@pytest.mark.parametrize(
    ("name", "text", "kept"),
    [
        ("a.conllu", CONLLU, ", their tags and lemmas kept"),
        ("a.conll", "EU NNP B-ORG\nsays VBZ O\n", ", their tags kept"),
        ("a.conll", "EU\nsays\n", ""),
        ("a.vrt", "EU\t_\tEU\nsays\t_\tsay\n", ", their lemmas kept"),
    ],
)
def test_what_is_kept_is_said(tmp_path: Path, name: str, text: str, kept: str) -> None:
    (note,) = corpus_of(tmp_path, {name: text}).report.notes
    assert note.endswith(f"of tagged words: the words are read{kept}")


LICENCE = """The Project Gutenberg eBook of The Mill
This ebook is for the use of anyone anywhere in the United States and most other parts of the world at no cost.
*** START OF THE PROJECT GUTENBERG EBOOK THE MILL ***
The mill stood
*** END OF THE PROJECT GUTENBERG EBOOK THE MILL ***
Updated editions will replace the previous one""".splitlines()


@pytest.mark.parametrize("name", ["a.conllu", "a.vrt", "a.txt"])
def test_nothing_is_left_out_before_tagged_words(tmp_path: Path, name: str) -> None:
    sentences = [line.split() for line in LICENCE]
    if name == "a.conllu":
        text = "".join("".join(f"1\t{word}\t_\tNN\n" for word in each) + "\n" for each in sentences)
    elif name == "a.vrt":
        text = "".join("<s>\n" + "".join(f"{word}\tNN\n" for word in each) + "</s>\n" for each in sentences)
    else:
        text = "".join(" ".join(f"{word}_NN" for word in each) + "\n" for each in sentences)
    corpus = corpus_of(tmp_path, {name: text})
    words = [word.lower().rstrip(".") for each in sentences for word in each if word != "***"]
    assert tagged(corpus) == [(word, "NN", "") for word in words]
