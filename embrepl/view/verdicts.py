"""The verdict on vectors, as several pages show it."""

from __future__ import annotations

from rich.console import RenderableType

from embrepl.view.style import BAD, DOUBTFUL, GOOD, STRONG, prose

VERDICTS = {
    "healthy": GOOD,
    "flat": DOUBTFUL,
    "unjudged": DOUBTFUL,
    "onehot": DOUBTFUL,
    "untrained": BAD,
    "unlearnt": BAD,
    "collapsed": BAD,
}


def judged(verdict: str, sentence: str, advice: str) -> list[RenderableType]:
    """Return the verdict's sentence, its first word in colour, and the advice."""
    said = prose(sentence or verdict)
    end = said.plain.find(":")
    said.stylize(f"{STRONG} {VERDICTS.get(verdict, '')}", 0, end if end > 0 else len(said))
    return [said, *([prose(advice[:1].upper() + advice[1:])] if advice else [])]
