"""The commands that ask the text: their answers, how these look, and what goes wrong."""

from __future__ import annotations

import csv
import dataclasses
import inspect
import io
import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from rich.cells import cell_len

from embrepl.commands import table
from embrepl.commands.answers.statistics import Dispersion, PartRow
from embrepl.commands.answers.text import ContextRow, Contexts
from embrepl.commands.arguments import bind
from embrepl.commands.families.statistics import COMMANDS as STATISTICS
from embrepl.commands.families.text import COMMANDS as TEXT
from embrepl.commands.lexer import statements
from embrepl.corpus.building.build import build
from embrepl.corpus.options import ReadOptions
from embrepl.corpus.store.store import Corpus
from embrepl.corpus.words.segmenter import Segmenter
from embrepl.errors import EmbreplError
from embrepl.session.session import Session
from embrepl.shell.completion import ShellCompleter
from embrepl.view.safe import printable
from tests.helpers.samples import HOSTILE
from tests.helpers.sessions import FORMATS, Talk, complaint, quoted, shown
from tests.helpers.texts import asking, at_spaces, corpus_of, rows_of

VERBS = sorted([*TEXT, *STATISTICS])
NOVEL = "The King sat.\nA king and a queen, the king of kings!\n\nNo king. The end of the king.\n" * 5
LETTERS = ["the queen wrote to the king", "the king wrote back", "a queen, a queen", "no more"] * 3
CHINESE = "林黛玉笑道：“宝玉来了。”\r\n黛玉听了，king 😀 宝玉。\r\n" * 4
QUESTIONS = {
    "top": "top 3",
    "freq": 'freq king "the king" /^q/',
    "find": "find *ing*",
    "kwic": "kwic king",
    "colloc": "colloc king --min-count 1",
    "ngrams": "ngrams 2",
    "disperse": "disperse king",
    "keyness": "keyness letters --min-count 1",
    "zipf": "zipf",
}


@pytest.fixture(scope="module")
def corpora(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Corpus]:
    def made(name: str, files: dict[str, str]) -> Corpus:
        return corpus_of(tmp_path_factory.mktemp(name), files)

    return {
        "chinese": made("chinese", {"a.txt": CHINESE}),
        "letters": made("letters", {"letters.csv": rows_of(LETTERS)}),
        "novel": made("novel", {"one.txt": NOVEL, "two.txt": "Another king.\n" + "no one here\n" * 9}),
    }


@pytest.fixture
def talk(corpora: dict[str, Corpus]) -> Talk:
    return asking(**corpora)


def test_each_verb_has_a_question() -> None:
    assert sorted(QUESTIONS) == VERBS


@pytest.mark.parametrize("verb", VERBS)
def test_examples_of_the_help_parse_and_run(talk: Talk, verb: str) -> None:
    command = table.command(verb)
    examples = inspect.cleandoc(command.run.__doc__ or "").partition("Examples:")[2].strip().splitlines()
    assert examples
    for line in examples:
        (statement,) = statements(line.strip())
        assert statement.tokens[0].text == verb
        bind(command, statement)


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("name", FORMATS)
def test_every_answer_in_every_format(talk: Talk, verb: str, name: str) -> None:
    answer = talk(QUESTIONS[verb])
    text = shown(answer, name)
    assert answer.rows
    if name == "json":
        assert len(json.loads(text)["rows"]) == len(answer.rows)
    elif name == "csv":
        assert len(list(csv.reader(io.StringIO(text, newline="")))) == 1 + len(answer.rows)
    for line in text.split("\n"):
        assert name not in {"table", "md"} or printable(line) == line


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("width", [40, 80, 200])
def test_no_line_is_wider_than_the_terminal(talk: Talk, verb: str, width: int) -> None:
    assert max(map(cell_len, shown(talk(QUESTIONS[verb]), width=width).split("\n"))) <= width


@pytest.mark.parametrize("verb", VERBS)
def test_nothing_loaded(verb: str) -> None:
    assert Talk(Session(log=Path("/nonexistent/worker.log"))).error(QUESTIONS[verb]).code == "nothing-loaded"


