"""What pages say of how far vectors are to be trusted: the verdict on a model, doubts on what is made of places."""

from __future__ import annotations

from rich.console import RenderableType
from rich.text import Text

from embrepl.commands.answers.words import MadeOf
from embrepl.system.sizes import counted
from embrepl.view.numbers import figure
from embrepl.view.style import BAD, DOUBTFUL, GOOD, QUIET, STRONG, prose

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
POOR = 0.5  # mean cosine of known words with what is made of their contexts, below which it is not trusted


def draw_verdict(verdict: str, sentence: str, advice: str) -> list[RenderableType]:
    """Return the verdict's sentence, its first word in colour, and the advice."""
    line = prose(sentence or verdict)
    end = line.plain.find(":")
    line.stylize(f"{STRONG} {VERDICTS.get(verdict, '')}", 0, end if end > 0 else len(line))
    return [line, *([prose(advice[:1].upper() + advice[1:])] if advice else [])]


def trust(made: MadeOf | None) -> list[Text]:
    """Say how far a vector is to be trusted, where anything speaks against it."""
    if made is None:
        return []
    said = []
    if made.documents == 1:
        unsure = f"All {made.places:,} places are in one {made.cluster}: nothing says how sure cosines are."
        said.append(unsure if made.places > 1 else "It stands in one place alone: take this as a guess.")
    elif made.documents < made.needed:
        few = f"It stands in {counted(made.documents, made.cluster)}: {made.needed} or more say how sure cosines are."
        said.append(few)
    elif not made.sure:
        differ = f"Its uses differ so much from {made.cluster} to {made.cluster}"
        said.append(f"{differ} that there are too few to say how sure this is.")
    doubts = draw_doubts(made.fit) if made.how == "contexts" else []
    return [*(prose(each, QUIET) for each in said), *doubts]


def doubts_on_contexts(fit: float | None) -> list[str]:
    """Return what is to be said where vectors made of contexts are checked badly, or not at all."""
    if fit is None:
        return ["Too few words are known to check how well vectors are made of what stands around places."]
    if fit < POOR:
        known = f"known words have a mean cosine of {figure(fit)} with the vectors made of what stands around them"
        return [f"Do not trust this far: {known}."]
    return []


def draw_doubts(fit: float | None) -> list[Text]:
    """Return that, as it stands below an answer."""
    return [prose(each, QUIET) for each in doubts_on_contexts(fit)]
