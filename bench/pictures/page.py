"""Frames a second while a map in a page is moved about, in a headless Chromium without a GPU.

python bench/pictures/page.py [POINTS]
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

import numpy as np
from playwright.sync_api import sync_playwright

from embrepl.commands.provenance import Provenance
from embrepl.view.charts.kinds import Evidence, Map, MapPoint
from embrepl.view.web.map.page import map_page

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-quic",
    "--no-first-run", "--disable-component-update", "--disable-sync",
)  # fmt: skip
WINDOW = {"width": 1440, "height": 900}
# Each frame moves the map by a drag, as a hand does; how many frames come in some seconds is counted.
PANNING = """([seconds, zoomed]) => new Promise((done) => {
  const stage = document.getElementById("stage"), box = stage.getBoundingClientRect();
  const send = (name, x, y) => stage.dispatchEvent(new PointerEvent(name,
    {pointerId: 1, pointerType: "mouse", isPrimary: true, bubbles: true, clientX: box.left + x, clientY: box.top + y}));
  const wheel = () => stage.dispatchEvent(new WheelEvent("wheel",
    {deltaY: -100, clientX: box.left + box.width / 2, clientY: box.top + box.height / 2, cancelable: true}));
  for (let i = 0; i < zoomed; i++) wheel();
  let frames = 0, begun = 0;
  const step = (now) => {
    if (!begun) { begun = now; send("pointerdown", 700, 400); }
    send("pointermove", 700 + 200 * Math.sin(frames / 20), 400 + 100 * Math.cos(frames / 20));
    if (now - begun > 1000 * seconds) { send("pointerup", 700, 400); done(frames / (now - begun) * 1000); return; }
    frames++;
    requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
})"""


def chart(points: int) -> Map:
    """Return a map of so many points with ten neighbours each, the words as often as Zipf says."""
    rng = np.random.default_rng(0)
    places = rng.normal(size=(points, 2)) + 4 * rng.normal(size=(20, 2))[rng.integers(0, 20, points)]
    near = rng.integers(0, points, (points, 10)).tolist()
    rows = zip(places.tolist(), rng.integers(0, 20, points).tolist(), rng.random(points).tolist(), strict=True)
    marks = tuple(
        MapPoint(f"word{number}", x, y, group, 10 * points // (number + 1), trust)
        for number, ((x, y), group, trust) in enumerate(rows)
    )
    cosines = tuple(0.9 - 0.05 * place for place in range(10))
    evidence = Evidence(tuple(tuple(zip(row, cosines, strict=True)) for row in near))
    return Map(f"{points:,} points", marks, groups=tuple(f"group {i}" for i in range(20)), evidence=evidence)


def frames(points: int, seconds: float = 4, zoomed: int = 0, dots: float = 1) -> float:
    """Return frames a second while a map of so many points is dragged, after so many turns of the wheel.

    `dots`: of the screen for each pixel of the page, each way.
    """
    browser = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if browser is None:
        sys.exit("No Chromium: install it to measure pages.")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder, "map.html")
        path.write_text(map_page(chart(points), Provenance("plot", (), "")), encoding="utf-8")
        chromium = playwright.chromium.launch(executable_path=browser, args=list(ARGUMENTS))
        page = chromium.new_page(viewport=WINDOW, device_scale_factor=dots)  # type: ignore[arg-type]
        page.goto(path.as_uri())
        page.wait_for_selector("html[data-ready]", state="attached")
        rate = float(page.evaluate(PANNING, [seconds, zoomed]))
        chromium.close()
        return rate


if __name__ == "__main__":
    for count in [int(each) for each in sys.argv[1:]] or [2_000, 50_000]:
        print(
            f"{count:>8,} points  {frames(count):5.1f} frames/s, zoomed in {frames(count, zoomed=12):5.1f}, "
            f"with four times the dots {frames(count, dots=2):5.1f}"
        )
