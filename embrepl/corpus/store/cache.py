"""Cached corpora: found again by which files were read and how, and kept up to a number of bytes.

An entry is a corpus store whose folder is named by a hash of the recipe (paths, options, versions) and one of the
files' sizes, times of change and inodes. `sources.json` in it lists the same per file, and the hash of its content, so
that a file that was touched but not changed is found too. Of the two times one is the system's own, which no program
sets, so a file that was changed and given its old time back is noticed.

Entries are `kept` folders: nothing goes while somebody uses it. An entry appears by one rename: of two sessions that
read the same files at once, the second takes what the first has made.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import threading
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from embrepl.corpus.options import STANDARD_INPUT, ReadOptions
from embrepl.corpus.reading.sources import Sources
from embrepl.corpus.store.store import FORMAT, MANIFEST
from embrepl.system.kept import LOCK, Hold, KeptFolders
from embrepl.system.replacing import write_whole
from embrepl.system.sizes import bytes_in

SOURCES = "sources.json"
HASHED_AT_ONCE = 64 << 20  # bytes of files that are hashed before the answer is given; more are hashed afterwards
READER = 16  # raised when the same files and options give other words than before

FileState = tuple[str, int, int, int, int]  # path, size, times of change, the file's and the system's, in ns, inode


@dataclass(frozen=True)
class Key:
    """What an entry is found by: the recipe, and the facts of every file."""

    recipe: str
    facts: tuple[FileState, ...]

    @property
    def name(self) -> str:
        """The name of the entry's folder."""
        return f"{self.recipe}-{_digest(self.facts)}"


def key(sources: Sources, options: ReadOptions) -> Key | None:
    """Return what a corpus of these files is found by; None for what can be read only once or has gone."""
    paths = dict.fromkeys(source.path for source in sources.files)
    if any(path.name == STANDARD_INPUT for path in paths):
        return None
    try:
        facts = [_facts(path) for path in paths]
        names = [_facts(Path(options.user_dict))] if options.user_dict else []
    except OSError:
        return None
    read = [(str(s.path.absolute()), s.kind, s.packing, s.entry and s.entry.name, s.named) for s in sources.files]
    left_out = (sources.skipped, sources.notes())
    recipe = _digest([FORMAT, READER, _versions(), sources.name, asdict(options), read, left_out])
    return Key(recipe, (*facts, *names))


class Cache(KeptFolders):
    """The entries in one folder."""

    def name_of(self, entry: Path) -> str:
        """Return what the corpus of an entry was called when it was read, "" when nobody knows."""
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
            return str(json.loads((entry / MANIFEST).read_text("utf-8"))["report"]["name"])
        return ""

    def find(self, key: Key) -> Path | None:
        """Return the entry of these files, marked as used now, or None."""
        entry = self.folder / key.name
        if not (entry / MANIFEST).is_file():
            entry = next((other for other in self._of(key.recipe) if _same(other, key)), entry)
        try:
            Hold(entry).release()
            os.utime(entry / LOCK)
        except (OSError, ImportError):
            return None
        return entry

    def keep(self, store: Path, key: Key) -> Path:
        """Take a store into the cache; return where it now is, which is where it was if it does not fit or changed."""
        if bytes_in(store) > self.most or any(not _is_unchanged(fact) for fact in key.facts):
            return store
        entry = self.folder / key.name
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            (store / LOCK).touch(0o600)
            _write(store, {"recipe": key.recipe, "files": [list(fact) for fact in key.facts], "hashes": []})
            try:
                store.rename(entry)
            except OSError:
                if not (entry / MANIFEST).is_file():
                    raise
                shutil.rmtree(store, ignore_errors=True)  # another session was first
            hold = Hold(entry)
        except (OSError, ImportError):
            return store if (store / MANIFEST).is_file() else entry
        try:
            for older in self._of(key.recipe):
                if older != entry:
                    self.remove(older)
        finally:
            hold.release()
        _fingerprint(entry, key)
        return entry

    def _of(self, recipe: str) -> list[Path]:
        return [entry for entry in self.entries() if entry.name.startswith(f"{recipe}-")]


def _facts(path: Path) -> FileState:
    status = path.stat()
    return str(path.absolute()), status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def _is_unchanged(fact: FileState) -> bool:
    with contextlib.suppress(OSError):
        return _facts(Path(fact[0])) == fact
    return False


def _same(entry: Path, key: Key) -> bool:
    """Whether an entry holds these files, of which some were touched but none was changed; it then gets the new facts.

    Only the touched ones are read.
    """
    try:
        kept = json.loads((entry / SOURCES).read_text("utf-8"))
        files = [tuple(fact) for fact in kept["files"]]
        hashes = kept["hashes"]
        if len(files) != len(key.facts) or len(hashes) != len(files):
            return False
        if any(old[:2] != new[:2] for old, new in zip(files, key.facts, strict=True)):
            return False
        for old, new, digest in zip(files, key.facts, hashes, strict=True):
            if old != new and _content(Path(new[0])) != digest:
                return False
        _write(entry, {**kept, "files": [list(fact) for fact in key.facts]})
    except (OSError, ValueError, KeyError, TypeError):
        return False
    return True


def _fingerprint(entry: Path, key: Key) -> None:
    """Note the hash of every file's content: at once where that is little, else while other things are done."""

    def note() -> None:
        with contextlib.suppress(OSError):
            hashes = [_content(Path(path)) for path, *_ in key.facts]
            if all(map(_is_unchanged, key.facts)):
                files = [list(fact) for fact in key.facts]
                _write(entry, {"recipe": key.recipe, "files": files, "hashes": hashes})

    if sum(size for _, size, *_ in key.facts) <= HASHED_AT_ONCE:
        note()
    else:
        threading.Thread(target=note, name="fingerprint", daemon=True).start()


def _content(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()


def _digest(value: Any) -> str:
    text = json.dumps(value, sort_keys=True, default=str)
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def _versions() -> list[str]:
    """Return what decides on words besides us: Unicode's tables, the segmenter and the Chinese characters' table."""
    import unicodedata
    from importlib.metadata import PackageNotFoundError, version

    versions = [unicodedata.unidata_version]
    for package in ("rjieba", "opencc", "icu4py"):
        try:
            versions.append(version(package))
        except PackageNotFoundError:
            versions.append("")
    return versions


def _write(folder: Path, value: Mapping[str, Any]) -> None:
    """Replace `sources.json` whole."""
    with write_whole(folder / SOURCES) as file:
        file.write(json.dumps(value).encode())
