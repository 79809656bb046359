"""A line of Markdown without its marks: what a reader of the page sees of it."""

from __future__ import annotations

import html
import re
from collections import Counter

from embrepl.corpus.reading.markup.lines import NOTE_MARK
from embrepl.corpus.reading.markup.note_marks import BEFORE, Evidence, NoteMarks
from embrepl.corpus.reading.markup.pages import BLOCKS

_INLINE = (
    "a abbr b bdi bdo big cite code data del dfn em font i img input ins kbd label mark nobr picture q rp rt ruby s "
    "samp small source span strike strong sub sup time tt u var video audio wbr o:p center"
)
TAGS = BLOCKS | frozenset(_INLINE.split())
MARKED = re.compile(r"[`*<\[\]&\\{~:%$^]")
ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
TICKS = re.compile(r"`+")
AUTOMATIC = re.compile(r"<(?:(?:https?|ftp|mailto):[^<>\s]*|[\w.+-]+@[\w.-]+)>")
TAG = re.compile(r"</?([A-Za-z][\w:-]*)(?:\s[^<>]*)?/?>")
RAISED = re.compile(r"<sup(?:\s[^<>]*)?>([^<>]{1,40})</sup>", re.IGNORECASE)
REFERENCE = re.compile(r"&#?\w{1,40};")
EMPHASIS = re.compile(r"(\*{1,3}|~~)(?=[^\s*~])([^*~]*[^\s*~])\1")
NOTE = re.compile(r"\[\^[^\[\]\s]{1,99}\]")
NOTE_BEGINS = re.compile(r"[ \t]{0,3}\[\^[^\[\]\s]{1,99}\]:")
INNER_NOTE = re.compile(r"\^(?=\[)")
CITED = re.compile(r"\[-?@[^\[\]]{1,300}\]")
WIKI_LINK = re.compile(r"(!?)\[\[([^\[\]|]*)(?:\|([^\[\]]*))?\]\](?!\()")
BRACKET = re.compile(r"!?\[|\]")
_TITLE = r"""(?:[ \t]+(?:"[^"]*"|'[^']*'|\([^()]*\)))?"""
ADDRESS = re.compile(r"\([ \t]*(<[^<>]*>|(?:[^\s()<>]|\([^\s()<>]*\))*)" + _TITLE + r"[ \t]*\)")
LIKE_ADDRESS = re.compile(r"[/.#:]")
LABEL = re.compile(r"\[([^\[\]]{0,999})\]")
DEFINED = re.compile(
    r"[ \t]{0,3}\[[^\[\]]{1,999}\]:[ \t]*(?:<[^<>]*>|(?=[^\s<>/.#:]*[/.#:])[^\s<>]++)" + _TITLE + r"[ \t]*"
)
ATTRIBUTES = re.compile(r"\{[:#.][^{}]*\}[ \t]*\Z|(?<=[\])`])\{(?:[:#.]|[\w-]+=)[^{}]*\}")
ASIDE = re.compile(r"(?<![\w%])(?<!\d )%%[^%]+%%(?![\w%])")  # a comment of Obsidian
PLACE = re.compile(r"[ \t]\^[A-Za-z0-9-]+[ \t]*\Z")  # that its links go to
FORMULA = re.compile(r"\$\$[^$]+\$\$|(?<![\w$])\$(?=[^\s$])(?=[^$]*[\\^_={}]|[A-Za-z]\$)[^$]*(?<=[^\s$])\$(?![\w$])")
PROGRAM = re.compile(r"\{%[^%{}]*%\}|\{\{[^{}]*\}\}")
DIVISION = re.compile(r"[ \t]*:{3,}.*")
TASK = re.compile(r"([ \t]*(?:[-*+][ \t]+)?)\[[ xX]\](?=[ \t])")
ITEM = re.compile(r"([ \t>]*(?:[-*+][ \t]+)*)(\d{1,3})[.)](?=[ \t]+\S)")  # of a numbered list; more digits are a year
RAISED_SIGNS = re.compile(r"\^(?!\[)([^\s^]{1,40})\^")  # of Pandoc: x^2^
LOWERED = re.compile(r"(?<!~)~([^\s~]{1,40})~(?!~)")  # H~2~O
SIGNS = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
HIDE = {ord(sign): 0xE000 + at for at, sign in enumerate(SIGNS)}  # so that they are no marks
DEEPEST = 8  # brackets within each other; a picture in a link has two
COMMENT, FORMULAS, NUMBERS = "comment", "formula", "number of lists"  # in the report
MARK = "\ue0ff"  # where the mark of a note stood
PARTING = re.compile(rf"(?<=\w){MARK}+(?=[^\W\u0e00-\U0010ffff])")  # before scripts that put spaces between words
SHOW = {hidden: sign for sign, hidden in HIDE.items()}


