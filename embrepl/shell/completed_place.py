"""The word that the cursor is in, and what it becomes when it is completed: one word of the line, quoted to be so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from prompt_toolkit.completion import Completion
from prompt_toolkit.document import Document

from embrepl.commands.lexer import Token, Unfinished, quote, tokens, typed_lines
from embrepl.space.expression.widths import narrow


class Place:
    """Where something is completed: the word that the cursor is in, as far as it is typed."""

    def __init__(self, document: Document, typed: Unfinished) -> None:
        self.text, self.quoted = typed.text, typed.quoted
        self.raw = document.text_before_cursor[typed.begins :]  # the word as it is typed, with its quotation marks
        self._typed, self._document = typed, document
        self._before = f"{typed.option}=" if typed.option else ""
        word = next((token for token in tokens(document.text) if token.place == typed.begins), None)
        self._closed_behind = typed.quoted and word is not None and self._holds_cursor(word)

    def plain(self, names: Iterable[str], meanings: Mapping[str, str] | None = None) -> Iterator[Completion]:
        """Yield the names of ours that begin as the word does; they are typed without quotation marks."""
        current = narrow(self.text)
        for name in names:
            if name.startswith(current) and not self.quoted:
                yield self._completion(self._before + name, name, (meanings or {}).get(name, ""))

    def word(self, begin: int, name: str, meaning: str = "", *, marks: bool = False) -> Iterator[Completion]:
        """Yield a name for what is typed from `begin` on, if the line then has it, with what is before it, as one word.

        `marks`: in quotation marks though it could do without.
        """
        text = self.text[:begin] + name
        written = self._before + quote(text, marks=marks or self.quoted)[: -1 if self._closed_behind else None]
        if self._is_one_word(written, self._before + text):
            yield self._completion(written, name, meaning)

    def part(self, begin: int, written: str, name: str) -> Iterator[Completion]:
        """Yield a name for what is typed from `begin` on of a target, if the line then has it there, `written` so."""
        written = self.raw[:begin] + written
        first, behind = self._typed.begins, self._document.cursor_position
        line = self._document.text[:first] + written + self._document.text[behind:]
        token = next((token for token in tokens(line) if token.place == first), None)
        if token is not None and token.raw.startswith(written) and line in typed_lines(line):
            yield self._completion(written, name, "")

    def apart(self, sign: str, name: str) -> Completion:
        """Return a name for what is typed behind a sign without a space, which it gets, for it may need quoting."""
        return self._completion(f"{sign} {quote(name)}", name, "")

    def _is_one_word(self, written: str, text: str) -> bool:
        """Return whether what is written becomes that word of the line, or its beginning in the middle of a word."""
        line, begin, behind = self._document.text, self._typed.begins, self._document.cursor_position
        line, ends = line[:begin] + written + line[behind:], begin + len(written)
        token = next((token for token in tokens(line) if token.place == begin), None)
        if token is None or line not in typed_lines(line):
            return False
        end = token.place + len(token.raw)
        return token.text == text if end == ends else end > ends and token.text.startswith(text)

    def _holds_cursor(self, word: Token) -> bool:
        """Return whether a word is in quotation marks and the cursor between them."""
        marked = word.quoted or word.text.partition("=")[2] != word.raw[len(self._before) :]
        return marked and word.place + len(word.raw) > self._document.cursor_position

    def _completion(self, written: str, name: str, meaning: str) -> Completion:
        from embrepl.view.safe import printable

        start = self._typed.begins - self._document.cursor_position
        shown = printable(name.rstrip("/").rpartition("/")[2] + "/" * name.endswith("/"))
        return Completion(written, start, display=shown[:60], display_meta=printable(meaning))
