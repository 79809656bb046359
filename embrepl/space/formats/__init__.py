"""Vectors to and from the files of other tools.

`read` and `write` are the ways in. They are imported when first used, so that the prompt can offer the names in `table`
without NumPy.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from embrepl.space.formats.content import Args, Sparse, Subwords
    from embrepl.space.formats.reading import read
    from embrepl.space.formats.vectors import Vectors
    from embrepl.space.formats.writing import Written, write

__all__ = ["Args", "Sparse", "Subwords", "Vectors", "Written", "read", "write"]
_MODULES = {
    "Args": "content", "Sparse": "content", "Subwords": "content", "Vectors": "vectors", "Written": "writing",
    "read": "reading", "write": "writing",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_MODULES[name]}"), name)
