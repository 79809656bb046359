"""What `plot` takes, and which of its options do not go together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from embrepl.commands.families.exploring.maps.points import MOST
from embrepl.commands.lexer import Token
from embrepl.commands.options import PageOptions, argument, option
from embrepl.errors import EmbreplError
from embrepl.system.places import expand_home

AND = "×"  # between two axes


@dataclass(frozen=True, kw_only=True)
class MapOptions(PageOptions):
    """What `plot` takes."""

    targets: tuple[Token, ...] = argument("[TARGET…]", default=(), completes=("words",))
    near: int | str | None = option(
        "put so many of the nearest words around each target (20)", default=None, bare="auto", least=1, most=1_000,
        takes="a number, or none",
    )  # fmt: skip
    cluster: int | str | None = option(
        "colour groups of words that point the same way: so many, or as many as suit them", default=None, bare="auto",
        least=2, most=50, takes="a number of groups, or none",
    )  # fmt: skip
    file: str | None = option("the words of a file: one a line, or a table", default=None, completes=("paths",))
    vocabulary: int | None = option(
        "the most frequent words, so many", default=None, shown="2000 with --cluster", least=1, most=MOST
    )
    by: str = option("how words are put into a plane", default="pca", choices=("pca", "tsne", "umap"))
    axis: str | None = option(
        "an axis of meaning, its first side on the right, of a second one above", default=None,
        joined_by=AND, takes="WORDS:WORDS", completes=("words",),
    )  # fmt: skip
    colour_by: str | None = option(
        "colour by `cluster`, by a variable of the text, or by a column of the file of --file", default=None,
        suggests=("cluster",),
    )  # fmt: skip
    seeds: int = option("maps from so many seeds, of tsne and umap; one is drawn", default=1, least=1, most=20)
    seed: int = option("the seed of tsne, umap and of groups", default=1, least=0)


def refuse(options: MapOptions) -> None:
    """Raise `wrong-usage` for options that would have no effect with the others."""
    typed = options.typed
    sources: list[str] = [name for name in ("file", "vocabulary") if name in typed]
    targets = bool(options.targets)
    clash = next(_clashes(options, sources, targets), None)
    if clash is not None:
        raise EmbreplError("wrong-usage", *clash)
    if options.html is not None and Path(expand_home(options.html)).exists():
        message = f"{options.html} exists and is left as it is."
        raise EmbreplError("file-exists", message, "Name another: `--html FILE`; or `plot … >! FILE` replaces it.")


def _clashes(options: MapOptions, sources: list[str], targets: bool) -> Iterator[tuple[str, str]]:
    """Yield what does not go together, and what helps."""
    typed, iterated = options.typed, options.by != "pca"
    if options.html is not None and options.into not in {"", "html"}:
        yield f"--html writes a page, and this answer goes to {options.into}.", "Leave one of them out."
    if targets and sources:
        yield f"--{sources[0]} names the words of the map, and so do the targets.", "Leave one of them out."
    if len(sources) > 1:
        yield "--file and --vocabulary both name the words of the map.", "Leave one of them out."
    if "near" in typed and not targets:
        yield "--near puts words around targets, and none is named.", "As in `plot --near king 40`."
    if options.axis is not None and "by" in typed:
        yield "--axis says where words lie, and so does --by.", "Leave one of them out."
    if "seeds" in typed and (not iterated or options.axis is not None):
        yield "PCA and axes give the same map from every seed.", "--seeds goes with --by tsne and --by umap."
    grouped = options.cluster is not None or options.colour_by == "cluster"
    if "seed" in typed and not grouped and (not iterated or options.axis is not None):
        yield "PCA and axes give the same map from every seed.", "--seed goes with --by tsne, --by umap and --cluster."
    if options.cluster is not None and options.colour_by not in {None, "cluster"}:
        yield "--cluster colours the points, and so does --colour-by.", "Leave one of them out."
    if options.axis is not None and options.axis.count(AND) > 1:
        yield "A map has two axes; there are more here.", "Leave one --axis out."
