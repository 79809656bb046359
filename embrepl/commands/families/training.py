"""`train` and `resume`."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from embrepl.commands.answers.base import Answer
from embrepl.commands.answers.jobs import Started
from embrepl.commands.answers.training import Planned, PlannedRow, TrainedModel
from embrepl.commands.arguments import Arguments, Command, Option
from embrepl.commands.families.vectors import with_files
from embrepl.errors import EmbreplError
from embrepl.session.jobs import Job
from embrepl.session.session import Session, Training
from embrepl.system import places
from embrepl.training import catalog, choosing, states
from embrepl.training.options.base import Options
from embrepl.training.protocol import Estimated, Trained

BY_SIZE = ("dim", "min_count", "window", "epochs")


def train(session: Session, arguments: Arguments) -> Answer:
    """Train word vectors on the current corpus; without a name by the objective `zero`, guarded against collapse.

    Ctrl-C stops it and keeps what was learnt. With a trailing & it goes on in the background while you ask
    other things (`jobs`, `watch`, `wait`, `stop`). `--watch WORDS` shows how their neighbours change, `--dry-run` only
    what it would take. `--recipe original` is the plain model, to the letter, from which all began: it learns nothing,
    and `health` says why. `classifier` needs labels (`help load`). `objectives` lists the ways of training,
    `explain NAME` tells more of one.

    `--init` starts from vectors that there are: a file of GloVe, word2vec or fastText, or a model of this session;
    words that it does not have start at random. `train pretrained --file` takes a file's vectors as they are.

    Examples:
      train
      train zero --dim 50 --epochs 10
      train zero --distance squared --guard none
      train zero --recipe original
      train classifier --pool flatten
      train --watch king,river
      train spectral --dry-run
      train zero --init glove.6B.100d.txt
      train pretrained --file glove.6B.100d.txt
      train &
    """
    objective = arguments.words[0].text if arguments.words else "zero"
    training = prepared(
        session, objective, arguments.options.get("recipe"), given(arguments), listed(arguments, "watch")
    )
    dry = bool(arguments.options.get("dry_run"))
    job = session.train(training, arguments.options.get("name"), dry=dry)
    if dry:
        return planned(session.wait(job), training)
    session.listener.note(f"{objective} with {settings(training)}; `--dry-run` shows all")
    if arguments.background or arguments.options.get("background"):
        job.background = True
        return Started(job.number, job.title)
    return trained(session, session.wait(job))


def prepared(
    session: Session, objective: str, recipe: str | None, given: dict[str, Any], watched: tuple[str, ...] = ()
) -> Training:
    """Return what is to be trained on the current corpus, its options checked, its files looked for."""
    catalog.find(objective)
    files = with_files(session, objective, given)
    report = session.corpus.report
    chosen = choosing.choose(objective, recipe, files.options, report.tokens)
    chosen.check_labels(tuple(report.labels))
    flags = choosing.to_flags(chosen, recipe, given | files.typed)
    kept = _recipe(session, objective, chosen, flags) | ({"vectors": files.vectors} if files.vectors else {})
    return Training(objective, asdict(chosen), kept, watched)


def settings(training: Training) -> str:
    """Return those options that the size of the text decides, as they are typed to overrule them."""
    used = catalog.find(training.objective).options.used()
    return " ".join(f"--{name.replace('_', '-')} {training.options[name]}" for name in BY_SIZE if name in used)


def given(arguments: Arguments) -> dict[str, Any]:
    """Return the options of training that were typed."""
    return {name: value for name, value in arguments.options.items() if name in choosing.types()}


def _recipe(session: Session, objective: str, chosen: Options, flags: str) -> dict[str, Any]:
    """Return what is kept with the vectors, so that they can be made again."""
    command = " ".join(filter(None, ["train", objective, flags]))
    corpus = session.corpus
    return {
        "objective": objective, "options": asdict(chosen), "command": command,
        "corpus": {"name": session.current_corpus, "hash": corpus.hash, "tokens": corpus.report.tokens},
    }  # fmt: skip


def listed(arguments: Arguments, option: str) -> tuple[str, ...]:
    """Return the texts that were typed with commas between, each once."""
    typed = str(arguments.options.get(option, "")).replace("，", ",").split(",")
    return tuple(dict.fromkeys(filter(None, (text.strip() for text in typed))))


def resume(session: Session, arguments: Arguments) -> Answer:
    """Go on with a training that was stopped, by you or by a machine that failed; without a name with the latest one.

    What comes out is the same, to the last bit, as if it had never been stopped.

    Examples:
      resume
      resume zero
    """
    found = _stopped(session, arguments.words[0].text if arguments.words else None)
    training = Training(found["objective"], found["options"], found["recipe"], listed(arguments, "watch"))
    session.listener.note(f"going on with {_told(found)}")
    job = session.train(training, found["name"], resume=True)
    if arguments.background or arguments.options.get("background"):
        job.background = True
        return Started(job.number, job.title)
    return trained(session, session.wait(job))


def _told(found: Mapping[str, Any]) -> str:
    """Return which stopped training it is, and where it was stopped."""
    where = f", stopped at {found['stopped']}" if found.get("stopped") else ""
    return f"{found['name'] or found['objective']} (`{found['recipe']['command']}`{where})"


def _stopped(session: Session, name: str | None) -> dict[str, Any]:
    """Return what was kept of a training on the current corpus that was stopped: of a model, or of the latest one.

    `name` is what the model is called, in this session or in the one that was left.
    """
    corpus = session.corpus
    names = {model.space.recipe.get("command"): key for key, model in session.models.items() if model.trained.resumable}
    found = []
    folders = sorted(places.trainings_folder().iterdir(), key=lambda path: -path.stat().st_mtime)
    for folder in folders:
        with contextlib.suppress(EmbreplError):  # one that cannot go on is none
            about = states.about(folder)
            if about["recipe"]["corpus"]["hash"] == corpus.hash:
                called = about.get("name") or about["objective"]
                taken = called in session.models  # by a model of this session, which is another one
                found.append({**about, "name": names.get(about["recipe"]["command"], "" if taken else called)})
    fitting = [
        each
        for each in found
        if name in {None, each["name"]} or (name == each["objective"] and name not in session.models)
    ]
    if not fitting:
        what = f" of {name}" if name else ""
        message = f"There is no stopped training{what} on {session.current_corpus} to go on with."
        others = "; ".join(map(_told, found[:3]))
        hint = f"These can go on: {others}." if found else "`train` starts one; Ctrl-C or `stop` stops it."
        raise EmbreplError("nothing-stopped", message, hint)
    return min(fitting, key=lambda each: name is not None and each["name"] != name)


def planned(job: Job, training: Training) -> Planned:
    """Return what a dry run has found."""
    if not isinstance(job.result, Estimated):
        raise TypeError("the job did not estimate")
    kind = catalog.find(training.objective).options
    found, plain, meanings = job.result, asdict(kind()), choosing.meanings()
    rows = tuple(
        PlannedRow(name.replace("_", "-"), value, value != plain[name], meanings[name].help)
        for name, value in training.options.items()
        if name in kind.used()
    )
    return Planned(
        training.objective, training.recipe["command"], found.seconds, found.memory, found.words, found.tokens, rows
    )


def trained(session: Session, job: Job) -> TrainedModel:
    """Return what is to be told of a model that was just trained."""
    from embrepl.space.health import health

    if not isinstance(job.result, Trained):
        raise TypeError("the job did not train")
    model = session.models[job.name]
    space, recipe = model.space, model.space.recipe
    found = health(space)
    return TrainedModel(
        name=job.name,
        objective=recipe["objective"],
        corpus=model.corpus,
        words=len(space),
        dim=space.dim,
        seconds=job.result.seconds,
        words_per_second=job.result.words / max(job.result.seconds, 1e-9),
        memory=job.result.memory,
        estimate=job.estimate.seconds if job.estimate else None,
        loss=job.result.loss,
        stopped=job.result.stopped,
        trouble=job.result.trouble,
        ended=job.result.ended,
        resumable=job.result.resumable,
        figures=job.result.figures,
        notes=tuple(job.result.notes),
        missing=tuple(job.result.missing),
        verdict=found.verdict,
        sentence=found.sentence,
        advice=_next(job.result, found.advice),
        command=recipe["command"],
    )


def _next(result: Trained, advice: str) -> str:
    """Return what to do next: the health's advice, unless how the training ended has a better one."""
    if not advice or result.trouble:  # which says what to change
        return ""
    return "`resume` goes on, and it may yet come right" if result.resumable else advice


