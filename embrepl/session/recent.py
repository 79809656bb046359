"""Which of many names were current last, so that the files of the others can be closed."""

from __future__ import annotations

KEPT = 3  # models, and corpora, whose files stay open


class Recent:
    """The names that were current last, the latest first."""

    def __init__(self, most: int = KEPT) -> None:
        self._most = most
        self._names: list[str] = []

    def with_current(self, name: str | None) -> frozenset[str]:
        """Take note of the name that is current now; return it and those that were before."""
        if name is not None:
            self._names = [name, *(each for each in self._names if each != name)][: self._most]
        return frozenset(self._names)
