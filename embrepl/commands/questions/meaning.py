"""From a question to the command line that it means, by the forms of both languages.

The form that finds most of its own words in the line is the one that is meant. Where several are found equally well, or
one in several ways, and they mean different commands, the line has several readings, and nobody guesses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache

from embrepl.commands import table
from embrepl.commands.lexer import tokens
from embrepl.commands.questions.patterns import Line, Way, indexed
from embrepl.commands.questions.tables import LANGUAGES, Form, language
from embrepl.commands.questions.units import Unit, units
from embrepl.commands.questions.writing import command_lines

_ENDING = frozenset("?.!,~")
_WORD = 4  # what a word of politeness counts, as one of a pattern does


def question(line: str) -> str | None:
    """Return the command line that a question means, None where the line is none or has several readings."""
    found = readings(line)
    return found[0] if len(found) == 1 else None


def readings(line: str, known: Callable[[str], bool] | None = None) -> tuple[str, ...]:
    """Return the command lines that a question can mean, none where the line is no question.

    Of several readings, the one is taken of which `known` says that all its words are known.
    """
    found = _readings(line, forms())
    if len(found) > 1 and known is not None:
        sure = [each for each in found if all(known(token.text) for token in tokens(each)[1:] if token.text not in "+")]
        return (sure[0],) if len(sure) == 1 else found
    return found


def command_of(form: Form) -> str:
    """Return the command line that the example of a form means, whether there is such a command or not."""
    (found,) = _readings(form.example, [form])
    return found


def _readings(line: str, among: Iterable[Form]) -> tuple[str, ...]:
    """Return the command lines that a question can mean by some forms."""
    parts = units(line)
    while parts and parts[-1].text in _ENDING:
        parts.pop()
    if not parts:
        return ()
    asked = indexed(parts)
    begins, ends = _begins(asked), _ends(asked)
    best: list[str] = []
    score = 0
    for form in among:
        way = form.pattern.ways(asked, begins, ends)
        if way is None or way.score < score:
            continue
        lines = _lines(form, way, asked, line)
        if lines:
            best, score = (best if way.score == score else []) + lines, way.score
    return tuple(dict.fromkeys(best))


def sounds_like_a_question(line: str) -> bool:
    """Return whether a line asks something, whether it is understood or not."""
    parts = units(line)
    if not parts:
        return False
    texts = "".join(unit.text for unit in parts)
    return (
        parts[-1].text == "?"
        or parts[0].text in language("english").asking
        or any(each in texts for each in language("chinese").asking)
    )


def forms() -> Sequence[Form]:
    """Return the forms whose commands there are, the English ones first."""
    return _forms_of(frozenset(table.names()))


@cache
def _forms_of(names: frozenset[str]) -> Sequence[Form]:
    return [form for name in LANGUAGES for form in language(name).forms if form.verb in names]


def _lines(form: Form, way: Way, asked: Line, line: str) -> list[str]:
    return [
        each for filled in way.filled for each in command_lines(form.command, form.pattern.names, filled, asked, line)
    ]


def _begins(line: Line) -> Mapping[int, int]:
    """Return where a question can begin, behind words of politeness, with what these count."""
    result, waiting = {0: 0}, [0]
    while waiting:
        at = waiting.pop()
        for words in _polite(behind=False).get(line.units[at].text, ()):
            end = at + len(words)
            if end < len(line.units) and _texts(line.units[at:end]) == words:
                score = result[at] + _WORD * len(words)
                end += end + 1 < len(line.units) and line.units[end].text == ","
                if score > result.get(end, 0):
                    result[end] = score
                    waiting.append(end)
    return result


def _ends(line: Line) -> Mapping[int, int]:
    """Return where a question can end, before words of politeness, with what these count."""
    result, waiting = {len(line.units): 0}, [len(line.units)]
    while waiting:
        end = waiting.pop()
        for words in _polite(behind=True).get(line.units[end - 1].text, ()):
            at = end - len(words)
            if at > 0 and _texts(line.units[at:end]) == words:
                score = result[end] + _WORD * len(words)
                while at > 1 and line.units[at - 1].text in _ENDING:
                    at -= 1
                if score > result.get(at, 0):
                    result[at] = score
                    waiting.append(at)
    return result


def _texts(parts: Iterable[Unit]) -> tuple[str, ...]:
    return tuple(unit.text for unit in parts)


@cache
def _polite(*, behind: bool) -> Mapping[str, Sequence[tuple[str, ...]]]:
    """Return words of politeness by the first of them, or those behind a question by the last."""
    result: dict[str, list[tuple[str, ...]]] = {}
    for name in LANGUAGES:
        for text in language(name).behind if behind else language(name).before:
            words = _texts(units(text))
            result.setdefault(words[-1 if behind else 0], []).append(words)
    return result
