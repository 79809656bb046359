"""A store is opened as it was written, or refused with a reason."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from embrepl.corpus.building.build import build
from embrepl.corpus.options import ReadOptions
from embrepl.corpus.store.store import FORMAT, Corpus
from embrepl.errors import EmbreplError
from tests.helpers.places import REPO


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text("to be or not to be", "utf-8")
    build([str(tmp_path / "a.txt")], ReadOptions(), tmp_path / "store", lambda _: None, lambda: False)
    return tmp_path / "store"


def refusal(folder: Path, **changes: object) -> str:
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    (folder / "manifest.json").write_text(json.dumps(manifest | changes), "utf-8")
    with pytest.raises(EmbreplError) as caught:
        Corpus.open(folder)
    return caught.value.code


def test_arrays_have_their_documented_types(folder: Path) -> None:
    corpus = Corpus.open(folder)
    assert (corpus.ids.dtype, corpus.starts.dtype, corpus.counts.dtype) == (np.int32, np.int64, np.int64)
    assert (corpus.words, corpus.index["not"]) == (["be", "to", "not", "or"], 2)
    assert corpus.ids.tolist() == [1, 0, 3, 2, 1, 0]
    assert corpus.starts.tolist() == [0, 3, 6, 9, 13, 16]
    assert corpus.documents.tolist() == [0, 6]
    assert corpus.begins.tolist() == [0, 19]


@pytest.mark.parametrize(
    "name", ["ids.i4", "starts.i8", "counts.i8", "words.txt", "documents.i8", "begins.i8", "text.txt"]
)
def test_a_shortened_file_is_seen_on_opening(folder: Path, name: str) -> None:
    (folder / name).write_bytes((folder / name).read_bytes()[:-1])
    assert refusal(folder) == "damaged-corpus"
    (folder / name).unlink()
    assert refusal(folder) == "damaged-corpus"


def test_options_and_reports_are_light_and_dictionaries_late() -> None:
    script = (
        "import sys, embrepl.corpus.options, embrepl.corpus.report; assert 'numpy' not in sys.modules\n"
        "import embrepl.corpus.building.build\n"
        "assert not {'rjieba', 'scipy', 'keras', 'rich'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", script], check=True, cwd=REPO)


def test_other_kinds_versions_and_nothing(folder: Path) -> None:
    assert refusal(folder, kind="something") == "damaged-corpus"
    assert refusal(folder, kind="embrepl corpus", format=FORMAT + 1) == "newer-corpus"
    (folder / "manifest.json").unlink()
    with pytest.raises(EmbreplError) as caught:
        Corpus.open(folder)
    assert caught.value.code == "no-corpus"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3),
    lambda held: st.lists(held, max_size=3) | st.dictionaries(st.sampled_from(["kind", "sizes", "report"]), held),
    max_leaves=8,
)


@given(st.sampled_from(["hash", "sizes", "report", "report.tokens", "report.options", "sizes.ids.i4"]), JSON)
def test_any_manifest_is_opened_or_refused(tmp_path_factory: pytest.TempPathFactory, place: str, value: object) -> None:
    folder = tmp_path_factory.mktemp("any")
    (folder / "a.txt").write_text("to be", "utf-8")
    build([str(folder / "a.txt")], ReadOptions(), folder / "store", lambda _: None, lambda: False)
    path = folder / "store" / "manifest.json"
    manifest = json.loads(path.read_text("utf-8"))
    first, _, second = place.partition(".")
    if second:
        manifest[first][second] = value
    else:
        manifest[first] = value
    path.write_text(json.dumps(manifest), "utf-8")
    try:
        Corpus.open(folder / "store")
    except EmbreplError as error:
        assert error.code == "damaged-corpus"
