r"""LaTeX, .tex: the words that are set, without commands, preamble, comments and mathematics; a file is one document.

Notes (`\footnote`) follow their paragraph as lines of their own. Files that `\input` names are not read, which is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from embrepl.corpus.reading.conventions import latex
from embrepl.corpus.reading.lines import lines
from embrepl.corpus.reading.one_document import one_document
from embrepl.system.sizes import counted

if TYPE_CHECKING:
    from embrepl.corpus.reading.documents import Reading

COMMENT = re.compile(r"(?<!\\)((?:\\\\)*)%.*", re.DOTALL)
TOKEN = re.compile(
    r"\\(?P<edge>begin|end)[ \t]*\{(?P<environment>[^{}\\]*)\}"
    r"|\\verb\*?(?P<sign>[^A-Za-z\s*])(?P<verbatim>.{0,2000}?)(?P=sign)"
    r"|\\(?P<command>[A-Za-z@]+)\*?|\\(?P<symbol>.)|(?P<math>\$\$?)|(?P<bracket>[{}\[\]])|(?P<text>[^\\$\[\]{}]+|.)",
    re.DOTALL,
)
NAMED = re.compile(r"\\(?:input|include|subfile|import)\b[ \t]*\{([^{}]*)\}")
DEFINED = re.compile(r"(\\(?:re)?newcommand|\\providecommand)\*?[ \t]*\\[A-Za-z@]+")
LET = re.compile(r"\\let[ \t]*\\[A-Za-z@]++[ \t]*+=?[ \t]*+(?:\\[A-Za-z@]+|.)")
OVERLAY = re.compile(r"<(?:[a-z]+:)?[\d,+.\-|]+>")  # of slides: \item<2->
LENGTH = re.compile(
    r"\s*+=?\s*+-?(?:\d++(?:\.\d*+)?|\.\d++)\s*+(?:pt|cm|mm|in|em|ex|pc|bp|sp|mu)\b(?:\s*(?:plus|minus)\s*[\d.]+\s*[a-z]{2,4})*"
)
MATHS = {"(": ")", "[": "]"}
SHOWN = 3  # names of files


@dataclass
class _Open:
    """What is open: its sign, whether its text is hidden, whether it is a note, and what ends it.

    `to_hide`: how many arguments of the same command follow it, which are hidden too.
    """

    sign: str
    hidden: bool = False
    note: bool = False
    after: str = ""
    to_hide: int = 0


class _Groups(list[_Open]):
    """What is open, the innermost last; how many of them hide their text, and how many are notes, is counted."""

    def __init__(self) -> None:
        super().__init__()
        self.hidden = self.notes = 0

    def append(self, group: _Open) -> None:
        """Open one."""
        super().append(group)
        self.hidden += group.hidden
        self.notes += group.note

    def close(self) -> _Open:
        """Close the innermost."""
        group = super().pop()
        self.hidden -= group.hidden
        self.notes -= group.note
        return group


@one_document
def read(reading: Reading) -> Iterator[str]:
    """Yield the text."""
    source = _Source()
    for line in lines(reading.text()):
        source.line(line)
        yield source.take()
    yield source.end()
    if source.named:
        shown = ", ".join(source.named[:SHOWN]) + " …" * (len(source.named) > SHOWN)
        reading.note(f"{counted(len(source.named), 'file')} that it includes not read: {shown}")
    if source.unclosed:
        reading.note("a brace or a $ is never closed: text after it may be missing")


class _Source:
    """The text of the lines so far."""

    def __init__(self) -> None:
        self.named: list[str] = []
        self._out: list[str] = []
        self._notes: list[str] = []
        self._open = _Groups()
        self._raw = ""  # the environment whose lines are no LaTeX
        self._german = False  # whether "a is ä
        self._shown = True  # whether they are text
        self._skipped = False  # the preamble, or what follows the document
        self._to_hide = 0  # arguments that follow
        self._next = _Open("{")  # what the group that follows will be
        self._waiting: list[_Open] = []  # the same, while brackets before the group are open
        self._at_command = False  # whether a command has just ended, so that [ opens an argument
        self._swallows = False  # whether it swallows the spaces after it

    @property
    def unclosed(self) -> bool:
        """Whether something hidden never ended."""
        return bool(self._open.hidden or self._raw)

    def take(self) -> str:
        """Return the text since the last call."""
        text = "".join(self._out)
        self._out = []
        return text

    def end(self) -> str:
        """Return what is left at the end of the file."""
        self._paragraph()
        return self.take()

    def line(self, line: str) -> None:
        """Take the next line."""
        if self._raw:
            self._raw_line(line)
            return
        if not line.strip():
            self._paragraph()
            return
        bare = COMMENT.sub(r"\1", line) if "%" in line else line
        if not self._skipped:
            self.named += NAMED.findall(bare)
        self._german = self._german or latex.GERMAN.search(bare) is not None
        if self._german and '"' in bare:
            bare = latex.with_shorthands(bare)
        if "\\" in bare:
            bare = DEFINED.sub(r"\1{}", LET.sub("", latex.with_accents(bare)))
        for token in TOKEN.finditer(bare):
            if self._token(token):
                self._raw_line(bare[token.end() :])
                break

    def _raw_line(self, line: str) -> None:
        before, end, after = line.partition(f"\\end{{{self._raw}}}")
        if self._shown:
            self._emit(before)
        if end:
            self._raw = ""
            self._emit("\n")
            if after.strip():
                self.line(after)

    def _token(self, token: re.Match[str]) -> bool:
        """Take the next part of a line; return whether what follows is no LaTeX."""
        at_command, self._at_command = self._at_command, False
        if edge := token["edge"]:
            self._environment(edge, token["environment"].strip())
        elif command := token["command"]:
            self._command(command)
        elif token["symbol"]:
            self._symbol(token["symbol"])
        elif token["math"]:
            self._math(token["math"], token["math"])
        elif token["bracket"]:
            self._bracket(token["bracket"], at_command)
        elif token["sign"]:
            self._emit(token["verbatim"])
        else:
            self._text(token["text"], at_command)
        return bool(self._raw)

    def _environment(self, edge: str, name: str) -> None:
        plain = name.rstrip("*")
        if name == "document":
            self._skipped = edge == "end"
            self._open, self._to_hide = _Groups(), 0
        elif edge == "begin" and (plain in latex.LEFT_OUT or plain in latex.VERBATIM):
            self._raw, self._shown = name, plain in latex.VERBATIM
        elif edge == "begin":
            self._to_hide = latex.ENVIRONMENT_ARGUMENTS.get(name, 0)
            self._at_command = True
        self._emit("\n")

    def _command(self, name: str) -> None:
        if self._to_hide:  # an argument without braces
            self._to_hide -= 1
            return
        self._at_command = name != "item"  # whose brackets hold text
        self._swallows = name in latex.LETTERS
        if name in {"documentclass", "documentstyle"}:
            self._skipped = True
        self._to_hide = latex.HIDDEN.get(name, 0)
        if name in latex.APART:
            self._emit("\n")
            self._next = _Open("{", after="\n")
        elif name in latex.NOTES:
            self._next = _Open("{", note=True, after="\n")
        elif name == "def":
            self._next = _Open("{", hidden=True)
        elif name == "iffalse":
            self._open.append(_Open(name, hidden=True))
        elif name == "fi" and self._open and self._open[-1].sign == "iffalse":
            self._open.close()
        self._emit("\n" if name in latex.ENDS else latex.LETTERS.get(name, ""))

    def _symbol(self, sign: str) -> None:
        if sign in MATHS:
            self._math(sign, MATHS[sign])
        elif sign in MATHS.values():
            self._math("", sign)
        else:
            self._at_command = sign == "\\"
            self._emit(latex.SIGNS.get(sign, sign))

    def _math(self, opening: str, closing: str) -> None:
        if self._open and self._open[-1].sign == closing + "$":
            self._open.close()
            self._emit(" ")
        elif opening:
            self._open.append(_Open(closing + "$", hidden=True))

    def _bracket(self, sign: str, at_command: bool) -> None:
        self._swallows = False
        if sign == "{" or (sign == "[" and (at_command or self._to_hide)):
            self._begin(sign)
        elif self._open and self._open[-1].sign + sign in {"{}", "[]"}:
            self._emit(self._open[-1].after)
            ended = self._open.close()
            self._to_hide, self._at_command = ended.to_hide, True
            self._next = self._waiting.pop() if sign == "]" else _Open("{")
        elif sign != "}":
            self._emit(sign)

    def _begin(self, sign: str) -> None:
        """Begin a group, or what stands in brackets after a command."""
        if sign == "[":
            self._waiting.append(self._next)
            self._open.append(_Open("[", hidden=True, to_hide=self._to_hide))
        elif self._to_hide:
            self._open.append(_Open("{", hidden=True, to_hide=self._to_hide - 1))
        else:
            self._open.append(self._next)
        self._to_hide, self._next = 0, _Open("{")

    def _text(self, text: str, at_command: bool) -> None:
        if unset := OVERLAY.match(text) or (LENGTH.match(text) if at_command else None):
            text = text[unset.end() :]
        if self._swallows and at_command:
            text = text.lstrip(" \t")
        if text.strip():
            self._next = self._next if self._next.hidden else _Open("{")  # \def has more before its group
            self._to_hide = 0
        for sign, meant in latex.DASHES:
            text = text.replace(sign, meant)
        self._emit("" if self._next.hidden else text.replace("&", " "))

    def _emit(self, text: str) -> None:
        if not text or self._skipped or self._open.hidden:
            return
        (self._notes if self._open.notes else self._out).append(text)

    def _paragraph(self) -> None:
        """End a paragraph, and with it all mathematics; its notes follow."""
        while self._open and self._open[-1].sign.endswith("$"):
            self._open.close()
        if self._notes and not self._open.notes:
            self._out += ["\n", *self._notes, "\n"]
            self._notes = []
        self._emit("\n")
