"""How a command declares what it takes: a frozen dataclass, whose fields are its words and its options.

    @dataclass(frozen=True, kw_only=True)
    class TopOptions(CommandOptions):
        n: int = argument("[N]", default=20, least=1, noun="word")
        min_length: int = option("leave out words of fewer characters", default=1, least=1)

What is known of a word or an option stands on its field and nowhere else: `arguments.bind` fills the dataclass with
what was typed, and help, completion and the pages are read off it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any, TypeVar, get_args, get_type_hints

from embrepl.commands.answers.base import DOCUMENTS, FORMATS
from embrepl.commands.lexer import Token
from embrepl.commands.numerals import is_whole, whole_number

T = TypeVar("T")
_OPTION, _ARGUMENT, _GROUP, _TAKES = "option", "argument", "group", "takes"


@dataclass(frozen=True)
class Option:
    """`--name VALUE`: what kind of value, what it does, and the choices there are (none: any).

    `default` is what help shows. `bare` is the value of an option without one, where that is allowed. The texts of one
    that may be typed `many` times are joined by commas. `takes` names a kind of value that is not one of the usual
    ones, `aliases` other names of the choices; case does not matter in either. `least` and `most` are the bounds of a
    number; behind one of the words `counted` the next word, a number, belongs to the value, and behind the sign
    `joined_by` one more word; values that are typed apart are joined by it. A text with one of the `endings` is the
    value of an option that needs none. `completes` names the sources of `shell.completion` where Tab finds values,
    besides the choices and those that it `suggests`. `field` is where the value goes, or its key in the mapping that is
    the field `group`.
    """

    name: str
    kind: Callable[[str], Any]
    help: str
    choices: tuple[str, ...] = ()
    default: Any = None
    bare: str = ""
    many: bool = False
    takes: str = ""
    aliases: Mapping[str, str] = field(default_factory=dict)
    least: float | None = None
    most: float | None = None
    counted: tuple[str, ...] = ()
    joined_by: str = ""
    endings: tuple[str, ...] = ()
    completes: tuple[str, ...] = ()
    suggests: tuple[str, ...] = ()
    field: str = ""
    group: str = ""

    @property
    def flag(self) -> str:
        """The option as it is typed."""
        return f"--{self.name}"

    def may_take(self, text: str) -> bool:
        """Whether a text behind an option that needs no value is one: a choice, or a number where it takes one."""
        if self.endings and text.lower().endswith(self.endings):
            return True
        return text in self.choices or (not self.choices and self.kind is whole_number and is_whole(text))


def last_is_whole(tokens: Sequence[Token]) -> bool:
    """Tell whether the last of some words is a whole number without quotation marks."""
    return is_whole(tokens[-1].raw)


@dataclass(frozen=True)
class Argument:
    """What stands behind the verb: one word, all that are left (`many`), or a `number`.

    `label` is how the usage line writes it. A number behind words of any kind is the last of them, where it `counts`;
    `noun` is what it counts, `code` the error of a word that is no number. `keywords` are the only words that it takes,
    and only without quotation marks: any other is left to the next argument. `tokens`: the words with all that the
    lexer knows of them; `commas`: several may stand in one word, with commas between them; `colons`: lists of words
    may, with colons between them. The words from the place `targets_from` on are words of a target.
    """

    field: str
    label: str
    required: bool
    many: bool = False
    number: bool = False
    tokens: bool = False
    least: int | None = None
    most: int | None = None
    noun: str = ""
    code: str = "bad-option"
    counts: Callable[[Sequence[Token]], bool] = last_is_whole
    keywords: tuple[str, ...] = ()
    commas: bool = False
    colons: bool = False
    targets_from: int | None = None
    completes: tuple[str, ...] = ()


def option(help: str, *, default: T, shown: Any = None, behind: Mapping[str, Any] | None = None, **more: Any) -> T:  # noqa: A002
    """Declare an option of a command; `more` are attributes of `Option`, as far as the field does not say them.

    `shown` is what help shows for a default that says nothing. `behind`: it is a number that may also stand behind the
    words; these are attributes of that `Argument`.
    """
    metadata: dict[str, Any] = {
        _OPTION: {"help": help, "default": shown or (None if default == () else default), **more}
    }
    if behind is not None:
        bounds = {name: more[name] for name in ("least", "most") if name in more}
        metadata[_ARGUMENT] = {"required": False, **bounds, **behind}
    result: T = field(default=default, metadata=metadata)
    return result


def argument(label: str, *, default: Any = ..., **more: Any) -> Any:
    """Declare a word of a command, or all of them; `more` are attributes of `Argument`. No default: it is needed."""
    if default is ...:
        return field(metadata={_ARGUMENT: {"label": label, "required": True, **more}})
    return field(default=default, metadata={_ARGUMENT: {"label": label, "required": False, **more}})


def group(options: Callable[[], tuple[Option, ...]], takes: Callable[..., Any] = dict) -> Any:
    """Declare options that another room has a table of; the field is what `takes` makes of those that were typed.

    `takes` is a dataclass that has a default for each. Without one they come as a mapping by the names of their fields.
    """
    return field(default_factory=takes, metadata={_GROUP: options, _TAKES: takes})


@dataclass(frozen=True, kw_only=True)
class CommandOptions:
    """What every command takes; `typed` names the fields that were typed, `background` says whether a & was.

    `into`: the format that is wanted, by --format or by the name of the file that the answer goes to; "" where none is.
    """

    format: str | None = option("how this answer is written", default=None, choices=FORMATS + DOCUMENTS)
    raw: bool = option("in csv and tsv, leave cells as they are that a spreadsheet would run", default=False)
    background: bool = False
    typed: frozenset[str] = frozenset()
    into: str = ""


@dataclass(frozen=True, kw_only=True)
class PictureOptions(CommandOptions):
    """What commands take whose answer has a picture."""

    pixels: bool = option(
        "draw the picture in pixels where the terminal shows them (Kitty, iTerm2, Sixel)", default=False
    )

    @property
    def pictured(self) -> bool:
        """Whether the picture is wanted."""
        return self.pixels


@dataclass(frozen=True, kw_only=True)
class PlotOptions(PictureOptions):
    """What commands take whose answer is a table, and a picture where that is wanted in its place."""

    plot: bool = option("draw a picture of the answer in place of its table", default=False)

    @property
    def pictured(self) -> bool:
        """Whether the picture is wanted."""
        return self.plot or self.pixels


@dataclass(frozen=True, kw_only=True)
class PageOptions(PictureOptions):
    """What commands take whose answer is a picture, best seen as a page: `html` is its file, None: there is none."""

    html: str | None = option(
        "write a page that a browser shows to a file (map.html), as `> FILE.html` does", default=None, bare="map.html",
        takes="a file, or none", endings=(".html", ".htm"), completes=("paths",),
    )  # fmt: skip
    plain: bool = option("show the table behind the picture, not the picture", default=False)

    @property
    def pictured(self) -> bool:
        """Whether the picture is wanted."""
        return not self.plain


def options_of(kind: type[CommandOptions]) -> tuple[Option, ...]:
    """Return the options that a command's dataclass declares, in their order, those of every command last."""
    result: list[Option] = []
    for each in _declarations(kind):
        if isinstance(each, Option):
            result.append(each)
        else:
            name, options = each
            result += [replace(one, group=name, field=one.name.replace("-", "_")) for one in options()]
    return tuple(result)


