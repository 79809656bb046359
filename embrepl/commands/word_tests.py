"""Files of judged pairs and of analogies, in whatever encoding they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from embrepl.errors import EmbreplError
from embrepl.system.places import expand_home

if TYPE_CHECKING:
    from embrepl.space.scoring.word_tests import WordTest

MOST_BYTES = 100_000_000


def read_tests(paths: Sequence[str], encoding: str | None = None) -> list[WordTest]:
    """Read tests; those of the same name get different numbers. Raises `no-test`, `unknown-encoding`."""
    tests: list[WordTest] = []
    for path in paths:
        test = read_test(Path(expand_home(path)), encoding)
        same = sum(other.name == test.name or other.name.startswith(f"{test.name}-") for other in tests)
        tests.append(replace(test, name=f"{test.name}-{same + 1}") if same else test)
    return tests


def read_test(path: Path, encoding: str | None = None) -> WordTest:
    """Read a test; find out its separator, its kind, and its encoding where none is named. Raises as `read_tests`."""
    from embrepl.corpus.reading.decoding.side_files import side_text
    from embrepl.space.scoring.word_tests import no_test, parse

    try:
        if path.stat().st_size > MOST_BYTES:
            raise no_test(path, f"it is larger than {MOST_BYTES:,} bytes")
        if path.exists() and not (path.is_file() or path.is_dir()):
            raise no_test(path, "it is a pipe or a device, not a plain file")
        data = path.read_bytes()
    except ValueError as error:
        raise no_test(path, str(error)) from error
    except OSError as error:
        if not path.exists():
            raise EmbreplError("no-test", f"There is no file {path}.", "Check the path.") from error
        raise no_test(path, str(error.strerror).lower()) from error
    held = side_text(data, encoding)
    if held is None:
        raise no_test(path, "it is not text")
    test = parse(held.text, path)
    return replace(test, notes=(*held.notes, *test.notes))
