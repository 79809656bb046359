"""JSON that somebody changed: a value of another kind, a huge number, a key that is missing, bytes that are none."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

Path = tuple[str | int, ...]
HOSTILE: tuple[Any, ...] = (
    *(None, True, -1, 0, 1, 1 << 40, -(1 << 63), 1 << 64, 10**400, 0.5, 1e308, float("inf"), float("nan")),
    *("", "1", "x" * 300, "../../etc/passwd", "/", "\0", "\ud800", "ids.i4"),
    *([], {}, [[]], [None], ["a", 1], {"": None}, [[1, 2, 3]], [1 << 62] * 9),
)


def paths(value: Any, path: Path = ()) -> Iterator[Path]:
    """Yield where the parts of a value are, the value itself first."""
    yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield from paths(item, (*path, key))


def changed(value: Any, path: Path, new: Any, *, remove: bool = False) -> Any:
    """Return a value with one part of it replaced or removed."""
    if not path:
        return new
    result = copy.deepcopy(value)
    inner = result
    for key in path[:-1]:
        inner = inner[key]
    if remove:
        del inner[path[-1]]
    else:
        inner[path[-1]] = new
    return result


def each_part_changed(data: bytes) -> Iterator[bytes]:
    """Yield a manifest with every part of it, one after the other, replaced by every hostile value, or removed."""
    value = json.loads(data)
    for path in paths(value):
        yield from (json.dumps(changed(value, path, new)).encode() for new in HOSTILE)
        if path:
            yield json.dumps(changed(value, path, None, remove=True)).encode()


@st.composite
def mutated(draw: st.DrawFn, data: bytes) -> bytes:
    """Draw what a manifest may have become: one to three parts of it changed, or its bytes."""
    kind = draw(st.sampled_from(["values", "values", "values", "bytes", "nested"]))
    if kind == "nested":
        return b"[" * draw(st.sampled_from([10, 100_000])) + data
    if kind == "bytes":
        place = draw(st.integers(0, len(data) - 1))
        return data[:place] + draw(st.binary(max_size=3)) + data[place + draw(st.integers(0, 200)) :]
    value = json.loads(data)
    for _ in range(draw(st.integers(1, 3))):
        path = draw(st.sampled_from(list(paths(value))))
        value = changed(value, path, draw(st.sampled_from(HOSTILE)), remove=draw(st.integers(0, 4)) == 0)
    return json.dumps(value).encode()
