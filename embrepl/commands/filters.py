"""Which words are left out of a list: short ones, and those of a stop list."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from embrepl.commands.arguments import Arguments, Option
from embrepl.commands.asking import number
from embrepl.errors import EmbreplError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from embrepl.corpus.store.store import Corpus

MIN_LENGTH = Option("min-length", int, "leave out words of fewer characters", (), 1)
STOP = Option("stop", str, "leave out the words of a file, one a line")
_LARGEST = 1 << 25  # bytes


def wanted(corpus: Corpus, arguments: Arguments) -> NDArray[np.bool_] | None:
    """Return which types the options let through, None where they let all. V types → (V,)."""
    import numpy as np

    from embrepl.corpus.concordance.concordance import Concordance

    length, path = number(arguments, MIN_LENGTH), arguments.options.get(STOP.name)
    if length == 1 and path is None:
        return None
    result = np.ones(len(corpus.words), np.bool_)
    if length > 1:
        result &= np.fromiter(map(len, corpus.words), np.int64, len(corpus.words)) >= length
    if path is not None:
        folded = Concordance(corpus).folded
        numbers = (corpus.index.get(folded(word)) for word in _words(path))
        result[[number for number in numbers if number is not None]] = False
    return result


def _words(path: str) -> list[str]:
    from embrepl.system.plain import open_plain

    try:
        with open_plain(Path(path).expanduser()) as file:
            data = file.read(_LARGEST + 1)
        text = data.decode("utf-8-sig")
    except EmbreplError as error:
        raise EmbreplError("bad-stop-list", error.message, "Write one word a line.") from error
    except (OSError, RuntimeError, ValueError) as error:
        why = getattr(error, "strerror", None) or ("it is not in UTF-8" if isinstance(error, ValueError) else error)
        raise EmbreplError(
            "bad-stop-list", f"{path} cannot be read: {str(why).rstrip('.')}.", "Write one word a line."
        ) from error
    if len(data) > _LARGEST:
        raise EmbreplError("bad-stop-list", f"{path} is larger than {_LARGEST >> 20} MB.", "Write one word a line.")
    return [word for line in text.splitlines() if (word := line.strip())]
