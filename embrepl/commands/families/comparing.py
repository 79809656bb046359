"""`compare`: which way of training suits this text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from embrepl.commands.answers.comparing import Compared, ComparedRow
from embrepl.commands.answers.exploring.agreeing import Agreement, TwoLists
from embrepl.commands.arguments import split_list
from embrepl.commands.asking import words_of_text
from embrepl.commands.command import Command, by_name
from embrepl.commands.families.exploring.agreeing import K, compare_models
from embrepl.commands.families.training import prepare, settings_by_size, training_options
from embrepl.commands.lexer import Token
from embrepl.commands.making.judging import best_scored, recommendation, with_scores
from embrepl.commands.options import CommandOptions, argument, group, option
from embrepl.commands.unknown_words import respelt
from embrepl.commands.word_tests import read_tests
from embrepl.errors import EmbreplError, did_you_mean, nearest_names
from embrepl.session.holdings import Model
from embrepl.session.session import Session
from embrepl.training import catalog
from embrepl.training.ends import How
from embrepl.training.recipe import Recipe

if TYPE_CHECKING:
    from embrepl.space.scoring.evaluate import Score
    from embrepl.space.scoring.word_tests import WordTest
    from embrepl.space.space import Space

_AND = ("and", "with", "to", "和", "与")
_SHORT = 4  # letters of a name that is like too many others


@dataclass(frozen=True)
class Contender:
    """One of those compared: its name, and its training or, where there is none, the model as it is."""

    name: str
    training: Recipe | None


@dataclass(frozen=True, kw_only=True)
class CompareOptions(CommandOptions):
    """What `compare` takes."""

    contenders: tuple[Token, ...] = argument(
        "OBJECTIVE,OBJECTIVE…|MODEL MODEL [TARGET]", completes=("objectives", "models"), commas=True, targets_from=2
    )
    words: tuple[str, ...] = option("words whose neighbours are shown side by side", default=(), completes=("types",))
    tests: tuple[str, ...] = option("files to score by", default=(), completes=("paths",))
    neighbours: int = option("how many neighbours of each word", default=8, least=1, most=100)
    settings: Mapping[str, Any] = group(training_options)


def compare(session: Session, options: CompareOptions) -> Compared | Agreement | TwoLists:
    """Train several objectives on the current corpus, one after the other, and show them and models side by side.

    Shown are the time of each, its scores on tests (`--tests`, files of `word1 word2 score` or of analogies `a b c d`),
    its health, and the neighbours of words that you name (`--words`), marked where two or more agree. Options of
    `train` go to each objective that has them; `--encoding` is that of the tests too. `zero:original` is the recipe
    `original` of `zero`; the name of a model of any corpus stands for that model as it is, and what was trained like
    that already is not trained again. Ctrl-C stops the present training, keeps what it has learnt, and shows the
    results so far. All models can be used afterwards; the one that scores best is current then, and the last line says
    how sure that is.

    The names of two models with a space between compare these as they are: what share of each word's ten nearest
    neighbours both have, by frequency, and the words that differ most; with a target, its neighbours side by side. Only
    words that both have are looked at. Beside it stands what chance alone changes of each model: it is made again with
    another seed, or where the texts differ, on two other draws of its text (see `stable`).

    Examples:
      compare zero,spectral
      compare zero,zero:original,spectral --words king,river
      compare zero,spectral --tests wordsim353.txt,analogies.txt --dim 50
      compare zero spectral
      compare zero spectral king
    """
    tokens = _without_and(session, options.contenders)
    if (pair := _two_models(session, options, tokens)) is not None:
        k = options.neighbours if "neighbours" in options.typed else K
        return compare_models(session, *pair, tokens[2:], k)
    names = split_list(",".join(token.text for token in tokens))
    if not names:
        raise EmbreplError("wrong-usage", "Usage: compare OBJECTIVE,OBJECTIVE…", "For example: compare zero,spectral")
    k = options.neighbours
    tests = read_tests(options.tests, options.settings.get("encoding"))
    for note in (f"{test.name}: {note}" for test in tests for note in test.notes):
        session.listener.note(note)
    contenders = _contenders(session, names, _of_training(options))
    words = _words(session, options.words, contenders)
    before = session.current_model
    rows: list[ComparedRow] = []
    for place, contender in enumerate(contenders, 1):
        row, goes_on = _enter(session, contender, f"{place} of {len(contenders)}", tests, words, k)
        rows.append(row)
        if not goes_on:
            break
    return Compared(
        tuple(dict.fromkeys(row.corpus for row in rows if row.corpus)),
        tuple(test.name for test in tests),
        words,
        _common_neighbours(words, rows),
        tuple(contender.name for contender in contenders[len(rows) :]),
        *_take_best(session, rows, before),
        recommendation(rows),
        tuple(rows),
    )


def _without_and(session: Session, tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Return the words of a line without one such as "and" between the first two names, unless it is a name itself."""
    if len(tokens) > 2 and tokens[1].text.lower() in _AND and tokens[1].text not in session.models:
        return (tokens[0], *tokens[2:])
    return tokens


