"""Tests of words out of text files: pairs that people have judged, analogies, and pairs of one relation.

A question is a line, its fields separated by tabs, semicolons, commas or spaces, whichever most of the lines agree on:

* `word1 word2 score`, with further columns or without (WordSim-353, SimLex-999, MEN, RG-65, RareWords). A first line
  that names the columns says which is the score; else it is the first column of numbers behind the words.
* `a b c d`: a is to b as c is to d (Google's analogies, MSR's).
* `word answer/answer`: pairs of one relation, as in a file of BATS; each two of them make an analogy (Gladkova et al.
  2016).
* in a file called `NAME.groups.tsv`, `group word word word …`: like words, separated by tabs.

Empty lines, and lines that begin with #, are passed over; one that begins with : names the section of those below. A
line that is no question like the others is left out and counted.

Axes: N questions.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from embrepl.errors import EmbreplError
from embrepl.space.scoring.fields import Rows, Table, best_table, number

SIMILARITY, ANALOGIES, GROUPS = "similarity", "analogies", "groups"
GROUPS_END = ".groups.tsv"  # how the names of files of groups end
MOST_RELATED = 400  # pairs of one relation, which make 159,600 analogies
MOST_ANSWERS = 1 << 22  # of all analogies that they make together: 32 MB
_NAMED = 3  # lines left out that are named
_TAG = re.compile(r"[-_/](?:n|v|j|a|r|nn|vb|jj|rb)", re.IGNORECASE)
_TAGS = frozenset("n v a j r s adj adv adjective adverb noun verb nn vb jj rb".split())  # noqa: SIM905
_SCORES = (
    "simlex999", "human (mean)", "human", "human_mean", "score", "scores", "similarity", "sim", "relatedness", "rating",
    "average_score", "average score", "mean", "average", "avg", "gold", "goldstandard", "simscore",
)  # fmt: skip
_NO_SCORE = re.compile(
    r"(?:rank|freq|count|id|index|n|sd|std|stdev|conc|len)(?:[^a-z].*)?|.*(?:freq|count|std)", re.IGNORECASE
)
_LINE_END = re.compile(r"\r\n|\r|\n")
_NUMBER_BEHIND = re.compile(r"\s[+-]?\d[\d.,]*$")
_RELATION = re.compile(r"[A-Z]+_[A-Z]+")
_COLUMN = re.compile(r"(?:#|word|w|term|token)[\s_]*[\da-d]?|[a-d]|[\s_]*word[\s_]*\d", re.IGNORECASE)


@dataclass(frozen=True)
class WordTest:
    """A test: its name, its kind, its questions, the people's score of each pair (N,), and what to say of the file.

    An analogy has one right answer or more: a, b, c, d and what else would do. A question of groups is a word and the
    others of its group. `sections`: the section of each question (N,), () where the file has none.
    """

    name: str
    kind: str
    questions: tuple[tuple[str, ...], ...]
    scores: tuple[float, ...] = ()
    skipped: int = 0
    notes: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()


def parse(text: str, path: Path) -> WordTest:
    """Return the test that a text holds; `path` names it. Raises `no-test`."""
    lines = list(enumerate(_LINE_END.split(text.removeprefix("\ufeff")), 1))
    names = {at: line.strip(": \t") for at, line in lines if line.lstrip()[:1] == ":"}
    lines = [(at, line) for at, line in lines if line.strip() and line.lstrip()[0] not in "#:"]
    if path.name.endswith(GROUPS_END):
        return _groups(lines, path)
    table = best_table(lines)
    if test := _pairs(table, path) or _analogies(table, path, names) or _relations(table, path):
        return test
    raise no_test(
        path,
        "its lines are neither `word1 word2 score` nor `a b c d`; groups of words are in files NAME.groups.tsv",
    )


def _pairs(table: Table, path: Path) -> WordTest | None:
    """Return judged pairs, if more than half of the lines are such."""
    names = table.names()
    rows = table.rows[bool(names) :]
    columns = range(table.width)
    typical = [row for _, row in rows if len(row) == table.width]
    kinds = {column: _kind([row[column] for row in typical]) for column in columns}
    words = [column for column in columns if kinds[column] == "word"]
    varied = [column for column in words if len({row[column] for row in typical}) > 1]  # not a language, for one
    words = (varied if len(varied) > 1 else words)[:2]
    if len(words) < 2:
        return None
    numbers = [column for column in columns if column > words[1] and kinds[column] == "number"]
    numbers = numbers or [at for at in range(words[0]) if kinds[at] == "number" and not _counts(typical, at)]
    if not numbers:
        return None
    score = _named_score(names, numbers)
    questions, scores, bad = [], [], []
    for at, row in rows:
        value = number(row[score]) if len(row) > score else None
        pair = [row[column] for column in words] if value is not None else []
        if value is None or not all(pair) or (table.separator == " " and len(row) != table.width):
            bad.append((at, row))
        else:
            questions.append((pair[0], pair[1]))
            scores.append(value)
    if not questions or len(bad) >= len(questions):
        return None
    bare = _without_tags(questions)
    notes = [*_left_out(bad), *(["the part of speech behind each word was taken off"] if bare else [])]
    if score < words[0]:
        notes.append(f"the score is column {score + 1}, before the words")
    if table.separator == "," and not names and _are_halves(typical, numbers):
        notes.append("where 8,5 is a number with a decimal comma, its field must stand in quotation marks")
    if names and len(numbers) > 1:
        notes.append(f"the score is the column {names[score]}")
    elif len(numbers) > 1:
        notes.append(f"the score is column {score + 1}, the first of numbers behind the words")
    return WordTest(path.stem, SIMILARITY, tuple(bare or questions), tuple(scores), len(bad), tuple(notes))


def _kind(cells: list[str]) -> str:
    """Return what most of a column's cells are: a number, a part of speech, or a word."""
    numbers = sum(number(cell) is not None for cell in cells)
    if numbers * 2 > len(cells):
        return "number"
    tags = sum(cell.lower() in _TAGS for cell in cells)
    return "tag" if tags * 2 > len(cells) else "word"


