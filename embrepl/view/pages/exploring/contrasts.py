"""How axes of meaning and tests of association look."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import RenderableType
from rich.text import Text

from embrepl.commands.answers.exploring.contrasts import AssociationTest, AxisPlaces, AxisRow
from embrepl.system.sizes import counted
from embrepl.view.columns import count_column
from embrepl.view.numbers import NONE, figure
from embrepl.view.pages.exploring.relations import looked_at
from embrepl.view.pages.words import among, unseen
from embrepl.view.style import (
    ACCENT,
    BAD,
    CURRENT,
    DOUBTFUL,
    GOOD,
    QUIET,
    STRONG,
    Column,
    Columns,
    cut,
    labelled,
    page,
    prose,
    title,
    word,
)

_WORD, _NAMED = 24, 12  # cells of a word, words of a group that a heading names
_DOUBTFUL, _CHANCE = 0.7, 0.5  # shares of seed words on their side
_HALF = 8  # cells of a half of a scale
_FEW_WAYS = 20  # ways to part the words, of which the least p is above 0.05
_SIZES = ((0.2, "no effect to speak of"), (0.5, "a small effect"), (0.8, "a medium effect"))


def axis(answer: AxisPlaces) -> RenderableType:
    """Draw words along an axis of meaning, and how good the axis is."""
    head = title(Text("from ") + _names(answer.second) + Text(" to ") + _names(answer.first), answer.model)
    rows = answer.rows
    if not rows:
        return page(head, *_quality(answer), unseen(answer.unseen), Text(), Text("no words", QUIET))
    most = max(abs(each) for row in rows for each in (row.place, row.low or 0, row.high or 0)) or 1.0
    known = any(row.low is not None for row in rows)
    table = Columns(
        Column("word", [word(row.word, QUIET if _is_open(row) else "", _WORD) for row in rows], flexible=True),
        Column("place", [Text(figure(row.place), STRONG) for row in rows], right=True),
        Column("95 in 100", [Text(_interval(row), QUIET) for row in rows] if known else [Text()] * len(rows), drop=1),
        Column("", [_scale(row, most) for row in rows], drop=3, bars=True),
        Column("percentile", [Text(among(row.percentile)) for row in rows], right=True),
        count_column("count", [row.count for row in rows], drop=2),
    )
    ends = Text(f"the ends of the axis: from {cut(answer.first[0], _WORD)} to {cut(answer.second[0], _WORD)}", QUIET)
    return page(
        head, *_quality(answer), looked_at(answer.least_count, answer.words), ends if answer.ends else None,
        unseen(answer.unseen), Text(), table,
    )  # fmt: skip


def _names(words: Sequence[str]) -> Text:
    names = Text(", ").join(word(each, most=_WORD) for each in words[:_NAMED])
    return names + Text(f" and {len(words) - _NAMED:,} more" if len(words) > _NAMED else "")


def _interval(row: AxisRow) -> str:
    return NONE if row.low is None or row.high is None else f"{row.low:.3f} to {row.high:.3f}"


def _is_open(row: AxisRow) -> bool:
    """Return whether it is open on which side of the axis a word lies."""
    return row.low is not None and row.high is not None and row.low <= 0 <= row.high


def _scale(row: AxisRow, most: float) -> Text:
    """Return where a word lies on a scale with 0 in the middle, and its interval."""
    at = _cell(row.place, most)
    low, high = (at if each is None else _cell(each, most) for each in (row.low, row.high))
    cells = [("─" if low <= cell <= high else " ") for cell in range(2 * _HALF + 1)]
    if not low <= _HALF <= high:
        cells[_HALF] = "·"
    result = Text("".join(cells), QUIET)
    return result[:at] + Text(CURRENT, ACCENT) + result[at + 1 :]


def _cell(value: float, most: float) -> int:
    return _HALF + round(_HALF * max(-1.0, min(1.0, value / most)))


def _quality(answer: AxisPlaces) -> list[RenderableType]:
    """Return whether the seed words that are left out fall on their side, and which do not."""
    if not answer.tried:
        return [
            prose("One seed word on each side: neither intervals nor the quality of the axis can be known.", DOUBTFUL)
        ]
    share = answer.held / answer.tried
    verdict, style = "The axis holds", GOOD
    if share < 1:
        verdict, style = "The axis holds mostly", ""
    if share < _DOUBTFUL:
        verdict, style = "The axis is doubtful", DOUBTFUL
    if share <= _CHANCE:
        verdict, style = "The axis means little", BAD
    line = Text.assemble(
        (verdict, f"{STRONG} {style}".strip()),
        f": {answer.held:,} of {counted(answer.tried, 'seed word')} fall on their side when left out",
    )
    wrong = [seed for seed in answer.seeds if seed.own_side is False]
    if wrong:
        line += Text(", not ") + Text(", ").join(
            word(seed.word, most=_WORD) + Text(f" ({figure(seed.left_out, 2)})", QUIET) for seed in wrong
        )
    result: list[RenderableType] = [line + Text(".")]
    if answer.pairs and share < 1:
        pairs = f"Left out in pairs, in the order typed, {answer.pairs_held:,} of {answer.pairs:,} point the right way."
        result.append(Text(pairs))
    if any(seed.own_side is None for seed in answer.seeds):
        result.append(Text("One side has a single seed word, so there are no intervals; name a second one.", QUIET))
    return result


def association(answer: AssociationTest) -> RenderableType:
    """Draw an association test: its groups, effect size, p, and the words that make it."""
    rows = answer.rows
    lines = [
        (name, _names(words)) for name, words in zip("STAB", (answer.s, answer.t, answer.a, answer.b), strict=True)
    ]
    most = max((abs(row.association) for row in rows), default=0.0)
    ordered = sorted(rows, key=lambda row: (row.group, -row.association))
    table = Columns(
        Column("", [word(row.group, QUIET, 4) for row in ordered]),
        Column("word", [word(row.word, most=_WORD) for row in ordered], flexible=True),
        Column("A less B", [Text(figure(row.association)) for row in ordered], right=True),
        Column("", [_lean(row.association, most) for row in ordered], drop=2, bars=True),
        count_column("count", [row.count for row in ordered], drop=1),
    )
    left_out = None
    if answer.left_out:
        left_out = Text("left out, without a vector: ", QUIET) + Text(", ").join(
            word(each, most=_WORD) for each in answer.left_out
        )
    return page(
        title("association test", answer.model), labelled(lines), left_out, unseen(answer.unseen), Text(),
        _effect(answer), _p_value(answer), Text(), table,
    )  # fmt: skip


def _lean(value: float, most: float) -> Text:
    at = _cell(value, most or 1.0)
    cells = Text(" " * _HALF + "·" + " " * _HALF, QUIET)
    return cells[:at] + Text(CURRENT, ACCENT) + cells[at + 1 :]


def _effect(answer: AssociationTest) -> Text:
    size = next((name for bound, name in _SIZES if abs(answer.effect) < bound), "a large effect")
    nearer = "" if abs(answer.effect) < _SIZES[0][0] else f", {'S' if answer.effect > 0 else 'T'} is nearer to A"
    line = Text.assemble("effect size ", (figure(answer.effect, 2), STRONG), f": {size}{nearer}")
    if answer.least is not None and answer.greatest is not None:
        between = f"; from {figure(answer.least, 2)} to {figure(answer.greatest, 2)} with any one word left out"
        line.append(between, QUIET)
    return line


def _p_value(answer: AssociationTest) -> Text:
    ways = counted(answer.ways, "way")
    how = f"exact, from all {ways} to part the words" if answer.exact else f"from a sample of {ways} to part the words"
    sure = "" if answer.exact else f", 95 in 100: {figure(answer.p_low, 4)} to {figure(answer.p_high, 4)}"
    line = Text.assemble(
        "p ", (figure(answer.p, 4), STRONG), f" one-sided{sure}, {figure(answer.p_two_sided, 4)} two-sided"
    )
    line.append(f"; {how}", QUIET)
    if answer.exact and 0 < answer.ways < _FEW_WAYS:
        line.append(f"; so few words cannot give less than {figure(1 / answer.ways, 3)}", DOUBTFUL)
    return line
