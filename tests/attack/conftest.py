"""The process that measures, one for all tests of a module."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.attack.measure import Meter


@pytest.fixture(scope="module")
def meter() -> Iterator[Meter]:
    if not Path("/proc/self/clear_refs").exists():
        pytest.skip("memory is measured on Linux")
    made = Meter()
    yield made
    made.close()
