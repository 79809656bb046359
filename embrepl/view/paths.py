"""Paths that are short and still distinct."""

from __future__ import annotations

from collections.abc import Sequence


def short_paths(paths: Sequence[str]) -> list[str]:
    """Return paths without the folders that all of them have in common."""
    parts = [path.replace("\\", "/").split("/") for path in paths]
    common = 0
    while parts and all(len(each) > common + 1 and each[common] == parts[0][common] for each in parts):
        common += 1
    return ["/".join(each[common:]) for each in parts]