class MarkedLines:
    """Takes the marks off lines, one after the other; marks of notes are counted."""

    def __init__(self, left_out: Counter[str]) -> None:
        self._left_out = left_out
        self._marks = NoteMarks()
        self._number = 0  # of the latest item of a list
        self._blank = True  # the line before

    def plain(self, line: str) -> str:
        """Return a line, which has no line end, without its marks."""
        line = self._without_number(line)
        return self._without_marks(line) if MARKED.search(line) else line

    def _without_marks(self, line: str) -> str:
        if DEFINED.fullmatch(line) or DIVISION.fullmatch(line):
            return ""
        line = self._without_asides(line)
        line = _with_code_hidden(ESCAPED.sub(lambda sign: sign[1].translate(HIDE), line))
        if "{" in line:
            line = ATTRIBUTES.sub("", PROGRAM.sub("", line))
        if "[" in line or "](" in line:
            line = self._without_brackets(line)
        if "<" in line:
            line = RAISED.sub(self._raised, AUTOMATIC.sub("", line))
            line = TAG.sub(_tag, line)
        if "^" in line or "~" in line:
            line = LOWERED.sub(r"\1", RAISED_SIGNS.sub(self._raised, line))
        if "*" in line or "~~" in line:
            line = EMPHASIS.sub(_emphasised, EMPHASIS.sub(_emphasised, line))
        if "&" in line:
            line = REFERENCE.sub(lambda name: html.unescape(name[0]), line)
        if MARK in line:
            line = PARTING.sub(" ", line).replace(MARK, "")
        return line.translate(SHOW)

    def _without_number(self, line: str) -> str:
        """Take off the number of an item: only 1 begins one within a paragraph, unless it goes on with a list."""
        after_blank, self._blank = self._blank, not line.strip(" \t>")
        item = ITEM.match(line)
        if item is None or not (after_blank or int(item[2]) in {1, self._number + 1}):
            return line
        self._number = int(item[2])
        self._left_out[NUMBERS] += 1
        return item[1] + line[item.end() :]

    def _without_asides(self, line: str) -> str:
        """Drop formulas and comments within the line, but not from its code, and the name of its place."""
        if "^" in line:
            line = PLACE.sub("", line)
        if "`" in line or not ("$" in line or "%%" in line):
            return line
        line, comments = ASIDE.subn("", line)
        line, formulas = FORMULA.subn(" ", line)
        self._left_out.update({COMMENT: comments} if comments else {})
        self._left_out.update({FORMULAS: formulas} if formulas else {})
        return line

    def _without_brackets(self, line: str) -> str:
        if (task := TASK.match(line)) is not None:
            line = task[1] + line[task.end() :]
        elif (note := NOTE_BEGINS.match(line)) is not None:
            line = line[note.end() :]
        line = NOTE.sub(lambda _: self._mark(), line)
        line = INNER_NOTE.sub(" ", CITED.sub("", line))
        line = WIKI_LINK.sub(lambda link: "" if link[1] else link[3] or link[2], line)
        return self._without_links(line) if "](" in line or "][" in line else line

    def _without_links(self, line: str) -> str:
        """Keep the texts of links alone."""
        parts: list[str] = []
        opened: list[int] = []  # which parts are brackets that are not closed
        place = 0
        while (bracket := BRACKET.search(line, place)) is not None:
            parts.append(line[place : bracket.start()])
            place = bracket.end()
            parts.append(bracket[0])
            if bracket[0] != "]":
                opened = [*opened[1 - DEEPEST :], len(parts) - 1]
            elif opened:
                begin = opened.pop()
                after = ADDRESS.match(line, place) or LABEL.match(line, place)
                text = "".join(parts[begin + 1 : -1]) if after is not None else ""
                if after is not None and not (text.isdigit() and after[1].isdigit()):
                    place = after.end()
                    parts[begin:] = [self._linked(text, "".join(parts[max(0, begin - BEFORE) : begin]), after[1])]
            elif (address := ADDRESS.match(line, place)) is not None and LIKE_ADDRESS.search(address[1]):
                place = address.end()  # of a link that began in a line before
                parts.pop()
        parts.append(line[place:])
        return "".join(parts)

    def _linked(self, text: str, before: str, address: str) -> str:
        evidence = Evidence()
        evidence.link(address)
        return self._judged(text, before, evidence)

    def _raised(self, found: re.Match[str]) -> str:
        before = found.string[max(0, found.start() - BEFORE) : found.start()]
        return self._judged(found[1], before, Evidence(raised=True))

    def _judged(self, text: str, before: str, evidence: Evidence) -> str:
        kept = self._marks.instead(text, before, evidence)
        return self._mark() if kept is None else kept

    def _mark(self) -> str:
        self._left_out[NOTE_MARK] += 1
        return MARK


def _with_code_hidden(line: str) -> str:
    """Take the ticks off code within a line, and hide its signs, which are no marks."""
    if "`" not in line:
        return line
    runs = [(run.start(), run.end()) for run in TICKS.finditer(line)]
    later: dict[int, list[int]] = {}  # where runs of a length begin, the last first
    for begin, end in reversed(runs):
        later.setdefault(end - begin, []).append(begin)
    parts, place = [], 0
    for begin, end in runs:
        same = later[end - begin]
        while same and same[-1] <= begin:
            same.pop()
        if begin < place or not same:
            continue
        close = same[-1]
        parts += [line[place:begin], line[end:close].translate(HIDE)]
        place = close + end - begin
    return "".join([*parts, line[place:]])


def _tag(found: re.Match[str]) -> str:
    name = found[1].lower()
    return found[0] if name not in TAGS else " " if name in BLOCKS else ""


def _emphasised(found: re.Match[str]) -> str:
    before = found.string[found.start() - 1 : found.start()] if found.start() else ""
    return found[0] if before.isdigit() and found[2][0].isdigit() else found[2]
