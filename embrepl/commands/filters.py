"""Which words are left out of a list: short ones, and those of a stop list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from embrepl.commands.options import CommandOptions, option
from embrepl.errors import EmbreplError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from embrepl.corpus.reading.decoding.side_files import SideText
    from embrepl.corpus.store.store import Corpus

_LARGEST = 1 << 25  # bytes of a list of words


@dataclass(frozen=True, kw_only=True)
class WordFilters(CommandOptions):
    """The options of commands that leave words out."""

    min_length: int = option("leave out words of fewer characters", default=1, least=1)
    stop: str | None = option("leave out the words of a file, one a line", default=None, completes=("paths",))
    encoding: str | None = option("the encoding of the file of --stop, instead of the one detected", default=None)


def allowed_types(corpus: Corpus, options: WordFilters) -> NDArray[np.bool_] | None:
    """Return which types the options let through, None where they let all. V types → (V,)."""
    import numpy as np

    from embrepl.corpus.concordance.concordance import Concordance

    if options.min_length == 1 and options.stop is None:
        return None
    result = np.ones(len(corpus.words), np.bool_)
    if options.min_length > 1:
        result &= np.fromiter(map(len, corpus.words), np.int64, len(corpus.words)) >= options.min_length
    if options.stop is not None:
        folded = Concordance(corpus).folded
        for word in words_of_file(options.stop, options.encoding, "bad-stop-list", "Write one word per line."):
            spelt = next((each for form in _forms(word) if (each := folded(form)) in corpus.index), None)
            if spelt is not None:
                result[corpus.index[spelt]] = False
    return result


def _forms(word: str) -> Iterator[str]:
    """Yield a word as it is typed, then in other spellings."""
    from embrepl.corpus.words.variants import variants

    yield word
    yield from variants(word)


def words_of_file(path: str, encoding: str | None, code: str, hint: str) -> list[str]:
    """Return the words of a file, one a line. Raises an error of this code, with the hint, where it cannot be read."""
    held = text_of_file(path, encoding, code, hint)
    return [word for line in held.text.splitlines() if (word := line.strip())]


def text_of_file(path: str, encoding: str | None, code: str, hint: str) -> SideText:
    """Return the text of a file. Raises an error of this code, with the hint, where it cannot be read."""
    from embrepl.corpus.reading.decoding.side_files import side_text
    from embrepl.system.places import expand_home
    from embrepl.system.plain import open_plain

    try:
        with open_plain(Path(expand_home(path))) as file:
            data = file.read(_LARGEST + 1)
    except EmbreplError as error:
        raise EmbreplError(code, error.message, hint) from error
    except (OSError, RuntimeError) as error:
        why = str(getattr(error, "strerror", None) or error).rstrip(".")
        raise EmbreplError(code, f"{path} cannot be read: {why}.", hint) from error
    if len(data) > _LARGEST:
        raise EmbreplError(code, f"{path} is larger than {_LARGEST >> 20} MB.", hint)
    held = side_text(data, encoding)
    if held is None:
        raise EmbreplError(code, f"{path} is not text.", hint)
    return held