@pytest.mark.parametrize("verb", ["freq", "find", "kwic", "colloc", "disperse", "keyness"])
def test_hostile_words_are_answered_or_refused(talk: Talk, verb: str) -> None:
    for text in HOSTILE:
        (statement,) = statements(f"{verb} {quoted(text)}")
        if text == "":
            continue
        try:
            answer = table.command(verb).run(talk.session, bind(table.command(verb), statement))
            said = "".join(shown(answer, name) for name in ("table", "md"))
        except Exception as error:  # noqa: BLE001 - whatever it is, it has to be one of ours
            said = complaint(error)  # type: ignore[arg-type]
        assert all(printable(line) == line for line in said.split("\n"))


def test_hostile_texts_are_drawn_safely(tmp_path: Path) -> None:
    texts = [f"before {text} key {text} after\x1b[2J" for text in HOSTILE if "\ud800" not in text]
    texts += ["word\x07s \u202ekey\u2066 here", "plain words " * 100]
    talk = asking(
        hostile=corpus_of(tmp_path, {"\x1b[31mname\u202e.csv": rows_of(texts)}, ReadOptions(encoding="utf-8"))
    )
    for line in ("kwic key", "kwic /./ 100", "top 100", "find *", "ngrams 3 --min-count 1", "disperse key", "zipf",
                 "disperse key --by documents", "colloc key --min-count 1", "freq key"):  # fmt: skip
        answer = talk(line)
        for name in FORMATS:
            for width in (40, 120):
                output = shown(answer, name, width)
                cells = output.replace("\t", " ") if name == "tsv" else output
                assert [each for each in cells.split("\n") if printable(each) != each] == [], (line, name)
                assert name != "table" or max(map(cell_len, output.split("\n"))) <= width


def test_top(talk: Talk) -> None:
    answer = talk("top 2")
    assert [(row.rank, row.word, row.count) for row in answer.rows] == [(1, "king", 26), (2, "the", 20)]
    assert answer.rows[1].cumulative == pytest.approx(46 / answer.tokens)
    assert len(talk("top 1000000").rows) == answer.types
    for line in ("top x", "top 0", 'top "-3"'):
        assert talk.error(line).code == "bad-option"


def test_freq(talk: Talk) -> None:
    talk("use letters")
    answer = talk('freq king "the king" /^q/ Queen')
    assert [(row.query, row.count, row.documents, row.rank) for row in answer.rows] == [
        ("king", 6, 6, 4), ("the king", 6, 6, None), ("/^q/", 9, 6, None), ("Queen", 9, 6, 1),
    ]  # fmt: skip


def test_freq_of_words_that_are_not_there(talk: Talk) -> None:
    talk("use letters")
    answer = talk('freq king quen "the quen" zz* "the zz*"')
    assert [(row.query, row.count, row.documents, row.rank) for row in answer.rows] == [
        ("king", 6, 6, 4), ("quen", 0, 0, None), ("the quen", 0, 0, None), ("zz*", 0, 0, None),
        ("the zz*", 0, 0, None),
    ]  # fmt: skip
    assert [row.note for row in answer.rows][:3] == [
        "", "Did you mean `queen`?", "'quen' is not in the text. Did you mean `queen`?"
    ]  # fmt: skip
    assert "quen: Did you mean `queen`?" in shown(answer)


@pytest.mark.parametrize("line", ['freq ""', 'freq king " "', 'kwic ""', 'disperse " "', 'colloc ""', 'find ""'])
def test_nothing_asked_for(talk: Talk, line: str) -> None:
    assert talk.error(line).code == "wrong-usage"


