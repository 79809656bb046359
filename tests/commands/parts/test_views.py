"""A part of a text answers as the same documents do when they are loaded by themselves."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from embrepl.corpus.parts.finding import find_part
from embrepl.corpus.parts.view import PartCorpus
from embrepl.errors import EmbreplError
from tests.commands.parts.loading import load, session
from tests.helpers.sessions import Talk
from tests.helpers.stores import check_arrays, make, written

WORDS = [
    "the king",
    "the",
    "queen",
    "queens",
    "of",
    "River",
    "café",
    "黛玉笑道",
    "宝玉",
    "林黛玉。",
    "old\n",
    "-- ",
    "don't",
    "3.5",
]
COMMANDS = [
    "kwic king", "kwic 黛玉", "kwic the --sort R1,L1", "kwic /^q/ --random 3", "kwic the * of",
    "kwic (king, queen) --left 9",
    "freq king queen 玉 /^q/ the", "freq (king, queen)", "find *e*", "find /./ 50", "top 50", "top --min-length 3",
    "colloc the --min-count 1", "colloc 玉 --min-count 1 --window 2", "colloc king --repelled --min-count 1",
    "ngrams 2 --min-count 1", "ngrams 3 --with the --min-count 1", "disperse the", "disperse the --by documents",
    "disperse 玉 --by parts --parts 3", "zipf", "freq the queen --by file",
]  # fmt: skip
DOCUMENTS = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=40).map(" ".join), min_size=1, max_size=4)


def outcome(talk: Talk, line: str) -> Any:
    """Return what an answer says but for the name of the text, or the error."""
    try:
        answer = asdict(talk(line))
    except EmbreplError as error:
        return error.code
    assert answer.pop("corpus")
    answer.pop("other", None)
    return answer


@settings(max_examples=6, deadline=None)
@given(DOCUMENTS, DOCUMENTS, st.sampled_from(["word", "char"]))
def test_every_command_in_a_part_is_the_command_on_its_documents(one: list[str], two: list[str], units: str) -> None:
    with session() as (talk, folder):
        for name, texts in (("one", one), ("two", two)):
            for number, text in enumerate(texts):
                written(folder / "t" / name / f"{name}{number}.txt", text + "\nthe end")
        whole = load(talk, folder, folder / "t", "whole", units=units, by="folder")
        for name in ("one", "two"):
            alone = load(talk, folder, folder / "t" / name, f"only-{name}", units=units)
            part = PartCorpus(whole, find_part(whole, f"folder={name}"), "part")
            for array in ("ids", "counts", "documents"):
                assert np.array_equal(getattr(part, array), getattr(alone, array))
            assert part.words == alone.words
            assert [first for _, first in part.files] == [first for _, first in alone.files]
            fields = ("files", "documents", "tokens", "types", "bytes")
            assert [getattr(part.report, each) for each in fields] == [getattr(alone.report, each) for each in fields]
            for line in COMMANDS:
                talk.session.use(f"only-{name}")
                expected = outcome(talk, line)
                talk.session.use("whole")
                assert outcome(talk, f"{line} --in folder={name}") == expected, line
        talk.session.use("only-one")
        expected = outcome(talk, "keyness only-two --min-count 1")
        talk.session.use("whole")
        assert outcome(talk, "keyness folder=one folder=two --min-count 1") == expected
        assert outcome(talk, "keyness folder=one --min-count 1") == expected
        assert outcome(talk, "keyness --in folder=one --against only-two --min-count 1") == expected
        assert talk.session.current_corpus == "whole"


@given(st.lists(st.sampled_from(["a", "b", "c"]), min_size=1, max_size=8))
@settings(max_examples=15, deadline=None)
def test_rows_and_lines_in_a_part_of_a_table_are_the_true_ones(labels: list[str]) -> None:
    with session() as (talk, folder):
        lines = [f'"word{number} the\nline king, {number}",{label}\n' for number, label in enumerate(labels)]
        written(folder / "t.csv", "text,label\n" + "".join(lines))
        load(talk, folder, folder / "t.csv", "whole", column="text", by="label")
        for label in set(labels):
            found = talk(f"kwic king --in label={label}").rows
            assert [row.record for row in found] == [at + 1 for at, each in enumerate(labels) if each == label]
            assert [(row.line, row.right) for row in found] == [(2, f", {row.record - 1}") for row in found]
            assert {row.left for row in found} == {f"word{row.record - 1} the\nline " for row in found} | {
                found[0].left
            }
            assert talk(f"freq the --in label={label}").rows[0].count == labels.count(label)
        by = talk("freq the --by label").rows
        assert {row.part: (row.count, row.documents) for row in by} == {
            f"label={label}": (labels.count(label),) * 2 for label in labels
        }


def test_tags_and_chapters_of_a_part(tmp_path: Path) -> None:
    book = "CHAPTER I. Kings\n\nThe king saw {0}.\n\nCHAPTER II. Queens\n\nThe queen saw {0} again and again.\n"
    for name in ("a", "b", "c"):
        written(tmp_path / "t" / f"{name}.txt", book.format(name * 3) * 2)
    whole = make(tmp_path, tmp_path / "t")
    for name in ("a", "b", "c"):
        alone = make(tmp_path / name, tmp_path / "t" / f"{name}.txt")
        part = PartCorpus(whole, find_part(whole, name), name)
        assert part.chapters == alone.chapters
        assert part.report.chapters == alone.report.chapters
    rows = "1\tking\tking\tNOUN\t_\t_\t0\t_\t_\t_\n2\tsaw\tsee\tVERB\t_\t_\t0\t_\t_\t_\n\n"
    for name in ("x", "y"):
        written(tmp_path / "u" / f"{name}.conllu", rows)
    tagged = make(tmp_path / "tagged", tmp_path / "u")
    tags = PartCorpus(tagged, find_part(tagged, "y"), "y").tags()
    assert tags is not None
    assert [tags.of(token) for token in range(2)] == ["NOUN", "VERB"]
    check_arrays(tagged)
