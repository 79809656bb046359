"""A corpus that was read before is found again, unless a file or an option changed; nothing in use is removed."""

import json
import os
import stat
import time
from dataclasses import asdict
from pathlib import Path

import pytest

from embrepl.corpus.building import build
from embrepl.corpus.options import ReadOptions
from embrepl.corpus.reading.locating.finding import find
from embrepl.corpus.store import cache
from embrepl.corpus.store.cache import SOURCES, Cache
from embrepl.corpus.store.positions import POSITIONS
from embrepl.corpus.store.store import Corpus
from embrepl.session.jobs import Job
from embrepl.session.listener import Listener
from embrepl.session.session import Session
from embrepl.system import memory, places
from embrepl.system.kept import LOCK, Hold
from embrepl.training.protocol import CorpusRead, ReadCorpus
from embrepl.worker.progress import JobReporter
from embrepl.worker.reading import read_corpus
from tests.helpers.sessions import FORMATS, Talk, quoted, shown
from tests.helpers.stores import check_arrays, size_of

TEXT = "the river flows to the sea and the sea is deep\n"
PLENTY = 10**9


def texts(folder: Path, count: int = 2) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (folder / f"{number}.txt").write_text(TEXT * (number + 1), "utf-8")
    return folder


def load(kept: Cache, store: Path, *paths: Path, **options: str) -> tuple[Path, bool]:
    """Return the store of some files, and whether it was found in the cache: what the background process does."""
    chosen = ReadOptions(**options)
    sources = find(list(map(str, paths)))
    key = cache.key(sources, chosen)
    assert key is not None
    if result := kept.find(key):
        return result, True
    build.read(sources, chosen, store, lambda _: None, lambda: False)
    return kept.keep(store, key), False