def test_wildcards(talk: Talk) -> None:
    """In `freq` and `kwic` they mean what they mean in `find`."""
    found = talk("find king*").tokens
    assert [row.count for row in talk('freq king* k?ng "[kq]*"').rows] == [found, 26, found + 5]
    assert talk("kwic king*").hits == found
    assert talk("kwic the * of").hits == talk('freq "the * of"').rows[0].count == 10
    assert {row.match.lower() for row in talk("kwic the * of").rows} == {"the king of", "the end of"}
    assert talk("kwic the k* of").hits == 5
    assert talk("freq *").rows[0].count == talk("top").tokens
    assert talk("kwic a * 3").hits > 0
    assert "zz*" in talk.error("kwic the zz* of").message
    assert talk("disperse k*").count == talk("colloc k*").count == found
    assert talk("kwic [king]").hits == 26  # as [sic]: brackets around a word are no wildcards


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("kwic king -5", "bad-option", "N is at least 1, not -5."),
        ("top -3", "bad-option", "N is at least 1, not -3."),
        ("colloc king -3", "bad-option", "N is at least 1, not -3."),
        ("kwic king --random 5 3", "wrong-usage", "N and --random both say how many lines."),
        ("kwic king --left 5,5", "bad-option", "--left cannot be '5,5'."),
        ("colloc king --window 5,5,5", "bad-option", "--window cannot be '5,5,5'."),
        ("colloc king --window 0,0", "bad-option", "--window 0 leaves no word near."),
        ("colloc king --window -1,5", "bad-option", "--window is from 0 to 1,000, not -1."),
    ],
)
def test_numbers_that_cannot_be(talk: Talk, line: str, code: str, said: str) -> None:
    error = talk.error(line)
    assert (error.code, error.message) == (code, said)
    assert error.hint


def test_numbers_as_people_write_them(talk: Talk) -> None:
    assert len(talk("kwic king 1,000").rows) == 26
    assert len(talk("top 1,000").rows) == talk("top").types
    assert len(talk("top " + "9" * 5_000).rows) == talk("top").types
    assert talk('kwic "king" --left 1_000').rows
    assert talk.error("kwic king 10,00").code == "unknown-word"  # no number, so a word


def test_windows_of_two_sides(talk: Talk) -> None:
    def sides(window: str) -> list[tuple[str, int, int]]:
        rows = talk(f"colloc queen --window {window} --min-count 1 --measure T-Score").rows
        return sorted((row.word, row.left, row.right) for row in rows)

    assert sides("1,0") == [("a", 5, 0)]
    assert sides("0,1") == [("the", 0, 5)]
    assert sides("1,1") == sides("1") == [("a", 5, 0), ("the", 0, 5)]
    assert "within 1 to the left and 0 to the right" in shown(talk("colloc queen --window 1,0 --min-count 1"))


def test_collocates_of_a_phrase_and_of_an_expression(talk: Talk) -> None:
    answer = talk('colloc "a queen" --window 1 --min-count 5')
    assert (answer.word, answer.count) == ("a queen", 5)
    assert {(row.word, row.left, row.right) for row in answer.rows} == {("and", 5, 0), ("the", 0, 5)}
    assert talk("colloc /^queens?$/ --window 1 --min-count 5").count == 5


def test_measures_have_the_names_of_other_programs(talk: Talk) -> None:
    assert talk("colloc king --measure LogLikelihood") == talk("colloc king --measure llr")
    assert talk("keyness letters --measure log-likelihood") == talk("keyness letters --measure g2")
    assert talk("keyness letters --measure logratio") == talk("keyness letters --measure ratio")


def test_the_names_of_other_programs_lead_to_commands() -> None:
    assert {known.split()[0] for known in table.ELSEWHERE.values()} <= set(table.NAMES)
    assert not set(table.ELSEWHERE) & {*table.NAMES, *table.ALIASES}


def test_words_may_be_left_out(talk: Talk, tmp_path: Path) -> None:
    (tmp_path / "stop.txt").write_text("The\nof\n\nnot-there\n", "utf-8")
    answer = talk(f"top 2 --min-length 3 --stop {tmp_path}/stop.txt")
    assert [(row.rank, row.word) for row in answer.rows] == [(1, "king"), (6, "here")]
    words = {row.word for row in talk(f"colloc king --min-count 1 --stop {tmp_path}/stop.txt").rows}
    assert "the" not in words
    assert "a" in words
    assert talk.error("top --stop /nonexistent").code == "bad-stop-list"
    os.mkfifo(tmp_path / "pipe")
    assert talk.error(f"top --stop {tmp_path}/pipe").code == "bad-stop-list"  # and does not wait for a writer


def test_runs_with_a_word(talk: Talk) -> None:
    answer = talk("ngrams 2 --with end --min-count 1")
    assert [(row.words, row.count) for row in answer.rows] == [("the end", 5), ("end of", 5)]
    assert talk("ngrams 2 --with /^end$/ --min-count 1").rows == answer.rows
    both = {row.words: row.per_million for row in talk("ngrams 2 --top 99 --min-count 1").rows}
    assert all(both[row.words] == row.per_million for row in answer.rows)
    assert talk.error('ngrams 2 --with "the end"').code == "wrong-usage"
    assert talk.error("ngrams 2 --with endd").code == "unknown-word"


