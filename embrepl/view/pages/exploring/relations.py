"""How answers about what words are to each other look."""

from __future__ import annotations

import math

from rich.console import RenderableType
from rich.text import Text

from embrepl.commands.answers.exploring.relations import (
    METHODS,
    Analogy,
    AnalogyRow,
    OddOneOut,
    RankRow,
    Ranks,
    Similarities,
    SimilarityRow,
    WordsBetween,
)
from embrepl.system.sizes import counted
from embrepl.view.canvas.heat import HeatTable
from embrepl.view.columns import bar, count_column
from embrepl.view.numbers import NONE, count, figure
from embrepl.view.pages.words import among, unseen
from embrepl.view.style import (
    ACCENT,
    CURRENT,
    DOUBTFUL,
    GOOD,
    MARK,
    QUIET,
    STRONG,
    Column,
    Columns,
    cut,
    page,
    prose,
    title,
    word,
)

_WORD = 30  # cells of a word in a sentence
_SLIDER = 9  # cells between two words
_USUAL = 0.75  # share of random pairs that a best word between two has to be better than


def similarities(answer: Similarities) -> RenderableType:
    """Draw how alike several targets are."""
    rows = answer.rows
    names = [row.target for row in rows]
    heat = HeatTable(names, [[row.cosine.get(name) for name in names] for row in rows], _nearest(rows))
    head = title(counted(len(rows), "target"), answer.model, f"mean cosine {_two(answer.mean)}")
    grouped = Text("alike ones side by side", QUIET) if answer.grouped else None
    return page(head, grouped, unseen(answer.unseen), Text(), heat, Text(), _pairs(answer))


def _nearest(rows: tuple[SimilarityRow, ...]) -> RenderableType:
    """Return a line for each target, with those of the others that are nearest to it."""
    note = "Too many for a table as wide as this: each with those nearest to it. `--format csv` writes all cosines."
    columns = [
        Column("target", [word(row.target, most=24) for row in rows], flexible=True),
        Column("mean", [Text(_two(_mean(row))) for row in rows], right=True),
    ]
    for at, head in enumerate(("nearest of the others", "", "")):
        columns.append(Column(head, [_near(row, at) for row in rows], flexible=True, drop=at, room=12))
    return page(prose(note, QUIET), Text(), Columns(*columns))


def _two(value: float) -> str:
    """Return a cosine with two decimals."""
    return f"{value:.2f}".replace("-0.00", "0.00") if math.isfinite(value) else NONE


def _others(row: SimilarityRow) -> list[tuple[str, float]]:
    return sorted(((name, each) for name, each in row.cosine.items() if name != row.target), key=lambda pair: -pair[1])


def _mean(row: SimilarityRow) -> float:
    others = [each for _, each in _others(row)]
    return sum(others) / len(others) if others else math.nan


def _near(row: SimilarityRow, at: int) -> Text:
    others = _others(row)
    if at >= len(others):
        return Text()
    name, cosine = others[at]
    return Text.assemble(_two(cosine), " ", word(name, most=16))


def _pairs(answer: Similarities) -> RenderableType:
    """Return a line for each of the closest pairs, and of the farthest."""
    pairs = [
        (label if not at else "", pair)
        for label, some in (("closest", answer.closest), ("farthest", answer.farthest)) for at, pair in enumerate(some)
    ]  # fmt: skip
    dash = Text(" – ")
    return Columns(
        Column(
            "", [Text(label, QUIET) for label, _ in pairs] if len(answer.rows) > 2 else [Text()] * len(pairs), drop=1
        ),
        Column(
            "pair", [word(pair.a, most=_WORD) + dash + word(pair.b, most=_WORD) for _, pair in pairs], flexible=True
        ),
        Column("cosine", [Text(figure(pair.cosine), STRONG) for _, pair in pairs], right=True),
        Column("percentile", [Text(among(pair.percentile)) for _, pair in pairs], right=True, drop=2),
    )


def _unusual(value: float | None) -> str:
    """Return how unusual the cosine of a pair is."""
    if value is None or not math.isfinite(value):
        return ""
    bound = {">": "over ", "<": "under "}
    share = among(value)
    return f"closer than {bound.get(share[:1], '')}{share.lstrip('<>')} % of pairs of like frequency"


