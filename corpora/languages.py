"""Finds a language by its name, and reads the planted groups and analogies off its tables."""

from corpora.schema import Language


def load(name: str) -> Language:
    """The language with this name; its vocabulary is imported only now."""
    if name == "en":
        from corpora.english import ENGLISH

        return ENGLISH
    if name == "zh":
        from corpora.chinese import CHINESE

        return CHINESE
    raise ValueError(f"no corpus in language {name!r}: choose en or zh")


def column(language: Language, name: str) -> tuple[str, ...]:
    """The words of a column as they look in lower-cased text."""
    for each in language.tables:
        if name in each.columns:
            return tuple(word.lower() for word in each.column(name))
    raise KeyError(name)


def groups(language: Language) -> dict[str, tuple[str, ...]]:
    """Group name to member words."""
    return {
        group: tuple(word for name in columns for word in column(language, name))
        for group, columns in language.groups.items()
    }


def analogies(language: Language) -> tuple[tuple[str, str, str, str], ...]:
    """From the pairs of each relation, every pair set against the next one and the one after the next but one."""
    found = []
    for relation in language.relations:
        pairs = [
            pair
            for left, right in relation
            for pair in zip(column(language, left), column(language, right), strict=True)
        ]
        for step in (1, 3):
            for place, pair in enumerate(pairs):
                found.append(pair + pairs[(place + step) % len(pairs)])
    return tuple(found)