def test_the_place_in_a_long_line(tmp_path: Path) -> None:
    words = [f"w{at}" for at in range(900)]
    text = f"king\n{' '.join(words)} king {' '.join(words)}\nking at\nking {' '.join(words)}"
    talk = asking(long=corpus_of(tmp_path, {"a.txt": text}))
    assert [(row.line, row.word) for row in talk("kwic king").rows] == [(1, None), (2, 901), (3, None), (4, 1)]
    assert [(row.line, row.word) for row in talk("kwic w7").rows] == [(2, 8), (2, 909), (4, 9)]
    assert "line 2, word 901" in shown(talk("kwic king"))


def test_chinese_is_counted_wherever_it_stands(talk: Talk) -> None:
    talk("use chinese")
    counts = {row.query: row.count for row in talk("freq 黛玉 玉笑 玉 林黛玉笑").rows}
    assert counts == {word: CHINESE.count(word) for word in counts}
    for word, count in counts.items():
        answer = talk(f"kwic {word} 99")
        assert answer.hits == count
        assert {row.match for row in answer.rows} == {word}
        assert talk(f"disperse {word}").count == count


@pytest.mark.parametrize("typed", ["林 黛玉", "黛玉 笑", "林 黛 玉笑", "林\u3000黛玉"])
def test_chinese_typed_with_spaces_is_found_as_without(talk: Talk, typed: str) -> None:
    talk("use chinese")
    together = "".join(typed.split())
    (row,) = talk(f'freq "{typed}"').rows
    assert row.count == talk(f"freq {together}").rows[0].count == CHINESE.count(together) > 0
    assert talk(f'kwic "{typed}" 99 --sort R1').rows == talk(f"kwic {together} 99 --sort R1").rows
    assert talk(f'disperse "{typed}"').count == row.count


def test_a_hit_over_the_end_of_a_line(tmp_path: Path) -> None:
    text = "他叫黛玉。\n他看见灰黛\n\n    玉说话。是黛\n    玉吗？"
    talk = asking(text=corpus_of(tmp_path, {"a.txt": text}))
    answer = talk("kwic 黛玉 --left 2 --right 2")
    assert [row.match for row in answer.rows] == ["黛玉", "黛\n\n    玉", "黛\n    玉"]
    assert [(row.left, row.right) for row in answer.rows][1:] == [("见灰", "说话"), ("。是", "吗？")]
    printed = shown(answer)
    assert printed.count("  黛 玉  ") == 2
    assert "黛玉   。" in printed  # one cell wider, for the space


def test_a_text_within_longer_words_is_noted(talk: Talk) -> None:
    talk("use chinese")
    words = talk.session.corpus
    own = words.counts[words.index["黛玉"]]
    note = talk("freq 黛玉").rows[0].note
    assert note.startswith(f"{own} of 8 as a word of its own; the others are parts of longer ones (林黛玉")
    assert note.endswith("a --user-dict with the name keeps it whole")
    for line in ("colloc 黛玉", "ngrams 2 --with 黛玉", "disperse 黛玉"):
        assert talk(line).note == note
        assert "of its own" in shown(talk(line))
    talk("use novel")
    assert not talk("colloc king").note


def test_the_rest_of_a_longer_word_is_a_neighbour(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Segmenter, "lengths", at_spaces)
    talk = asking(text=corpus_of(tmp_path, {"a.txt": "黛玉道 来 黛玉 道 去 灰黛玉 又 " * 2}))
    rows = {row.word: (row.left, row.right) for row in talk("colloc 黛玉 --window 1 --min-count 1").rows}
    assert rows["道"] == (0, 4)
    assert "灰" not in rows  # no word of the text
    assert rows["去"] == (2, 0)


def plain(value: Any) -> bool:
    if isinstance(value, dict | list | tuple):
        return all(map(plain, value.items() if isinstance(value, dict) else value))
    return value is None or type(value) in {str, int, float, bool}


@pytest.mark.parametrize("verb", VERBS)
def test_answers_hold_plain_values(talk: Talk, verb: str) -> None:
    """NumPy's numbers would print as np.float64(0.5)."""
    answer = talk(QUESTIONS[verb])
    assert plain(dataclasses.astuple(answer))
    assert all("np." not in shown(answer, name) for name in FORMATS)


