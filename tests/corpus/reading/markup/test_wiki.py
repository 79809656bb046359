"""Dumps of wikis: the articles without their markup, one document each, and a count of what was left out."""

from __future__ import annotations

import bz2
from collections import Counter
from html import escape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embrepl.corpus.reading.wiki.wikitext import CATEGORY, FILE, Wikitext
from tests.corpus.reading.markup.reading import read

LINKS = {"file": FILE, "datei": FILE, "image": FILE, "category": CATEGORY}
HEAD = (
    '<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" xml:lang="de"><siteinfo><sitename>no</sitename>'
    '<namespaces><namespace key="-2">Medium</namespace><namespace key="0" /><namespace key="1">Diskussion</namespace>'
    '<namespace key="6">Datei</namespace><namespace key="14">Kategorie</namespace></namespaces></siteinfo>'
)


def page(text: str, title: str = "no", ns: str = "<ns>0</ns>", more: str = "", model: str = "wikitext") -> str:
    revision = (
        f"<revision><contributor><username>no</username></contributor><comment>no</comment><model>{model}</model>"
    )
    return f"<page><title>{title}</title>{ns}{more}{revision}<text>{escape(text)}</text></revision></page>"


def plain(source: str) -> str:
    return " ".join(Wikitext(LINKS, Counter()).text(source).split())


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("'''Weirs''' are ''low'' '''''dams'''''.", "Weirs are low dams."),
        ("l'''eau'' et l''''eau''' rock 'n' roll '''L'''amour", "l'eau et l'eau rock 'n' roll Lamour"),
        ("[[stream]]s [[River Thames|rivers]] [[mill]]stone [[#Top|here]] [[a_b]] [[:Category:Dams]]", None),
        ("a[[Category:Dams|x]] [[fr:Barrage]] [[File:a.jpg|right]] [[Image:a.jpg|thumb|300px]] b", "a b"),
        ("a [[Datei:a.jpg|mini|A [[dam|low dam]] of ''stone'']] b", "a A low dam of stone b"),
        ("a{{Infobox|name={{x|[[b|c]]}}|d=e}} f{{cite book|title=no\n|x=y}} g", "a f g"),
        (
            "{{lang|fr|barrage}} {{lang-de|Wehr}} {{convert|5|km|mi}} {{nowrap|a b}} the {{'}}s {{quote|It is.|Me}}",
            None,
        ),
        ("a<ref>no [[b]]</ref>b <ref name=x />c <ref name='y'>{{cite}}</ref>. <references/>", "ab c ."),
        ("a<!-- no\n -->b <nowiki>[[c]] ''d'' {{e}}</nowiki><nowiki/> <pre>''f''</pre>", "ab [[c]] ''d'' {{e}} ''f''"),
        (
            "<math>no</math> <syntaxhighlight lang=x>no</syntaxhighlight> H<sub>2</sub>O m<sup>2</sup> 10<sup>6</sup>",
            None,
        ),
        ("== The mill ==\n=== A = b ===\n* one\n*# two\n; term : text\n: three\n----\n#four", None),
        (
            "{| class=x\n|+ Title\n! A !! B\n|-\n| x=y | c || d\n{|\n| e\n|}\n| [[f|g]]\n|}\nh | i",
            "Title A B c d e g h | i",
        ),
        ("<gallery>\nFile:a.jpg|A dam\nb.png\n</gallery>", "A dam"),
        ("a <math>b</math> <gallery>\nFile:a.jpg|A dam\n</gallery> end", "a A dam end"),
        ("x<gallery>File:a.jpg|one</gallery>y", "x one y"),
        ("[http://x.org the site] [https://y.org] [//z.org there] [sic] [mailto:a@b me]", "the site there [sic] me"),
        ("__NOTOC__ caf&eacute;&nbsp;a &lt;b&gt; c<br />d<div>e</div>f<b>g</b>h", "café a <b> c d e fgh"),
        ("-{zh-hans:计算机;zh-hant:電腦}- -{A|zh-cn:一;zh-tw:二}- -{原}- -{H|zh-cn:三}-", "计算机 一 原"),
        ("a {{never closed [[b]] and [[c", "a never closed b and c"),
        ("a <ref>b ''c''", "a b c"),
    ],
)
def test_markup_is_taken_off(source: str, text: str | None) -> None:
    others = {
        "[[stream": "streams rivers millstone here a b Category:Dams",
        "{{lang|f": "barrage Wehr 5 km a b the 's It is.",
        "<math>no": "H2O m2 10⁶",
        "== The m": "The mill A = b one two term : text three four",
    }
    assert plain(source) == (others[source[:8]] if text is None else text)


