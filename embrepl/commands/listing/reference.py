"""A frequency list of a file as the other corpus of `keyness`: words and how often each was seen, somewhere else.

What is odd is said: words that stand in several lines, lines that are no row like the others, numbers per million of a
corpus whose size nobody knows, and a list that is cut off. Axes: K words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from embrepl.commands.filters import text_of_file
from embrepl.commands.listing.columns import Columns, columns_of, numbers_of
from embrepl.errors import EmbreplError
from embrepl.system.sizes import counted

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from embrepl.corpus.store.store import Corpus

_CODE, _HINT = "bad-reference", "A list has a word and its count on every line, with a tab or a comma between."
_MILLION = 1_000_000
_ROUNDED = 1.05  # by how much shares may sum to more than all
_SHOWN = 3
_SAMPLE = 50  # words by which the size of a corpus is told from counts and rates


@dataclass(frozen=True)
class Reference:
    """What a corpus is compared with: words as the text spells them, their counts (K,), and of how many tokens.

    `corpus`: what they were counted in, None where they are a list. `least`: how often a word that it lacks may have
    been seen at most, where the list is cut off; else 0. `estimated`: it has frequencies, and nobody said of how many
    words.
    """

    name: str
    words: Sequence[str]
    counts: NDArray[np.number]
    tokens: float
    corpus: Corpus | None = None
    least: float = 0.0
    estimated: bool = False


def read_reference(
    path: str, encoding: str | None, tokens: int | None, fold: Callable[[str], str], note: Callable[[str], None]
) -> Reference:
    """Read a list; `fold` spells a word as the text does, `tokens`: how many words it was counted in, where said.

    Raises `bad-reference` and `unknown-encoding`.
    """
    held = text_of_file(path, encoding, _CODE, _HINT)
    name = PurePath(path).name
    lines = [(at, line) for at, line in enumerate(held.text.removeprefix("\ufeff").split("\n"), 1) if line.strip()]
    columns = columns_of(lines)
    if columns is None:
        raise EmbreplError(_CODE, f"{path} is no list of words with their counts.", _HINT)
    for text in held.notes:
        note(f"{name}: {text}.")
    return _Reading(name, columns, tokens, note).reference(fold)


@dataclass(frozen=True)
class _Reading:
    """One list that is being read."""

    name: str
    columns: Columns
    tokens: int | None
    note: Callable[[str], None]

    def reference(self, fold: Callable[[str], str]) -> Reference:
        """Return the list. Raises `bad-reference`."""
        import numpy as np

        rows, values = self._rows()
        self._say_columns()
        sums, unlike = self._sums(rows, values, fold)
        if not sums:
            raise EmbreplError(_CODE, f"{self.name} has no word with a count.", _HINT)
        counts = np.array([*sums.values()], np.float64)
        least = float(counts[counts > 0].min(initial=np.inf))
        listed = float(counts.sum()) + unlike
        rates = self._are_rates(values, listed)
        total, scale = self._size_of_rates(listed) if rates else (self._size(listed, least), 1.0)
        absent = least * scale - (not rates) if np.isfinite(least) else 0.0
        if absent >= 1:
            self._say(
                f"its rarest word has {least:,.6g}, so it is cut off there: a word that it lacks may have been "
                f"seen up to {absent:,.6g} times, and is taken so"
            )
        estimated = rates and self.tokens is None
        return Reference(
            self.name, tuple(sums), counts * scale, total, None, absent if absent >= 1 else 0.0, estimated
        )  # fmt: skip

    def _say(self, text: str) -> None:
        self.note(f"{self.name}: {text}.")

    def _rows(self) -> tuple[list[tuple[int, list[str]]], list[float]]:
        """Return the rows that have a word and a number, and the numbers; what is left out is said."""
        columns, chosen = self.columns, self._chosen
        typical = [(at, row) for at, row in columns.rows if len(row) == columns.width]
        found = numbers_of([row[chosen] for _, row in typical])
        good = [(each, value) for each, value in zip(typical, found, strict=True) if value is not None]
        numbered = {at for (at, _), _ in good}
        bad = [*columns.others, *((at, row) for at, row in columns.rows if at not in numbered)]
        if bad:
            self._say(f"{counted(len(bad), 'line')} left out, not like the others: {_some(bad)}")
        return [each for each, _ in good], [value for _, value in good]

    @property
    def _chosen(self) -> int:
        return self.columns.counts if self.columns.counts is not None else self.columns.rates or 0

    def _say_columns(self) -> None:
        """Say which columns are taken where there are others."""
        columns = self.columns
        if columns.width > 2:
            self._say(f"the words are {self._column(columns.words)}, the numbers {self._column(self._chosen)}")

    def _column(self, at: int) -> str:
        names = self.columns.names
        return f"column {at + 1}" + (f" ({names[at]})" if at < len(names) and names[at] else "")

    def _sums(
        self, rows: Sequence[tuple[int, list[str]]], values: Sequence[float], fold: Callable[[str], str]
    ) -> tuple[dict[str, float], float]:
        """Return the numbers of the words, those of the same word added, and what entries of several words have."""
        words = _folded([row[self.columns.words] for _, row in rows], fold)
        sums: dict[str, float] = {}
        twice: dict[str, int] = {}
        signs: list[tuple[int, list[str]]] = []
        several, unlike = 0, 0.0
        for (at, row), word, value in zip(rows, words, values, strict=True):
            if not any(map(str.isalnum, word)):
                signs.append((at, [row[self.columns.words]]))
            elif " " in word:
                several, unlike = several + 1, unlike + value
            else:
                if word in sums:
                    twice.setdefault(word, at)
                sums[word] = sums.get(word, 0.0) + value
        if twice:
            first = next(iter(twice))
            self._say(
                f"{counted(len(twice), 'word')} in more than one line, as {first} (again in line {twice[first]:,}): "
                "their numbers were added"
            )
        if signs:
            self._say(f"{counted(len(signs), 'line')} without a word left out: {_some(signs)}")
        if several:
            self._say(f"{counted(several, 'line')} of several words count to its size alone")
        return sums, unlike

    def _are_rates(self, values: Sequence[float], total: float) -> bool:
        """Return whether the numbers are frequencies, of a million or all, and no counts."""
        if self.columns.counts is None:
            return True
        odd = sum(not value.is_integer() for value in values)
        if odd and total > _MILLION * _ROUNDED:
            self._say(f"{odd:,} of its counts are no whole numbers")
        return odd > 0 and total <= _MILLION * _ROUNDED

    def _size(self, total: float, least: float) -> float:
        """Return of how many tokens the counts are. Raises `bad-reference` where it was said that there are fewer."""
        said = self.tokens
        if said is not None and total > said:
            message = f"The counts of {self.name} sum to {total:,.0f}, more than --reference-tokens {said:,}."
            raise EmbreplError(_CODE, message, "Give the size of the whole corpus, or leave the option out.")
        known = said or self._size_by_rates(total)
        if known is None and least > 1:
            self._say(
                f"it is taken as counted in {total:,.0f} words, the sum of its counts; --reference-tokens N says how "
                "many there were"
            )
        return float(known or total)

    def _size_of_rates(self, total: float) -> tuple[float, float]:
        """Return of how many tokens frequencies are, and by what they become counts. Raises `bad-reference`."""
        part = next((part for part in (1.0, 100.0, float(_MILLION)) if total <= part * _ROUNDED), None)
        if part is None:
            message = f"The frequencies of {self.name} sum to {total:,.6g}: they cannot be per million."
            raise EmbreplError(_CODE, message, 'Call the column of counts "count" in the first line.')
        what = {1.0: "shares of 1", 100.0: "percent"}.get(part, "per million")
        size = float(self.tokens or _MILLION)
        self._say(
            f"its numbers are {what}" if self.tokens else
            f"its numbers are {what}, and it is not known of how many words: it is taken for a text of a million, so "
            "G2 and p may be off; --reference-tokens N says how many there were"
        )  # fmt: skip
        return size, size / part

    def _size_by_rates(self, total: float) -> float | None:
        """Return of how many tokens counts are by the frequencies per million beside them, None if there are none."""
        columns = self.columns
        if columns.rates is None or columns.counts is None:
            return None
        rows = [row for _, row in columns.rows if len(row) == columns.width][:_SAMPLE]
        pairs = zip(*(numbers_of([row[at] for row in rows]) for at in (columns.counts, columns.rates)), strict=True)
        sizes = sorted(_MILLION * count / rate for count, rate in pairs if count and rate)
        if not sizes or sizes[len(sizes) // 2] < total:
            return None
        size = float(round(sizes[len(sizes) // 2]))
        self._say(f"by its counts and {self._column(columns.rates)} it was counted in about {size:,.0f} words")
        return size


def _folded(words: list[str], fold: Callable[[str], str]) -> list[str]:
    """Return words as the text spells them, all at once where that keeps them apart."""
    together = fold("\n".join(words)).split("\n")
    return together if len(together) == len(words) else [*map(fold, words)]


def _some(rows: Iterable[tuple[int, list[str]]]) -> str:
    """Return the first rows as they are shown."""
    listed = [*rows]
    shown = "; ".join(f"line {at:,}: {' '.join(row)[:60]}" for at, row in listed[:_SHOWN])
    return shown + (f"; and {len(listed) - _SHOWN:,} more" if len(listed) > _SHOWN else "")