def test_find(talk: Talk) -> None:
    answer = talk("find king* 1")
    assert (answer.types, answer.tokens) == (2, 31)
    assert [(row.word, row.count, row.rank) for row in answer.rows] == [("king", 26, 1)]
    assert talk("find xyz").rows == ()
    assert "no words" in shown(talk("find xyz"))
    assert talk.error("find /(/").code == "bad-pattern"


def test_kwic_at_sixty_columns(talk: Talk) -> None:
    assert shown(talk("kwic queen 2"), width=60) == (
        "queen · novel · 5 hits · the first 2 · one.txt\n\n"
        "ing sat. A king and a  queen  , the king of kings!   line 2\n"
        "ing sat. A king and a  queen  , the king of kings!   line 6\n"
    )


def befores(output: str, match: str) -> list[str]:
    """Return what stands before the match in every line that has it."""
    return [line.partition(f"  {match}  ")[0] for line in output.split("\n") if f"  {match}  " in line]


@pytest.mark.parametrize("width", [60, 80, 200])
def test_matches_stand_below_each_other(talk: Talk, width: int) -> None:
    talk("use chinese")
    for word in ("宝玉", "黛玉", "king"):
        answer = talk(f"kwic {word}")
        found = befores(shown(answer, width=width), word)
        assert len(found) == len(answer.rows)
        assert len(set(map(cell_len, found))) == 1


def test_kwic_rows_hold_the_text_itself(talk: Talk) -> None:
    talk("use chinese")
    answer = talk("kwic 听了 1 --left 8 --right 6")
    (row,) = answer.rows
    assert (row.left, row.match, row.right) == ("宝玉来了。”\r\n黛玉"[-8:], "听了", "，king ")
    assert (row.line, row.record) == (2, None)
    assert "\\r\\n黛玉" in shown(answer, "json")


def test_kwic_tells_which_lines_it_shows(talk: Talk) -> None:
    def head(line: str) -> str:
        return shown(talk(line), width=200).split("\n")[0]

    assert head("kwic king 2") == "king · novel · 26 hits · the first 2 · one.txt"
    assert head("kwic king 99") == "king · novel · 26 hits"
    assert head("kwic king 2 --sort r1") == "king · novel · 26 hits · 2 of them, sorted by R1 · one.txt"
    drawn = "queen · novel · 5 hits · 2 of them, at random, sorted by L1,R1"
    assert head("kwic queen --random 2 --sort L1,R1").startswith(drawn)
    assert talk("kwic king --random 4 --seed 3").rows == talk("kwic king --random 4 --seed 3").rows


def test_kwic_names_the_file_where_there_are_several(talk: Talk) -> None:
    output = shown(talk("kwic king 99"), width=90)
    assert re.search(r"King  sat\. A king and a queen.*  one\.txt:1\n", output)
    assert re.search(r"Another  king  \. no one here.*  two\.txt:1\n", output)
    talk("use letters")
    assert "row 2" in shown(talk('kwic "king wrote"'))
    assert [row.record for row in talk('kwic "king wrote"').rows] == [2, 6, 10]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("kwic kign", "unknown-word"), ("kwic", "wrong-usage"), ("kwic king --sort X", "bad-option"),
        ("kwic king 0", "bad-option"), ("kwic king --left -1", "bad-option"), ("kwic king --random 0", "bad-option"),
        ("kwic king --seed -1 --random 2", "bad-option"), ("kwic !", "no-words"), ("kwic /[/", "bad-pattern"),
        ("colloc kign", "unknown-word"), ("colloc king --window 0", "bad-option"), ("ngrams x", "wrong-usage"),
        ("ngrams 0", "bad-option"), ("ngrams 11", "bad-option"), ("disperse zzz", "unknown-word"),
        ("disperse /zzz/", "unknown-word"), ("disperse king --parts 0", "bad-option"), ("keyness nope", "unknown-name"),
        ("keyness novel", "unknown-name"), ("keyness letters x", "wrong-usage"),
        ("colloc king --measure x", "bad-option"),
    ],
)  # fmt: skip
def test_errors_have_a_code_and_a_hint(talk: Talk, line: str, code: str) -> None:
    error = talk.error(line)
    assert error.code == code
    assert error.hint


