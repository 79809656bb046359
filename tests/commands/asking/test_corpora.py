"""What is shown of a corpus, and how patterns of files are named."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest

from embrepl.corpus.building.build import build
from embrepl.corpus.options import ReadOptions
from embrepl.corpus.store.store import Corpus
from embrepl.errors import EmbreplError
from embrepl.session.session import Session
from tests.helpers.sessions import Talk, shown
from tests.helpers.texts import asking, corpus_of


def test_options_are_shown_where_they_are_not_the_usual_ones(tmp_path: Path) -> None:
    options = ReadOptions(case="keep", units="char", trust=True)
    talk = asking(
        usual=corpus_of(tmp_path / "1", {"a.txt": "King"}), kept=corpus_of(tmp_path / "2", {"a.txt": "King"}, options)
    )
    assert [row.options for row in talk("info").rows] == ["", "--case keep --units char --trust yes"]
    assert talk("corpus").options == {"case": "keep", "units": "char", "trust": "yes"}
    assert "--case keep --units char" in shown(talk("corpus"))
    assert "options" not in shown(talk("corpus usual"))
    assert "--case keep" in shown(talk("info"), width=160)


def test_a_corpus_as_a_table_for_programs(tmp_path: Path) -> None:
    talk = asking(one=corpus_of(tmp_path, {"a.txt": "King"}))
    rows = {key: (item, value) for key, item, value in csv.reader(io.StringIO(shown(talk("corpus"), "csv")))}
    assert (rows["key"], rows["name"], rows["tokens"]) == (("item", "value"), ("", "one"), ("", "1"))
    assert (rows["encodings"], rows["notes"]) == (("utf-8", "1"), ("", ""))


def test_what_is_left_out_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "bad.txt").write_bytes(b"a\0b\0\0\0\1\2")
    good = tmp_path / "good.txt"
    good.write_text("one two")
    paths = [str(good), str(tmp_path / "texts" / "bad.txt"), str(tmp_path / "none.txt")]
    build(paths, ReadOptions(), tmp_path / "store", lambda _: None, lambda: False)
    answer = asking(good=Corpus.open(tmp_path / "store"))("corpus")
    assert dict(answer.skipped) == {
        paths[1]: "is not text: it holds NUL bytes, as programs, pictures and archives do.",
        paths[2]: f"There is no file or folder {paths[2]}.",
    }


@pytest.mark.parametrize(
    ("typed", "name"),
    [('load "{}/*.txt"', "my-texts"), ("load {}/*.txt", "my-texts"), ('load "{}/**/*.txt" other.txt', None),
     ("load {}/a.txt", None), ("load {}/*.txt --name mine", "mine")],
)  # fmt: skip
def test_a_pattern_is_named_by_its_folder(tmp_path: Path, typed: str, name: str | None) -> None:
    folder = tmp_path / "my-texts"
    folder.mkdir()
    (folder / "a.txt").write_text("x")

    class Loading(Session):
        def load(self, paths: list[str], options: dict[str, Any], name: str | None, memory: int = 0) -> Any:
            raise EmbreplError("named", str(name))

    assert Talk(Loading(log=Path("/dev/null"))).error(typed.format(folder)).message == str(name)


def test_the_files_of_a_corpus(talk: Talk) -> None:
    answer = talk("corpus files")
    assert [(Path(row.file).name, row.documents, row.types) for row in answer.rows] == [
        ("one.txt", 1, 10), ("two.txt", 1, 5),
    ]  # fmt: skip
    assert sum(row.tokens for row in answer.rows) == answer.tokens
    assert "two.txt" in shown(answer)
    assert talk("corpus files letters").rows[0].documents == 12
    assert talk.error("corpus files nope").code == "unknown-name"
    assert talk.error('corpus "files"').code == "unknown-name"


def test_lines_that_are_no_json_are_documents_nowhere(tmp_path: Path) -> None:
    rows = '{"text": "the red kettle"}\n{"text": "the\n{"text": "the slow boat"}\n'
    corpus = corpus_of(tmp_path, {"a.jsonl": rows, "b.txt": "the mill"})
    talk = asking(mixed=corpus)
    assert corpus.report.notes == (f"{corpus.files[0][0]}: 1 malformed line left out, in line 2",)
    assert (corpus.report.documents, corpus.report.empty_documents) == (3, 0)
    assert (talk("corpus").documents, talk("info").rows[0].documents) == (3, 3)
    assert [row.documents for row in talk("corpus files").rows] == [2, 1]
    frequencies = talk("freq the")
    assert (frequencies.documents, frequencies.rows[0].documents, frequencies.rows[0].document_share) == (3, 3, 1)
    assert talk("disperse the --by documents").parts == 3
    assert [row.record for row in talk("kwic the").rows] == [1, 2, None]
