"""How `contrast` looks: the verdict, the words that tell two uses apart side by side, and two lines of either."""

from __future__ import annotations

from rich.console import RenderableType
from rich.text import Text

from embrepl.commands.answers.exploring.uses.contrast import (
    Contrast,
    ContrastAll,
    ContrastByPart,
    DifferingRow,
    PartRow,
    TellingRow,
)
from embrepl.commands.answers.text import ContextRow
from embrepl.system.sizes import counted
from embrepl.view.columns import count_column
from embrepl.view.numbers import figure, half_width, percent
from embrepl.view.pages.context_lines import ContextLines
from embrepl.view.safe import printable
from embrepl.view.style import (
    ACCENT,
    BAD,
    DOUBTFUL,
    GOOD,
    QUIET,
    STRONG,
    Column,
    Columns,
    Facts,
    page,
    prose,
    title,
    word,
)
from embrepl.view.verdicts import draw_doubts

_MARK, _SURE = "▲", 0.05  # of what is a find, at this p or false discovery rate
_PART, _WORD = 24, 18  # cells of a part's name, of a word


def contrast(answer: Contrast) -> RenderableType:
    """Draw the contrast of one target in two parts."""
    head = title(
        word(answer.query, most=40) + Text(": ") + word(answer.first.name, most=_PART) + Text(" against ")
        + word(answer.second.name, most=_PART), answer.model,
    )  # fmt: skip
    parts = [_places(answer, number) for number in range(2)]
    doubts = draw_doubts(answer.fit)
    return page(
        head, _verdict(answer), Facts(parts), _shared(answer), *doubts,
        *_telling(answer), *_both_parts(answer),
    )  # fmt: skip


def _places(answer: Contrast, number: int) -> Text:
    part = (answer.first, answer.second)[number]
    some = f"{part.places:,} of " if part.places < part.total else ""
    where = f" in {counted(part.documents, _noun(answer.clusters))}"
    return Text.assemble(word(part.name, STRONG, _PART), f" {some}{counted(part.total, 'place')}{where}")


def _verdict(answer: Contrast) -> RenderableType:
    if answer.p is None or answer.distance is None:
        return prose(f"not tested: {answer.note}", DOUBTFUL)
    verdict = (
        ("used differently", f"{STRONG} {GOOD}")
        if _differs(answer)
        else ("no difference beyond chance", f"{STRONG} {BAD}")
    )
    interval = f"{figure(answer.low)} to {figure(answer.high)}"
    far = Text.assemble("squared distance ", (figure(answer.distance), STRONG), f", 95 in 100: {interval}")
    p = Text.assemble("p ", (_p(answer.p), STRONG), f" by shuffled {_noun(answer.clusters)}s")
    return Facts([Text.assemble(verdict), far, p])


def _differs(answer: Contrast) -> bool:
    return answer.p is not None and answer.p <= _SURE


def _p(value: float) -> str:
    return f"{value:.1e}" if value < 0.0005 else f"{value:.3f}"


def _shared(answer: Contrast) -> RenderableType | None:
    """Say how much of the plain difference all words share."""
    if answer.note:
        return None
    what = f"{percent(answer.shared)} of the plain difference is what all words share: "
    return prose(what + ("left in." if answer.plain else "taken out (see --plain)."), QUIET)


def _telling(answer: Contrast) -> list[RenderableType]:
    """Return the words of both parts beside each other, below an empty line; without ▲ where nothing is found."""
    if not answer.rows:
        return (
            [Text()]
            if answer.note
            else [Text(), prose("No word stands beside 5 places of a part and tells it.", QUIET)]
        )
    sides = [[row for row in answer.rows if row.part == part.name] for part in (answer.first, answer.second)]
    most = max(map(len, sides))
    columns = []
    for number, (rows, part) in enumerate(zip(sides, (answer.first, answer.second), strict=True)):
        blank = [Text()] * (most - len(rows))
        columns += [
            Column(_heading(part.name), [word(row.word, STRONG, _WORD) for row in rows] + blank, flexible=True),
            Column("z", [_z(row, marked=_differs(answer)) for row in rows] + blank, right=True),
            Column("% beside", [_beside(answer, row, number) for row in rows] + blank, right=True, drop=1),
        ]
        columns += [Column("  ", [Text()] * most)] if number == 0 else []
    what = "% beside: of 100 places in this part : in the other, how many it stands beside"
    chance = [] if _differs(answer) else [prose("what differs most, which may be chance:", DOUBTFUL)]
    return [Text(), *chance, Columns(*columns), prose(what, QUIET)]


def _noun(text: str) -> str:
    return word(text, most=12).plain


def _heading(part: str) -> str:
    return word(part, most=_PART).plain


def _z(row: TellingRow, *, marked: bool) -> Text:
    return Text(figure(abs(row.z), 1)) + Text(_MARK if marked and row.rate <= _SURE else " ", ACCENT)


def _beside(answer: Contrast, row: TellingRow, number: int) -> Text:
    shares = 100 * row.first_beside / answer.first.places, 100 * row.second_beside / answer.second.places
    own, other = (figure(share, 1) for share in shares[:: 1 if number == 0 else -1])
    return Text.assemble(own, (f" : {other}", QUIET))


