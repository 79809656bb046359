"""What is read from another tool's file, and what is asked for.

Axes: V words, D dimensions.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embrepl.errors import EmbreplError

Keep = Collection[str] | Callable[[str], bool] | None


@dataclass(frozen=True)
class WordVectors:
    """V different words in the file's order, `matrix` (V, D) finite, notes on what was left out, and the format's name.

    `counts` (V,): how often each word was seen, where the file says it.
    """

    words: tuple[str, ...]
    matrix: NDArray[np.float32]
    notes: tuple[str, ...]
    kind: str
    counts: NDArray[np.int64] | None = None


@dataclass(frozen=True)
class Wish:
    """What to read: the words in `keep` (a set, a test, or None for all), at most `most` of them.

    `progress(done, total)` is called with how many bytes of the file are read; `stopped()` is called often.
    `encoding`: of the words.
    """

    keep: Keep = None
    most: int | None = None
    progress: Callable[[int, int], None] = lambda _, __: None
    stopped: Callable[[], bool] = lambda: False
    encoding: str = "utf-8"

    def test(self) -> Callable[[bytes], bool] | None:
        """Return what says of a word's bytes whether it is wanted, or None where all are.

        A word that does not decode passes a test that somebody gave, so that it is told.
        """
        keep = self.keep
        if keep is None:
            return None
        if callable(keep):
            ask = keep

            def asked(word: bytes) -> bool:
                try:
                    return ask(word.decode(self.encoding))
                except UnicodeDecodeError:
                    return True

            return asked
        return set(map(self._bytes, keep)).__contains__

    def first_part_test(self) -> Callable[[bytes], bool] | None:
        """Return what says of a word's bytes up to its first space whether the word may be wanted, or None for all."""
        if self.keep is None or callable(self.keep):
            return self.test()
        return {self._bytes(word.partition(" ")[0]) for word in self.keep}.__contains__

    def _bytes(self, word: str) -> bytes:
        """Return a word as it stands in the file; what the encoding does not have stands nowhere."""
        errors = "surrogatepass" if self.encoding == "utf-8" else "backslashreplace"
        return word.encode(self.encoding, errors)

    def enough(self, count: int) -> bool:
        """Whether so many words are all that are asked for."""
        return self.most is not None and count >= self.most


def refusal(path: object, why: str, hint: str = "It may be cut: copy it again.") -> EmbreplError:
    """Return the error for a file whose own figures cannot be true."""
    return EmbreplError("damaged-vectors", f"{path} {why}.", hint)
