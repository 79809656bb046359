"""Fonts: for every script of a chart one that the computer has; the characters that none has are named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from functools import lru_cache
from typing import Any

from embrepl.view.charts.kinds import Evidence
from embrepl.view.safe import printable

BASE = ("Arial", "Helvetica", "Liberation Sans", "Nimbus Sans", "DejaVu Sans")
CHINESE = (
    "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN", "PingFang SC", "Hiragino Sans GB",
    "Microsoft YaHei", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "Heiti SC", "STHeiti", "SimHei", "SimSun",
    "Noto Sans CJK TC", "PingFang TC", "Microsoft JhengHei", "Droid Sans Fallback",
)  # fmt: skip
JAPANESE = (
    "Noto Sans CJK JP",
    "Noto Sans JP",
    "Source Han Sans JP",
    "Hiragino Sans",
    "Yu Gothic",
    "Meiryo",
    "IPAexGothic",
)
KOREAN = (
    "Noto Sans CJK KR",
    "Noto Sans KR",
    "Source Han Sans KR",
    "Apple SD Gothic Neo",
    "Malgun Gothic",
    "NanumGothic",
)
WIDE = ("DejaVu Sans", "Arial Unicode MS", "Unifont")
NO_LETTERS = ("last resort", "lastresort", "adobe blank", "cmex", "cmsy", "cmmi", "stixsize", "stixnonunicode")
MOST_NAMED = 12  # characters that a note names


def strings_of(value: Any) -> Iterator[str]:
    """Yield every text of a chart but its evidence, which is not drawn."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from strings_of(each)
    elif is_dataclass(value) and not isinstance(value, Evidence):
        for field in fields(value):
            yield from strings_of(getattr(value, field.name))


def families(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the fonts that these texts need, each for what those before it lack."""
    from matplotlib.font_manager import fontManager

    wanted = {ord(letter) for text in texts for letter in printable(text)} - {ord("\n")}
    there = {entry.name for entry in fontManager.ttflist}
    base = next(name for name in BASE if name in there)  # the last one comes with Matplotlib
    result = [base]
    wanted -= _letters(base)
    preferred = [name for name in (*_eastern(wanted), *WIDE) if name in there]
    for name in dict.fromkeys([*preferred, *sorted(there, key=_order)]):
        if not wanted:
            break
        if not name.lower().startswith(NO_LETTERS) and wanted & _letters(name):
            result.append(name)
            wanted -= _letters(name)
    return tuple(result)


def missing_note(texts: Iterable[str], names: tuple[str, ...]) -> str:
    """Return the sentence that names the characters that none of these fonts has, "" where there is none."""
    letters = {ord(letter) for text in texts for letter in text if not letter.isspace()}
    lacking = sorted(letters - set().union(*map(_letters, names)))
    if not lacking:
        return ""
    named = " ".join(printable(chr(code)) for code in lacking[:MOST_NAMED])
    more = f" and {len(lacking) - MOST_NAMED:,} more" if len(lacking) > MOST_NAMED else ""
    return (
        f"No font here has {named}{more}, so boxes stand for {'it' if len(lacking) == 1 else 'them'} in the picture: "
        "install Noto Sans, for Chinese, Japanese and Korean Noto Sans CJK (on Debian `fonts-noto-cjk`)."
    )


def _eastern(codes: set[int]) -> tuple[str, ...]:
    """Return fonts for Chinese characters, those of the language first that the other letters tell of."""
    if any(0x3040 <= code < 0x3100 for code in codes):
        return (*JAPANESE, *CHINESE, *KOREAN)
    if any(0xAC00 <= code < 0xD7A4 for code in codes):
        return (*KOREAN, *CHINESE, *JAPANESE)
    return (*CHINESE, *JAPANESE, *KOREAN) if any(code >= 0x2E80 for code in codes) else ()


def _order(name: str) -> tuple[bool, bool, str]:
    return "sans" not in name.lower(), "mono" in name.lower(), name


@lru_cache(maxsize=512)
def _letters(name: str) -> frozenset[int]:
    """Return the characters that a font has; none where it cannot be read."""
    from matplotlib.font_manager import FontProperties, findfont, get_font

    try:
        return frozenset(get_font(findfont(FontProperties(family=[name]), fallback_to_default=False)).get_charmap())
    except (ValueError, RuntimeError, OSError):
        return frozenset()
