"""Whole builds: places, documents, determinism, hostile files, stopping."""

import gzip
import subprocess
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from embrepl.corpus.building import build as build_module
from embrepl.corpus.building import indexing
from embrepl.corpus.building.build import build
from embrepl.corpus.options import ReadOptions
from embrepl.corpus.reading import documents, streams
from embrepl.corpus.report import CorpusProgress
from embrepl.corpus.store.store import Corpus
from embrepl.errors import EmbreplError
from embrepl.system import memory
from tests.helpers.places import REPO
from tests.helpers.stores import assert_same, make, written

STORY = (
    "The river flows to the sea.\nIt’s the longest RIVER of all, and the sea is deep — né en été. 贾宝玉和林黛玉看书。"
)
LIMIT = 170_000_000  # bytes of memory; the least is some 150


def spelt(corpus: Corpus) -> list[str]:
    return [corpus.words[number] for number in corpus.ids.tolist()]


def check_places(corpus: Corpus) -> None:
    text = bytes(corpus.text)
    for word, start in zip(spelt(corpus), corpus.starts.tolist(), strict=True):
        original = text[start : start + 4 * len(word)].decode("utf-8", "ignore")[: len(word)]
        assert original.lower().replace("\u2019", "'") == word


def test_every_place_holds_its_word(tmp_path: Path) -> None:
    corpus = make(tmp_path, written(tmp_path / "a.txt", STORY))
    check_places(corpus)
    assert spelt(corpus)[-4:] == ["贾宝玉", "和", "林黛玉", "看书"]
    assert bytes(corpus.text).decode() == STORY
    assert corpus.words[:2] == ["the", "river"]
    assert corpus.counts[:2].tolist() == [4, 2]


def test_min_count_is_a_prefix_of_the_ids(tmp_path: Path) -> None:
    corpus = make(tmp_path, written(tmp_path / "a.txt", "a a a b b c"))
    assert [corpus.vocabulary_size(count) for count in (1, 2, 3, 4)] == [3, 2, 1, 0]
    assert [corpus.kept_tokens(count) for count in (1, 2, 3, 4)] == [6, 5, 3, 0]
    assert corpus.kept_share(2) == 5 / 6


def test_documents_of_several_files(tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    written(folder / "a.csv", "text,n\none two,1\n,2\nthree,3\n")
    written(folder / "b.txt", "four")
    written(folder / "c.jsonl", '{"text": "five six"}\n{')
    corpus = make(tmp_path, folder)
    assert corpus.documents.tolist() == [0, 2, 2, 3, 4, 6]  # a row without a text is an empty document
    assert bytes(corpus.text).decode().split("\n") == ["one two", "", "three", "four", "five six"]
    assert [(Path(path).name, first) for path, first in corpus.files] == [("a.csv", 0), ("b.txt", 3), ("c.jsonl", 4)]
    assert corpus.report.notes == (f"{folder / 'c.jsonl'}: 1 malformed line left out, in line 2",)
    assert (corpus.report.name, corpus.report.files, corpus.report.documents) == ("texts", 3, 5)


@pytest.mark.parametrize(
    ("chunk", "piece", "batch"),
    [(1 << 20, 1 << 18, 1), (1000, 3200, 50), (77, 1 << 18, 500), (1 << 20, 1600, 1 << 18), (1 << 12, 4800, 3000)],
)
def test_result_does_not_depend_on_the_sizes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chunk: int, piece: int, batch: int
) -> None:
    """Bytes read at a time, characters of a piece and of a batch."""
    folder = tmp_path / "texts"
    for number in range(20):
        written(folder / f"{number:02}.txt", STORY[number:] * (number + 1))
    written(folder / "long.txt", STORY * 300)
    written(folder / "rows.csv", "text\n" + "".join(f'"{STORY[n % 90 :]}"\n' for n in range(400)))
    expected = make(tmp_path / "whole", folder)
    monkeypatch.setattr(streams, "CHUNK_BYTES", chunk)
    monkeypatch.setattr(documents, "PIECE", piece)
    monkeypatch.setattr(documents, "SHORTEST", piece - (piece >> 4))
    monkeypatch.setattr(indexing, "BATCH_CHARACTERS", batch)
    monkeypatch.setattr(build_module.memory, "helpers", lambda *_: 0)
    corpus = make(tmp_path / "parts", folder)
    check_places(corpus)
    assert_same(corpus, expected)


