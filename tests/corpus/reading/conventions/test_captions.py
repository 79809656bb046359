"""Of captions and subtitles the spoken words are read, and what only stays on the screen is read once."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embrepl.corpus.reading.conventions.captions import Cue, seconds, spoken
from tests.corpus.reading.test_readers import read

WEBVTT = """WEBVTT - a title
Kind: captions
X-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:900000

STYLE
::cue(b) { color: red }

REGION
id:fred
width:40%

NOTE a remark
over two lines

intro
00:01.400 --> 00:03.400 line:90% position:26%,line-left
<v.loud Ann Lee>NOTE that <b>a <00:02.000><c.red>cat</c></b> sat
- on 3 mats &amp; slept&nbsp;well

00:00:03.400 --> 00:00:05.000 align:start
STYLE is all
<ruby>漢<rt>kan</rt></ruby>

2
01:00:05.000 --> 01:00:06.000
42
"""


def test_webvtt_without_its_head_blocks_settings_and_tags(tmp_path: Path) -> None:
    documents, reading = read(tmp_path / "a.vtt", "\ufeff" + WEBVTT)
    assert documents == ["NOTE that a cat sat\n- on 3 mats & slept\xa0well\nSTYLE is all\n漢\n42"]
    assert reading.notes() == []
    assert read(tmp_path / "b.vtt", WEBVTT.replace("\n", "\r\n"))[0] == documents


def test_text_of_webvtt_in_which_empty_lines_stand_is_kept(tmp_path: Path) -> None:
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\none\n\ntwo\n\n00:03.000 --> 00:04.000\nthree\n\nlast\n"
    assert read(tmp_path / "a.vtt", text)[0] == ["one\ntwo\nthree\nlast"]


def srt(*cues: tuple[float, float, str]) -> str:
    def time(at: float) -> str:
        return f"00:{int(at) // 60:02d}:{int(at) % 60:02d},{round(at % 1 * 1000):03d}"

    return "".join(f"{n}\n{time(begin)} --> {time(end)}\n{text}\n\n" for n, (begin, end, text) in enumerate(cues, 1))


def test_rolling_captions_are_read_once(tmp_path: Path) -> None:
    first, second = "good morning to you", "my dear"
    rolling = srt(
        (0, 2, f" \n{first}"), (2, 2.01, f"{first}\n "), (2.01, 4, f"{first}\n{second}"), (4, 4.01, f"{second}\n "),
        (4.01, 6, f"{second}\n{second}"), (6, 6.01, f"{second}\n "), (9, 10, second),
    )  # fmt: skip
    documents, reading = read(tmp_path / "a.srt", rolling)
    assert documents == ["good morning to you\nmy dear\nmy dear\nmy dear"]
    assert reading.left_out == {"repeated line of rolling captions": 5}


def test_captions_of_two_lines_that_roll_without_a_blink(tmp_path: Path) -> None:
    rolling = srt((0, 2, "one two\nthree"), (2, 4, "three\nfour five"), (4, 6, "four five\nsix"))
    assert read(tmp_path / "a.srt", rolling)[0] == ["one two\nthree\nfour five\nsix"]


def test_captions_that_grow_word_by_word_are_read_once(tmp_path: Path) -> None:
    live = srt(
        (0, 1, "so"), (1, 2, "so we"), (2, 3, "so we go"), (3, 4, "so we go\nto"), (4, 5, "so we go\nto town"),
        (5, 6, "to town\nnow"),
    )  # fmt: skip
    assert read(tmp_path / "a.srt", live)[0] == ["so we go\nto town\nnow"]


@pytest.mark.parametrize(
    "cues",
    [
        ["No.", "No.", "Why not?", "Because."],
        ["No.", "No."],
        ["No.", "No.", "No.", "No!"],
        ["Wait.", "No.", "No.", "Go.", "Go.\nNow!", "Who?", "Me?"],
    ],
)
def test_what_is_said_again_is_read_again(tmp_path: Path, cues: list[str]) -> None:
    documents, reading = read(tmp_path / "a.srt", srt(*((n, n + 0.9, text) for n, text in enumerate(cues))))
    assert documents == ["\n".join(cues)]
    assert not reading.left_out


def test_references_in_subtitles_are_signs(tmp_path: Path) -> None:
    text = srt((0, 1, "&gt;&gt; Q&amp;A at AT&T &#39;now&#x27;"), (1, 2, "&lt;i&gt; one<br>two &unknown; &"))
    assert read(tmp_path / "a.srt", text)[0] == [">> Q&A at AT&T 'now'\n<i> one two &unknown; &"]


def test_captions_of_other_programs(tmp_path: Path) -> None:
    sbv = "0:00:01.000,0:00:02.500\nOne &amp; two,\nthree\n\n0:00:03.000,0:00:04.000\n1,2\n"
    assert read(tmp_path / "a.sbv", sbv)[0] == ["One & two,\nthree\n1,2"]
    lrc = "\ufeff[ti:A song]\n[length: 03:20]\n[00:12.00][01:12.00]First <00:13.10>line\n\n[00:15]Second [live]\n"
    assert read(tmp_path / "a.lrc", lrc)[0] == ["First line\nSecond [live]"]
    ass = (
        "[Script Info]\n; Script by hand\nTitle: none\nDialogue: no\n\n[V4+ Styles]\nFormat: Name, Fontname\n\n"
        "[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
        "Dialogue: 0,0:00:01.00,0:00:02.00,A,Ann,0,0,0,,{\\an8}Well,\\Nwe{\\i1} go\\hon\n"
        "Comment: 0,0:00:01.00,0:00:02.00,A,,0,0,0,,a remark\n"
        "Dialogue: 0,0:00:02.00,0:00:03.00,A,,0,0,0,,{\\p1}m 0 0 l 1 1\n"
        "Dialogue: 0,0:00:02.00,0:00:03.00,A,,0,0,0,,{\\pos(1,2)\\p1}m 0 0 l 1 1{\\p0}the {\\p2}m 0{\\p0\\b1}mill\n"
    )
    assert read(tmp_path / "a.ass", ass)[0] == ["Well,\nwe go\xa0on\nthe mill".replace("\xa0", " ")]


def test_times_in_their_forms() -> None:
    assert [seconds(text) for text in ("01:02:03,400", "02:03.4", "0:00:01.000")] == [3723.4, 123.4, 1.0]


WORDS = st.lists(st.text("ab", min_size=1, max_size=3), min_size=1, max_size=12)


@given(WORDS)
def test_rolled_lines_give_the_lines(said: list[str]) -> None:
    """Lines shown as YouTube shows them: each alone for a blink, and then above the next one."""
    shown = [Cue(0, 2, (said[0],))]
    for at, (line, following) in enumerate(pairwise(said), 1):
        shown += [Cue(2 * at, 2 * at + 0.01, (line,)), Cue(2 * at + 0.01, 2 * at + 2, (line, following))]
    assert "".join(spoken(iter(shown), Counter())).split() == said


@given(WORDS)
def test_lines_that_do_not_roll_all_stay(said: list[str]) -> None:
    shown = [Cue(5 * at, 5 * at + 2, (line,)) for at, line in enumerate(said)]
    assert "".join(spoken(iter(shown), Counter())).split() == said
