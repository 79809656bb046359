"""Maps by t-SNE and UMAP: a missing library is told, and a stop is obeyed."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from embrepl.errors import EmbreplError
from embrepl.training.protocol import Project, Projected
from embrepl.worker.progress import JobReporter
from embrepl.worker.projecting import project


def asked(folder: Path, method: str, seeds: list[int], size: int = 20) -> Project:
    found = np.random.default_rng(0).standard_normal((size, 6))
    np.save(folder / "v.npy", (found / np.linalg.norm(found, axis=1, keepdims=True)).astype(np.float32))
    return Project(1, str(folder / "v.npy"), str(folder / "p.npy"), method, seeds)


@pytest.mark.parametrize(("method", "module"), [("tsne", "openTSNE"), ("umap", "umap")])
def test_a_missing_library_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, method: str, module: str) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(EmbreplError) as caught:
        project(asked(tmp_path, method, [1]), JobReporter(1, lambda _: None))
    assert caught.value.code == "missing-library"
    assert caught.value.hint == "pip install 'embrepl[maps]'"


def test_a_stop_is_obeyed(tmp_path: Path) -> None:
    reporter = JobReporter(1, lambda _: None)
    reporter.stop()
    with pytest.raises(EmbreplError) as caught:
        project(asked(tmp_path, "tsne", [1]), reporter)
    assert caught.value.code == "stopped"
    assert not (tmp_path / "p.npy").exists()


@pytest.mark.parametrize("size", [5, 20])
def test_each_seed_has_a_map(tmp_path: Path, size: int) -> None:
    sent: list = []
    result = project(asked(tmp_path, "tsne", [3, 4], size), JobReporter(1, sent.append))
    assert isinstance(result, Projected)
    assert result.settings.startswith("perplexity")
    maps = np.load(tmp_path / "p.npy")
    assert maps.shape == (2, size, 2)
    assert np.isfinite(maps).all()
    assert any(each.stage == "placing points" for each in sent)
