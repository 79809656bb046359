"""How a card looks: one screen of 80 columns and 24 lines, whatever it is the card of."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.text import Text

from embrepl.commands.answers.exploring.cards import Card
from embrepl.system.sizes import counted
from embrepl.view.blocks import BLOCKS, HIGHEST, PLAIN, strip
from embrepl.view.columns import rate
from embrepl.view.console import PlainConsole
from embrepl.view.numbers import NONE, count, figure, percent
from embrepl.view.pages.context_lines import ContextLines
from embrepl.view.paths import short_paths
from embrepl.view.safe import shorten
from embrepl.view.style import ACCENT, DOT, QUIET, STRONG, page, prose, safe, word

_LABEL = 10  # cells of what stands before each line
_WORD = 24  # cells of a word in a list
_UNBOUNDED = 10_000  # lines, where nothing is cut
_WIDEST = 100  # cells of a line, however wide the terminal is


def card(answer: Card) -> RenderableType:
    """Draw a card."""
    head = [word(answer.query, STRONG, 40), word(answer.corpus or "", most=20), word(answer.model or "", most=20)]
    forms = (_item(each.word, "" if each.count is None else count(each.count)) for each in answer.spellings)
    lines = [
        Line("", head),
        Line("", _counts(answer), most=2),
        Line("spread", _spread(answer), most=2, strip=answer.spread),
        Line("near", (_item(each.word, figure(each.cosine, 2), each.count) for each in answer.neighbours), most=2),
        Line("beside", (_item(each.word, count(each.pairs)) for each in answer.collocates), most=2),
        Line("words" if answer.pattern else "forms", forms, most=2),
        Line("note", map(safe, answer.note.split(DOT)), most=2),
        *(Line("missing", [prose(sentence, QUIET)], most=3) for sentence in answer.missing[:2]),
    ]
    contexts = (Text(), _contexts(answer)) if answer.lines else ()
    return page(*lines, *contexts)


def _counts(answer: Card) -> list[Text]:
    parts = []
    if answer.count is not None:
        parts.append(Text.assemble("seen ", (counted(answer.count, "time"), STRONG)))
    if answer.per_million is not None:
        parts.append(Text(f"{rate(answer.per_million)} per million"))
    if answer.rank is not None and answer.types is not None:
        parts.append(Text(f"rank {answer.rank:,} of {answer.types:,}"))
    if answer.documents is not None:
        share = f" ({percent(answer.document_share)})" if answer.document_share is not None else ""
        parts.append(Text(f"in {counted(answer.documents, 'document')}{share}"))
    return parts


def _spread(answer: Card) -> list[Text]:
    if not answer.parts:
        return []
    files = answer.by == "files"
    name = short_paths([answer.most_in])[0] if files else answer.most_in
    return [
        Text(f"in {answer.range:,} of {answer.parts:,} {'files' if files else 'parts'}"),
        Text(f"D {_hundredths(answer.juilland_d)}"), Text(f"DP {_hundredths(answer.dp)}"),
        Text.assemble("most in ", word(name, most=30), f" ({answer.most_count:,})"),
    ]  # fmt: skip


def _hundredths(value: float | None) -> str:
    return NONE if value is None or not math.isfinite(value) else f"{value:.2f}"


def _item(name: str, value: str, seen: int | None = None) -> Text:
    """Return a word of a list with its figure, and how often it is seen."""
    result = Text.assemble(word(name, most=_WORD), (f" {value}" if value else "", QUIET))
    return result.append(f" ({seen:,})", QUIET) if seen is not None else result


def _contexts(answer: Card) -> ContextLines:
    return ContextLines(answer.lines[:2], answer.unit)


class Line:
    """A label, perhaps a strip of blocks, and items with dots between, as many as fit into `most` lines."""

    def __init__(self, label: str, items: Iterable[Text], most: int = 1, strip: Sequence[int] = ()) -> None:
        self.label, self.items, self._most, self.strip = label, [each for each in items if each], most, strip

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the lines, none where there is nothing to say."""
        if not self.items:
            return
        plain = isinstance(console, PlainConsole)
        width = options.max_width if plain else min(options.max_width, _WIDEST)
        most = _UNBOUNDED if plain else self._most
        indent = _LABEL if self.label and width >= 4 * _LABEL else 0
        room = max(1, width - indent)
        blocks = [self._blocks(console)] if self.strip and room >= 6 * _LABEL else []
        for number, row in enumerate(self._rows(console, blocks, room, most)):
            label = self.label if number == 0 else ""
            line = Text.assemble((DOT, QUIET)).join(row)
            yield Text.assemble((label.ljust(indent) if indent else "", QUIET), line, no_wrap=True, overflow="crop")

    def _rows(self, console: Console, first: list[Text], room: int, most: int) -> list[list[Text]]:
        """Return the items of each line, of `most` lines; one that is longer than a line goes on in the next."""
        rows = [first]
        for item in self.items:
            for part in [item] if item.cell_len <= room else item.wrap(console, room):
                part.rstrip()
                used = sum(one.cell_len + len(DOT) for one in rows[-1])
                if rows[-1] and used + part.cell_len > room:
                    if len(rows) == most:
                        if part is not item and rows[-1]:
                            rows[-1][-1] = Text(shorten(f"{rows[-1][-1].plain} {part.plain}", room), item.style or "")
                        return rows
                    rows.append([])
                rows[-1].append(part)
        return rows

    def _blocks(self, console: Console) -> Text:
        """Return a block for each twentieth of the text, nothing where it is not seen."""
        most = max(*self.strip, 1)
        signs = PLAIN if isinstance(console, PlainConsole) else BLOCKS
        heights = (min(HIGHEST, each * (HIGHEST + 1) // (most + 1)) if each > 0 else None for each in self.strip)
        return Text(strip(heights, signs), ACCENT)
