"""Small texts, and a question for each command that asks a text."""

from __future__ import annotations

from embrepl.commands.families.dispersion import COMMANDS as DISPERSION
from embrepl.commands.families.statistics import COMMANDS as STATISTICS
from embrepl.commands.families.text import COMMANDS as TEXT
from embrepl.commands.families.vocabulary import COMMANDS as VOCABULARY

VERBS = sorted([*TEXT, *STATISTICS, *DISPERSION, *VOCABULARY])


NOVEL = "The King sat.\nA king and a queen, the king of kings!\n\nNo king. The end of the king.\n" * 5


LETTERS = ["the queen wrote to the king", "the king wrote back", "a queen, a queen", "no more"] * 3


CHINESE = "林黛玉笑道：“宝玉来了。”\r\n黛玉听了，king 😀 宝玉。\r\n" * 4


QUESTIONS = {
    "top": "top 3",
    "freq": 'freq king "the king" /^q/',
    "find": "find *ing*",
    "kwic": "kwic king",
    "colloc": "colloc king --min-count 1",
    "ngrams": "ngrams 2",
    "disperse": "disperse king",
    "keyness": "keyness letters --min-count 1",
    "zipf": "zipf",
}
