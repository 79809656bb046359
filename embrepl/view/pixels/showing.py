"""A PNG as what a terminal is sent to show it, so many cells wide and high."""

from __future__ import annotations

import base64
import io
from typing import NamedTuple

from embrepl.view.pixels.finding import ITERM, KITTY
from embrepl.view.pixels.sixel import sixel

CHUNK = 4096  # letters of a picture that Kitty takes at a time
PER_INCH = 16  # cells of a line that an inch of a figure gets
USUAL_CELL = (8, 16)  # pixels of a cell where the terminal does not say


class Size(NamedTuple):
    """Cells across and down."""

    columns: int
    lines: int


def fitting(pixels: tuple[int, int], dots_per_inch: float, room: Size, cell: tuple[int, int] = USUAL_CELL) -> Size:
    """Return the cells of a picture that keeps its shape and fits into the room."""
    width, height = pixels
    across = max(1.0, min(room.columns, width / dots_per_inch * PER_INCH))
    down = across * cell[0] * height / width / cell[1]
    shrink = min(1.0, room.lines / down)
    return Size(max(1, int(across * shrink)), max(1, round(down * shrink)))


def sequence(png: bytes, protocol: str, room: Size, cell: tuple[int, int] = USUAL_CELL, *, grey: bool = False) -> str:
    """Return what shows a PNG and ends with a new line; `grey`: without colours."""
    from PIL import Image

    picture: Image.Image = Image.open(io.BytesIO(png))
    size = fitting(picture.size, picture.info.get("dpi", (300.0, 300.0))[0], room, cell)
    picture = picture.convert("L" if grey else "RGB")
    if protocol not in {KITTY, ITERM}:
        pixels = size.columns * cell[0], size.lines * cell[1]
        return sixel(picture.resize(pixels, Image.Resampling.LANCZOS)) + "\n"
    file = io.BytesIO()
    picture.save(file, "PNG")
    return (_kitty if protocol == KITTY else _iterm)(file.getvalue(), size) + "\n"


def _kitty(png: bytes, size: Size) -> str:
    letters = base64.b64encode(png).decode()
    chunks = [letters[at : at + CHUNK] for at in range(0, len(letters), CHUNK)]
    first = f"a=T,f=100,q=2,c={size.columns},r={size.lines},"  # q=2: Kitty answers nothing
    parts = []
    for at, chunk in enumerate(chunks):
        parts.append(f"\x1b_G{first if not at else ''}m={int(at + 1 < len(chunks))};{chunk}\x1b\\")
    return "".join(parts)


def _iterm(png: bytes, size: Size) -> str:
    look = f"inline=1;size={len(png)};width={size.columns};height={size.lines};preserveAspectRatio=1"
    return f"\x1b]1337;File={look}:{base64.b64encode(png).decode()}\x07"


def cell_of_terminal() -> tuple[int, int]:
    """Return the pixels of a cell as the system knows them, without a question to the terminal."""
    try:
        import fcntl
        import struct
        import sys
        import termios

        answer = fcntl.ioctl(sys.stdout.fileno(), termios.TIOCGWINSZ, b"\0" * 8)
        rows, columns, width, height = struct.unpack("HHHH", answer)
    except (ImportError, OSError, ValueError):
        return USUAL_CELL
    return (width // columns, height // rows) if width >= columns > 0 and height >= rows > 0 else USUAL_CELL
