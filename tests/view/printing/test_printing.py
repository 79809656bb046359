"""Charts for print: every kind in every format, the same bytes each time, and the recipe inside."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from embrepl.view.charts.kinds import Axis, Heat, IntervalRow, Intervals, LinePoint, Lines, Map, MapPoint, Series
from embrepl.view.printing import style
from embrepl.view.printing.drawing import printed
from embrepl.view.safe import printable, shorten
from tests.helpers.places import REPO
from tests.view.printing.charts import CHARTS, EMPTY, HOSTILE, RECIPE, a_map

SVG = "{http://www.w3.org/2000/svg}"
MAGIC = {"svg": b"<?xml", "png": b"\x89PNG", "pdf": b"%PDF"}
HASHES = """
import hashlib, sys
from embrepl.view.printing.drawing import printed
from tests.view.printing.charts import CHARTS, RECIPE
made = [(kind, "svg") for kind in CHARTS] + [("axes", "png"), ("map", "pdf")]
for kind, format in made:
    print(hashlib.sha256(printed(CHARTS[kind], format, RECIPE).content).hexdigest())
assert "matplotlib.pyplot" not in sys.modules
"""


def svg(chart: Any) -> Any:
    return etree.fromstring(printed(chart, "svg", RECIPE).content)


def words(chart: Any) -> list[str]:
    return ["".join(each.itertext()) for each in svg(chart).iter(f"{SVG}text")]


@pytest.mark.parametrize("kind", CHARTS)
@pytest.mark.parametrize("format", MAGIC)
def test_every_kind_in_every_format(kind: str, format: str) -> None:  # noqa: A002
    figure = printed(CHARTS[kind], format, RECIPE)
    assert figure.content.startswith(MAGIC[format])
    assert figure.notes == ()


@pytest.mark.parametrize("kind", EMPTY)
def test_what_shows_nothing_or_one_place_is_a_picture_too(kind: str) -> None:
    assert printed(EMPTY[kind], "svg", RECIPE).content.startswith(MAGIC["svg"])


def test_the_same_bytes_whatever_the_process(tmp_path: Path) -> None:
    made = set()
    for seed in "12":
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        ended = subprocess.run(
            [sys.executable, "-c", HASHES], env=environment, capture_output=True, text=True, check=True
        )
        assert ended.stderr == ""
        made.add(ended.stdout)
    assert len(made) == 1
    here = hashlib.sha256(printed(next(iter(CHARTS.values())), "svg", RECIPE).content).hexdigest()
    assert made.pop().startswith(here)


def test_the_recipe_is_in_the_metadata_of_svg() -> None:
    text = {each.tag.rpartition("}")[2]: "".join(each.itertext()) for each in svg(CHARTS["map"]).iter("{*}*")}
    assert text["title"] in {"embrepl 9.9", "Some words"}
    assert text["description"] == "load tales.txt\ntrain --dims 50\nplot king > a.svg\nA note."
    assert "date" not in text


def test_the_recipe_is_in_the_metadata_of_png() -> None:
    from PIL import Image

    picture = Image.open(io.BytesIO(printed(CHARTS["map"], "png", RECIPE).content))
    assert picture.info["Source"] == "load tales.txt\ntrain --dims 50\nplot king > a.svg"
    assert (picture.info["Title"], picture.info["Software"]) == ("Some words", "embrepl 9.9")
    assert min(picture.info["dpi"]) > 299


def test_the_recipe_is_in_the_metadata_of_pdf() -> None:
    document = pypdfium2.PdfDocument(printed(CHARTS["map"], "pdf", RECIPE).content)
    facts = document.get_metadata_dict()
    text = document[0].get_textpage().get_text_range()
    document.close()
    assert facts["Subject"] == "load tales.txt\ntrain --dims 50\nplot king > a.svg"
    assert (facts["Keywords"], facts["Title"], facts["CreationDate"]) == ("A note.", "Some words", "")
    assert "queen" in text


def test_hostile_labels_are_words() -> None:
    shown = words(a_map(HOSTILE))
    assert set(map(printable, HOSTILE)) <= set(shown)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(st.characters(), min_size=1, max_size=12))
def test_any_label_anywhere_is_a_word(text: str) -> None:
    chart = Intervals(text, (IntervalRow(text, 0.5, note=text, group=text),), Axis(text), notes=(text,))
    shown = "".join("".join(words(chart)).split())
    assert "".join(shorten(printable(text), 32).split()) in shown


def test_words_of_an_svg_stay_words_in_fonts_that_are_named() -> None:
    (king,) = [each for each in svg(CHARTS["map"]).iter(f"{SVG}text") if each.text == "国王"]
    assert king.get("style").split("font-family: ")[1].split(";")[0].endswith("'Arial', 'Helvetica', sans-serif")


def test_title_and_notes_can_be_taken_out() -> None:
    groups = {each.get("id") for each in svg(CHARTS["map"]).iter(f"{SVG}g")}
    assert {"title", "notes"} <= groups


def test_low_trust_is_hollow_and_said() -> None:
    assert "Hollow: less than 30 % of the true neighbours are near on the map too." in words(CHARTS["map"])
    sure = Map("", (MapPoint("king", 0, 0, trust=0.9), MapPoint("queen", 1, 1)))
    assert not [each for each in words(sure) if "Hollow" in each]


def test_an_interval_that_holds_the_reference_is_hollow_and_said() -> None:
    assert "Hollow: the interval holds 0." in words(CHARTS["intervals"])


def test_what_a_logarithm_has_no_place_for_is_told() -> None:
    chart = Lines("", (Series("", (LinePoint(0, 1), LinePoint(1, 1), LinePoint(2, 3))),), Axis("", True))
    assert printed(chart, "svg", RECIPE).notes == ("1 of 3 points has no place on a logarithmic axis.",)


def test_more_rows_than_a_picture_holds_are_told() -> None:
    chart = Intervals("", tuple(IntervalRow(f"w{at}", at) for at in range(400)))
    assert printed(chart, "svg", RECIPE).notes == ("The picture shows the first 300 of 400 rows.",)


def test_years_and_counts_are_read_as_such() -> None:
    from embrepl.view.printing.axes import number

    shown = [number(value) for value in (1990, 12000, 0, -3, 0.25, 2_500_000, 1e-6, 1e15)]
    assert shown == ["1990", "12,000", "0", "−3", "0.25", "2.5M", "1e−6", "1e+15"]


@pytest.mark.parametrize("variable", ["HOME", "MPLCONFIGDIR", "XDG_CACHE_HOME"])
def test_nothing_is_said_where_nothing_can_be_kept(tmp_path: Path, variable: str) -> None:
    place = tmp_path / "file"
    place.write_text("")
    (tmp_path / "matplotlibrc").write_text("lines.linewidth: wrong\nno.such: 1\nfont.size: 40\n")
    environment = {**os.environ, "HOME": str(tmp_path), "PYTHONPATH": str(REPO), variable: str(place)}
    code = (
        "from embrepl.view.printing.drawing import printed\nfrom tests.view.printing.charts import CHARTS, RECIPE\n"
        "import hashlib; print(hashlib.sha256(printed(CHARTS['map'], 'svg', RECIPE).content).hexdigest())"
    )
    command = [sys.executable, "-c", code]
    ended = subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert ended.stderr == ""
    assert ended.stdout.strip() == hashlib.sha256(printed(CHARTS["map"], "svg", RECIPE).content).hexdigest()


def test_settings_of_matplotlib_stay_as_they_were() -> None:
    import matplotlib as mpl

    with mpl.rc_context({"font.size": 33.0}):
        before = dict(mpl.rcParams)
        printed(CHARTS["lines"], "png", RECIPE)
        assert dict(mpl.rcParams) == before


def test_neighbouring_colours_differ_in_grey_and_every_group_in_its_marker() -> None:
    def light(shade: str) -> float:
        parts = [(int(shade[at : at + 2], 16) / 255) ** 2.2 for at in (1, 3, 5)]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    shades = [light(style.colour(group)) for group in range(7)]
    assert min(abs(one - other) for one, other in pairwise(shades)) > 0.05
    assert len({style.marker(group) for group in range(-1, 12)}) == 13
    assert len({(style.colour(group), style.marker(group)) for group in range(84)}) == 84


def test_a_page_of_labels_does_not_overlap_in_the_picture_itself() -> None:
    places = np.random.default_rng(0).normal(size=(100, 2))
    points = tuple(MapPoint(f"word{at}", float(x), float(y)) for at, (x, y) in enumerate(places))
    figure = printed(Map("", points), "pdf", RECIPE)
    document = pypdfium2.PdfDocument(figure.content)
    text = document[0].get_textpage()
    found = [text.get_rect(at) for at in range(text.count_rects())]
    document.close()
    assert len(found) > 60
    edge = 0.1  # points that rounding may take
    for at, (left, low, right, high) in enumerate(found):
        beside = [each for each in found[:at] if each[0] < right - edge and left < each[2] - edge]
        assert not [each for each in beside if each[1] < high - edge and low < each[3] - edge]


def test_a_figure_of_nothing_has_no_sign() -> None:
    heat = Heat("t", ("a", "b"), ("a", "b"), ((1.0, -0.001), (-0.001, -0.4)))
    drawn = printed(heat, "svg", RECIPE).content.decode()
    assert "−0.40" in drawn
    assert "−0.00" not in drawn
