"""`load` and `corpus`, and what cannot be loaded."""

from __future__ import annotations

import csv
import gzip
import json
import os
from pathlib import Path

import numpy as np
import pytest

import corpora
from embrepl.commands.lexer import statements
from tests.commands.trained.checks import check
from tests.helpers.sessions import Talk, quoted


class TestLoad:
    def test_counts_agree_with_one_another(self, loose: Talk) -> None:
        loaded = loose(f"load {quoted(str(corpora.built('en')))}")
        assert loaded.kind == "loaded"
        assert (loaded.files, loaded.documents, loaded.language) == (1, 1, "English")
        assert loaded.name.startswith("en-")
        assert loaded.encodings == {"utf-8": 1}
        assert loaded.bytes == corpora.built("en").stat().st_size
        counts = loose.session.corpora[loaded.name].counts
        assert (loaded.tokens, loaded.types) == (counts.sum(), len(counts))
        assert loaded.kept_types == np.count_nonzero(counts >= loaded.min_count)
        assert loaded.kept_share == pytest.approx(counts[counts >= loaded.min_count].sum() / counts.sum())

    def test_a_folder_of_many_encodings(self, loose: Talk, tmp_path: Path) -> None:
        english = "The river flows to the sea, and the sea is deep. "
        chinese = "王后说：国王在他的王宫里，我们也去看看吧。"
        western = "Né en été, le garçon était à l'école où il étudiait déjà. "
        files = {
            "a.txt": (english * 9).encode(),
            "b.md": (english * 9).encode("utf-8-sig"),
            "deep/down/c.txt": (english * 9).encode("utf-16"),
            "deep/d.txt": (chinese * 20).encode("gb18030"),
            "e.txt": (western * 20).encode("latin-1"),
            "f.txt.gz": gzip.compress((english * 9).encode()),
            "photo.jpg": b"\xff\xd8\xff\xe0",
            ".hidden.txt": b"nobody reads this",
        }
        for name, data in files.items():
            path = tmp_path / "texts" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        loaded = loose(f"load {quoted(str(tmp_path / 'texts'))}")
        assert (loaded.name, loaded.files, loaded.documents, loaded.skipped) == ("texts", 6, 6, ())
        assert loaded.encodings == {"utf-8": 3, "utf-16": 1, "gb18030": 1, "cp1252": 1}
        index = loose.session.corpora["texts"].index
        counts = loose.session.corpora["texts"].counts
        assert counts[index["river"]] == 4 * 9
        assert counts[index["国王"]] == counts[index["garçon"]] == 20
        assert "nobody" not in index
        assert any("jpg" in note for note in loaded.notes)

    @pytest.mark.parametrize("ending", ["csv", "tsv", "jsonl", "csv.gz", "jsonl.gz"])
    def test_a_column_of_a_table(self, loose: Talk, tmp_path: Path, ending: str) -> None:
        records = [{"id": "1", "said": 'a "river", a sea', "by": "x"}, {"id": "2", "said": "国王 ;\tsea", "by": "y"}]
        path = tmp_path / f"records.{ending}"
        if "jsonl" in ending:
            text = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
        else:
            out = (tmp_path / "plain").open("w+", encoding="utf-8", newline="")
            with out:
                writer = csv.DictWriter(out, list(records[0]), delimiter="\t" if ending == "tsv" else ",")
                writer.writeheader()
                writer.writerows(records)
            text = (tmp_path / "plain").read_text("utf-8")
        path.write_bytes(gzip.compress(text.encode()) if ending.endswith(".gz") else text.encode())
        loaded = loose(f"load {quoted(str(path))} --column said --name records")
        assert (loaded.documents, loaded.tokens) == (2, 6)
        assert set(loose.session.corpora["records"].words) == {"a", "river", "sea", "国王"}
        assert any("column said is read as the text" in note for note in loose(f"load {quoted(str(path))}").notes)
        error = loose.error(f"load {quoted(str(path))} --column siad")
        assert (error.code, "said" in error.hint) == ("no-such-column", True)

    def test_patterns_and_quoted_names(self, fresh: Talk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("HOME", str(tmp_path))
        monkeypatch.chdir(tmp_path)
        for name in ("one.txt", "two words.txt", "three.log"):
            (tmp_path / name).write_text(f"from {name}")
        assert fresh("load *.txt").files == 2
        assert fresh("load ~/*.txt").files == 2
        assert fresh("load ~/one.txt").files == 1
        assert fresh("load 'two words.txt' three.log").files == 2
        assert fresh("load '*.txt'").files == 2  # a pattern that reaches us unexpanded is one all the same

    def test_case_and_encoding(self, loose: Talk, tmp_path: Path) -> None:
        path = tmp_path / "a.txt"
        path.write_bytes("Été été".encode("latin-1"))
        kept = loose(f"load {path} --case keep --encoding latin-1 --name kept")
        assert kept.encodings == {"latin-1": 1}
        assert set(loose.session.corpora["kept"].words) == {"Été", "été"}

    def test_the_novels(self, loose: Talk, shared: Path) -> None:
        loaded = loose(f"load {shared / 'data' / 'zh'}/ --name novels")
        assert (loaded.files, loaded.language) == (4, "Chinese")
        index = loose.session.corpora["novels"].index
        assert {"宝玉", "贾宝玉"} & set(index)
        assert " / " in loaded.sample_lines[0]

    def test_the_reviews(self, loose: Talk, shared: Path, tmp_path: Path) -> None:
        path = tmp_path / "reviews.csv.gz"
        with (
            gzip.open(shared / "data" / "en" / "reviews.csv.gz", "rt", encoding="utf-8", newline="") as source,
            gzip.open(path, "wt", encoding="utf-8", newline="") as out,
        ):
            rows = csv.reader(source)
            csv.writer(out).writerows(row for _, row in zip(range(301), rows, strict=False))
        loaded = loose(f"load {path} --column text --name reviews")
        assert (loaded.documents, loaded.language) == (300, "English")
        assert loaded.tokens > 30_000
        assert not {"negative", "label"} & set(loose.session.corpora["reviews"].words[:50])


@pytest.mark.parametrize(
    ("line", "code", "message", "hint"),
    [
        ("load xyzzy", "file-not-found", "xyzzy", "right name"),
        ("load tetx.txt", "file-not-found", "tetx.txt", "text.txt"),
        ("load nowhere/a.txt", "file-not-found", "nowhere", "nowhere does not exist"),
        ("load pipe", "unreadable-file", "pipe is a named pipe", "standard"),
        ("load locked.txt", "unreadable-file", "locked.txt", "permissions"),
        ("load locked", "unreadable-file", "locked", "permissions"),
        ("load binary.txt", "binary-file", "binary.txt is not text", "encoding"),
        ("load pictures", "no-text-files", "pictures.*1 .jpg", ".txt .md .markdown .html"),
        ("load nothing", "no-text-files", "nothing", ".txt .md .markdown .html"),
        ("load empty.txt", "empty-corpus", "No words", "text"),
        ("load signs.txt", "empty-corpus", "No words", "text"),
        ("load text.txt --encoding klingon", "unknown-encoding", "klingon", "utf-8"),
        ("load 'a\0b'", "wrong-usage", "null byte", "Take it out"),
        ("load " + "x" * 5000, "file-not-found", "xxx", "."),
    ],
    ids=lambda value: value[:40].replace("\0", "NUL"),
)
def test_what_cannot_be_loaded(talk: Talk, tmp_path: Path, line: str, code: str, message: str, hint: str) -> None:
    for name, data in {
        "text.txt": b"some text",
        "locked.txt": b"some text",
        "locked/a.txt": b"some text",
        "binary.txt": bytes(range(256)) * 40,
        "pictures/a.jpg": b"x",
        "empty.txt": b"",
        "signs.txt": "— … !?".encode(),
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    (tmp_path / "nothing").mkdir()
    os.mkfifo(tmp_path / "pipe")
    (verb, name, *rest) = [token.raw for token in statements(line)[0].tokens]
    absolute = quoted(str(tmp_path / name.strip("'")))  # the worker keeps the folder that it was started in
    locked = tmp_path / name.strip("'")
    if "locked" in name:
        locked.chmod(0)
        if os.access(locked, os.R_OK):
            locked.chmod(0o700)
            pytest.skip("this user may read everything")
    try:
        check(talk.error(" ".join([verb, absolute, *rest])), code, message, hint)
    finally:
        if "locked" in name:
            locked.chmod(0o700)
    assert talk.session.current_corpus == "story"
