"""From what is typed to a part: its conditions are looked up in the variables of a corpus.

Axes: N documents, C values of a variable.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from fnmatch import translate

import numpy as np

from embrepl.corpus.options import FILE
from embrepl.corpus.parts.notation import FORMS, Condition, conditions, quoted
from embrepl.corpus.parts.part import Mask, Part
from embrepl.corpus.store.store import Corpus
from embrepl.corpus.store.variables import Variable, as_number
from embrepl.corpus.words.variants import scripts
from embrepl.errors import EmbreplError, did_you_mean, nearest_names
from embrepl.system.sizes import counted

SHOWN = 8  # values that are named in a hint
COMPARED = 5_000  # values that a spelling is compared with
LOAD = "`load PATH --by COLUMN` keeps a column's values; `--by folder` and `--by 'year=(\\d{4})'` go by names of files."
_RANGE = re.compile(r"(.*?)\s*(?:\.\.+|…+)\s*(.*)")
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d(?:[T ].*)?)?)?")
_WILD = re.compile(r"[*?]")
_HALVES = str.maketrans("０１２３４５６７８９．－", "0123456789.-")


def find_part(corpus: Corpus, text: str) -> Part:
    """Return the part of a corpus that a text is: `negative`, `party=D`, `year>=1990 & party!=D`.

    A value alone is one of a variable of texts. A document without a value fits no condition on it. Raises `bad-part`,
    `no-variables`, `unknown-part`, `ambiguous-part`, and `empty-part` where no document is in it.
    """
    text = text.strip()
    whole = [variable for variable in corpus.variables.values() if text in variable.places and not variable.numeric]
    asked = [Condition(text)] if whole else conditions(text)
    found = [_part(corpus, each) for each in asked]
    name = " & ".join(each for each, _ in found)
    documents = np.logical_and.reduce([mask for _, mask in found])
    if not documents.any():
        raise EmbreplError("empty-part", f"No document is in {name}.", _spans(corpus, asked))
    return Part.of(corpus, name, documents)


def _part(corpus: Corpus, asked: Condition) -> tuple[str, Mask]:
    """Return a condition in the spelling of the corpus, and the documents that fit it. (N,)."""
    if not asked.sign:
        return _alone(corpus, asked.value)
    variable = variable_of(corpus, asked.variable)
    if variable is None:
        raise _unknown_variable(corpus, asked)
    if asked.sign in {"=", "!="} and not variable.numeric:
        value, mask = _valued(corpus, variable, asked)
    else:
        value, mask = asked.value.translate(_HALVES), _ordered(variable, asked)
    if asked.sign == "!=":
        mask = ~mask & (variable.codes >= 0)
    return str(Condition(value, variable.name, asked.sign)), mask


def variable_of(corpus: Corpus, name: str) -> Variable | None:
    """Return a variable by its name, in another case or width where there is none in this one."""
    folded = {_folded(each): variable for each, variable in corpus.variables.items()}
    return corpus.variables.get(name) or folded.get(_folded(name))


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _spellings(variable: Variable, value: str) -> list[str]:
    """Return the values that a text may mean: itself, else those in another case, width or script of Chinese."""
    if value in variable.places:
        return [value]
    wanted = {_folded(each) for each in (value, *scripts(value))}
    return [name for name in variable.names if _folded(name) in wanted]


def _alone(corpus: Corpus, value: str) -> tuple[str, Mask]:
    """Return the one part that a value alone means. Raises `unknown-part`, `ambiguous-part`."""
    texts = [variable for variable in corpus.variables.values() if not variable.numeric]
    exact = [(variable, value) for variable in texts if value in variable.places]
    found = exact or [(variable, name) for variable in texts for name in _spellings(variable, value)]
    masks = [variable.codes == variable.places[name] for variable, name in found]
    if not found:
        raise _unknown(corpus, value, list(corpus.variables.values()))
    if any(not np.array_equal(mask, masks[0]) for mask in masks[1:]):
        names = [str(Condition(name, variable.name, "=")) for variable, name in found[:SHOWN]]
        raise EmbreplError("ambiguous-part", f"'{value}' may be {' or '.join(names)}.", "Name the variable with it.")
    return quoted(found[0][1]), masks[0]


def _valued(corpus: Corpus, variable: Variable, asked: Condition) -> tuple[str, Mask]:
    """Return a value of a variable as that spells it, and the documents that have it; * and ? are wild. (N,)."""
    found = _spellings(variable, asked.value)
    if len(found) > 1:
        raise EmbreplError(
            "ambiguous-part", f"'{asked.value}' may be {' or '.join(found[:SHOWN])}.", "Type one as it is."
        )
    if found:
        return found[0], variable.codes == variable.places[found[0]]
    if _WILD.search(asked.value):
        fits = re.compile(translate(_folded(asked.value))).match
        codes = [code for code, name in enumerate(variable.names) if fits(_folded(name))]
        if codes:
            return asked.value, np.isin(variable.codes, codes)
    if are_dates(variable) and (_RANGE.fullmatch(asked.value) or _DATE.fullmatch(asked.value)):
        return asked.value, _ordered(variable, asked)
    raise _unknown(corpus, asked.value, [variable])


def _ordered(variable: Variable, asked: Condition) -> Mask:
    """Return the documents whose number or date lies where a condition says. (N,)."""
    spanned = _RANGE.fullmatch(asked.value) if asked.sign in {"=", "!="} else None
    low, high = spanned.groups() if spanned else (asked.value, asked.value)
    if spanned and not (low or high):
        raise EmbreplError("bad-part", f"{asked} has neither end.", FORMS)
    at_least = _compared(variable, low, asked) >= 0 if low else variable.codes >= 0
    at_most = _compared(variable, high, asked) <= 0 if high else variable.codes >= 0
    fits: Mask = {">": ~at_most, "<": ~at_least, ">=": at_least, "<=": at_most}.get(asked.sign, at_least & at_most)
    return fits & (variable.codes >= 0)


def _compared(variable: Variable, bound: str, asked: Condition) -> np.ndarray[tuple[int], np.dtype[np.int8]]:
    """Return -1, 0 or 1 as each document's value is below, at or above a bound; a date is at its year too. (N,)."""
    bound = bound.translate(_HALVES)
    if variable.numeric:
        number = as_number(bound)
        if number is None:
            raise EmbreplError("bad-part", f"{variable.name} holds numbers; '{bound}' is none.", FORMS)
        return np.sign(np.nan_to_num(variable.values - number)).astype(np.int8)
    if not are_dates(variable) or not _DATE.fullmatch(bound):
        kind = "holds dates such as 1990 or 1990-05-01" if are_dates(variable) else unordered(variable)
        raise EmbreplError("bad-part", f"{variable.name} {kind}: {asked} has no meaning.", FORMS)
    order = [(name[: len(bound)] > bound) - (name[: len(bound)] < bound) for name in variable.names]
    return np.array([*order, 0], np.int8)[variable.codes]