def test_a_star_stands_for_letters(talk: Talk) -> None:
    kings = talk("find king*")
    assert talk("kwic king*").hits == talk("freq king*").rows[0].count == kings.tokens > talk("kwic king").hits
    assert talk("freq king*").rows[0].rank is None
    assert talk("kwic the* king").hits == talk("kwic the king").hits


def test_an_expression_is_over_single_words(talk: Talk) -> None:
    error = talk.error("kwic /the king/")
    assert (error.code, "leave the slashes out" in error.hint) == ("bad-pattern", True)
    assert talk("kwic /the|a king/").hits == talk("kwic /the/").hits


@pytest.mark.parametrize("line", ["kwic king 7 --sort L1", "kwic /./ 30 --sort R2,L1", "kwic the 3 --sort M,R1"])
def test_of_many_hits_only_those_that_come_first_are_put_in_order(
    talk: Talk, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    expected = talk(line)
    monkeypatch.setattr("embrepl.corpus.concordance.hits.BLOCK", 5)
    assert talk(line) == expected
    words = line.split()
    words[2] = "1000000"
    assert talk(" ".join(words)).rows[: len(expected.rows)] == expected.rows


def test_colloc(talk: Talk) -> None:
    answer = talk("colloc queen 2 --window 1 --min-count 5 --measure t")
    assert [(row.word, row.together, row.left, row.right) for row in answer.rows] == [("a", 5, 5, 0), ("the", 5, 0, 5)]
    assert shown(answer, width=60).split("\n")[2].split()[:4] == ["word", "t", "together", "left"]
    assert "`--min-count` asks for fewer" in shown(talk("colloc queen --min-count 99"))


def test_ngrams(talk: Talk) -> None:
    talk("use letters")
    answer = talk("ngrams 2 --top 2 --min-count 2")
    assert [(row.words, row.count) for row in answer.rows] == [("the king", 6), ("a queen", 6)]
    assert answer.total == 3 * (5 + 3 + 3 + 1)
    assert "none occurs" in shown(talk("ngrams 2 --min-count 99"))


def test_disperse(talk: Talk) -> None:
    answer = talk("disperse king")
    assert [(Path(row.name).name, row.count) for row in answer.rows] == [("one.txt", 25), ("two.txt", 1)]
    assert (answer.by, answer.range) == ("files", 2)
    parts = talk("disperse king --by parts --parts 3").rows
    assert (len(parts), sum(row.count for row in parts)) == (3, 26)
    talk("use letters")
    assert talk('disperse "the king"').by == "parts"
    documents = talk("disperse queen --by documents")
    assert [row.count for row in documents.rows] == [1, 0, 2, 0] * 3
    assert documents.rows[2].name.endswith("letters.csv#3")


def test_empty_files_have_no_number(tmp_path: Path) -> None:
    talk = asking(three=corpus_of(tmp_path, {"a.txt": "king", "b.txt": " ", "c.txt": "king"}))
    assert [(row.part, Path(row.name).name) for row in talk("disperse king").rows] == [(1, "a.txt"), (2, "c.txt")]


def test_figures_of_the_whole_stand_beside_every_row(talk: Talk) -> None:
    """So that a table for programs has all that the drawing has."""
    for line, names in (("disperse king", ("juilland_d", "dp", "dp_norm")), ("zipf", ("exponent", "hapax_share"))):
        answer = talk(line)
        rows = list(csv.DictReader(io.StringIO(shown(answer, "csv"))))
        assert len(rows) == len(answer.rows)
        for name in names:
            assert {float(row[name]) for row in rows} == {getattr(answer, name)}


def test_many_parts_are_a_strip() -> None:
    rows = tuple(PartRow(at + 1, f"/x/{at}.txt", 100, at % 2 * at, at % 2 * at * 1e4) for at in range(60))
    output = shown(Dispersion("w", "c", 9, "files", 3, 0.5, 0.2, None, rows), width=60)
    strip = next(line for line in output.split("\n") if "█" in line)
    assert len(strip) == 60
    assert strip[::2] == " " * 30
    assert strip[-1] == "█"
    assert "59.txt" in output
    assert "the 10 of 60 that have the most" in output


def test_keyness(talk: Talk) -> None:
    answer = talk("keyness letters --min-count 1")
    assert answer.rows[0].word == "of"
    assert all(row.g2 > 0 for row in answer.rows)
    fewer = talk("keyness letters --fewer --min-count 1")
    assert {row.word for row in fewer.rows} >= {"wrote", "queen"}
    assert all(row.g2 < 0 for row in fewer.rows)
    assert [row.other_count for row in fewer.rows if row.word == "wrote"] == [6]
    ratio = talk("keyness letters --measure ratio --min-count 1")
    assert all(row.g2 >= 15.13 for row in ratio.rows)
    assert talk.error("keyness leters").hint == "Did you mean letters?"
    assert "per million there" in shown(answer, width=120)


def test_keyness_of_corpora_that_were_read_otherwise(talk: Talk, tmp_path: Path) -> None:
    talk("keyness letters")
    assert talk.notes.getvalue() == ""
    other = corpus_of(tmp_path, {"a.txt": "King and king"}, ReadOptions(case="keep", encoding="utf-8"))
    talk.session.corpora["kept"] = other
    talk("keyness kept --min-count 1")
    assert "kept with --case keep: some of the words may differ" in " ".join(talk.notes.getvalue().split())


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
    rows = dict(csv.reader(io.StringIO(shown(talk("corpus"), "csv"))))
    assert (rows["key"], rows["name"], rows["tokens"], rows["encodings"]) == ("value", "one", "1", "utf-8: 1")


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
    [('load "{}/*.txt"', "my-texts"), ("load {}/*.txt", "my-texts"), ('load "{}/**/*.txt" other.txt', "my-texts"),
     ("load {}/a.txt", None), ("load {}/*.txt --name mine", "mine")],
)  # fmt: skip
def test_a_pattern_is_named_by_its_folder(tmp_path: Path, typed: str, name: str | None) -> None:
    folder = tmp_path / "my-texts"
    folder.mkdir()
    (folder / "a.txt").write_text("x")

    class Loading(Session):
        def load(self, paths: list[str], options: dict[str, Any], name: str | None, memory: int = 0) -> Any:
            raise EmbreplError("named", str(name))

    assert Talk(Loading(log=Path("/nonexistent/worker.log"))).error(typed.format(folder)).message == str(name)


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


