"""Pictures as what terminals are sent: read back by the rules of each protocol."""

from __future__ import annotations

import base64
import io
import re
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from embrepl.view.pixels.showing import Size, fitting, sequence
from embrepl.view.pixels.sixel import sixel


def a_png(width: int = 60, height: int = 36) -> bytes:
    picture = Image.new("RGB", (width, height), (255, 255, 255))
    picture.paste((200, 0, 0), (0, 0, width // 2, height // 2))
    file = io.BytesIO()
    picture.save(file, "PNG", dpi=(300, 300))
    return file.getvalue()


def drawn(sent: str) -> Any:
    """Draw Sixel as a terminal does; return the colours (H, W, 3), in percent."""
    head = re.match(r'\x1bP0;1q"1;1;(\d+);(\d+)(.*)\x1b\\$', sent, re.DOTALL)
    assert head
    width, height = int(head[1]), int(head[2])
    cells = np.full((height + 6, width, 3), -1)
    palette: dict[int, list[int]] = {}
    x = y = ink = 0
    for each in re.finditer(r"#(\d+);2;(\d+);(\d+);(\d+)|#(\d+)|(?:!(\d+))?([?-~])|([$-])", head[3]):
        if each[1]:
            palette[int(each[1])] = [int(each[at]) for at in (2, 3, 4)]
        elif each[5]:
            ink = int(each[5])
        elif each[7]:
            length = int(each[6] or 1)
            for row in range(6):
                if (ord(each[7]) - 63) >> row & 1:
                    cells[y + row, x : x + length] = palette[ink]
            x += length
        else:
            x, y = 0, y + 6 * (each[8] == "-")
    return cells[:height]


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 40), st.integers(1, 30), st.integers(0, 2**32 - 1))
def test_sixel_gives_every_pixel_its_colour(width: int, height: int, seed: int) -> None:
    colours = np.array([(0, 0, 0), (255, 255, 255), (255, 0, 0), (0, 0, 255)], np.uint8)
    pixels = colours[np.random.default_rng(seed).integers(0, 4, (height, width))]
    assert (drawn(sixel(Image.fromarray(pixels))) == pixels.astype(int) * 100 // 255).all()


def test_kitty_gets_the_png_in_chunks_and_answers_nothing() -> None:
    sent = sequence(a_png(1500, 1200), "kitty", Size(79, 22))
    parts = re.findall(r"\x1b_G([^;]*);([^\x1b]*)\x1b\\", sent)
    assert sent == "".join(f"\x1b_G{keys};{data}\x1b\\" for keys, data in parts) + "\n"
    assert parts[0][0].startswith("a=T,f=100,q=2,c=54,r=22,m=")
    assert all(len(data) <= 4096 for _, data in parts)
    assert [keys[-3:] for keys, _ in parts] == ["m=1"] * (len(parts) - 1) + ["m=0"]
    assert Image.open(io.BytesIO(base64.b64decode("".join(data for _, data in parts)))).size == (1500, 1200)


@pytest.mark.parametrize(("grey", "mode"), [(False, "RGB"), (True, "L")])
def test_iterm_gets_the_png_as_a_file_grey_without_colour(grey: bool, mode: str) -> None:
    sent = sequence(a_png(1500, 1200), "iterm", Size(79, 40), grey=grey)
    found = re.fullmatch(
        r"\x1b\]1337;File=inline=1;size=(\d+);width=79;height=32;preserveAspectRatio=1:(.*)\x07\n", sent
    )
    assert found
    png = base64.b64decode(found[2])
    assert len(png) == int(found[1])
    assert Image.open(io.BytesIO(png)).mode == mode


@given(
    st.tuples(st.integers(1, 3000), st.integers(1, 3000)), st.integers(1, 300), st.integers(1, 100),
    st.tuples(st.integers(1, 40), st.integers(1, 80)),
)  # fmt: skip
def test_a_picture_fits_whatever_the_room(
    pixels: tuple[int, int], columns: int, lines: int, cell: tuple[int, int]
) -> None:
    size = fitting(pixels, 300.0, Size(columns, lines), cell)
    assert 1 <= size.columns <= columns
    assert 1 <= size.lines <= lines
