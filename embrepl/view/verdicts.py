"""The verdict on vectors, as several pages show it."""

from __future__ import annotations

from rich.console import RenderableType

from embrepl.view.style import BAD, DOUBTFUL, GOOD, STRONG, prose

VERDICTS = {
    "healthy": GOOD,
    "flat": DOUBTFUL,
    "noisy": DOUBTFUL,
    "unjudged": DOUBTFUL,
    "onehot": DOUBTFUL,
    "untrained": BAD,
    "unlearnt": BAD,
    "collapsed": BAD,
    "implausible": BAD,
}


def draw_verdict(verdict: str, sentence: str, advice: str) -> list[RenderableType]:
    """Return the verdict's sentence, its first word in colour, and the advice."""
    line = prose(sentence or verdict)
    end = line.plain.find(":")
    line.stylize(f"{STRONG} {VERDICTS.get(verdict, '')}", 0, end if end > 0 else len(line))
    return [line, *([prose(advice[:1].upper() + advice[1:])] if advice else [])]
