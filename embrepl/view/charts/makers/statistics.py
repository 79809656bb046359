"""Charts of the statistics of a text: where words stand, and Zipf's law."""

from __future__ import annotations

from embrepl.commands.answers.dispersion import PlacesInText
from embrepl.commands.answers.vocabulary import ZipfLaw
from embrepl.view.charts.kinds import Axis, LinePoint, Lines, Series, StripeRow, Stripes
from embrepl.view.charts.makers.finite import finite
from embrepl.view.numbers import figure
from embrepl.view.paths import short_paths

_FEW = 40  # parts that are all shown


def zipf(answer: ZipfLaw) -> Lines | None:
    """Return counts by rank, with the fitted law."""
    seen = tuple(LinePoint(float(row.rank), float(row.count)) for row in answer.rows if row.rank > 0 < row.count)
    law = tuple(
        LinePoint(float(row.rank), value)
        for row in answer.rows if row.rank > 0 and (value := finite(row.expected)) is not None and value > 0
    )  # fmt: skip
    series = tuple(each for each in (
        Series("words of the text", seen, dots=True), Series("the law", law)
    ) if each.points)  # fmt: skip
    notes = (f"The exponent of the law is {figure(answer.exponent)}, by maximum likelihood.",)
    axes = Axis("rank", True), Axis("seen", True)
    return Lines(f"Zipf's law in {answer.corpus}", series, *axes, notes) if seen else None


def places(answer: PlacesInText) -> Stripes | None:
    """Return a stripe for each part and target, without parts where no target stands unless they are few."""
    found: dict[tuple[str, int], list[tuple[float, int]]] = {}
    for row in answer.rows:
        if finite(row.place) is not None and row.count > 0:
            found.setdefault((row.target, row.part), []).append((row.place, row.count))
    with_any = {part for _, part in found}
    shown = [part for part in answer.parts if len(answer.parts) <= _FEW or part.part in with_any]
    names = short_paths([part.name for part in shown])
    targets = [row.target for row in answer.targets]
    several, one = len(targets) > 1, len(answer.parts) == 1
    grouped = several and not one  # the labels of one text name the targets

    def label(name: str, target: str) -> str:
        return name if not several else target if one else f"{name} · {target}"

    rows = tuple(
        StripeRow(
            label(name, target), part.tokens, tuple(place for place, _ in here), at if grouped else -1,
            tuple(count for _, count in here),
        )
        for part, name in zip(shown, names, strict=True) for at, target in enumerate(targets)
        for here in [found.get((target, part.part), [])]
    )  # fmt: skip
    title = f"where {', '.join(targets)} stands" if len(targets) == 1 else f"where {', '.join(targets)} stand"
    return Stripes(title, rows, tuple(targets) if grouped else ()) if rows else None
