"""XML: of readings that stand beside each other one is read, breaks within words join, marks of notes are no words."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.corpus.reading.markup.reading import xml
from tests.helpers.texts import corpus_of

TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader>no</teiHeader><text><p>{}</p></text></TEI>'


@pytest.mark.parametrize(
    ("source", "text", "left_out"),
    [
        ("<choice><sic>a</sic><corr>b</corr></choice>c", "bc", {"other reading": 1}),
        ("<choice>\n <reg>b</reg>\n <orig>a</orig>\n</choice>c", "bc", {"other reading": 1}),
        ("<choice><abbr>Dr</abbr><expan/></choice> c", "Dr c", {}),
        ("<choice><expan> </expan><abbr>Dr</abbr></choice> c", "Dr c", {}),
        ("<choice><orig>ye</orig><reg/><reg>the</reg></choice> c", "the c", {"other reading": 1}),
        ("<choice><sic>the</sic><corr/></choice> c", "c", {"other reading": 1}),
        ("<choice><abbr>D<am>r</am></abbr><expan>D<ex>octo</ex>r</expan></choice>", "Doctor", {"other reading": 1}),
        ("<choice><unclear>a</unclear><unclear>b</unclear></choice>", "a", {"other reading": 1}),
        (
            "<choice><sic>x<choice><orig>y</orig><reg>z</reg></choice></sic><corr>v</corr></choice>w",
            "vw",
            {"other reading": 2},
        ),
        ("<app><lem>a</lem><rdg>b</rdg><rdg>c</rdg><wit>A B</wit></app>d", "ad", {"other reading": 2}),
        ("<app><rdg>b</rdg><rdg>c</rdg></app>d <app><lem/><rdg>e</rdg></app>", "bd", {"other reading": 2}),
        ("<subst><del>a</del><add>b</add></subst>c <del>d</del>e", "bc e", {"deleted passage": 2}),
        ("<sic>a</sic> <orig>b</orig> <abbr>Mr</abbr>", "a b Mr", {}),
        ('water<lb break="no"/>fall water\n<lb break="no"/>\nfall', "waterfall waterfall", {}),
        ('water-<pb break="no" n="3"/><cb/>\n<lb/>fall w¬<milestone break="no"/>eir', "waterfall weir", {}),
        ('water<lb/>fall water<lb break="yes"/>fall', "water fall water fall", {}),
        ('1-<lb break="no"/>2', "1-2", {}),
        ("weir<note n='1'>A <hi>dam</hi>.</note>ran", "weir A dam. ran", {}),
        ("weir<ref target='#n1'>1</ref> mill<hi rend='superscript'>2</hi> M<hi rend='sup'>me</hi>", "weir mill Mme", 2),
        ("see <ref target='#ch2'>the second</ref> <ref>3</ref>", "see the second 3", {}),
        ("riv<hi>er</hi>s <name>Smith</name>'s <fw>CATCH</fw>x<supplied>y</supplied>", "rivers Smith's xy", 1),
        ("<w>one</w><pc>,</pc><w>two</w>", "one , two", {}),
    ],
)
def test_tei(source: str, text: str, left_out: dict[str, int] | int) -> None:
    found, counts = xml(TEI.format(source))
    assert found == text
    assert (sum(counts.values()) if isinstance(left_out, int) else counts) == left_out


def test_other_vocabularies() -> None:
    jats = (
        "<p>cell<xref ref-type='bibr' rid='b'>1</xref><sup>,</sup><sup>2</sup> in <xref rid='b'>Smith 2001</xref></p>"
    )
    assert xml(jats)[0] == "cell in Smith 2001"
    assert xml("<para>weir<superscript>1</superscript>, 10<superscript>6</superscript></para>")[0] == "weir, 10⁶"
    assert xml("<r><choice><one>a</one><two>b</two></choice> <del>c</del></r>")[0] == "a b c"


def test_a_long_text_in_one_element_is_given_in_parts() -> None:
    text = "weir " * 600_000
    assert xml(f"<choice><orig>{text}</orig></choice>")[0].split() == text.split()


WORDS = st.text("abcdeéλя", min_size=4, max_size=7)
LEAVES = st.one_of(
    WORDS.map(lambda word: (word, word)),
    st.just((" ", " ")),
    st.just(("<lb/>", " ")),
    st.just(("<!-- no -->", "")),
    WORDS.map(lambda word: (f"<note>{word}</note>", f" {word} ")),
    WORDS.map(lambda word: (f"<fw>{word}</fw>", "")),
    st.tuples(WORDS, WORDS).map(lambda two: (f"{two[0]}-\n<lb break='no'/> {two[1]}", "".join(two))),
)


def _element(name: str, inner: list[tuple[str, str]]) -> tuple[str, str]:
    source, text = ("".join(part[at] for part in inner) for at in (0, 1))
    return f"<{name}>{source}</{name}>", f" {text} " if name in {"p", "l"} else text


def _choice(names: tuple[str, str, str], taken: tuple[str, str], left: tuple[str, str], first: bool) -> tuple[str, str]:
    around, best, other = names
    both = [f"<{best}>{taken[0]}</{best}>", f"<{other}>{left[0]}</{other}>"]
    read = left if best in {"reg", "expan"} and not taken[1].strip() else taken
    return f"<{around}>{''.join(both if first else both[::-1])}</{around}>", read[1]


CHOICES = [("choice", "corr", "sic"), ("choice", "reg", "orig"), ("choice", "expan", "abbr"), ("app", "lem", "rdg")]
TREES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.builds(_element, st.sampled_from(["hi", "seg", "p", "l"]), st.lists(inner, max_size=4)),
        st.builds(_choice, st.sampled_from([*CHOICES, ("subst", "add", "del")]), inner, inner, st.booleans()),
    ),
    max_leaves=20,
)


@given(st.lists(TREES, max_size=5), st.integers(0, 200))
def test_no_word_of_tei_is_glued_or_lost(trees: list[tuple[str, str]], cut: int) -> None:
    source = TEI.format("".join(part for part, _ in trees))
    text, _ = xml(source[:cut], source[cut:])
    assert text.split() == "".join(part for _, part in trees).split()


def test_pages_that_stand_as_text_in_feeds_are_counted(tmp_path: Path) -> None:
    feed = "<rss><item><description>&lt;p&gt;Hello &lt;b&gt;world&lt;/b&gt;&lt;/p&gt;</description></item></rss>"
    report = corpus_of(tmp_path, {"a.xml": feed}).report
    assert report.notes[0].endswith("a.xml: 4 tags read as text; --markup clean removes them")