def _options() -> tuple[Option, ...]:
    """Return every option that some objective has."""
    meanings = choosing.meanings()
    return tuple(
        Option(name.replace("_", "-"), kind, meanings[name].help, meanings[name].choices, _default(name))
        for name, kind in choosing.types().items()
    )


def _default(name: str) -> Any:
    """Return the default of an option where all objectives that have it agree on one."""
    found = {getattr(entry.options(), name) for entry in catalog.OBJECTIVES if name in entry.options.used()}
    return found.pop() if len(found) == 1 else None


OPTIONS = _options()
WATCH = Option("watch", str, "show how the neighbours of these words change", many=True)
BACKGROUND = Option("background", bool, "the same as a trailing &", (), False)
RECIPES = tuple(dict.fromkeys(recipe for entry in catalog.OBJECTIVES for recipe in entry.options.recipes))

COMMANDS = {
    "train": Command(
        "train", "train [OBJECTIVE] [&]", train, most=1, completes="objectives",
        options=(
            Option("recipe", str, "a whole set of options by name", RECIPES, "default"),
            *OPTIONS,
            Option("name", str, "what to call the model"),
            WATCH,
            Option("dry-run", bool, "only say which options it would take, how long and how much memory", (), False),
            BACKGROUND,
        ),
    ),
    "resume": Command("resume", "resume [MODEL] [&]", resume, (WATCH, BACKGROUND), most=1, completes="names"),
}  # fmt: skip