def test_ids_equal_those_of_a_plain_count(tmp_path: Path) -> None:
    generator = np.random.default_rng(1)
    letters = np.array(list("abcdeé' \n\n—中文ß𝐚’"))
    text = "".join(generator.choice(letters, 200_000))
    corpus = make(tmp_path, written(tmp_path / "a.txt", text), units="char")
    words = spelt(corpus)
    counts = Counter(words)
    assert corpus.words == sorted(counts, key=lambda word: (-counts[word], word))
    assert corpus.counts.tolist() == [counts[word] for word in corpus.words]
    check_places(corpus)


@pytest.mark.parametrize("helpers", [0, 1])
def test_thirty_megabytes_stay_below_a_small_limit_of_memory(tmp_path: Path, helpers: int) -> None:
    """The peak is that of a process which reads, its interpreter and NumPy included; the words are ever new ones."""
    if not memory.peak():
        pytest.skip("this system does not tell how much memory a process took")
    with (tmp_path / "big.txt").open("w") as file:
        for number in range(30):
            file.writelines(f"the river {number} flows{line % 5000} to the sea{line}\n" for line in range(34_000))
    script = (
        "import sys; from pathlib import Path\n"
        "from embrepl.corpus import options; from embrepl.system import memory\n"
        "from embrepl.corpus.building import build\n"
        "source, store, limit = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])\n"
        "memory.helpers = lambda *_: int(sys.argv[4])\n"
        "build.build([source], options.ReadOptions(), store, lambda _: None, lambda: False, limit)\n"
        "print(memory.peak())"
    )
    arguments = [
        str(tmp_path / "big.txt"),
        str(tmp_path / "store"),
        str(LIMIT + helpers * memory.PER_HELPER),
        str(helpers),
    ]
    command = [sys.executable, "-c", script, *arguments]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=REPO)
    assert (tmp_path / "big.txt").stat().st_size > 30_000_000
    assert Corpus.open(tmp_path / "store").report.tokens == 30 * 34_000 * 7
    assert int(done.stdout) < LIMIT


def test_too_little_memory_is_reported_before_anything_is_read(tmp_path: Path) -> None:
    path = written(tmp_path / "a.txt", STORY)
    with pytest.raises(EmbreplError) as caught:
        build([str(path)], ReadOptions(), tmp_path / "store", lambda _: None, lambda: False, 10_000_000)
    assert (caught.value.code, "--memory" in caught.value.hint) == ("too-little-memory", True)


def test_building_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    source = written(tmp_path / "a.txt", STORY)
    one, two = (make(tmp_path / name, source) for name in "ab")
    assert one.hash == two.hash
    assert all((one.folder / f).read_bytes() == (two.folder / f).read_bytes() for f in ("ids.i4", "words.txt"))
    assert make(tmp_path / "c", source, case="keep").hash != one.hash


def test_encodings_give_one_corpus(tmp_path: Path) -> None:
    data = [STORY.encode("utf-8-sig"), STORY.encode("utf-16"), gzip.compress(STORY.encode())]
    names = ["a.txt", "a.txt", "a.txt.gz"]
    made = [
        make(tmp_path / str(n), written(tmp_path / str(n) / name, d))
        for n, (name, d) in enumerate(zip(names, data, strict=True))
    ]
    assert len({corpus.hash for corpus in made}) == 1
    assert [corpus.report.encodings for corpus in made] == [{"utf-8": 1}, {"utf-16": 1}, {"utf-8": 1}]


