"""Files of tests are plain files: what would be waited for, or never ends, is refused."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from embrepl.commands.word_tests import read_test
from embrepl.errors import EmbreplError


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_a_pipe_or_a_device_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path(os.devnull)):
        with pytest.raises(EmbreplError) as caught:
            read_test(path)
        assert caught.value.code == "no-test"
        assert "not a plain file" in caught.value.message