def looked_at(least: int, words: int) -> Text:
    """Say which words were looked at."""
    often = f" seen at least {counted(least, 'time')}" if least > 1 else ""
    return Text(f"among {counted(words, 'word')}{often}", QUIET)


def analogy(answer: Analogy) -> RenderableType:
    """Draw the answers to an analogy, those of the two ways beside each other."""
    a, b, c = (word(each, most=_WORD) for each in (answer.a, answer.b, answer.c))
    head = title(a + Text(" is to ") + b + Text(" as ") + c + Text(" is to ?"), answer.model)
    among = looked_at(answer.least_count, answer.words)
    lists = {method: [row for row in answer.rows if row.method == method] for method in METHODS}
    if not any(lists.values()):
        return page(head, among, unseen(answer.unseen), Text("no words", QUIET))
    named = None
    if answer.named:
        why = f" ({figure(answer.named_cosine)}) would be first were it not left out: the step moves little"
        named = word(answer.named, most=_WORD) + Text(why, QUIET)
    most = max(map(len, lists.values()))
    columns = [Column("", [Text(count(rank), QUIET) for rank in range(1, most + 1)], right=True)]
    for at, (method, rows) in enumerate(lists.items()):
        columns += _solved(method, [*rows, *[None] * (most - len(rows))], 3 * at)
    ahead = [f"{figure(margin)} with {method}" for method, margin in answer.margins.items()]
    margin = Text(f"The first is ahead of the second by {' and '.join(ahead)}.") if ahead else None
    return page(head, among, named, unseen(answer.unseen), Text(), Columns(*columns), margin)


def _solved(method: str, rows: list[AnalogyRow | None], drop: int) -> list[Column]:
    """Return the columns of one way to solve an analogy."""
    figures = {
        "score": [Text("" if row is None else figure(row.score)) for row in rows],
        "parallel": [Text("" if row is None else figure(row.parallel, 2), QUIET) for row in rows],
        "near C": [Text("" if row is None else count(row.near_c), QUIET) for row in rows],
        "count": [Text("" if row is None or row.count is None else count(row.count)) for row in rows],
    }
    drops = {"score": 0, "parallel": 3 + drop, "near C": 1 + drop, "count": 2 + drop}
    return [
        Column(method, [Text() if row is None else _both(row) for row in rows], flexible=True),
        *(Column(name, cells, right=True, drop=drops[name]) for name, cells in figures.items()),
    ]


def _both(row: AnalogyRow) -> Text:
    return Text.assemble(word(row.word, most=20), (f" {MARK}" if row.both else "", ACCENT))


def odd(answer: OddOneOut) -> RenderableType:
    """Draw the odd one out, and how far each is from the others."""
    rows = answer.rows
    head = title(word(answer.odd, most=_WORD) + Text(" does not belong"), answer.model)
    table = Columns(
        Column("", [word(row.target, STRONG if row.odd else "") for row in rows], flexible=True),
        Column("cosine", [Text(figure(row.cosine)) for row in rows], right=True),
        Column("", [bar(row.cosine) for row in rows], drop=3, bars=True),
        Column("others", [Text(figure(row.others)) for row in rows], right=True, drop=1),
        count_column("count", [row.count for row in rows], drop=2),
    )
    return page(head, _how_clear(answer), unseen(answer.unseen), Text(), table)


def _how_clear(answer: OddOneOut) -> Text:
    margin = f"{figure(answer.margin)} farther from the mean of all than the next"
    if not answer.tried:
        return Text(f"{margin[:1].upper()}{margin[1:]}; of three words none can be left out to try whether it stays.")
    verdict, style = "Not clear", DOUBTFUL
    if answer.kept == answer.tried:
        verdict, style = "Clear", GOOD
    elif 2 * answer.kept > answer.tried:
        verdict, style = "Fairly clear", ""
    kept = f"the same one in {answer.kept:,} of {counted(answer.tried, 'trial')} with another left out"
    return Text.assemble((verdict, f"{STRONG} {style}".strip()), f": {margin}, and {kept}.")


