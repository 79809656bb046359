"""How what two models share looks, beside what chance changes of either."""

from __future__ import annotations

from rich.console import RenderableType
from rich.text import Text

from embrepl.commands.answers.exploring.agreeing import Agreement, AgreementRow, TwoLists
from embrepl.view.columns import count_column
from embrepl.view.numbers import NONE, count, figure, percent
from embrepl.view.style import ACCENT, DOUBTFUL, MARK, QUIET, STRONG, Column, Columns, cut, page, prose, title, word

_NAME = 16  # cells of a model's name at the head of a column
_AGAIN = {"seeds": "with another seed", "samples": "on other draws of the text"}


def agreement(answer: Agreement) -> RenderableType:
    """Draw the share of neighbours kept by frequency, and the words that differ most."""
    rows, (first, second) = answer.rows, answer.models
    words = f"{count(answer.shared)} shared of {count(answer.words[0])} and {count(answer.words[1])} words"
    head = title(word(first) + Text(" and ") + word(second), _texts(answer), words)
    table = Columns(
        Column("rank", [word(row.band) for row in rows], flexible=True),
        Column("words asked", [Text(count(row.words)) for row in rows], right=True, drop=2),
        Column(f"same of {answer.k}", [Text(percent(row.kept, 0), STRONG) for row in rows], right=True),
        Column("95 in 100", [Text(_between(row), QUIET) for row in rows], right=True, drop=1),
        *(
            Column(f"{cut(name, _NAME)} again", [Text(percent(share, 0)) for share in shares], right=True)
            for name, shares in ((first, [row.first for row in rows]), (second, [row.second for row in rows]))
            if any(share is not None for share in shares)
        ),
    )
    again = (
        prose(f"again: what a model shares with itself, made again {_AGAIN[answer.chance]}", QUIET)
        if answer.chance in _AGAIN
        else None
    )
    notes = [prose(note, DOUBTFUL) for note in answer.notes]
    return page(head, Text(), table, again, *_differing(answer), Text(), prose(answer.sentence), *notes)


def _texts(answer: Agreement) -> Text | str:
    """Return of which texts the models are, where these differ."""
    first, second = (word(name) if name else Text("no text") for name in answer.corpora)
    return "" if answer.corpora[0] == answer.corpora[1] else Text("of ") + first + Text(" and of ") + second


def _between(row: AgreementRow) -> str:
    return f"{100 * row.low:.0f} to {percent(row.high, 0)}"


def _differing(answer: Agreement) -> list[RenderableType]:
    rows, (first, second) = answer.differing, answer.models
    if not rows:
        return []
    table = Columns(
        Column("word", [word(row.word) for row in rows], flexible=True),
        Column(f"same of {answer.k}", [Text(count(row.kept), STRONG) for row in rows], right=True),
        Column("again", [Text(_pair(row.first, row.second), QUIET) for row in rows], right=True, drop=1),
        Column(f"only {cut(first, _NAME)}", [_names(row.only_first) for row in rows], flexible=True),
        Column(f"only {cut(second, _NAME)}", [_names(row.only_second) for row in rows], flexible=True),
    )
    return [Text(), title("words that differ most"), table]


def _pair(first: int | None, second: int | None) -> str:
    return ", ".join(NONE if each is None else count(each) for each in (first, second))


def _names(words: tuple[str, ...]) -> Text:
    return Text(", ").join(word(each, most=18) for each in words)


def two_lists(answer: TwoLists) -> RenderableType:
    """Draw the neighbours of a target in two models, side by side, those in both marked."""
    rows, (first, second) = answer.rows, answer.models
    head = title(Text("near ") + word(answer.target, most=60), word(first) + Text(" and ") + word(second))
    columns = []
    sides = (
        (first, [(row.first, row.first_cosine, row.first_shared, row.first_again) for row in rows]),
        (second, [(row.second, row.second_cosine, row.second_shared, row.second_again) for row in rows]),
    )
    for name, cells in sides:
        columns += [
            Column(cut(name, _NAME), [_marked(each, shared) for each, _, shared, _ in cells], flexible=True),
            Column("cosine", [Text("" if value is None else figure(value)) for _, value, _, _ in cells], right=True),
            Column("again", [_again(made) for _, _, _, made in cells], drop=1),
        ]
    table = Columns(count_column("", [row.rank for row in rows], QUIET), *columns)
    kept = f"{MARK} {count(answer.kept)} of {count(len(rows))} in both lists"
    again = (
        f"; made again {_AGAIN[answer.chance]} each keeps {_pair(answer.first, answer.second)}"
        if answer.chance in _AGAIN
        else ""
    )
    notes = [prose(note, DOUBTFUL) for note in answer.notes]
    return page(head, Text(), table, Text(), prose(f"{kept}{again}. {answer.sentence}"), *notes)


def _marked(near: str, shared: bool) -> Text:
    text = word(near, most=24)
    return Text.assemble(text, (f" {MARK}", ACCENT)) if shared else text


def _again(kept: bool | None) -> Text:
    return Text("") if kept is None else Text(MARK, ACCENT) if kept else Text("–", QUIET)
