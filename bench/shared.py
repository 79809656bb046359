"""The data that benchmarks measure on: a folder `shared` beside the repository, or the one that EMBREPL_SHARED names.

It is no part of the repository.  A benchmark that needs a file of it and does not find it ends at once, measures
nothing and leaves the page as it is.
"""

from __future__ import annotations

import csv
import gzip
import os
import sys
from collections.abc import Iterator
from pathlib import Path

SHARED = Path(os.environ.get("EMBREPL_SHARED", Path(__file__).resolve().parents[2] / "shared"))
REVIEWS = SHARED / "data" / "en" / "reviews.csv.gz"
ENCYCLOPEDIA = SHARED / "data" / "en" / "encyclopedia.txt.gz"
NOVEL = SHARED / "data" / "zh" / "红楼梦.txt"


def need(*paths: Path) -> None:
    """End the program where one of these files is not there."""
    for path in paths:
        if not path.is_file():
            sys.exit(f"nothing measured: there is no {path}")


def reviews() -> Iterator[str]:
    """Yield the texts of the reviews."""
    csv.field_size_limit(1 << 30)
    with gzip.open(REVIEWS, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield row["text"]
