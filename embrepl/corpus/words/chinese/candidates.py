"""Names that the segmenter may have glued to the verb behind them: 黛玉道 and 黛玉笑 beside 黛玉."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

VERBS = frozenset("道笑说說曰乃问問听聽见見叫便")  # of novels, in both ways of writing
POINTING = frozenset("那这這此一众眾")  # before what is no name: 那人道
LENGTHS = (3, 4)  # characters of a name of two or three, and a verb
ENOUGH = 5  # times by itself, and glued
SHOWN = 8


def note(table: Mapping[str, int]) -> str:
    """Return the names that a person may want to list, from the types and their counts; "" where there are none."""
    glued: dict[str, list[str]] = defaultdict(list)
    for word in table:
        if len(word) in LENGTHS and word[-1] in VERBS and word[0] not in POINTING and table.get(word[:-1], 0) >= ENOUGH:
            glued[word[:-1]].append(word)
    times = {name: sum(map(table.__getitem__, longer)) for name, longer in glued.items() if len(longer) > 1}
    names = sorted((name for name in times if times[name] >= ENOUGH), key=lambda name: (-times[name], name))
    if not names:
        return ""
    longest = max(glued[names[0]], key=lambda word: (table[word], word))
    shown = " ".join(names[:SHOWN]) + " …" * (len(names) > SHOWN)
    return (
        f"names that are also cut with the word behind them, as in {longest}: {shown}; write them into names.txt, one "
        "a line, and load with `--user-dict names.txt` to keep them whole"
    )