@pytest.fixture
def kept(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache", PLENTY)


def test_the_same_files_are_found_and_other_options_are_not(tmp_path: Path, kept: Cache) -> None:
    folder = texts(tmp_path / "texts")
    first, result = load(kept, tmp_path / "a", folder)
    assert (result, first.parent, (tmp_path / "a").exists()) == (False, kept.folder, False)
    assert load(kept, tmp_path / "b", folder) == (first, True)
    assert Corpus.open(first).report.tokens == 33
    check_arrays(Corpus.open(first))
    other, result = load(kept, tmp_path / "c", folder, case="keep")
    assert (result, other == first, len(kept.entries())) == (False, False, 2)


@pytest.mark.parametrize("change", ["content", "new file", "gone file", "renamed"])
def test_changed_files_are_noticed_and_the_older_entry_goes(tmp_path: Path, kept: Cache, change: str) -> None:
    folder = texts(tmp_path / "texts")
    first, _ = load(kept, tmp_path / "a", folder)
    if change == "content":
        same_size = TEXT.replace("deep", "DEEP").replace("river", "brook")
        (folder / "0.txt").write_text(same_size, "utf-8")
        os.utime(folder / "0.txt", ns=(1, 1))
    elif change == "new file":
        (folder / "2.txt").write_text("more", "utf-8")
    elif change == "gone file":
        (folder / "1.txt").unlink()
    else:
        (folder / "1.txt").rename(folder / "9.txt")
    second, result = load(kept, tmp_path / "b", folder)
    assert (result, second == first) == (False, False)
    assert kept.entries() == ([second] if change == "content" else sorted([first, second]))
    assert load(kept, tmp_path / "c", folder) == (second, True)


def test_a_change_that_leaves_size_and_time_is_noticed(tmp_path: Path, kept: Cache) -> None:
    folder = texts(tmp_path / "texts")
    before = (folder / "0.txt").stat()
    first, _ = load(kept, tmp_path / "a", folder)
    (folder / "0.txt").write_text(TEXT.replace("river", "brook"), "utf-8")
    os.utime(folder / "0.txt", ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (folder / "0.txt").stat().st_mtime_ns == before.st_mtime_ns
    second, result = load(kept, tmp_path / "b", folder)
    assert (result, second == first) == (False, False)


def test_touched_files_that_did_not_change_are_found(tmp_path: Path, kept: Cache) -> None:
    folder = texts(tmp_path / "texts")
    first, _ = load(kept, tmp_path / "a", folder)
    os.utime(folder / "0.txt")
    (folder / "1.txt").rename(folder / "old")
    (folder / "1.txt").write_bytes((folder / "old").read_bytes())
    (folder / "old").unlink()
    assert load(kept, tmp_path / "b", folder) == (first, True)
    assert len(json.loads((first / SOURCES).read_text("utf-8"))["hashes"]) == 2


def test_a_file_that_changes_while_it_is_read_is_not_kept(tmp_path: Path, kept: Cache) -> None:
    folder = texts(tmp_path / "texts")
    sources = find([str(folder)])
    key = cache.key(sources, ReadOptions())
    assert key is not None
    build.read(sources, ReadOptions(), tmp_path / "a", lambda _: None, lambda: False)
    (folder / "0.txt").write_text("other", "utf-8")
    assert kept.keep(tmp_path / "a", key) == tmp_path / "a"
    assert kept.entries() == []


def test_of_two_sessions_at_once_the_second_takes_what_the_first_made(tmp_path: Path, kept: Cache) -> None:
    folder = texts(tmp_path / "texts")
    sources, options = find([str(folder)]), ReadOptions()
    key = cache.key(sources, options)
    assert key is not None
    stores = [tmp_path / "a", tmp_path / "b"]
    for store in stores:
        build.read(sources, options, store, lambda _: None, lambda: False)
    first = kept.keep(stores[0], key)
    inode = first.stat().st_ino
    assert kept.keep(stores[1], key) == first
    assert (first.stat().st_ino, any(store.exists() for store in stores)) == (inode, False)
    check_arrays(Corpus.open(first))


def test_the_longest_unused_go_first_and_none_that_is_in_use(tmp_path: Path) -> None:
    kept = Cache(tmp_path / "cache", PLENTY)
    entries = [load(kept, tmp_path / "s", texts(tmp_path / f"texts{n}"))[0] for n in range(4)]
    for age, entry in enumerate(entries):
        os.utime(entry / LOCK, (age, age))
    size = max(size_of(entry) for entry in entries)
    hold = Hold(entries[0])
    smaller = Cache(kept.folder, 2 * size)
    smaller.shrink()
    assert smaller.entries() == sorted([entries[0], entries[3]])
    hold.release()
    Cache(kept.folder, size).shrink()
    assert kept.entries() == [entries[3]]
    store, _ = load(Cache(kept.folder, 10), tmp_path / "big", texts(tmp_path / "more"))
    assert store == tmp_path / "big"


def test_a_damaged_entry_is_made_again(talk: Talk, tmp_path: Path) -> None:
    folder = texts(tmp_path / "texts")
    talk(f"load {quoted(str(folder))}")
    entry = talk.session.corpus.folder
    (entry / "ids.i4").write_bytes(b"")
    answer = talk(f"load {quoted(str(folder))}")
    assert (answer.cached, answer.tokens, talk.session.corpus.folder) == (False, 33, entry)


@pytest.fixture
def talk(private_home: Path) -> Talk:
    session = Session(log=private_home / "worker.log")
    yield Talk(session)
    session.close()


def test_loading_again_is_instant_in_this_session_and_the_next(talk: Talk, tmp_path: Path, private_home: Path) -> None:
    folder = texts(tmp_path / "texts")
    line = f"load {quoted(str(folder))} --name book"
    first = talk(line)
    began = time.perf_counter()
    second = talk(line)
    assert time.perf_counter() - began < 0.3
    assert (first.cached, second.cached, second.name, second.tokens) == (False, True, "book-2", first.tokens)
    assert "cached:" in shown(second)
    other = Session(log=private_home / "other.log")
    try:
        assert Talk(other)(line).cached
    finally:
        other.close()
    assert talk("corpus book-2").cached
    mode = stat.S_IMODE(places.cache_folder().stat().st_mode)
    assert mode == stat.S_IRWXU


class Pressing(Listener):
    """Presses Ctrl-C as soon as some of the text was read."""

    def __init__(self, talk: Talk) -> None:
        self._talk = talk
        self.pressed = False

    def update(self, job: Job) -> None:
        if job.progress and job.progress.done and not self.pressed:
            self.pressed = True
            self._talk.session.interrupts.press()


def test_a_reading_that_is_stopped_leaves_the_earlier_corpus(talk: Talk, tmp_path: Path, private_home: Path) -> None:
    talk(f"load {quoted(str(texts(tmp_path / 'texts')))} --name book")
    before = talk("corpus"), talk("info").rows, sorted(path.name for path in private_home.rglob("corpora/*"))
    (tmp_path / "long.txt").write_text("the river is deep and the sea is wide\n" * 2_000_000, "utf-8")
    talk.session.listener = pressing = Pressing(talk)
    assert talk.error(f"load {quoted(str(tmp_path / 'long.txt'))}").code == "stopped"
    assert pressing.pressed
    after = talk("corpus"), talk("info").rows, sorted(path.name for path in private_home.rglob("corpora/*"))
    assert after == before
    assert talk("freq river").rows[0].count > 0


def test_forgetting(talk: Talk, tmp_path: Path, private_home: Path) -> None:
    line = f"load {quoted(str(texts(tmp_path / 'texts')))} --name book"
    talk(line)
    other = Session(log=private_home / "other.log")
    try:
        Talk(other)(line)
        in_use = talk("corpus forget book")
        assert [(row.name, row.kept) for row in in_use.rows] == [("book", True)]
        assert "another session" in shown(in_use)
    finally:
        other.close()
    gone = talk("corpus forget book")
    assert [(row.name, row.kept, row.bytes > 0) for row in gone.rows] == [("book", False, True)]
    assert all(shown(gone, name) for name in FORMATS)
    assert talk("corpus").tokens == 33
    assert talk.session.corpus.words[0] == "the"
    assert talk.error("corpus forget book2").code == "unknown-name"
    assert not talk(line).cached
    assert talk(line.replace("book", "other")).cached  # the same entry under a second name
    assert [row.name for row in talk("corpus forget book-2").rows] == ["book-2"]
    talk(line)
    assert len(talk("corpus forget --all").rows) == 1
    assert talk("corpus forget --all").rows == ()


def test_the_index_of_a_corpus_counts_and_is_forgotten(
    talk: Talk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = (quoted(str(texts(tmp_path / name, count))) for name, count in (("first", 2), ("second", 3)))
    before = Talk(Session())
    before(f"load {first}")
    older = before.session.corpus.folder
    before.session.close()
    talk(f"load {second}")
    entry = talk.session.corpus.folder
    sizes = sum(size_of(each) for each in (older, entry))
    monkeypatch.setenv("EMBREPL_CACHE_SIZE", str(sizes))
    assert talk("kwic sea").hits == 12
    assert (entry / POSITIONS).is_file()
    assert not older.exists()
    row = talk(f"corpus forget {talk.session.current_corpus}").rows[0]
    assert row.bytes > sizes / 2
    assert not list(places.cache_folder().rglob(POSITIONS))
    assert talk("kwic sea").hits == 12


def test_an_index_without_room_in_the_cache_is_not_kept(
    talk: Talk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk(f"load {quoted(str(texts(tmp_path / 'texts')))}")
    monkeypatch.setenv("EMBREPL_CACHE_SIZE", str(size_of(talk.session.corpus.folder)))
    assert talk("kwic sea").hits == talk("kwic sea").hits == 6
    assert not (talk.session.corpus.folder / POSITIONS).exists()
    assert size_of(talk.session.corpus.folder) <= places.cache_limit()


def test_no_cache_where_none_is_asked_for(talk: Talk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMBREPL_CACHE_SIZE", "0")
    folder = texts(tmp_path / "texts")
    assert [talk(f"load {quoted(str(folder))}").cached for _ in range(2)] == [False, False]
    assert not any(places.cache_folder().iterdir())


def test_what_lacked_memory_is_not_kept(kept: Cache, tmp_path: Path) -> None:
    table = tmp_path / "a.csv"
    table.write_text('text\nshort\n"' + "long text " * 100_000 + '"\n')
    reports: list[object] = []

    def read(bytes_allowed: int) -> CorpusRead:
        store = tmp_path / f"store{bytes_allowed}"
        options = asdict(ReadOptions())
        request = ReadCorpus(1, [str(table)], str(store), options, bytes_allowed, str(kept.folder), PLENTY)
        return read_corpus(request, JobReporter(1, reports.append))

    little = memory.resident() + memory.BATCHES + memory.LEAST + (8 << 20)
    for allowed, words, cached in ((little, 1, False), (1 << 40, 200_001, False), (little, 200_001, True)):
        answer = read(allowed)
        assert (Corpus.open(Path(answer.folder)).report.tokens, answer.cached) == (words, cached)


def test_a_size_that_is_none_is_reported(talk: Talk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMBREPL_CACHE_SIZE", "much")
    error = talk.error(f"load {texts(tmp_path / 'texts')}")
    assert (error.code, "much" in error.message, "500MB" in error.hint) == ("bad-setting", True, True)