def words_between(answer: WordsBetween) -> RenderableType:
    """Draw the words between two, each with its cosines with both and where it stands between them."""
    a, b = word(answer.a, most=_WORD), word(answer.b, most=_WORD)
    head = title(Text("between ") + a + Text(" and ") + b, answer.model, f"their cosine {figure(answer.cosine)}")
    rows = answer.rows
    unusual = Text(_unusual(answer.percentile), QUIET) if answer.percentile is not None else None
    if not rows:
        return page(head, unusual, unseen(answer.unseen), Text("no words", QUIET))
    table = Columns(
        count_column("", [row.rank for row in rows], QUIET),
        Column("word", [word(row.word) for row in rows], flexible=True),
        Column("lesser", [_lesser(row.lesser, answer.usual) for row in rows], right=True),
        Column(_head(answer.a), [Text(figure(row.cosine_a)) for row in rows], right=True),
        Column("", [_slider(row.cosine_a, row.cosine_b) for row in rows], drop=2, bars=True),
        Column(_head(answer.b), [Text(figure(row.cosine_b)) for row in rows], right=True),
        count_column("count", [row.count for row in rows], drop=1),
    )
    return page(
        head, unusual, looked_at(answer.least_count, answer.words), unseen(answer.unseen), Text(), table,
        _by_chance(answer), _nearer(answer),
    )  # fmt: skip


def _head(name: str) -> str:
    return cut(name, 12)


def _lesser(value: float, usual: float | None) -> Text:
    return Text(figure(value), STRONG if usual is not None and value > usual else "")


def _slider(a: float, b: float) -> Text:
    """Return where a word stands between two: by the share of its nearness that each has."""
    near, far = max(a, 0.0), max(b, 0.0)
    share = far / (near + far) if 0 < near + far < math.inf else 0.5
    at = round((_SLIDER - 1) * share)
    return Text.assemble(("─" * at, QUIET), (CURRENT, ACCENT), ("─" * (_SLIDER - 1 - at), QUIET))


def _by_chance(answer: WordsBetween) -> Text | None:
    if answer.usual is None or not answer.pairs:
        return None
    share = answer.lower / answer.pairs
    verdict, style = ("No more than chance", DOUBTFUL) if share < _USUAL else ("More than chance", GOOD)
    return Text.assemble(
        (verdict, f"{STRONG} {style}"),
        f": between two random words as frequent as these the best word has a lesser cosine of {figure(answer.usual)}; "
        f"here it is higher than in {count(answer.lower)} of {count(answer.pairs)} such pairs.",
    )


def _nearer(answer: WordsBetween) -> Text:
    if not answer.nearer:
        return Text("No word is nearer to each of the two than these are to each other.", QUIET)
    are = "word is" if answer.nearer == 1 else "words are"
    return Text(f"{count(answer.nearer)} {are} nearer to each of the two than these are to each other.", QUIET)


def ranks(answer: Ranks) -> RenderableType:
    """Draw the place of a target among the neighbours of another, and back."""
    rows = answer.rows
    head = title(word(answer.a, most=_WORD) + Text(" – ") + word(answer.b, most=_WORD), answer.model)
    cosine = Text.assemble("cosine ", (figure(answer.cosine), STRONG))
    if unusual := _unusual(answer.percentile):
        cosine.append(f", {unusual}")
    table = Columns(
        Column("place of", [word(row.target, most=_WORD) for row in rows], flexible=True),
        Column("near", [word(row.of, most=_WORD) for row in rows], flexible=True),
        Column("place", [_place(row.place, row.words) for row in rows], right=True),
        Column("by cosine", [Text(count(row.by_cosine)) for row in rows], right=True, drop=3),
        Column("as frequent", [_place(row.often, row.as_often) for row in rows], right=True, drop=2),
        Column("ahead", [_ahead(row) for row in rows], flexible=True, drop=1, room=12),
    )
    return page(head, cosine, unseen(answer.unseen), Text(), table)


def _place(place: int | None, words: int | None) -> Text:
    if place is None or words is None:
        return Text("")
    return Text.assemble((count(place), STRONG), (f" of {count(words)}", QUIET))


def _ahead(row: RankRow) -> Text:
    if not row.ahead:
        return Text("–", QUIET)
    names, more = Text(", ").join(word(each, most=16) for each in row.ahead), row.place - 1 - len(row.ahead)
    return names + Text(f" and {count(more)} more" if more > 0 else "", QUIET)
