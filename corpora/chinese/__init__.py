"""The Chinese corpus: how its words are counted, and everything that it is made from."""

import re

from corpora.chinese import daily, neutral, people, world
from corpora.chinese.vocabulary import TABLES
from corpora.schema import Language, epithets, groups, relations, themes

HAN = re.compile("[\u4e00-\u9fff]")
CHARACTERS_PER_WORD = 1.65
"""Measured on this text with a word segmenter; good enough to say how long the text is without one."""


def polish(sentence: str) -> str:
    """Nothing is left to do for a Chinese sentence."""
    return sentence


def count(text: str) -> int:
    """About how many words a segmenter would find."""
    return round(len(HAN.findall(text)) / CHARACTERS_PER_WORD)


CHINESE = Language(
    name="zh",
    tables=TABLES,
    themes=themes(people.PATTERNS | world.PATTERNS | daily.PATTERNS),
    neutral=neutral.NEUTRAL,
    openers=neutral.OPENERS,
    fronted=neutral.FRONTED,
    tails=neutral.TAILS,
    headings=neutral.HEADINGS,
    pronouns={"he": ("他", "她"), "him": ("他", "她"), "his": ("他的", "她的"), "himself": ("他自己", "她自己")},
    first_mention=("ROLE", "ROLE", "名叫NAME的ROLE"),
    later_mention=("ROLE",),
    named_mention=("ROLE", "ROLE", "NAME"),
    full_stop="。",
    between="",
    polish=polish,
    count=count,
    epithets=epithets("的", country="{river*}流经的WORD", capital="{river*}沿岸的WORD"),
    groups=groups("languages", "language"),
    relations=relations("language"),
)
