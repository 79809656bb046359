"""A thread unpacks the next part of a packed file while one is read; it ends with the reading, however that ends."""

import gzip
import random
import threading
from pathlib import Path

import pytest

from embrepl.corpus.reading import streams
from embrepl.corpus.reading.locating.finding import find
from embrepl.corpus.reading.streams import ByteStream

CONTENT = random.Random(1).randbytes(3_000_000)


@pytest.fixture(autouse=True)
def two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "beside_reading", lambda: 1)


def stream_of(path: Path, data: bytes) -> ByteStream:
    path.write_bytes(data)
    return ByteStream(find([str(path)]).files[0])


def unpacking() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name.startswith("unpacking")]


def test_all_of_it_comes_in_order(tmp_path: Path) -> None:
    assert b"".join(stream_of(tmp_path / "a.txt.gz", gzip.compress(CONTENT)).chunks()) == CONTENT
    assert not unpacking()


def test_reading_may_stop_early(tmp_path: Path) -> None:
    chunks = stream_of(tmp_path / "a.txt.gz", gzip.compress(CONTENT)).chunks()
    assert CONTENT.startswith(next(chunks))
    assert unpacking()
    chunks.close()
    assert not unpacking()


def test_what_is_damaged_is_said_at_its_end(tmp_path: Path) -> None:
    stream = stream_of(tmp_path / "a.txt.gz", gzip.compress(CONTENT)[:-1_000_000])
    given = b"".join(stream.chunks())
    assert CONTENT.startswith(given) and len(given) > 1_000_000
    assert stream.trouble == "cut short: the gzip data end too early"
    assert not unpacking()


def test_an_error_of_the_thread_is_an_error_of_the_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise MemoryError

    stream = stream_of(tmp_path / "a.txt.gz", gzip.compress(CONTENT)[:-1_000_000])
    monkeypatch.setattr(stream, "_break_off", fail)
    with pytest.raises(MemoryError):
        list(stream.chunks())
    assert not unpacking()
