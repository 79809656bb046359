"""From statements to the options of a command: their values, their defaults, and what cannot be."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embrepl.commands import table
from embrepl.commands.answers.base import Answer
from embrepl.commands.arguments import bind, split_list
from embrepl.commands.command import Command
from embrepl.commands.lexer import Token, statements
from embrepl.commands.numerals import Window, window
from embrepl.commands.options import CommandOptions, argument, option
from embrepl.errors import EmbreplError

LINES = st.one_of(st.text(max_size=60), st.text(st.sampled_from("ab王 \t;&#'\"\\-+=()*\x1b\u3000"), max_size=40))


def bound(line: str) -> Any:
    (statement,) = statements(line)
    return bind(table.command(statement.tokens[0].text), statement)


@pytest.mark.parametrize(
    ("line", "typed"),
    [
        ("near king --k 3", {"k": 3}),
        ("near --k=3 king", {"k": 3}),
        ("near king --k 1,000", {"k": 1000}),
        ("near king --k 3 --k 4", {"k": 4}),
        ("near king 7", {"k": 7}),
        ("near king --format json", {"format": "json"}),
        ("train --unit no", {"unit": False}),
        ("train --no-unit", {"unit": False}),
        ("train --unit zero", {"objective": "zero", "unit": True}),
        ("train --unit=off zero", {"objective": "zero", "unit": False}),
        ("train zero --mirror", {"objective": "zero", "mirror": True}),
        ("train --learning-rate 5e-2 --min-count 2", {"learning_rate": 0.05, "min_count": 2}),
        ("train --name 'my model'", {"name": "my model"}),
        ("train --name=", {"name": ""}),
        ("train --watch a，b --watch=c,a", {"watch": ("a", "b", "c")}),
        ("train --recipe seed", {"recipe": "original"}),
        ("corpus -- --k", {"names": ("--k",)}),
        ("corpus '--k'", {"names": ("--k",)}),
        ("colloc a b 5 --window 3,0", {"n": 5, "window": Window(3, 0)}),
        ("colloc 5", {}),
        ('kwic a "5"', {}),
        ("colloc a --measure LogLikelihood", {"measure": "llr"}),
        ("top 1,000", {"n": 1000}),
        ("top " + "9" * 5000, {"n": int("9" * 18)}),
        ("keyness 5 7", {"texts": ("5",), "n": 7}),
        ("keyness a b 7", {"texts": ("a", "b"), "n": 7}),
        ("keyness --in a --against b 7", {"first": "a", "against": "b", "n": 7}),
        ("kwic king --in a=1 & b>2 5", {"part": "a=1 & b>2", "n": 5}),
        ("corpus forget a b", {"action": "forget", "names": ("a", "b")}),
        ('corpus "forget"', {"names": ("forget",)}),
        ("load a b --column text c", {"column": "text"}),
        ("load a --phrases --trust b", {"phrases": "npmi", "trust": True}),
        ("load a --include *.txt --include=*.md", {"include": "*.txt,*.md"}),
    ],
)  # fmt: skip
def test_what_is_typed(line: str, typed: dict[str, Any]) -> None:
    options = bound(line)
    reading = getattr(options, "reading", None)
    groups = {**getattr(options, "settings", {}), **(asdict(reading) if reading else {})}
    values = {name: groups[name] if name in groups else getattr(options, name) for name in options.typed}
    assert {name: value for name, value in values.items() if not is_tokens(value)} == typed


def is_tokens(value: Any) -> bool:
    return isinstance(value, tuple) and any(isinstance(each, Token) for each in value)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("near king - man 7", ["king", "-", "man"]),
        ("near king + 7", ["king", "+", "7"]),
        ("near king 7 --k 2", ["king", "7"]),
        ("near -- - -king", ["-", "-king"]),
        ("near 7", ["7"]),
        ("near immigr* 7", ["immigr*"]),
        ("near 2* 7", ["2*", "7"]),
        ("neighbourhood immigr* 7", ["immigr*"]),
    ],
)
def test_the_expression_and_the_number_behind_it(line: str, words: list[str]) -> None:
    assert [token.text for token in bound(line).target] == words


def test_defaults_stand_on_the_fields() -> None:
    colloc, train = bound("colloc king"), bound("train")
    assert (colloc.n, colloc.window, colloc.measure, colloc.min_count) == (20, Window(5, 5), "logdice", 5)
    assert (train.objective, train.recipe, train.settings, train.watch, train.background) == (
        "zero",
        None,
        {},
        (),
        False,
    )
    assert bound("train &").background
    assert bound("train --background").background


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("near king --k", "missing-value"),
        ("near king --k x", "bad-option"),
        ("near king --k=", "bad-option"),
        ("near king --k " + "9" * 5000, "bad-option"),
        ("near king --k --format json", "missing-value"),
        ("near king --knn 3", "unknown-option"),
        ("near king --=3", "unknown-option"),
        ("near king --no-k", "unknown-option"),
        ("near king --format xml", "bad-option"),
        ("near king 0", "bad-option"),
        ("near king 10,001", "bad-option"),
        ("train --unit=maybe", "bad-option"),
        ("train --learning-rate fast", "bad-option"),
        ("train --dim 1e3", "bad-option"),
        ("colloc king --window 5,1001", "bad-option"),
        ("colloc king --window -1", "bad-option"),
        ("disperse king --parts 0", "bad-option"),
        ("top ten", "bad-option"),
        ("top -3", "bad-option"),
        ("ngrams two", "wrong-usage"),
        ("ngrams 11", "bad-option"),
        ("near", "wrong-usage"),
        ("near king >> file", "wrong-usage"),
        ("dist", "wrong-usage"),
        ("jobs all", "wrong-usage"),
    ],
)
def test_what_cannot_be_bound(line: str, code: str) -> None:
    with pytest.raises(EmbreplError) as caught:
        bound(line)
    assert caught.value.code == code
    assert caught.value.hint


@pytest.mark.parametrize(
    ("line", "message", "hint"),
    [
        ("kwic king 0", "N is at least 1, not 0.", "Ask for at least 1 line."),
        ("top x", "N is a whole number of words, not 'x'.", "Usage: top [N]"),
        ("near king --k 0", "--k is from 1 to 10,000, not 0.", "Try --k 1."),
        ("ngrams 11", "N is from 1 to 10, not 11.", "Ask for 1 to 10 words."),
        ("zipf x", "Usage: zipf", "`help zipf` explains it."),
        ("vec king --k 1", "vec has no option '--k'.", "Its options are --format, --raw."),
        (
            "top --k 1",
            "top has no option '--k'.",
            "Its options are --min-length, --stop, --encoding, --in, --format, --raw.",
        ),
        ("top --stpo x", "top has no option '--stpo'.", "Did you mean --stop?"),
        ("top --stop", "--stop needs a value.", "--stop takes a text: leave out the words of a file, one a line."),
    ],
)
def test_what_is_said(line: str, message: str, hint: str) -> None:
    with pytest.raises(EmbreplError) as caught:
        bound(line)
    assert (caught.value.message, caught.value.hint) == (message, hint)


@given(st.sampled_from(table.names()), LINES)
def test_any_line_binds_or_ends_in_an_error_for_the_user(name: str, rest: str) -> None:
    for statement in statements(f"{name} {rest}")[:1]:
        if statement.tokens[0].text != name:
            continue
        try:
            bind(table.command(name), statement)
        except EmbreplError as error:
            assert error.code in {"wrong-usage", "unknown-option", "missing-value", "bad-option"}


@given(st.integers(1, 10_000), st.booleans())
def test_numbers_come_back(number: int, joined: bool) -> None:
    assert bound(f"near king --k{'=' if joined else ' '}{number:,}").k == number


@given(
    st.lists(st.text(st.characters(exclude_characters=",，", exclude_categories=("Z", "C")), min_size=1), unique=True)
)
def test_lists_come_back(texts: list[str]) -> None:
    assert split_list(",".join(texts)) == tuple(texts)
    assert split_list(" , ".join([*texts, *texts])) == tuple(texts)


@dataclass(frozen=True, kw_only=True)
class Taken(CommandOptions):
    word: str = argument("WORD")
    count: int | None = argument("[N]", default=None, least=1, noun="word")
    span: Window = option("how far", default=Window(1, 2), kind=window)  # noqa: RUF009 - it declares a field
    with_word: str | None = option("another word", default=None, name="with")


def test_help_is_read_off_the_fields() -> None:
    command = Command("take", lambda _, __: Answer(), Taken, background=True)
    assert command.usage == "take WORD [N] [&]"
    shown = [(option.flag, str(option.default), option.many) for option in command.options]
    assert shown == [
        ("--span", "1,2", False),
        ("--with", "None", False),
        ("--format", "None", False),
        ("--raw", "False", False),
    ]
    assert [option.name for option in command.own_options] == ["span", "with"]
    options = bind(command, statements("take it --with that")[0])
    assert (options.word, options.count, options.with_word, options.typed) == (
        "it",
        None,
        "that",
        {"word", "with_word"},
    )


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("near terrible -k 5", "Options begin with two dashes: --k."),
        ("kwic plot -n 60", "A number stands behind the words: kwic … 60."),
        ("top -n20", "A number stands behind the words: top … 20."),
        ("near king -format csv", "Options begin with two dashes: --format."),
        ("export -force word2vec v.txt", "Options begin with two dashes: --force."),
    ],
)
def test_an_option_with_one_dash_is_no_word(line: str, hint: str) -> None:
    with pytest.raises(EmbreplError) as caught:
        bound(line)
    assert (caught.value.code, caught.value.hint) == ("wrong-usage", hint)
    assert caught.value.place is not None
    assert line[caught.value.place.offset] == "-"


@pytest.mark.parametrize("line", ["near king -man", 'near king "-k" 5', "near king - k 5", "find -ness", "near a -b"])
def test_a_dash_before_a_word_is_a_minus(line: str) -> None:
    assert bound(line)
