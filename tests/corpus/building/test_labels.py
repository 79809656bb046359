"""Labels of documents: where they come from, how they are kept, what the report says of them."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import numpy as np
import pytest

from embrepl.corpus.building import labels
from embrepl.corpus.building.build import build
from embrepl.corpus.options import ReadOptions
from embrepl.corpus.reading.locating.finding import find
from embrepl.corpus.reading.tables.values import label_of
from embrepl.corpus.store.cache import key
from embrepl.corpus.store.store import Corpus
from embrepl.errors import EmbreplError
from tests.helpers.sessions import Talk, complaint, shown, talking
from tests.helpers.stores import check_arrays

TEXTS = ["good film", "bad film", "fine film", "no label here", "good again"]
GIVEN = ["pos", "neg", "pos", "", "pos"]
ROWS = [
    {"text": text, "label": label or None, "n": n} for n, (text, label) in enumerate(zip(TEXTS, GIVEN, strict=True))
]


def read(paths: list[Path], folder: Path, **options: str) -> Corpus:
    build([str(path) for path in paths], ReadOptions(**options), folder, lambda _: None, lambda: False)
    corpus = Corpus.open(folder)
    check_arrays(corpus)
    return corpus


def failure(paths: list[Path], folder: Path, **options: str) -> EmbreplError:
    with pytest.raises(EmbreplError) as caught:
        read(paths, folder, **options)
    return caught.value


def names(corpus: Corpus) -> list[str]:
    known = [*corpus.report.labels, ""]  # the last one is that of -1
    return [known[label] for label in corpus.labels]


def write(path: Path) -> Path:
    """Write the rows as a table of the kind that the name says."""
    kind = path.suffix[1:]
    if kind in {"csv", "tsv"}:
        sign = "," if kind == "csv" else "\t"
        lines = [("n", "text", "label"), *((str(row["n"]), row["text"], row["label"] or "") for row in ROWS)]
        path.write_text("".join(sign.join(map(str, line)) + "\n" for line in lines), "utf-8")
    elif kind == "jsonl":
        path.write_text("".join(json.dumps(row) + "\n" for row in ROWS), "utf-8")
    elif kind == "json":
        path.write_text(json.dumps({"rows": ROWS}), "utf-8")
    else:
        arrow = pytest.importorskip("pyarrow")
        from pyarrow import parquet

        parquet.write_table(arrow.Table.from_pylist(ROWS), path)
    return path


@pytest.mark.parametrize("kind", ["csv", "tsv", "jsonl", "json", "parquet"])
def test_a_column_gives_each_document_its_label(tmp_path: Path, kind: str) -> None:
    corpus = read([write(tmp_path / f"a.{kind}")], tmp_path / "store", column="text", label="label")
    assert names(corpus) == GIVEN
    assert corpus.labels.dtype == np.int32
    assert corpus.report.labels == {"neg": 1, "pos": 3}
    assert corpus.report.unlabelled == 1
    assert corpus.report.documents == len(TEXTS)


@pytest.mark.parametrize("kind", ["csv", "tsv", "jsonl", "json", "parquet"])
def test_a_wrong_column_names_those_there_are(tmp_path: Path, kind: str) -> None:
    error = failure([write(tmp_path / f"a.{kind}")], tmp_path / "store", column="text", label="lable")
    assert error.code == "no-such-column"
    assert "text" in error.message
    assert "label" in error.message
    assert "--label label" in error.hint


def test_the_column_of_labels_is_not_taken_for_the_text(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("kind,words\nx,one two\ny,three\n", "utf-8")
    corpus = read([tmp_path / "a.csv"], tmp_path / "store", label="kind")
    assert names(corpus) == ["x", "y"]
    assert sorted(corpus.words) == ["one", "three", "two"]


def test_numbers_and_truths_are_labels_and_nested_values_are_none() -> None:
    given = [1, 1.0, 0.5, True, " a ", None, float("nan"), [1], {"a": 1}, b"x", ""]
    assert [label_of(value) for value in given] == ["1", "1", "0.5", "true", "a", "", "", "", "", "", ""]


def test_a_field_missing_from_later_objects_is_no_label(tmp_path: Path) -> None:
    lines = ['{"text": "a b", "label": "x"}', '{"text": "c"}', '"d"', '{"text": "e", "label": 3}', "broken"]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), "utf-8")
    corpus = read([tmp_path / "a.jsonl"], tmp_path / "store", column="text", label="label")
    assert names(corpus) == ["x", "", "", "3"]


def test_folders_are_labels(tmp_path: Path) -> None:
    for name in ("pos/a.txt", "pos/deep/b.txt", "neg/c.txt"):
        (tmp_path / "mails" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "mails" / name).write_text("some words", "utf-8")
    (tmp_path / "mails" / "pos" / "d.csv").write_text("text\none\ntwo\n", "utf-8")
    with zipfile.ZipFile(tmp_path / "mails" / "more.zip", "w") as archive:
        archive.writestr("neg/e.txt", "other words")
        archive.writestr("top.txt", "words on top")
    corpus = read([tmp_path / "mails"], tmp_path / "store", label="folder")
    result = dict(zip([Path(path).name for path, _ in corpus.files], range(9), strict=False))
    assert corpus.report.labels == {"deep": 1, "more": 1, "neg": 2, "pos": 3}
    assert result.keys() == {"a.txt", "b.txt", "c.txt", "d.csv", "e.txt", "top.txt"}
    assert corpus.report.unlabelled == 0


def test_a_column_called_folder_comes_before_the_folder(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("text,folder\none,inbox\n", "utf-8")
    assert names(read([tmp_path / "a.csv"], tmp_path / "store", label="folder")) == ["inbox"]


def test_a_column_of_labels_wants_a_table(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("some words", "utf-8")
    error = failure([tmp_path / "a.txt"], tmp_path / "store", label="genre")
    assert error.code == "no-tables"
    assert "--label folder" in error.hint


def test_a_column_of_names_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(labels, "MOST_LABELS", 3)
    (tmp_path / "a.csv").write_text("text,id\n" + "".join(f"word,{n}\n" for n in range(4)), "utf-8")
    error = failure([tmp_path / "a.csv"], tmp_path / "store", column="text", label="id")
    assert error.code == "too-many-labels"
    assert "--label id" in error.message


def test_long_documents_of_several_pieces_have_one_label(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f"text,label\n{'word ' * 200_000},x\nshort,y\n,x\n", "utf-8")
    assert names(read([tmp_path / "a.csv"], tmp_path / "store", label="label")) == ["x", "y", "x"]


def test_labels_are_part_of_the_content_and_of_the_recipe(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv")
    plain = read([path], tmp_path / "plain", column="text")
    labelled = read([path], tmp_path / "labelled", column="text", label="label")
    assert plain.hash != labelled.hash
    assert plain.labels.size == 0
    assert plain.report.labels == {}
    sources = find([str(path)])
    with_label, without = (key(sources, ReadOptions(column="text", label=label)) for label in ("label", None))
    assert with_label.name != without.name


def test_a_store_from_before_labels_opens(tmp_path: Path) -> None:
    read([write(tmp_path / "a.csv")], tmp_path / "store", column="text")
    manifest = json.loads((tmp_path / "store" / "manifest.json").read_text("utf-8"))
    for field in ("labels", "unlabelled"):
        del manifest["report"][field]
    del manifest["report"]["options"]["label"]
    (tmp_path / "store" / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    assert Corpus.open(tmp_path / "store").labels.size == 0


@pytest.mark.parametrize("data", [b"", b"\0\0\0\0"])
def test_damaged_labels_are_seen(tmp_path: Path, data: bytes) -> None:
    read([write(tmp_path / "a.csv")], tmp_path / "store", column="text", label="label")
    (tmp_path / "store" / "labels.i4").write_bytes(data)
    with pytest.raises(EmbreplError) as caught:
        Corpus.open(tmp_path / "store")
    assert caught.value.code == "damaged-corpus"


def test_the_report_shows_the_labels(tmp_path: Path) -> None:
    with talking(tmp_path / "home") as talk:
        path = write(tmp_path / "a.csv")
        answer = talk(f"load {path} --column text --label label")
        assert (answer.labels, answer.unlabelled) == ({"neg": 1, "pos": 3}, 1)
        assert "pos (3), neg (1), 1 document without a label" in shown(answer)
        assert "pos (3)" in shown(talk("corpus"))
        _refuses_what_cannot_be_learnt(talk, tmp_path)


def _refuses_what_cannot_be_learnt(talk: Talk, folder: Path) -> None:
    """`train classifier` says at once what is missing."""
    talk(f"load {folder / 'a.csv'} --column text --name plain")
    error = talk.error("train classifier")
    assert error.code == "no-labels"
    assert "--label" in complaint(error)
    (folder / "one.csv").write_text("text,label\nsome words,x\nmore words,x\n", "utf-8")
    talk(f"load {folder / 'one.csv'} --label label")
    assert talk.error("train classifier").code == "one-label"