def _two_models(session: Session, options: CompareOptions, tokens: Sequence[Token]) -> tuple[Model, Model] | None:
    """Return the two models that were named with a space between, with nothing that asks for a training or a score."""
    if len(tokens) < 2 or options.typed & {"words", "tests"} or options.settings:
        return None
    first, second = tokens[:2]
    apart = first.line[first.place + len(first.raw) : second.place].strip().lower()
    found = [session.models.get(session.plain_name(token.text)) for token in (first, second)]
    if apart not in {"", *_AND} or found[0] is None or found[1] is None:
        return None
    if found[0] is found[1]:
        message = f"{first.text} was named twice: it differs from itself in nothing."
        raise EmbreplError("wrong-usage", message, "`stable WORD` says what chance changes of one model.")
    return found[0], found[1]


def _words(session: Session, words: Sequence[str], contenders: Sequence[Contender]) -> tuple[str, ...]:
    """Return the words to compare: those of the current corpus, or where nothing is to be trained, of some model."""
    models = [session.models[each.name] for each in contenders if each.training is None]
    if len(models) == len(contenders):
        unknown = next((word for word in words if not any(word in model.space for model in models)), None)
        if unknown is not None:
            models[0].space.id(unknown)  # raises, and names near ones
        return tuple(words)
    return words_of_text(session, words)


def _take_best(session: Session, rows: Sequence[ComparedRow], before: str | None) -> tuple[str | None, str]:
    """Make the best model current; return it and why. Without scores nobody knows the best: the one before stays."""
    best: str | None
    made = [row for row in rows if not row.failed]
    scored = with_scores(made)
    if scored:
        best = best_scored(scored).model
        reason = "it scores best" if len(scored) > 1 else "it alone has a score"
    else:
        healthy = [row.model for row in made if row.verdict == "healthy"]
        best = before or next(iter([*healthy, *(row.model for row in made)]), None)
        reason = "which is best, `--tests FILE…` finds out"
    if best is not None:
        session.use(best)
    return best, reason


def _of_training(options: CompareOptions) -> Mapping[str, Any]:
    """Return the options of `train`, without an encoding that is of the tests alone."""
    settings = options.settings
    if options.tests and not settings.keys() & {"init", "file"}:
        return {name: value for name, value in settings.items() if name != "encoding"}
    return settings


def _contenders(session: Session, names: Sequence[str], settings: Mapping[str, Any]) -> list[Contender]:
    """Return those that were named, all checked before any is trained."""
    known = {entry.name: entry.options.option_names() for entry in catalog.OBJECTIVES}
    result, taken = [], set()
    for name in names:
        objective, _, recipe = name.partition(":")
        if objective not in known and session.plain_name(name) in session.models:
            result.append(Contender(session.plain_name(name), None))
            continue
        if objective not in known:
            raise _no_contender(session, name)
        its = {option: value for option, value in settings.items() if option in known[objective]}
        taken |= set(its)
        training = prepare(session, objective, recipe or None, its)
        same = _trained_already(session, training)
        if same is not None:
            session.listener.note(f"{name} is trained already: {same}.")
        result.append(Contender(name, training) if same is None else Contender(same, None))
    for name in settings:
        if name not in taken:
            flag = "--" + name.replace("_", "-")
            raise EmbreplError("unknown-option", f"None of these has an option '{flag}'.", "`explain NAME` lists them.")
    return result


