"""All attacks on every reader, at a size and at four times that."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.attack.checking import CASES, attacks, check
from tests.attack.conftest import meter
from tests.attack.measure import Meter

__all__ = ["meter"]
pytestmark = pytest.mark.torture


@pytest.mark.parametrize("times", [1, 4])
@pytest.mark.parametrize("case", CASES, ids="-".join)
def test_an_attack_costs_what_a_harmless_file_does(
    meter: Meter, tmp_path: Path, case: tuple[str, str], times: int
) -> None:
    check(meter, tmp_path, case, attacks(*case), times)