def _both_parts(answer: Contrast) -> list[RenderableType]:
    """Return the lines of both parts, each below its name."""
    result: list[RenderableType] = []
    for part in (answer.first, answer.second):
        lines = [line for line in answer.lines if line.part == part.name]
        if not lines:
            continue
        result += [
            Text.assemble(("most as in ", QUIET), word(part.name, STRONG, _PART)),
            ContextLines(lines, answer.unit),
        ]
    return result


def by_part(answer: ContrastByPart) -> RenderableType:
    """Draw each part against all others."""
    rows = answer.rows
    head = title(word(answer.query, most=40) + Text(": each part against all others"), answer.model, f"by {answer.by}")
    table = Columns(
        Column("part", [word(row.part.removeprefix(f"{answer.by}="), STRONG, _PART) for row in rows], flexible=True),
        count_column("places", [row.places for row in rows]),
        count_column(f"{_noun(answer.clusters)}s", [row.documents for row in rows], drop=1),
        Column("distance²", [Text("" if row.distance is None else figure(row.distance)) for row in rows], right=True),
        Column("95 in 100", [Text(_interval(row.low, row.high), QUIET) for row in rows], drop=3),
        Column("p", [_rated(row.p, row.rate) for row in rows], right=True),
        Column("shared", [Text("" if row.shared is None else percent(row.shared)) for row in rows], right=True, drop=4),
        Column("telling words", [_words(row) for row in rows], flexible=True),
        Column("of the others", [Text(printable(row.rest_words), QUIET) for row in rows], flexible=True, drop=2),
    )
    untested = [prose(f"{row.part.removeprefix(f'{answer.by}=')}: {row.note}", QUIET) for row in rows if row.note]
    shuffles = f"p by 1,000 shuffles of {_noun(answer.clusters)}s"
    said = f"{shuffles}; {_MARK} false discovery rate over the parts at most 5 %. "
    said += f"Without {_MARK} what differs may be chance, and its words stand in brackets."
    doubts = draw_doubts(answer.fit)
    return page(head, Text(), table, *untested, prose(said, QUIET), *doubts)


def _words(row: PartRow) -> Text:
    sure = row.rate is not None and row.rate <= _SURE
    return Text(printable(row.words if sure or not row.words else f"({row.words})"), "" if sure else QUIET)


def _interval(low: float | None, high: float | None) -> str:
    return "" if low is None or high is None else f"{figure(low)} to {figure(high)}"


def _rated(p: float | None, rate: float | None) -> Text:
    if p is None or rate is None:
        return Text()
    return Text(_p(p)) + Text(_MARK if rate <= _SURE else " ", ACCENT)


def of_all(answer: ContrastAll) -> RenderableType:
    """Draw the words whose use differs most surely."""
    first, second = (word(each, most=_PART) for each in (answer.first, answer.second))
    head = title(Text("words used differently: ") + first + Text(" against ") + second, answer.model)
    words = f" of {counted(answer.compared, _noun(answer.unit))} that stand at least 5 times in each part"
    found = Text.assemble((f"{answer.found:,}", STRONG), words, " are used differently, false discovery rate 5 %")
    control = f"{answer.control:,} come out where the {_noun(answer.clusters)}s are shuffled, as a control"
    most = f"at most {answer.most:,} places of a {_noun(answer.unit)} and part, evenly spread; surest first"
    shared = "what all words share is left in" if answer.plain else "what all words share is taken out"
    doubts = draw_doubts(answer.fit)
    said = [prose(f"{control}; {most}; {shared}.", QUIET), *doubts]
    if not answer.found:
        return page(head, found, *said)
    return page(head, found, *said, Text(), _differing(answer), *_differing_lines(answer))


def _differing(answer: ContrastAll) -> Columns:
    rows = answer.rows
    return Columns(
        count_column("", [row.rank for row in rows], style=QUIET, drop=4),
        Column("word", [word(row.word, STRONG, _WORD) for row in rows], flexible=True),
        Column("places", [Text(f"{row.first_places:,} : {row.second_places:,}") for row in rows], right=True, drop=2),
        Column("distance²", [Text(figure(row.distance)) for row in rows], right=True),
        Column("±", [Text(half_width(row.error), QUIET) for row in rows], right=True, drop=3),
        Column("p", [Text(_p(row.p)) for row in rows], right=True, drop=1),
        Column(_heading(answer.first), [Text(printable(row.first_words)) for row in rows], flexible=True, room=22),
        Column(_heading(answer.second), [Text(printable(row.second_words)) for row in rows], flexible=True, room=22),
    )


def _differing_lines(answer: ContrastAll) -> list[RenderableType]:
    lines = [line for row in answer.rows for line in _both_lines(row)]
    first, second, unit = map(printable, (answer.first, answer.second, answer.unit))
    said = f"a line as in {first}, then one as in {second}, of each {unit}"
    return [Text(), prose(said, QUIET), ContextLines(lines, answer.unit)] if lines else []


def _both_lines(row: DifferingRow) -> list[ContextRow]:
    if not row.first_file:
        return []
    first = row.first_file, row.first_record, row.first_line or 0, None
    second = row.second_file, row.second_record, row.second_line or 0, None
    return [
        ContextRow(*first, row.first_left, row.first_match, row.first_right),
        ContextRow(*second, row.second_left, row.second_match, row.second_right),
    ]
