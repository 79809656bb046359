"""Letters, digits and signs of full width, as Chinese and Japanese input methods type them, and their plain forms."""

from __future__ import annotations

_FIRST, _LAST, _AWAY = 0xFF01, 0xFF5E, 0xFEE0
_PLAIN = {point: point - _AWAY for point in range(_FIRST, _LAST + 1)} | {0x3000: 0x20}


def narrow(text: str) -> str:
    """Return a text with what is of full width in its plain form, sign for sign: ３ as 3, ｎｅａｒ as near, ； as ;."""
    return text if text.isascii() else text.translate(_PLAIN)