def _declarations(kind: type[Any]) -> tuple[Option | tuple[str, Callable[[], tuple[Option, ...]]], ...]:
    """Return the options of a dataclass in their order, a group as its field and what its options are asked of."""
    hints, common = get_type_hints(kind), {each.name for each in fields(CommandOptions)}
    result: list[Option | tuple[str, Callable[[], tuple[Option, ...]]]] = []
    for each in sorted(fields(kind), key=lambda each: each.name in common):
        if _GROUP in each.metadata:
            result.append((each.name, each.metadata[_GROUP]))
        elif _OPTION in each.metadata:
            plain, many = _plain(hints[each.name])
            usual = {"name": each.name.replace("_", "-"), "kind": whole_number if plain is int else plain, "many": many}
            result.append(Option(**{**usual, **each.metadata[_OPTION], "field": each.name}))
    return tuple(result)


def arguments_of(kind: type[Any]) -> tuple[Argument, ...]:
    """Return what a command's dataclass declares behind the verb, in the order in which it is typed."""
    hints, result = get_type_hints(kind), []
    for each in fields(kind):
        if _ARGUMENT in each.metadata:
            plain, many = _plain(hints[each.name])
            usual = {"many": many, "number": plain is int, "tokens": plain is Token}
            result.append(Argument(each.name, **{**usual, **each.metadata[_ARGUMENT]}))
    return tuple(result)


def _plain(hint: Any) -> tuple[Any, bool]:
    """Return the type of a field's values, without None, and whether the field holds several."""
    inner = [each for each in get_args(hint) if each not in {type(None), ...}]
    if isinstance(hint, type) or not inner:
        return hint, False
    return inner[0], getattr(hint, "__origin__", None) is tuple


def groups_of(kind: type[CommandOptions]) -> dict[str, Callable[..., Any]]:
    """Return what is made of each group of options of a command's dataclass, by the names of the fields."""
    return {each.name: each.metadata[_TAKES] for each in fields(kind) if _GROUP in each.metadata}
