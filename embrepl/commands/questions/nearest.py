"""The commands nearest to a line that nobody understands, as examples with its words or with words of the text."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice

from embrepl.commands.lexer import quote
from embrepl.commands.questions.meaning import forms
from embrepl.commands.questions.patterns import Choice, Line, Pattern, Words, indexed
from embrepl.commands.questions.tables import LANGUAGES, Form, language
from embrepl.commands.questions.units import Unit, units

MOST = 3
_LONGEST = 8  # characters of a Chinese word
_USUAL = ("near", "kwic", "freq")  # where no word of the line says what is wanted
_ASKED = "help questions"  # which is named in any case
_PREPOSITIONS = frozenset({"of", "to", "like", "for", "with", "about", "vs", "versus", "than", "and", "or"})
_PLACES = ("a", "b", "c", "w", "list", "list2", "list3", "n")


def nearest_commands(line: str, known: Callable[[str], bool], others: Sequence[str]) -> tuple[str, ...]:
    """Return the three commands nearest to a line, as they can be typed.

    Their words are those of the line that are `known`, which say nothing of a command, or `others` where it has none. A
    command is the less near the more words it needs; one that asks about none is left out where there are some.
    """
    asked = indexed(units(line))
    weights = _weights()
    scores: dict[str, float] = {}
    templates: dict[str, str] = {}
    for form, words in _words_of_forms().items():
        score = sum(weights[each.texts] for each in words if each.places(asked))
        templates.setdefault(_command(form), form.command)
        if score > scores.get(_command(form), 0.0):
            scores[_command(form)] = score
    asked_about = sorted(_asked_about(line, asked, known), key=lambda word: len(word) == 1)
    asked_about = asked_about or list(_behind_preposition(line, asked, known))
    scores = {command: score / _misfit(templates[command], len(asked_about)) for command, score in scores.items()}
    if asked_about:
        scores = {command: score for command, score in scores.items() if _places(templates[command])}
    wanted = dict.fromkeys([*sorted(scores, key=lambda command: -scores[command]), *_USUAL])
    found = list(dict.fromkeys(asked_about or others))
    examples = (_example(templates[command], found) for command in wanted if command in templates and command != _ASKED)
    return tuple(islice(filter(None, examples), MOST))


def _command(form: Form) -> str:
    """Return the command that a form means: its name, or the whole of one that helps."""
    return form.command if form.verb == "help" else form.verb


def _misfit(template: str, words: int) -> int:
    """Return 1 for a command that asks about so many words, more for one that needs more."""
    return 1 + max(0, _places(template) - words)


def _places(template: str) -> int:
    """Return how many words a command asks about."""
    return template.count("{") - template.count("{n}")


def _example(template: str, words: Sequence[str]) -> str:
    """Return a command with words in its places, "" where there are too few."""
    first, second, third, *_ = [*map(quote, words), "", "", ""]
    filled = {"a": first, "b": second, "c": third, "w": first, "list": first, "n": "20"}
    filled |= {f"list{least}": " ".join(map(quote, words[:4])) if len(words) >= least else "" for least in (2, 3)}
    needed = [name for name in _PLACES if f"{{{name}}}" in template]
    return template.format_map(filled) if all(filled[name] for name in needed) else ""


def _asked_about(line: str, asked: Line, known: Callable[[str], bool]) -> Iterator[str]:
    """Yield the words of a line that are known and are no words of questions, each as it is typed."""
    at = 0
    while at < len(asked.units):
        runs = (asked.units[at : at + many] for many in range(min(_LONGEST, len(asked.units) - at), 0, -1))
        run = next((each for each in runs if _says_how(each) or _is_word(line, each, known)), ())
        if run and not _says_how(run):
            yield line[run[0].begin : run[-1].end]
        at += len(run) or 1


def _behind_preposition(line: str, asked: Line, known: Callable[[str], bool]) -> Iterator[str]:
    """Yield the last word of a line behind a preposition, though questions are made of it: the opposite of good."""
    words = [unit for unit in asked.units if unit.kind == "word"]
    if len(words) > 1 and words[-2].text in _PREPOSITIONS and known(line[words[-1].begin : words[-1].end]):
        yield line[words[-1].begin : words[-1].end]


def is_of_questions(word: str) -> bool:
    """Return whether a word is one that questions are made of."""
    return _says_how(units(word))


def _is_word(line: str, parts: Sequence[Unit], known: Callable[[str], bool]) -> bool:
    """Return whether some units are a word that is known."""
    if len(parts) > 1 and any(unit.kind != "han" for unit in parts):
        return False
    return parts[0].kind in {"word", "han"} and known(line[parts[0].begin : parts[-1].end])


def _says_how(parts: Sequence[Unit]) -> bool:
    """Return whether some units are words that questions are made of."""
    return tuple(unit.text for unit in parts) in _words_of_questions()


@cache
def _words_of_forms() -> Mapping[Form, Sequence[Words]]:
    return {form: list(_words(form.pattern)) for form in forms()}


def _words(compiled: Pattern) -> Iterator[Words]:
    for part in compiled.parts:
        if isinstance(part, Choice):
            yield from part.words


@cache
def _weights() -> Mapping[tuple[str, ...], float]:
    """Return how much it says of a command that a line has some words: the fewer commands have them, the more.

    A single character, and the words that any question begins with, say nothing.
    """
    verbs: dict[tuple[str, ...], set[str]] = {}
    for form, words in _words_of_forms().items():
        for each in words:
            verbs.setdefault(each.texts, set()).add(_command(form))
    many = len(set(map(_command, _words_of_forms())))
    asking = frozenset(language("english").asking)
    says = {texts: len("".join(texts)) > 1 and not asking.issuperset(texts) for texts in verbs}
    return {texts: math.log(many / len(having)) * says[texts] for texts, having in verbs.items()}


@cache
def _words_of_questions() -> frozenset[tuple[str, ...]]:
    """Return the words and characters that forms, politeness and other questions are made of, also one by one."""
    listed = (
        tuple(unit.text for unit in units(text))
        for each in map(language, LANGUAGES)
        for text in (*each.before, *each.behind, *each.nouns, *each.asking)
    )
    return frozenset(part for texts in (*_weights(), *listed) for part in (texts, *((one,) for one in texts)))