@pytest.mark.parametrize("packing", ["", ".bz2"])
def test_articles_alone_are_documents(tmp_path: Path, packing: str) -> None:
    dump = HEAD + "".join(
        [
            page("Weirs are dams.<ref>no</ref> [[Kategorie:no]][[Medium:a.ogg|no]][[分类:no]][[Fichier:a.jpg|no|]]"),
            page("#REDIRECT [[no]]", more='<redirect title="no" />'),
            page("#redirect [[no]]"),
            page("#WEITERLEITUNG [[no]]"),
            page("no", title="Diskussion:no", ns="<ns>1</ns>"),
            page("no", title="Diskussion:no", ns=""),
            page("no {", model="json"),
            page("Herons fly. {{no}}").replace("<revision>", "<revision><text>no</text></revision><revision>", 1),
        ]
    )
    data = f"{dump}</mediawiki>".encode()
    documents, reading = read(tmp_path / f"wiki.xml{packing}", bz2.compress(data) if packing else data)
    assert documents == ["Weirs are dams.", "Herons fly."]
    assert reading.left_out == {
        "redirect": 3,
        "page of another namespace": 3,
        "earlier revision": 1,
        "reference": 1,
        "template": 1,
    }
    assert reading.notes() == []


def test_a_part_of_a_dump_and_one_without_articles(tmp_path: Path) -> None:
    name = "dewiki-pages-articles1.xml-p1p99.bz2"
    assert read(tmp_path / name, bz2.compress(f"{HEAD}{page('Weirs.')}</mediawiki>".encode()))[0] == ["Weirs."]
    documents, reading = read(tmp_path / "a.xml", f"{HEAD}</mediawiki>")
    assert (documents, reading.notes()) == ([], ["this dump of a wiki holds no articles"])


WORDS = st.text("abcdeéλя", min_size=1, max_size=6)
FORMS = {"{}": "{}", "[[no|{}]]": "{}", "<b>{}</b>": "{}", "<ref>{}</ref>": "", "<!--{}-->": "", "{{{{{}|no}}}}": ""}
FORMS |= {"\n== {} ==\n": " {} ", "\n* {}\n": " {} ", "<br>{}": " {}", " ": " "}
PIECES = st.builds(
    lambda word, form: (form[0].format(word), form[1].format(word)), WORDS, st.sampled_from([*FORMS.items()])
)


@given(st.lists(PIECES, max_size=10))
def test_no_word_is_glued_or_lost(pieces: list[tuple[str, str]]) -> None:
    assert plain("".join(source for source, _ in pieces)).split() == "".join(text for _, text in pieces).split()


@given(st.text("[]{}|'=<>/!-:*#\nref a&;"))
def test_any_markup_ends(source: str) -> None:
    plain(source)


@pytest.mark.parametrize(
    "part", ["{{", "[[", "<ref>", "<!--", "'''", "{{a|", "[[File:a|", "-{", "= ", "{|\n|", "[http://"]
)
def test_no_page_takes_for_ever(part: str) -> None:
    plain(part * 20_000)
    plain(part + " " * 200_000 + "}}]]")
