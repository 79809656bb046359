"""`evaluate`: how good a model is at what people judged, or at what is known of a text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from embrepl.commands.answers.exploring.evaluating import Evaluation, ScoreRow
from embrepl.commands.command import Command, by_name
from embrepl.commands.options import CommandOptions, argument, option
from embrepl.commands.unknown_words import respelt
from embrepl.commands.word_tests import read_tests
from embrepl.errors import EmbreplError
from embrepl.session.holdings import Model
from embrepl.session.session import Session

if TYPE_CHECKING:
    from embrepl.space.scoring.evaluate import Part, Score
    from embrepl.space.scoring.word_tests import WordTest

MEASURE_NAMES = {
    "similarity": "Spearman's rho", "analogies": "accuracy", "groups": "nearest word of its group",
}  # fmt: skip
PLANTED = ("groups", "analogies")  # what is known of a bundled text, in files such as en.groups.tsv
LITTLE = 0.5  # share of the questions below which it is said that they are few


@dataclass(frozen=True, kw_only=True)
class EvaluateOptions(CommandOptions):
    """What `evaluate` takes."""

    tests: tuple[str, ...] = argument("[FILE…]", default=(), completes=("paths",))
    encoding: str | None = option("the encoding of the files, instead of the one detected", default=None)


def evaluate(session: Session, options: EvaluateOptions) -> Evaluation:
    """Score the current model on tests: pairs of words that people judged, analogies, and groups of like words.

    A file of lines `word1 word2 score` is scored by Spearman's rank correlation with the cosines, one of `a b c d` by
    the share of d found nearest to b − a + c among the 30,000 most frequent words, one called NAME.groups.tsv, of lines
    `group word word …`, by the share of words whose nearest word is of their group. Questions with words that the model
    does not have are left out; `covered` comes first and says how many remain. The interval holds the true score 95
    times in 100; it comes of drawing the questions anew. Below the whole are the sections of a file (lines that begin
    with a colon) and bands by the rarest word's rank by frequency. `evaluate` alone scores a model of a bundled text on
    what was planted in it.

    Fields are separated by tabs, semicolons, commas or spaces; scores may have decimal commas, and further columns,
    such as a part of speech, are passed over. A first line that names the columns says which is the score (SimLex999,
    Human (mean), score); else it is the first column of numbers. Lines of `word1 word2/word3`, as in BATS, are pairs
    of one relation, and each two of them an analogy. Lines that are no question are left out and counted.

    Examples:
      evaluate wordsim353.txt
      evaluate wordsim353.txt analogies.txt
    """
    from embrepl.space.scoring.evaluate import evaluate as score_of
    from embrepl.space.scoring.evaluate import mean_score

    model = session.model
    files = options.tests or _planted(session, model)
    tests = [respelt(session, model, test) for test in read_tests(files, options.encoding)]
    scores = []
    for number, test in enumerate(tests):
        session.report_progress("scoring", number, len(tests))
        scores.append(score_of(model.space, test, parts=True))
    rows = tuple(row for score, test in zip(scores, tests, strict=True) for row in _rows(score, test))
    return Evaluation(model.space.name, mean_score(scores), rows, tuple(_notes(scores, tests)))


def _planted(session: Session, model: Model) -> tuple[str, ...]:
    """Return the files of what was planted in the text of a model. Raises `no-test` where it is no bundled text."""
    for path in map(Path, session.paths.get(model.corpus, ())):
        language = path.name.partition(".")[0].partition("-")[0]
        for folder in (path.parent, path.parent.parent):
            files = [folder / f"{language}.{what}.tsv" for what in PLANTED]
            if all(file.is_file() for file in files):
                return tuple(map(str, files))
    text = f"{model.corpus} is none of the bundled texts" if model.corpus else f"{model.space.name} has no text"
    what = f"{text}, of which it is known what belongs together"
    message = f"There is nothing to score {model.space.name} by: {what}."
    hint = "Name a file of lines `word1 word2 score`, such as WordSim-353 or SimLex-999, or of analogies `a b c d`."
    raise EmbreplError("no-test", message, hint)


def _rows(score: Score, test: WordTest) -> Iterator[ScoreRow]:
    """Yield the row of a test, and those of its parts."""
    from embrepl.space.scoring.evaluate import Part

    whole = Part("", "", score.value, score.covered, score.questions, score.interval)
    for part in (whole, *score.parts):
        yield _row(score, part, 0 if part.kind else test.skipped)


def _row(score: Score, part: Part, skipped: int) -> ScoreRow:
    low, high = part.interval or (None, None)
    return ScoreRow(
        score.test, part.kind, part.name, part.covered, part.questions, part.covered / part.questions, part.value,
        low, high, MEASURE_NAMES[score.kind], skipped,
    )  # fmt: skip


def interval(score: Score) -> str:
    """Return where the true score lies as the end of a sentence, "" where nobody knows."""
    if score.interval is None:
        return ""
    low, high = score.interval
    return f": the true score is between {low:.2f} and {high:.2f}, 95 times in 100"


def _notes(scores: Sequence[Score], tests: Sequence[WordTest]) -> Iterator[str]:
    """Yield what a person should know of the files, and of the scores that say little."""
    from embrepl.space.scoring.evaluate import FEW

    for score, test in zip(scores, tests, strict=True):
        yield from (f"{test.name}: {note}" for note in test.notes)
        what = "pairs" if score.kind == "similarity" else "words" if score.kind == "groups" else "questions"
        if score.value is not None and score.covered < FEW:
            yield f"{test.name}: {score.covered} {what} say little{interval(score)}"
        if score.covered < LITTLE * score.questions:
            yield (
                f"{test.name}: the model covers {score.covered:,} of {score.questions:,} {what}; the score is of these "
                "alone, and can be compared only with a score of the same ones."
            )


COMMANDS = by_name(Command("evaluate", evaluate, EvaluateOptions))