def are_dates(variable: Variable) -> bool:
    """Return whether all values of a variable are dates, the year first: 1990-05-01."""
    return not variable.numeric and bool(variable.names) and all(map(_DATE.fullmatch, variable.names))


def unordered(variable: Variable) -> str:
    """Return why the values of a variable have no order, with those among its numbers or dates that are neither."""
    others = [
        number for number, name in enumerate(variable.names) if not _DATE.fullmatch(name) and as_number(name) is None
    ]
    if not others or len(others) == len(variable.names):
        return "holds texts, which have no order"
    first = others[0]
    rest = f" and {len(others) - 1:,} more" if len(others) > 1 else ""
    many = counted(int(np.count_nonzero(variable.codes == first)), "document")
    values = f"'{variable.names[first]}' ({many}){rest}"
    return f"holds not numbers or dates alone but also {values}, which should be empty cells"


def no_variables(corpus: Corpus, what: str) -> EmbreplError:
    """Return the error that a corpus has no parts but the files that it was read from."""
    many = len(corpus.files)
    why = (
        "the text was read from one file, without --by"
        if many == 1
        else f"the text has no variable but its {many:,} files"
    )
    return EmbreplError("no-variables", f"{what}: {why}.", LOAD)


def _unknown_variable(corpus: Corpus, asked: Condition) -> EmbreplError:
    if set(corpus.variables) == {FILE}:
        return no_variables(corpus, f"There is no variable '{asked.variable}'")
    near = nearest_names(asked.variable, list(corpus.variables), most=1)
    hint = did_you_mean([f"{each}{asked.sign}{asked.value}" for each in near]) if near else names_of(corpus)
    return EmbreplError("unknown-part", f"There is no variable '{asked.variable}', so no part {asked}.", hint)


def names_of(corpus: Corpus) -> str:
    """Return a sentence on the variables that there are."""
    return f"The variables are {', '.join(corpus.variables)}; `corpus parts` shows their values."


def _unknown(corpus: Corpus, value: str, variables: Sequence[Variable]) -> EmbreplError:
    """Return the error that no variable, of these, has a value, with those that it may be meant for."""
    own = len(variables) == 1 and variables[0].name != FILE
    if not own and set(corpus.variables) == {FILE} and len(corpus.files) == 1:
        return no_variables(corpus, f"There is no part '{value}'")
    message = f"{variables[0].name} has no value '{value}'." if own else f"There is no part '{value}'."
    if not own and (variable := variable_of(corpus, value)) is not None:
        first = next(iter(variable.names), "…")
        return EmbreplError(
            "unknown-part", message, f"{variable.name} is a variable: {quoted(variable.name)}={quoted(first)}."
        )
    number = as_number(value.translate(_HALVES))
    numeric = [variable.name for variable in variables if variable.numeric and number in variable.numbers]
    if numeric:
        return EmbreplError("unknown-part", message, did_you_mean([f"{quoted(each)}={value}" for each in numeric]))
    known = [name for variable in variables if not variable.numeric for name in variable.names[:COMPARED]]
    begun = [name for name in known if value and name.casefold().startswith(value.casefold())]
    near = begun[:3] or nearest_names(value, known)
    if near:
        return EmbreplError("unknown-part", message, did_you_mean(list(map(quoted, near))))
    rest = f" and {len(known) - SHOWN:,} more: `corpus parts` lists them" if len(known) > SHOWN else ""
    parts = ", ".join(map(quoted, known[:SHOWN])) + rest
    return EmbreplError("unknown-part", message, f"The parts are {parts}." if known else names_of(corpus))


def _spans(corpus: Corpus, asked: Sequence[Condition]) -> str:
    """Return from where to where the numbers go that were asked for."""
    spans = []
    for each in asked:
        variable = variable_of(corpus, each.variable) if each.sign else None
        if variable is not None and variable.numeric and variable.names:
            spans.append(f"{variable.name} goes from {variable.names[0]} to {variable.names[-1]}")
    return f"{'; '.join(spans)}." if spans else "`corpus parts` shows what there is."
