"""What a language consists of: tables of words, themes of chapters, planted groups; and what all languages share."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

Relation = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Table:
    """Words that fill slots: named columns whose rows belong together (king, queen)."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def column(self, name: str) -> tuple[str, ...]:
        """All words of one column, in the order written."""
        place = self.columns.index(name)
        return tuple(row[place] for row in self.rows)


def table(columns: str, rows: str) -> Table:
    """A table from text, one row per line; a table of one column may have several words on a line.

    Words of several columns are separated by blanks; in a table of one column a line with a ``|`` is split there
    instead, so that its entries may contain blanks.
    """
    names = tuple(columns.split())
    lines = [line.strip() for line in rows.strip().splitlines()]
    if len(names) > 1:
        return Table(names, tuple(tuple(line.split()) for line in lines))
    cells = [cell.strip() for line in lines for cell in (line.split("|") if "|" in line else line.split())]
    return Table(names, tuple((cell,) for cell in cells if cell))


def lines(text: str) -> tuple[str, ...]:
    """The non-empty lines of a block of patterns."""
    return tuple(line.strip() for line in text.strip().splitlines() if line.strip())


@dataclass(frozen=True)
class Theme:
    """What a chapter can be about: its patterns, who appears in it, and which tables keep their row in a scene."""

    cast: tuple[str, ...]
    keeps: tuple[str, ...]
    patterns: tuple[str, ...]
    share: int = 1


@dataclass(frozen=True)
class Language:
    """Everything the engine needs to know about one language.

    ``fronted`` are the beginnings of patterns that leave no room for an opening clause.  In the mention templates ROLE
    and NAME stand for a character's, in an epithet WORD for the word and ``*`` for the digit of its slot.
    """

    name: str
    tables: tuple[Table, ...]
    themes: Mapping[str, Theme]
    neutral: tuple[str, ...]
    openers: tuple[str, ...]
    fronted: tuple[str, ...]
    tails: tuple[str, ...]
    headings: tuple[str, ...]
    pronouns: Mapping[str, tuple[str, str]]
    first_mention: tuple[str, ...]
    later_mention: tuple[str, ...]
    named_mention: tuple[str, ...]
    full_stop: str
    between: str
    polish: Callable[[str], str]
    count: Callable[[str], int]
    epithets: Mapping[str, tuple[str, ...]]
    groups: Mapping[str, tuple[str, ...]]
    relations: tuple[Relation, ...]


def themes(patterns: Mapping[str, tuple[str, ...]]) -> dict[str, Theme]:
    """The themes of every language, with the patterns that a language has for each."""
    return {
        "royalty": Theme(("royal", "royal", "royal", "person"), (), patterns["royalty"], 2),
        "family": Theme(("kin",), (), patterns["family"], 2),
        "animals": Theme(("person", "person", "kin"), ("animal",), patterns["animals"], 2),
        "food": Theme(("kin", "person", "craft"), (), patterns["food"]),
        "places": Theme(("person", "royal", "kin"), ("country",), patterns["places"], 3),
        "crafts": Theme(("craft",), ("craft",), patterns["crafts"], 2),
        "weather": Theme(("person", "kin"), (), patterns["weather"]),
        "trade": Theme(("craft", "person"), (), patterns["trade"]),
        "sea": Theme(("person",), (), patterns["sea"]),
        "music": Theme(("person", "royal", "craft"), (), patterns["music"]),
        "medicine": Theme(("kin", "person", "craft"), (), patterns["medicine"]),
    }


def groups(tongues: str, tongue: str) -> dict[str, tuple[str, ...]]:
    """Group name to columns; what is spoken in a country has a name and a column of its own in each language."""
    return {
        "royalty": ("royal_m", "royal_f"),
        "family": ("kin_m", "kin_f"),
        "people": ("person_m", "person_f"),
        "animals": ("animal",),
        "young animals": ("young",),
        "craftspeople": ("craft",),
        "tools": ("tool",),
        "materials": ("material",),
        "countries": ("country",),
        "capitals": ("capital",),
        tongues: (tongue,),
        "food": ("food",),
        "drink": ("drink",),
        "trade goods": ("goods",),
        "weather": ("weather",),
        "vessels": ("vessel",),
        "fish": ("fish",),
        "instruments": ("instrument",),
        "ailments": ("ailment",),
        "herbs": ("herb",),
        "colours": ("colour",),
    }


def relations(tongue: str) -> tuple[Relation, ...]:
    """Pairs of columns whose rows stand to each other as king does to queen; each relation gives its own analogies."""
    return (
        (("royal_m", "royal_f"), ("kin_m", "kin_f"), ("person_m", "person_f")),
        (("country", "capital"),),
        (("country", tongue),),
        (("animal", "young"),),
        (("craft", "tool"),),
        (("craft", "material"),),
    )


def epithets(joint: str, country: str, capital: str) -> dict[str, tuple[str, ...]]:
    """Templates by column: a trait, a kind or a look before a person's word, a river with a place's."""
    people = {
        f"{stem}_{side}": tuple(
            f"{{{column}*}}{joint}WORD" for column in (f"trait_{side}", f"{stem}_kind", f"{stem}_look")
        )
        for stem in ("royal", "kin", "person")
        for side in "mf"
    }
    return {**people, "country": (country,), "capital": (capital,)}
