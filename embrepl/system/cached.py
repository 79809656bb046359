"""Values that an object has worked out once and keeps."""

from __future__ import annotations

from functools import cached_property


def drop_cached(owner: object) -> None:
    """Drop the values of all cached properties of an object; each is worked out again when it is asked for."""
    for name in list(vars(owner)):
        if isinstance(getattr(type(owner), name, None), cached_property):
            del vars(owner)[name]
