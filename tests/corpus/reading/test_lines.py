"""Line ends are those that Python knows, whatever the chunks are."""

import io

from hypothesis import given
from hypothesis import strategies as st

from embrepl.corpus.reading.decoding.decoder import line_ends
from embrepl.corpus.reading.lines import lines

SIGNS = "a\r\n\x85\u2028é"


@given(st.lists(st.text(SIGNS, max_size=8), max_size=6))
def test_lines_end_as_in_python(chunks: list[str]) -> None:
    assert list(lines(chunks)) == list(io.StringIO("".join(chunks), newline=""))


@given(st.text(SIGNS, max_size=12))
def test_line_ends_of_all_kinds_are_counted(text: str) -> None:
    ends = sum(line.endswith(("\r", "\n")) for line in io.StringIO(text, newline=""))
    assert line_ends(text.encode()) == ends
