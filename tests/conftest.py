"""What several test files share: private folders, the bundled corpora, the shared data where they are."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.helpers.places import SHARED

# what a test shows must not depend on how busy the machine is
settings.register_profile("embrepl", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("embrepl")


@pytest.fixture(autouse=True)
def private_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep history, logs and caches of every test in a folder of its own."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    for name in ("XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(home / name.lower()))
    for name in ("NO_COLOR", "COLUMNS"):  # pytest-xdist sets the latter
        monkeypatch.delenv(name, raising=False)
    return home


@pytest.fixture
def shared() -> Path:
    """The folder of shared data; tests that need it skip where it is missing."""
    if not SHARED.is_dir():
        pytest.skip(f"the shared data are not at {SHARED}")
    return SHARED
