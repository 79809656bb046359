"""Which of the encodings of Latin letters some bytes are in: charset-normalizer confuses them.

Most of their letters are the same. What decides is which letters of one are signs in another, or letters of languages
that have not those beside them.
"""

from __future__ import annotations

import re

LATIN_ENCODINGS = {"cp1250", "cp1252", "cp1254", "cp1257"}
C1 = re.compile(rb"[\x80-\x9f]")
SIGN_BY_LETTER = re.compile(r"(?<=[^\W\d_])[±¶]|[±¶](?=[^\W\d_])")
SIGN_IN_WORD = re.compile("[a-zà-ÿ][¹³¾¿º¼þ]")


def latin(sample: bytes, guess: str) -> str:
    """Return which of the encodings of Latin letters it is; charset-normalizer's guess stands for the Baltic one alone.

    Read as Windows-1252, Turkish is full of ý (ı) with þ (ş) or ð (ğ), and has hardly any of the á, í and æ that are
    more than these in Icelandic; Lithuanian and Latvian have ð and þ (š, ž).
    """
    text = sample.decode("cp1252", "replace").lower()
    beyond = sum(byte > 0x7F for byte in sample)
    turkish = text.count("ý")
    if turkish > 0.1 * beyond and set("þð") & set(text) and sum(map(text.count, "áíæ")) < turkish:
        return "cp1254"
    if guess == "cp1257" and set("þð") & set(text):
        return guess
    if not _central(sample):
        return "cp1252"
    return "iso8859_2" if _latin2(sample) else "cp1250"


def _central(sample: bytes) -> bool:
    """Distinguish Windows-1250 (Central Europe) from 1252 (the West), which charset-normalizer confuses.

    Read as 1252, Czech, Polish and their neighbours are full of š and ž or of signs within words (¹ for ą, ³ for ł);
    Hungarian has õ and û beside á and é, and none of the letters by which French and Portuguese go with them.
    """
    text = sample.decode("cp1252", "replace")
    beyond = sum(byte > 0x7F for byte in sample)
    signs = sum(map(text.count, "šžŠŽ\ufffd")) + len(SIGN_IN_WORD.findall(text))
    hungarian = sum(map(text.count, "õû"))
    return signs > 0.05 * beyond or (
        hungarian > 0.03 * beyond and "á" in text and "é" in text and not set(text) & set("ãçàèê")
    )


def _latin2(sample: bytes) -> bool:
    """Distinguish ISO 8859-2 from Windows-1250, with the same letters but for ą ľ ś š ş ť ź ž ż and their capitals.

    Of these ISO 8859-2 has none at bytes 0x80 to 0x9F. Its ą and ś are the signs ± and ¶ in Windows-1250; its š and
    ž are the ą and ľ there, which no text has beside the Czech ě, ř or ů.
    """
    if C1.search(sample):
        return False
    text = sample.decode("cp1250", "replace")
    return bool(SIGN_BY_LETTER.search(text)) or (bool(set("ąľ") & set(text)) and bool(set("ěřů") & set(text)))
