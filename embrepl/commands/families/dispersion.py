"""`disperse`: where in a text words stand, and how evenly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from embrepl.commands import hit_notes
from embrepl.commands.answers.dispersion import Dispersion, PartRow, PlaceRow, PlacesInText, SpreadRow, TextPart
from embrepl.commands.asking import MILLION, concordance, unit_of
from embrepl.commands.command import Command, by_name
from embrepl.commands.lexer import Token
from embrepl.commands.options import PlotOptions, argument, option
from embrepl.commands.parts.counting import counted_by
from embrepl.commands.parts.naming import InPart
from embrepl.commands.targets.texts import TextTarget, some_hits, text_phrases, text_target
from embrepl.errors import EmbreplError
from embrepl.session.session import Session
from embrepl.system.pictures import PICTURES

if TYPE_CHECKING:
    from embrepl.corpus.concordance.concordance import Concordance
    from embrepl.corpus.store.positions import Places

_PARTS = ("files", "documents", "parts")  # of a text, besides those that a variable makes
_MOST_PARTS = 10_000
_STEPS = 1_000  # of a part, in which places are told
_STRIPED, _STRETCHES = 40, 24  # parts that have a stripe, and stretches of a part in it


@dataclass(frozen=True, kw_only=True)
class DisperseOptions(PlotOptions, InPart):
    """What `disperse` takes."""

    targets: tuple[Token, ...] = argument("TARGET[, TARGET…]", completes=("types",), commas=True)
    by: str | None = option(
        "what the parts are: files, documents, equal parts, or those of a variable; files where there are several",
        default=None, suggests=_PARTS, completes=("variables",),
    )  # fmt: skip
    parts: int = option("how many equal parts", default=20, least=1, most=_MOST_PARTS)


def disperse(session: Session, options: DisperseOptions) -> Dispersion | PlacesInText:
    """Show how evenly a word, a phrase or an expression is spread over the text, and with --plot where it stands.

    The parts are the files or, of one file, 20 equal stretches; with --by documents, or the parts that a variable makes
    (`corpus parts`). Juilland's D is 1 where every part has it equally often, 0 where one has them all; Gries' DP the
    other way round: 0 for even, towards 1 for all in one small part. In CSV these figures stand in every row. Beside
    each of up to 40 files, documents or stretches a terminal shows where in it the word stands.

    --plot draws a stripe for each text, as long as the text is, with a mark where the word stands; with --by documents
    or --by parts one for each. Several targets have commas between them there. In CSV each place is a row, in
    thousandths of its text, with how often the word stands there: 0 is where its text begins, 1 where it ends.

    Examples:
      disperse king
      disperse king --plot
      disperse king, queen, river --plot
      disperse "once upon a time" --by parts --parts 50
      disperse /^queens?$/ --by documents
      disperse king --by file
    """
    searched = concordance(session)
    plotted = options.plot or options.into in PICTURES
    by = options.by or (
        "parts" if "parts" in options.typed or (not plotted and len(searched.corpus.files) == 1) else "files"
    )
    if by != "parts" and "parts" in options.typed:
        message = f"--parts is the number of equal parts; --by {by} has parts of its own."
        raise EmbreplError(
            "wrong-usage", message, f"Leave out --parts, or ask for `--by parts --parts {options.parts}`."
        )
    if plotted:
        return _places(session, searched, options, by)
    return _spread(session, searched, text_target(session, options.targets), by, options.parts)


def _spread(session: Session, searched: Concordance, asked: TextTarget, by: str, most: int) -> Dispersion:
    """Return how evenly a target is spread."""
    from embrepl.corpus.statistics import dispersion

    text, result = some_hits(session, asked)
    places = result.first().places
    stripes: tuple[tuple[int, ...], ...] = ()
    if by in _PARTS:
        names, edges = dispersion.parts_of(searched, by, most, session.report_progress)
        stripes = _stripes(places, edges)
        sizes, counts = edges[1:] - edges[:-1], dispersion.counts(places, edges)
    else:
        by, names, sizes, counts = counted_by(searched, places, by, _PARTS)
    spread = dispersion.dispersion(counts, sizes)
    parts = zip(names, sizes.tolist(), counts.tolist(), strict=True)
    rows = tuple(
        PartRow(part, name, tokens, count, MILLION * count / tokens)
        for part, (name, tokens, count) in enumerate((part for part in parts if part[1]), 1)
    )
    return Dispersion(
        text, str(session.current_corpus), result.total, by, spread.range, spread.juilland_d, spread.dp, spread.dp_norm,
        rows, hit_notes.note_of(searched, asked, text, result), unit_of(searched.corpus), len(names), stripes,
    )  # fmt: skip


def _stripes(places: Places, edges: Places) -> tuple[tuple[int, ...], ...]:
    """Return how many places stand in each stretch of each part that has any text, () of many. (H,), (n + 1,)."""
    import numpy as np

    begins, sizes = edges[:-1][edges[1:] > edges[:-1]], np.diff(edges)
    sizes = sizes[sizes > 0]
    if not 0 < len(sizes) <= _STRIPED:
        return ()
    of = np.searchsorted(begins, places, side="right") - 1
    cells = of * _STRETCHES + (places - begins[of]) * _STRETCHES // sizes[of]
    found = np.bincount(cells, minlength=len(sizes) * _STRETCHES).reshape(len(sizes), _STRETCHES)
    return tuple(map(tuple, found.tolist()))


def _places(session: Session, searched: Concordance, options: DisperseOptions, by: str) -> PlacesInText:
    """Return where each target stands. Raises `wrong-usage` for parts that are in several pieces."""
    from embrepl.corpus.statistics import dispersion

    by = "files" if by == "file" else by
    if by not in _PARTS:
        message = f"A stripe is one stretch of the text; the parts that {by} makes lie apart."
        hint = "Draw `--by files`, documents or parts; without --plot any variable will do."
        raise EmbreplError("wrong-usage", message, hint)
    targets = text_phrases(session, options.targets)
    names, edges = dispersion.parts_of(searched, by, options.parts, session.report_progress)
    sizes = edges[1:] - edges[:-1]
    numbers = (sizes > 0).cumsum()  # of the parts that have any text, from 1
    spreads, rows = [], []
    for asked in targets:
        text, result = some_hits(session, asked)
        places = result.first().in_order().places
        spread = dispersion.dispersion(dispersion.counts(places, edges), sizes)
        spreads.append(SpreadRow(text, result.total, spread.range, spread.juilland_d, spread.dp, spread.dp_norm))
        rows += _rows(text, places, names, edges, numbers)
    parts = tuple(
        TextPart(int(number), name, size)
        for number, name, size in zip(numbers, names, sizes.tolist(), strict=True) if size
    )  # fmt: skip
    return PlacesInText(
        str(session.current_corpus), by, tuple(spreads), parts, tuple(rows), unit_of(searched.corpus)
    )  # fmt: skip


def _rows(text: str, places: Places, names: Sequence[str], edges: Places, numbers: Places) -> list[PlaceRow]:
    """Return the places of a target, each step of a part once, with its count. (H,), (n + 1,), (n,)."""
    import numpy as np

    of = np.searchsorted(edges, places, side="right") - 1
    steps = (places - edges[of]) * _STEPS // np.maximum(edges[of + 1] - edges[of], 1)
    return [
        PlaceRow(text, int(numbers[part]), names[part], step / _STEPS, count)
        for (part, step), count in Counter(zip(of.tolist(), steps.tolist(), strict=True)).items()
    ]


COMMANDS = by_name(Command("disperse", disperse, DisperseOptions))