def _no_contender(session: Session, name: str) -> EmbreplError:
    """Return the error for a name that is neither a model's nor an objective's."""
    objectives, models = [entry.name for entry in catalog.OBJECTIVES], list(session.models)
    known = [*models, *objectives] if len(name) > _SHORT else models
    near = [catalog.ALIASES[name.lower()]] if name.lower() in catalog.ALIASES else nearest_names(name, known, most=1)
    listed = f"Models: {', '.join(models) or 'none yet'}. Objectives: {', '.join(objectives)}."
    code = "unknown-name" if models and near not in [[each] for each in objectives] else "unknown-objective"
    hint = f"{did_you_mean(near)} {listed}" if near else listed
    return EmbreplError(code, f"There is neither a model nor an objective '{name}'.", hint)


def _trained_already(session: Session, training: Recipe) -> str | None:
    """Return the latest model that was trained to its end like that; None where there is none."""
    ends = {How.COMPLETED, How.SETTLED}
    of_it = [name for name, model in session.models.items() if model.recipe.key == training.key]
    return next((name for name in reversed(of_it) if session.models[name].trained.end.how in ends), None)


def _enter(
    session: Session, contender: Contender, which: str, tests: list[WordTest], words: Sequence[str], k: int
) -> tuple[ComparedRow, bool]:
    """Train a contender if need be; return its row, and whether the next is wanted."""
    if contender.training is None:
        return _row(session, contender.name, session.models[contender.name], tests, words, k), True
    job = session.train(contender.training, contender.name.replace(":", "-"))
    session.listener.note(f"{contender.name}, {which}: {settings_by_size(contender.training)}")
    try:
        session.jobs.wait(job)
    except EmbreplError as error:
        failed = f"{error.code}: {error.message}"
        return _failed_row(
            contender.name, job.destination.corpus, contender.training.objective, failed
        ), not job.stopping
    return _row(session, job.name, session.models[job.name], tests, words, k), not job.stopping


def _failed_row(name: str, corpus: str, objective: str, why: str) -> ComparedRow:
    return ComparedRow(
        model=name, corpus=corpus, objective=objective, seconds=None, mean=None, scores={}, coverage={},
        intervals={}, covered={}, verdict="", effective_rank=None, dim=0, neighbours={}, stopped="", failed=why,
    )  # fmt: skip


def _row(session: Session, name: str, model: Model, tests: list[WordTest], words: Sequence[str], k: int) -> ComparedRow:
    from embrepl.space.health import health
    from embrepl.space.scoring.evaluate import evaluate, mean_score

    space, trained = model.space, model.trained
    scores, report = [evaluate(space, respelt(session, model, test)) for test in tests], health(space)
    return ComparedRow(
        model=name,
        corpus=model.corpus,
        objective=model.recipe.objective,
        seconds=trained.seconds,
        mean=mean_score(scores),
        scores={score.test: score.value for score in scores},
        coverage={score.test: _coverage(score) for score in scores},
        intervals={score.test: score.interval for score in scores},
        covered={score.test: (score.covered, score.questions) for score in scores},
        verdict=report.verdict,
        effective_rank=report.effective_rank,
        dim=space.dim,
        neighbours={word: _near(space, word, k) for word in words},
        stopped=trained.end.far,
        failed="",
    )


def _near(space: Space, word: str, k: int) -> tuple[str, ...]:
    """Return the words nearest to a word; none where the model does not have it, or it has no direction."""
    from embrepl.space.neighbours import nearest
    from embrepl.space.ranking.order import by_count

    if word not in space or space.blank[space.id(word)]:
        return ()
    row = space.id(word)
    return tuple(each.word for each in nearest(space, space.units([row])[0], k, (row,), by_count(space), mutual=False))


def _common_neighbours(words: Sequence[str], rows: Iterable[ComparedRow]) -> dict[str, tuple[str, ...]]:
    """Return for each word the neighbours that two or more name, those that most agree on first."""
    result = {}
    for word in words:
        votes = Counter(near for row in rows for near in row.neighbours.get(word, ()))
        result[word] = tuple(near for near, count in votes.most_common() if count > 1)
    return result


def _coverage(score: Score) -> float:
    return score.covered / score.questions


COMMANDS = by_name(Command("compare", compare, CompareOptions))
