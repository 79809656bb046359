"""The recipe of a picture in the file's own metadata, and nothing that differs from one writing to the next."""

from __future__ import annotations

from embrepl.commands.provenance import Provenance
from embrepl.view.charts.kinds import Chart
from embrepl.view.safe import printable


def metadata(chart: Chart, format: str, provenance: Provenance) -> dict[str, str | None]:  # noqa: A002
    """Return what the metadata of an svg, png or pdf say: what made it, and no date."""
    program = f"embrepl {provenance.version}"
    title = printable(chart.title)
    recipe = printable("\n".join([*provenance.recipe, provenance.command]), lines=True)
    notes = printable("\n".join(chart.notes), lines=True)
    if format == "svg":
        described = "\n".join(filter(None, [recipe, notes]))
        return {"Title": title, "Description": described, "Creator": program, "Source": recipe, "Date": None}
    if format == "pdf":
        nothing = {"CreationDate": None, "ModDate": None}
        return {"Title": title, "Subject": recipe, "Keywords": notes, "Creator": program, "Producer": program} | nothing
    return {"Title": title, "Description": notes, "Source": recipe, "Software": program}