def test_troubles_in_a_folder_are_reported_and_the_rest_is_kept(tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    written(folder / "binary.txt", bytes(range(256)) * 9)
    written(folder / "bad.txt.gz", b"no gzip")
    written(folder / "good.txt", "good words")
    written(folder / "late.txt", "ordinary wörds ".encode() * 40_000 + b"\xff end")
    report = make(tmp_path, folder).report
    assert [Path(path).name for path, _ in report.skipped] == ["bad.txt.gz", "binary.txt"]
    assert (report.files, report.replaced_bytes) == (2, 1)
    assert report.notes == (
        f"{folder / 'late.txt'}: 1 byte not valid in utf-8 replaced, the first 0xff at byte 640,001, line 1",
    )


def test_progress_is_reported_and_ends_at_the_end(tmp_path: Path) -> None:
    reports: list[CorpusProgress] = []
    path = written(tmp_path / "a.txt", STORY * 1000)
    report = build([str(path)], ReadOptions(), tmp_path / "store", reports.append, lambda: False)
    size = path.stat().st_size
    reading = [progress for progress in reports if progress.stage == "reading"]  # a busy machine reports more stages
    assert reading[-1] == CorpusProgress(size, size, report.tokens, 1)


@pytest.mark.parametrize("after", [0, 1, 2])
def test_stopping_leaves_nothing_behind(tmp_path: Path, after: int) -> None:
    path = written(tmp_path / "a.txt", STORY)
    asked = iter([False] * after)
    with pytest.raises(EmbreplError) as caught:
        build([str(path)], ReadOptions(), tmp_path / "store", lambda _: None, lambda: next(asked, True))
    assert caught.value.code == "stopped"
    assert [result.name for result in tmp_path.iterdir()] == ["a.txt"]


def test_failing_keeps_the_older_store(tmp_path: Path) -> None:
    corpus = make(tmp_path, written(tmp_path / "a.txt", STORY))
    with pytest.raises(EmbreplError) as caught:
        make(tmp_path, written(tmp_path / "b.txt", "!?"))
    assert caught.value.code == "empty-corpus"
    assert Corpus.open(corpus.folder).hash == corpus.hash
    assert make(tmp_path, written(tmp_path / "b.txt", "other")).words == ["other"]
    assert sorted(result.name for result in tmp_path.iterdir()) == ["a.txt", "b.txt", "store"]


@pytest.mark.parametrize(
    ("options", "data", "code"),
    [
        ({"case": "upper"}, "x", "unknown-case"),
        ({"encoding": "klingon"}, "x", "unknown-encoding"),
        ({}, "…", "empty-corpus"),
        ({}, "", "empty-corpus"),
        ({}, "\0\1\2", "binary-file"),
    ],
)
def test_what_a_person_can_do_wrong(tmp_path: Path, options: dict[str, str], data: str, code: str) -> None:
    with pytest.raises(EmbreplError) as caught:
        make(tmp_path, written(tmp_path / "a.txt", data), **options)
    assert (caught.value.code, bool(caught.value.hint)) == (code, True)


def test_a_folder_of_something_else_is_never_replaced(tmp_path: Path) -> None:
    path = written(tmp_path / "store" / "novel.txt", STORY)
    with pytest.raises(EmbreplError) as caught:
        make(tmp_path, path)
    assert caught.value.code == "folder-in-use"
    assert path.exists()


@settings(deadline=None)  # each writes a store and has the disk keep it
@given(
    st.binary(max_size=400), st.sampled_from([".txt", ".csv", ".tsv", ".jsonl", ".txt.gz", ".csv.gz"]), st.booleans()
)
def test_any_bytes_make_a_corpus_or_a_plain_error(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, suffix: str, zipped: bool
) -> None:
    folder = tmp_path_factory.mktemp("any")
    path = written(folder / f"a{suffix}", gzip.compress(data)[: len(data) + 9] if zipped else data)
    try:
        make(folder, path)
    except EmbreplError as error:
        assert error.message
        assert not (folder / "store").exists()
