"""The English corpus: how its sentences are finished, and everything that it is made from."""

import re

from corpora.english import daily, neutral, people, world
from corpora.english.vocabulary import TABLES
from corpora.schema import Language, epithets, groups, relations, themes

WORD = re.compile(r"[^\W\d_]+")
ARTICLE = re.compile(r"\b([Aa]) (?=[AEIOaeio]|u(?!ni|se))(?!one\b)")


def polish(sentence: str) -> str:
    """Capital at the start, one blank between words, "an" before a vowel."""
    sentence = ARTICLE.sub(r"\1n ", " ".join(sentence.split()))
    first = 1 if sentence.startswith('"') else 0
    return sentence[:first] + sentence[first].upper() + sentence[first + 1 :]


def count(text: str) -> int:
    """The number of words."""
    return len(WORD.findall(text))


ENGLISH = Language(
    name="en",
    tables=TABLES,
    themes=themes(people.PATTERNS | world.PATTERNS | daily.PATTERNS),
    neutral=neutral.NEUTRAL,
    openers=neutral.OPENERS,
    fronted=neutral.FRONTED,
    tails=neutral.TAILS,
    headings=neutral.HEADINGS,
    pronouns={"he": ("he", "she"), "him": ("him", "her"), "his": ("his", "her"), "himself": ("himself", "herself")},
    first_mention=("the ROLE", "the ROLE", "the ROLE NAME"),
    later_mention=("the ROLE",),
    named_mention=("the ROLE", "the ROLE", "NAME"),
    full_stop=".",
    between=" ",
    polish=polish,
    count=count,
    epithets=epithets(" ", country="WORD on the {river*}", capital="WORD on the {river*}"),
    groups=groups("nationalities", "nation"),
    relations=relations("nation"),
)
