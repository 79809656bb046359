"""What a page of a map holds: its data packed, nothing from elsewhere, within its size."""

from __future__ import annotations

import base64
import json
import re
import zlib
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from embrepl.view.charts.kinds import Axis, Evidence, Map, MapPoint
from embrepl.view.safe import printable
from embrepl.view.web.map.packing import pack
from embrepl.view.web.map.page import SCRIPTS, map_page
from tests.helpers.pages.maps import PROVENANCE, WORDS, crowd, small_map


def unpacked(data: bytes) -> dict[str, Any]:
    """Return the header with its columns in it, as the script of the page reads them."""
    whole = zlib.decompress(data)
    end = 4 + int.from_bytes(whole[:4], "little")
    header: dict[str, Any] = json.loads(whole[4:end])
    for name, kind, length in header["columns"]:
        end += -end % 8
        header[name] = np.frombuffer(whole, f"<{kind}", length, end)
        end += header[name].nbytes
    assert end == len(whole)
    return header


def test_a_page_loads_nothing_and_names_its_script_by_a_hash() -> None:
    html = map_page(small_map(), PROVENANCE)
    assert not re.search(r"(?:src|href)=|https?://(?!www\.w3)|url\(|@import|innerHTML|eval\(", html)
    assert "script-src &#x27;sha256-" in html
    assert "default-src &#x27;none&#x27;" in html


def test_every_script_is_in_the_page_once() -> None:
    from embrepl.view.web.map import page

    folder = page.__file__.replace("page.py", "script")
    from pathlib import Path

    assert sorted(path.stem for path in Path(folder).iterdir()) == sorted(SCRIPTS)
    for path in Path(folder).iterdir():
        assert path.read_text(encoding="utf-8").startswith("// "), path
        assert len(path.read_text(encoding="utf-8").splitlines()) < 300, path


def test_commands_in_notes_are_code_and_stay_text() -> None:
    html = map_page(Map("Notes", (), notes=("Try `plot <b>` or ` alone.",)), PROVENANCE)
    assert '<p dir="auto">Try <code>plot &lt;b&gt;</code> or ` alone.</p>' in html


def test_places_counts_neighbours_and_lines_are_packed() -> None:
    data = unpacked(pack(small_map(axes=True)))
    assert data["words"] == list(WORDS)
    assert data["asked"] == [1]
    assert data["x"][:5] == pytest.approx([0, 1 / 3, 2 / 3, 1, 0], abs=1e-5)
    assert data["y"][:5] == pytest.approx([0, 0, 0, 0, 1 / 3], abs=1e-5)  # one scale, since they are equal
    assert data["count"][:2].tolist() == [1000, 500]
    assert data["trust"][6] == 50
    assert data["moves"][0] == 65_535
    assert data["near"][:3].tolist() == [1, 2, 3]
    assert data["cosine"][:3].tolist() == [800, 700, 600]
    assert data["nears"].tolist() == [3] * 12
    assert data["lines_of"].tolist() == [2] + [0] * 11
    assert data["axes"][0]["names"] == [[0, "poor"], [1, "rich"]]
    assert (data["axes"][0]["start"], data["axes"][0]["unit"]) == (0, 3)


def test_a_logarithmic_axis_is_even_in_powers_of_ten() -> None:
    points = tuple(MapPoint("w", x, 0.0) for x in (1.0, 10.0, 1000.0, 0.0, -1.0))
    data = unpacked(pack(Map("Log", points, x=Axis("count", logarithmic=True), equal=False)))
    assert data["x"][:3] == pytest.approx([0, 1 / 3, 1], abs=1e-5)
    assert np.isnan(data["x"][3:]).all()


TEXT = st.text(st.characters(codec=None), max_size=20)
NUMBER = st.floats(allow_nan=True, allow_infinity=True)
POINT = st.builds(
    MapPoint, TEXT, NUMBER, NUMBER, st.integers(-1, 70_000), st.none() | st.integers(0, 2**70),
    st.none() | NUMBER, st.none() | NUMBER, st.booleans(),
)  # fmt: skip


@given(st.lists(POINT, max_size=6), st.booleans(), st.lists(st.tuples(st.integers(-2, 9), NUMBER), max_size=4), TEXT)
def test_any_map_is_packed(points: list[MapPoint], equal: bool, near: list[tuple[int, float]], text: str) -> None:
    evidence = Evidence((tuple(near),), (text,), ((0, 5),), text)
    chart = Map(text, tuple(points), Axis(text), Axis(text, names=((1.0, text),)), (text,), text, equal, evidence)
    data = unpacked(pack(chart))
    assert data["words"] == [printable(point.label) for point in points]
    places = np.concatenate([data["x"], data["y"]])
    assert ((places >= 0) & (places <= 1) | np.isnan(places)).all()
    assert sum(data["nears"]) == len(data["near"]) == len(data["cosine"])
    assert all(number < len(points) for number in data["near"])
    assert data["line"].tolist() == [0] * bool(points)
    assert map_page(chart, PROVENANCE).encode()


def test_five_hundred_words_take_less_than_150_kb_and_fifty_thousand_less_than_6_mb() -> None:
    """With ten neighbours of each at random, and lines of English: figures of real maps are in the decisions."""
    rng = np.random.default_rng(1)
    words = ["".join(rng.choice(list("etaoinshrdlu"), rng.integers(3, 11))) for _ in range(5_000)]

    def sized(count: int, lines: int) -> int:
        marks = tuple(
            MapPoint(words[i % 5_000] + str(i // 5_000 or ""), x, y, i % 20, count // (i + 1), t)
            for i, (x, y, t) in enumerate(rng.random((count, 3)).tolist())
        )
        cosines = np.sort(rng.random((count, 10)))[:, ::-1].tolist()
        near = tuple(
            tuple(zip(row, all_, strict=True))
            for row, all_ in zip(rng.integers(0, count, (count, 10)).tolist(), cosines, strict=True)
        )
        texts = tuple(" ".join(words[k] for k in rng.integers(0, 5_000, 14)) for _ in range(lines))
        of = tuple((i % lines, (i + 1) % lines) for i in range(count))
        chart = Map("Size", marks, groups=tuple(words[:20]), evidence=Evidence(near, texts, of))
        return len(map_page(chart, PROVENANCE).encode())

    assert sized(500, 500) < 150_000
    assert sized(50_000, 5_000) < 6_000_000


def test_a_map_of_a_crowd_is_not_larger_than_its_figures() -> None:
    data = base64.b64encode(pack(crowd(5_000)))
    assert len(data) < 5_000 * 60