def test_a_name_mistyped(talk: Talk) -> None:
    assert talk.error("use leters").hint == "Did you mean letters?"
    assert talk.error("use something").hint == "There are: chinese, letters, novel."
    assert talk.error("corpus leters").hint == "Did you mean letters?"


def test_zipf(talk: Talk) -> None:
    answer = talk("zipf")
    assert answer.rows[0].word == "king"
    assert answer.rows[-1].rank == answer.types
    assert answer.type_token_ratio == answer.types / answer.tokens
    assert answer.hapaxes == sum(1 for row in talk("top 1000").rows if row.count == 1)
    output = shown(answer, width=80)
    assert "•" in output
    assert "rank 1" in output


def test_contexts_of_any_width_line_up() -> None:
    def row(left: str, right: str) -> ContextRow:
        return ContextRow("f.txt", None, 1, None, left, "key", right)

    rows = (
        row("宽字" * 30, "plain " * 20), row("a" * 200, "e\u0301" * 100), row("👍🏽" * 40, "\u0301x"), row("", ""),
        row("x\n\n \t y", "z\r\n w"), row("क्षि" * 30, "हिन्दी" * 30),
    )  # fmt: skip
    for width in (20, 41, 80, 133):
        output = shown(Contexts("key", "c", 9, "", rows), width=width)
        lines = [line for line in output.split("\n") if "  key" in line]
        assert len(lines) == len(rows)
        assert len({cell_len(line[: line.index("  key")]) for line in lines}) == 1
        assert all(cell_len(line) <= width for line in lines)
    assert "x y  key  z w" in output


def test_the_program_says_what_it_can(talk: Talk) -> None:
    listed: Any = talk("help")
    assert set(VERBS) <= {row.command for row in listed.rows}


def test_words_of_the_text_are_completed(talk: Talk) -> None:
    """Without any model."""
    completer = ShellCompleter(talk.session)
    found = completer.get_completions(Document("kwic kin"), CompleteEvent())
    assert [completion.text for completion in found] == ["king", "kings"]
