"""What is no text of the documents and was left out, in one note, however many files there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from embrepl.system.sizes import counted


class LeftOut:
    """What the files so far left out, by what it is."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._files: list[str] = []

    def add(self, file: str, counts: Mapping[str, int]) -> None:
        """Add what one file left out."""
        if counts:
            self._files.append(file)
            self._counts.update(counts)

    def notes(self) -> list[str]:
        """Return the note, if anything was left out."""
        if not self._files:
            return []
        where = self._files[0] if len(self._files) == 1 else counted(len(self._files), "file")
        *first, last = [_counted(number, noun) for noun, number in self._counts.items()]
        hint = "; `--boilerplate keep` reads licences, quotes and signatures" * any(map(_is_boilerplate, self._counts))
        return [f"{where}: {', '.join(first)}{' and ' * bool(first)}{last} left out{hint}"]


def _is_boilerplate(noun: str) -> bool:
    return "licence" in noun or noun.startswith(("quoted", "signature"))


def _counted(number: int, noun: str) -> str:
    """Return "1 note mark" or "2 tables of contents"."""
    head, of, rest = noun.partition(" of ")
    return counted(number, head) + of + rest
