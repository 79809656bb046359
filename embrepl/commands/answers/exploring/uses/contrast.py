"""What `contrast` returns: whether something is used differently in two parts of a text, and what tells them apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from embrepl.commands.answers.base import Answer
from embrepl.commands.answers.text import ContextRow


@dataclass(frozen=True)
class PartOfUse:
    """One of the parts: `total` places in it, of which `places` were looked at, in so many documents or chapters."""

    name: str
    places: int
    total: int
    documents: int


@dataclass(frozen=True)
class TellingRow:
    """A word that tells the uses apart, nearer to that in its `part`: z of the difference of its two cosines.

    z is the normal value that is as rare as Student's t of the difference; `rate` the least false discovery rate at
    which they differ, which says nothing where the uses do not; `first_beside` and `second_beside`: around how many
    places in either part it stands; `half`: half of the 95 % interval of the difference.
    """

    part: str
    rank: int
    word: str
    z: float
    rate: float
    first_cosine: float
    second_cosine: float
    first_beside: int
    second_beside: int
    half: float


@dataclass(frozen=True)
class InPart:
    """The part that a line is of."""

    part: str


@dataclass(frozen=True)
class TypicalLine(ContextRow, InPart):
    """A line whose use lies most towards that in its part, which is said first."""


@dataclass(frozen=True)
class Contrast(Answer):
    """Whether something is used differently in two parts.

    `distance`: the squared distance of the two mean uses, less what chance makes of it, with a 95 % interval; `p` by
    so many `permutations` of documents, or chapters (`clusters`). None where nothing was tested, as `note` says.
    `shared`: the share of the plain squared difference that lies in what all words share, taken out unless `plain`.
    `compared`: words over which rates are false discovery rates; `fit`: how far known words fit vectors made in the
    same way.
    """

    kind: ClassVar[str] = "contrast"
    beside: ClassVar[tuple[str, ...]] = ("distance", "low", "high", "p")
    query: str
    model: str
    first: PartOfUse
    second: PartOfUse
    distance: float | None
    low: float | None
    high: float | None
    p: float | None
    permutations: int
    shared: float
    plain: bool
    clusters: str
    note: str
    compared: int
    rows: tuple[TellingRow, ...]
    lines: tuple[TypicalLine, ...]
    fit: float | None = None
    unit: str = "word"


@dataclass(frozen=True)
class PartRow:
    """A part against all others together: as `Contrast` has it, `rate` over all parts, words that tell them apart."""

    part: str
    places: int
    documents: int
    distance: float | None
    low: float | None
    high: float | None
    p: float | None
    rate: float | None
    shared: float | None
    words: str
    rest_words: str
    note: str


@dataclass(frozen=True)
class ContrastByPart(Answer):
    """How something is used in each part that a variable makes, against all other parts together."""

    kind: ClassVar[str] = "contrast by part"
    query: str
    model: str
    by: str
    plain: bool
    clusters: str
    rows: tuple[PartRow, ...]
    fit: float | None = None


@dataclass(frozen=True)
class DifferingRow:
    """A word whose use differs: places and documents in either part, squared distance ± half a 95 % interval, p, rate.

    The words that tell its uses apart stand joined by spaces. Lines, one of either part, are there where they were
    asked for.
    """

    rank: int
    word: str
    first_places: int
    second_places: int
    first_documents: int
    second_documents: int
    distance: float
    error: float
    p: float
    rate: float
    first_words: str
    second_words: str
    first_file: str = ""
    first_record: int | None = None
    first_line: int | None = None
    first_left: str = ""
    first_match: str = ""
    first_right: str = ""
    second_file: str = ""
    second_record: int | None = None
    second_line: int | None = None
    second_left: str = ""
    second_match: str = ""
    second_right: str = ""


@dataclass(frozen=True)
class ContrastAll(Answer):
    """The words whose use differs most: `found` of `compared` at a false discovery rate of 5 %.

    `control`: how many come out where the documents are shuffled once, of `control_compared`; `most` places of a word
    and part were looked at, evenly spread.
    """

    kind: ClassVar[str] = "contrast of all"
    model: str
    first: str
    second: str
    compared: int
    found: int
    control: int
    control_compared: int
    most: int
    plain: bool
    clusters: str
    rows: tuple[DifferingRow, ...]
    fit: float | None = None
    unit: str = "word"
