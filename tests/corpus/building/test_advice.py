"""What the report on a corpus finds in a text, and the one thing it advises."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from embrepl.corpus.building.build import build
from embrepl.corpus.building.examining.advice import GIANT, advice
from embrepl.corpus.options import ReadOptions
from embrepl.corpus.report import Report
from embrepl.corpus.store.store import Corpus
from tests.helpers.sessions import FORMATS, Talk, quoted, shown, talking

LINE = "the river flows to the sea, and the sea is deep and it is not the end of it\n"


def report(folder: Path, **files: str) -> Report:
    (folder / "texts").mkdir()
    for name, text in files.items():
        (folder / "texts" / f"{name.replace('_', '.')}").write_text(text, "utf-8")
    build([str(folder / "texts")], ReadOptions(), folder / "store", lambda _: None, lambda: False)
    return Corpus.open(folder / "store").report


def said(result: Report) -> dict[str, str]:
    return {Path(path).name: reason for path, reason in result.suspicious}


def test_lines_are_those_with_text_whatever_ends_them(tmp_path: Path) -> None:
    texts = {"a_txt": "one\r\n\r\ntwo\nthree", "b_txt": "four\rfive\r", "c_txt": "six\n\n\nseven\n", "d_txt": "eight"}
    examined = report(tmp_path, **texts)
    assert (examined.lines, examined.documents, examined.suspicious) == (8, 4, ())


def test_duplicates_are_documents_with_the_same_words(tmp_path: Path) -> None:
    rows = ['"the same, words"', "other words", "The same words!", "", "words same the", "the same words"]
    rows += ["other words"]
    examined = report(tmp_path, a_csv="text,n\n" + "".join(f"{row},1\n" for row in rows), b_txt="other words")
    assert (examined.documents, examined.duplicate_documents, examined.duplicate_tokens) == (8, 4, 10)
    assert examined.empty_documents == 1


def test_long_duplicates_span_batches(tmp_path: Path) -> None:
    numbers = "".join(f"word{n % 9973} and\n" for n in range(60_000))
    examined = report(tmp_path, a_txt=numbers, b_txt=numbers.upper(), c_txt=numbers + "x", d_txt="x" + numbers)
    assert (examined.duplicate_documents, examined.duplicate_tokens) == (1, 120_000)


def test_broken_files_are_named_with_what_is_wrong(tmp_path: Path) -> None:
    french = "é".encode().decode("cp1252")
    examined = report(
        tmp_path,
        good_txt=LINE * 9 + "São Tomé, “quoted” — SÃO, Ã¤ once\n",
        mojibake_txt=(f"caf{french} apr{french}s\n") * 9,
        quotes_txt="it’s and they’re “good”\n".encode().decode("cp1252", "replace") * 9,
        lost_txt="caf\ufffd apr\ufffds\n" * 9,
        giant_txt="word " * (GIANT // 5 + 9),
        hyphens_txt="The first part of a long word is cut at the end of a se-\nparated line\n" * 30,
        dashes_txt="A line may well end like this --\nor like this -\n" * 30,
    )  # fmt: skip
    assert sorted(said(examined)) == ["giant.txt", "hyphens.txt", "lost.txt", "mojibake.txt", "quotes.txt"]
    assert said(examined)["mojibake.txt"] == (
        "18 letters decoded wrongly before, as in cafÃ© for café: UTF-8 read as Windows-1252 and saved again; "
        "find a better copy"
    )
    assert said(examined)["lost.txt"] == "18 characters lost (U+FFFD)"
    assert said(examined)["giant.txt"].endswith("in 1 line")
    assert said(examined)["hyphens.txt"] == "50 % of the lines end in a hyphen"
    assert examined.hyphenated_lines == 30


def test_languages_are_counted_by_file(tmp_path: Path) -> None:
    chinese = "却说孙悟空与猪八戒同去西天取经。\n" * 20
    examined = report(tmp_path, a_txt=LINE * 5, b_txt=LINE * 6, c_txt=chinese, d_txt="ein Tag am Meer ist schön " * 9)
    assert examined.languages == {"English": 2, "Chinese": 1, "German": 1}


GOOD = Report("good", 10, 10, 1_000_000, 9, 9, 1.0, lines=1000)


@pytest.mark.parametrize(
    ("changes", "kept", "words"),
    [
        ({}, {5: 0.98}, ""),
        ({}, {5: 0.02, 4: 0.1, 3: 0.5, 2: 0.9}, "min-count 5 keeps 2 % of the text: try `train --min-count 2`"),
        ({}, {5: 0.02, 4: 0.86, 3: 0.9, 2: 0.95}, "try `train --min-count 4`"),
        ({}, {5: 0.02, 4: 0.02, 3: 0.02, 2: 0.03}, "try `train --min-count 1`"),
        ({"hyphenated_lines": 100}, {5: 0.98}, "10 % of the lines end in a hyphen"),
        ({"duplicate_documents": 2, "duplicate_tokens": 200_000}, {5: 0.98}, "2 documents (20 % of the words)"),
        ({"tokens": 5000}, {5: 0.98}, "Too few words to train good vectors (5,000)"),
        (
            {"suspicious": (("a", "9 characters lost (U+FFFD)"),)},
            {5: 0.02},
            "1 of 10 files seem to have been decoded wrongly before",
        ),
        ({"suspicious": (("a", "9 lines"),)}, {5: 0.98}, ""),
    ],
)
def test_one_suggestion_where_something_spoils_the_vectors(
    changes: dict[str, object], kept: dict[int, float], words: str
) -> None:
    sentence = advice(dataclasses.replace(GOOD, **changes), 5, lambda count: kept.get(count, 0.0))
    assert words in sentence
    assert bool(sentence) == bool(words)


MOJIBAKE = ("café et théâtre, à côté du château où l'été dure\n" * 9).encode().decode("cp1252")
MAC = "le château et la forêt près de la rivière\n" * 30


@pytest.mark.parametrize(
    ("data", "encoding", "helps"),
    [
        (MOJIBAKE.encode(), None, "only a better copy helps"),  # spoilt before it was saved
        (MOJIBAKE.encode("cp1252"), "cp1252", "name the `--encoding` as the report says"),  # UTF-8, were it not named
        (MAC.encode("mac_roman"), "latin-1", "name the `--encoding` as the report says"),
        (MAC.encode("mac_roman").decode("latin-1").encode(), None, "only a better copy helps"),
        (MAC.replace("é", "\ufffd").replace("ê", "\ufffd").encode(), None, "only a better copy helps"),
        (MAC.encode("latin-1"), "utf-8", "name the `--encoding`, or find a better copy"),
    ],
)
def test_the_encoding_is_advised_only_where_it_helps(
    tmp_path: Path, data: bytes, encoding: str | None, helps: str
) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    options = ReadOptions(encoding=encoding)
    result = build([str(tmp_path / "a.txt")], options, tmp_path / "store", lambda _: None, lambda: False)
    assert helps in advice(result, 1, lambda _: 1.0), result.suspicious
    named = "`--encoding" in dict(result.suspicious)[str(tmp_path / "a.txt")]
    assert named == ("as the report says" in helps)


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Talk]:
    home = tmp_path_factory.mktemp("report")
    (home / "story.txt").write_text(LINE * 3 + "Ã© Ã© Ã© Ã© \x1b[31m\n", "utf-8")
    with talking(home) as talk:
        talk(f"load {quoted(str(home / 'story.txt'))}")
        yield talk


def test_corpus_shows_the_report_again_in_full(talk: Talk) -> None:
    talk("use story")
    answer = talk("corpus")
    assert (answer.name, answer.lines, answer.kind, answer.languages) == ("story", 4, "corpus", {"English": 1})
    assert answer == talk("corpus story")
    text = shown(answer)
    assert "decoded wrongly" in text
    assert "duplicates" in text
    assert all("\x1b" not in shown(answer, name) and "story" in shown(answer, name) for name in FORMATS)


def test_load_ends_with_the_lines_and_the_duplicates(talk: Talk, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("the river runs\nto the sea\n" * 9, "utf-8")
    (tmp_path / "zh.txt").write_text("第一回 却说那条小河从山里流出来，绕过村子，一直流到海边。\n" * 3, "utf-8")
    text = shown(talk(f"load {tmp_path}"))
    assert "lines" in text
    assert "21, 0.0 % of them end in a hyphen" in text
    assert "none" in text.split("duplicates")[1].split("\n")[0]
    assert "English (1), Chinese (1)" in text


def test_a_dictionary_of_nobody_is_reported(talk: Talk, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("第一回 却说那条小河从山里流出来\n", "utf-8")
    assert talk.error(f"load {tmp_path} --user-dict ~nobody-of-this-name/names.txt").code == "bad-user-dict"


def test_what_can_be_typed_wrongly(talk: Talk) -> None:
    assert talk.error("corpus stroy").hint == "Did you mean story?"
    assert talk.error("corpus story --all").code == "wrong-usage"
    assert talk.error("load nowhere --memory much").code == "bad-option"
    assert "300MB" in talk.error("load nowhere --memory much").hint
