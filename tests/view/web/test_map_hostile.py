"""Words that mean ill: nothing of theirs runs, becomes markup, or hides what they are."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest

from embrepl.commands.provenance import Provenance
from embrepl.view.charts.kinds import Axis, Evidence, Map, MapPoint
from embrepl.view.web.map.page import map_page
from tests.helpers.pages.browsing import Visit
from tests.helpers.pages.maps import asked, ready, small_map

Visiting = Callable[..., Visit]
ALIVE = "alert(1);globalThis.pwned=1"
HOSTILE = (
    f"</script><script>{ALIVE}</script>",
    f"<img src=x onerror='{ALIVE}'>",
    f'"><svg onload="{ALIVE}">',
    f"<!--<script>{ALIVE}//",
    f"]]></style><style>*{{display:none}}</style><script>{ALIVE}</script>",
    f"javascript:{ALIVE}",
    "${alert(1)}$title$data{{x}}",
    "__proto__", "constructor", "hasOwnProperty", "then",
    "\u2028\u2029 line ends",
    "\u202eevil\u2066\u200f\ufeff\u200b",
    "\x00\x07\x1b[31m\x9b31m\r\n\t",
    "\ud800 lone \udfff",
    "长" * 10_000,
    "a" + "\u0301" * 500,
    "👨‍👩‍👧‍👦" * 40,
    "a*+?^$()|[]\\/-.b",
    "&lt;b&gt;&amp;",
    "'\"`",
    "",
    " ",
)  # fmt: skip


def chart() -> Map:
    points = tuple(MapPoint(text, float(i % 5), float(i // 5), i, i, i / 30) for i, text in enumerate(HOSTILE))
    count = len(points)
    near = tuple(tuple(((i + k) % count, 0.5) for k in range(1, count)) for i in range(count))
    evidence = Evidence(near, HOSTILE, tuple(tuple(range(count)) for _ in points), HOSTILE[0])
    axis = Axis(HOSTILE[1], names=tuple((float(i), text) for i, text in enumerate(HOSTILE)))
    return Map(HOSTILE[0], points, axis, axis, HOSTILE, HOSTILE[2], evidence=evidence, notes=HOSTILE)


def shape(page: Any) -> dict[str, int]:
    """How many elements of each kind there are."""
    return dict(
        page.evaluate(
            "() => [...document.querySelectorAll('*')]"
            ".reduce((all, each) => ({...all, [each.localName]: (all[each.localName] || 0) + 1}), {})"
        )
    )


def test_nothing_that_a_text_says_is_alive(visit: Visiting) -> None:
    provenance = Provenance(HOSTILE[1], HOSTILE, HOSTILE[0])
    page = ready(visit(map_page(chart(), provenance)).page)
    names = page.evaluate("Object.keys(globalThis)")
    page.focus("#stage")
    for _ in HOSTILE:  # each is pointed at, opened, and marked in its lines
        page.keyboard.press("n")
        page.keyboard.press("Enter")
        assert page.locator("#panel .line").count() == len(HOSTILE)
    page.fill("#search", "script")
    for mode in ("count", "trust", "group"):
        page.select_option("#by", mode)
    page.pdf()
    kinds = shape(page)
    assert {"img", "iframe", "object", "embed", "link", "base", "form", "a"}.isdisjoint(kinds)
    assert kinds["script"] == 2  # the data and our own
    assert kinds["style"] == 1
    assert page.evaluate("Object.keys(globalThis)") == names
    assert page.evaluate("typeof globalThis.pwned + typeof ({}).pwned") == "undefinedundefined"


@pytest.mark.parametrize("text", HOSTILE[:7])
def test_text_stands_as_it_is(visit: Visiting, text: str) -> None:
    whole = small_map(title=text)
    points = (dataclasses.replace(whole.points[0], label=text), *whole.points[1:])
    page = ready(visit(map_page(dataclasses.replace(whole, points=points), Provenance(text, (text,), "1"))).page)
    assert page.text_content("h1") == page.title() == text
    assert page.text_content("dd code") == text
    page.fill("#search", text)
    page.press("#search", "Enter")
    assert page.text_content("#panel h2") == text
    assert asked(page)["open"] == 0


def test_what_cannot_be_seen_stands_as_its_escape(visit: Visiting) -> None:
    points = tuple(MapPoint(text, float(i), 0.0) for i, text in enumerate(("\u202eevil", "nul\x00", "lone\ud800")))
    page = ready(visit(map_page(Map("t\u202e", points, notes=("n\x1b",)), Provenance("c\x07", (), ""))).page)
    shown = []
    for _ in points:
        page.keyboard.press("n")
        shown.append(page.inner_text("#tip .word"))
    assert shown == ["\\u202eevil", "nul\\x00", "lone\\ud800"]
    assert page.text_content("h1") == "t\\u202e"
    assert page.text_content("details p") == "n\\x1b"
    assert page.text_content("dd code") == "c\\x07"
