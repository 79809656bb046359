"""Files of vectors that a folder, pattern or archive has among its texts, which are left out and named."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace

from embrepl.corpus.options import ReadOptions
from embrepl.corpus.reading.sources import Source, Sources
from embrepl.corpus.reading.streams import ByteStream
from embrepl.errors import EmbreplError
from embrepl.space import recognising

KINDS = frozenset({"text", "csv", "tsv"})  # by their names
HEAD = 1 << 16  # bytes


def without_vectors(sources: Sources, options: ReadOptions) -> Sources:
    """Return the sources without the files of vectors. Raises `vectors-not-text` where nothing is left.

    Where a column is named as the text, a file is taken for the table that it is said to be.
    """
    if options.column is not None:
        return sources
    found = {source: dim for source in sources.files if (dim := _dimensions(source, trusted=options.trust))}
    if not found:
        return sources
    reasons = {source: f"holds vectors of {dim:,} numbers, not text" for source, dim in found.items()}
    if len(found) == len(sources.files):
        first, *others = found
        more = f", and so do {len(others):,} more" if others else ""
        message = f"{first.shown} {reasons[first]}{more}."
        raise EmbreplError("vectors-not-text", message, f"{_how_to_open(first)} as a model.")
    left_out = [(source.shown, f"{reason}; {_how_to_open(source)}") for source, reason in reasons.items()]
    files = tuple(source for source in sources.files if source not in found)
    return replace(sources, files=files, skipped=(*sources.skipped, *left_out))


def _how_to_open(source: Source) -> str:
    if source.entry:
        return f"unpack it from {source.path.name}, and `open` reads it"
    shown = f'"{source.path}"' if any(map(str.isspace, str(source.path))) else str(source.path)
    return f"`open {shown}` reads it"


def _dimensions(source: Source, *, trusted: bool) -> int:
    if source.kind not in KINDS:
        return 0
    try:
        with closing(ByteStream(source, trusted=trusted).chunks()) as chunks:
            head = b""
            for chunk in chunks:
                head += chunk[:HEAD]
                if len(head) >= HEAD or not recognising.may_be_vectors(head):
                    break
        if not recognising.may_be_vectors(head):
            return 0
        return recognising.dimensions(head) if source.entry else recognising.holds_vectors(source.path)
    except (EmbreplError, OSError, ValueError):  # whoever reads it says what is wrong with it
        return 0
