"""Documents of Word, OpenDocument and rich text made of the same runs give the same words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.corpus.reading.markup.reading import ODT_STYLES, VANISH, read, rich, run
from tests.helpers.files import docx, odt

WORDS = st.text("abcdeéλя本", min_size=1, max_size=6)
STYLED = st.lists(st.tuples(WORDS, st.sampled_from(["plain", "space", "bold", "hidden", "line"])), max_size=12)
SEEN = {"plain": "{}", "space": " ", "bold": "{}", "hidden": "", "line": "\n"}
WORD = {**SEEN, "plain": run("{}"), "space": run(" "), "bold": run("{}", "<w:b/>"), "hidden": run("{}", VANISH)}
WORD["line"] = "<w:r><w:br/></w:r>"
SPAN = '<text:span text:style-name="{}">{{}}</text:span>'
OPEN = {**SEEN, "bold": SPAN.format("x"), "hidden": SPAN.format("Off"), "line": "<text:line-break/>"}
RICH = {**SEEN, "bold": "{{\\b {}}}", "hidden": "{{\\v {}}}", "line": "\\line "}


def _made(of: dict[str, str], runs: list[tuple[str, str]]) -> str:
    return "".join(of[style].format(word) for word, style in runs)


@given(STYLED)
def test_no_word_is_glued_or_lost(tmp_path_factory: pytest.TempPathFactory, runs: list[tuple[str, str]]) -> None:
    folder = tmp_path_factory.mktemp("office")
    by_number = [("".join(f"\\u{ord(letter)}?" for letter in word), style) for word, style in runs]
    files = {
        "a.docx": docx(f"<w:p>{_made(WORD, runs)}</w:p>"),
        "a.odt": odt(f"<text:p>{_made(OPEN, runs)}</text:p>", ODT_STYLES),
        "a.rtf": rich(_made(RICH, by_number)),
    }
    for name, data in files.items():
        assert read(folder / name, data)[0][0].split() == _made(SEEN, runs).split(), name