def _named_score(names: tuple[str, ...], numbers: list[int]) -> int:
    """Return the column of the score: by its name, or the first one."""
    known = [names[column].strip().lower() if column < len(names) else "" for column in numbers]
    likely = [column for column, name in zip(numbers, known, strict=True) if not _NO_SCORE.fullmatch(name)]
    return next((numbers[known.index(name)] for name in _SCORES if name in known), (likely or numbers)[0])


def _counts(rows: list[list[str]], column: int) -> bool:
    """Whether a column counts the rows: whole numbers, each greater than the one before."""
    cells = [row[column] for row in rows]
    return all(map(str.isdecimal, cells)) and all(_size(one) < _size(after) for one, after in pairwise(cells))


def _size(cell: str) -> tuple[int, str]:
    """Return what whole numbers are ordered by, however long they are."""
    digits = cell.lstrip("0")
    return len(digits), digits


def _are_halves(rows: list[list[str]], numbers: list[int]) -> bool:
    """Whether the only numbers behind the words may be the two halves of one with a decimal comma."""
    return len(numbers) == 2 and all(row[column].isdecimal() for row in rows for column in numbers)


def _without_tags(questions: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return pairs without the parts of speech that all words end in, as sun-n does in MEN; none where they do not."""
    if not all(_TAG.fullmatch(word[-2:]) or _TAG.fullmatch(word[-3:]) for pair in questions for word in pair):
        return []
    return [(re.sub(r"[-_/]\w+$", "", one), re.sub(r"[-_/]\w+$", "", other)) for one, other in questions]


def _groups(lines: list[tuple[int, str]], path: Path) -> WordTest:
    """Return a question for each word of each group, whose others are the right answers. Raises `no-test`."""
    rows = [(at, [cell.strip() for cell in line.split("\t") if cell.strip()]) for at, line in lines]
    good, bad = _part(rows, lambda row: len(row) > 2)
    if not good:
        raise no_test(path, "its lines are not `group word word …` with tabs between")
    questions = [
        (row[0], (word, *(other for other in row[1:] if other != word))) for _, row in good for word in row[1:]
    ]
    name = path.name.removesuffix(GROUPS_END) + " groups"
    words, sections = tuple(question for _, question in questions), tuple(group for group, _ in questions)
    return WordTest(name, GROUPS, words, (), len(bad), tuple(_left_out(bad)), sections)


def _analogies(table: Table, path: Path, names: Mapping[int, str]) -> WordTest | None:
    """Return analogies, if more than half of the lines have four words; colons may part them (a : b :: c : d).

    `names`: those of sections, by their lines.
    """
    rows = [(at, [cell for cell in row if cell.strip(":")]) for at, row in table.rows]
    first = rows[0][1] if rows else []
    sections = len(first) == 5 and all(map(_COLUMN.fullmatch, first[1:]))  # with a column of them before the words
    if sections or (first and all(map(_COLUMN.fullmatch, first))):
        rows = rows[1:]
    named = {at: row[0] if sections else _relation_of(row) for at, row in rows}
    rows = [(at, row[1:] if sections else _without_relation(row)) for at, row in rows]
    good, bad = _part(rows, lambda row: len(row) == 4 and all(row) and number(row[2]) is None)
    if len(good) <= len(bad):
        return None
    begins = sorted(names)
    above = {at: names[begins[place - 1]] if (place := bisect(begins, at)) else "" for at, _ in good}
    which = tuple(named[at] or above[at] for at, _ in good)
    questions = tuple(tuple(row) for _, row in good)
    return WordTest(
        path.stem, ANALOGIES, questions, (), len(bad), tuple(_left_out(bad)), which if any(which) else ()
    )  # fmt: skip


def _relation_of(row: list[str]) -> str:
    """Return the name of the relation (JJ_JJR) of a line of MSR's, "" where it has none."""
    return next((cell for cell in row if _RELATION.fullmatch(cell)), "") if len(row) == 5 else ""


def _without_relation(row: list[str]) -> list[str]:
    """Return the words of a line of MSR's, without the name of the relation (JJ_JJR)."""
    return [cell for cell in row if not _RELATION.fullmatch(cell)] if len(row) == 5 else row


def _relations(table: Table, path: Path) -> WordTest | None:
    """Return the analogies that pairs of one relation make, if more than half of the lines are pairs."""
    good, bad = _part(table.rows, lambda row: len(row) == 2 and all(row) and not _NUMBER_BEHIND.search(f" {row[1]}"))
    if not max(1, len(bad)) < len(good) <= MOST_RELATED:
        return None
    pairs = [(word, answers.split("/")) for _, (word, answers) in good]
    made_of = len(pairs) * sum(len(answers) for _, answers in pairs)
    if made_of > MOST_ANSWERS:
        raise no_test(path, f"its pairs would make analogies with {made_of:,} answers, {MOST_ANSWERS:,} at most")
    questions = [
        (a, b[0], c, *d) for at, (a, b) in enumerate(pairs) for other, (c, d) in enumerate(pairs) if at != other
    ]
    made = f"{len(pairs):,} pairs of one relation make {len(questions):,} analogies"
    return WordTest(path.stem, ANALOGIES, tuple(questions), (), len(bad), (made, *_left_out(bad)))


def _part(rows: Rows, fits: Callable[[list[str]], bool]) -> tuple[list[tuple[int, list[str]]], ...]:
    """Return the rows that fit, and the others, with the numbers of their lines."""
    parts: tuple[list[tuple[int, list[str]]], ...] = ([], [])
    for at, row in rows:
        parts[not fits(row)].append((at, row))
    return parts


def _left_out(bad: list[tuple[int, list[str]]]) -> list[str]:
    """Return a sentence on the lines that were left out, if any were."""
    if not bad:
        return []
    shown = "; ".join(f"line {at:,}: {' '.join(row)[:60]}" for at, row in bad[:_NAMED])
    more = f"; and {len(bad) - _NAMED:,} more" if len(bad) > _NAMED else ""
    return [f"{len(bad):,} line{'' if len(bad) == 1 else 's'} left out, not like the others: {shown}{more}"]


def no_test(path: Path, why: str) -> EmbreplError:
    """Return the error for a file that is no test."""
    hint = "A test has lines of `word1 word2 score`, or of `a b c d` for analogies."
    return EmbreplError("no-test", f"{path} cannot be used as a test: {why}.", hint)
