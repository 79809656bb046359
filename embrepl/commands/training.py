"""`train` and what goes with it: the objectives, and the worker's jobs."""

from __future__ import annotations

import contextlib
from dataclasses import asdict
from typing import Any

from embrepl import places
from embrepl.commands.answers import (
    Answer,
    JobRow,
    Jobs,
    ObjectiveRow,
    Objectives,
    Planned,
    PlannedRow,
    Started,
    TrainedModel,
)
from embrepl.commands.arguments import Arguments, Command, Option
from embrepl.errors import EmbreplError
from embrepl.jobs import Job
from embrepl.session import Session, Training
from embrepl.training import catalog, choosing, states
from embrepl.training.options import meanings
from embrepl.training.options.base import Options
from embrepl.training.protocol import Estimated, Failed, Trained


def train(session: Session, arguments: Arguments) -> Answer:
    """Train word vectors on the current corpus; without a name by the objective `zero`, guarded against collapse.

    Ctrl-C stops it and keeps what was learnt. With a trailing & it goes on in the background while you ask
    other things (`jobs`, `wait`, `stop`). `--recipe seed` is the plain model, to the letter, from which all began: it
    learns nothing, and `health` says why. `objectives` lists the ways of training.

    Examples:
      train
      train zero --dim 50 --epochs 10
      train zero --distance squared --guard none
      train zero --recipe seed
      train &
    """
    given = {name: value for name, value in arguments.options.items() if name in meanings.HELP}
    objective = arguments.words[0].text if arguments.words else "zero"
    catalog.find(objective)
    recipe_name = arguments.options.get("recipe")
    corpus = session.corpus
    chosen = choosing.choose(objective, recipe_name, given, corpus.report.tokens)
    training = Training(
        objective, asdict(chosen), _recipe(session, objective, chosen, recipe_name, given), _watched(arguments)
    )
    dry = bool(arguments.options.get("dry_run"))
    job = session.train(training, arguments.options.get("name"), dry=dry)
    if dry:
        return planned(session.wait(job), training, chosen)
    if arguments.background or arguments.options.get("background"):
        job.background = True
        return Started(job.number, job.title)
    return trained(session, session.wait(job))


def _recipe(
    session: Session, objective: str, chosen: Options, recipe: str | None, given: dict[str, Any]
) -> dict[str, Any]:
    """Return what is kept with the vectors, so that they can be made again."""
    command = " ".join(filter(None, ["train", objective, choosing.to_flags(chosen, recipe, given)]))
    corpus = session.corpus
    return {
        "objective": objective, "options": asdict(chosen), "command": command,
        "corpus": {"name": session.current_corpus, "hash": corpus.hash, "tokens": corpus.report.tokens},
    }  # fmt: skip


def _watched(arguments: Arguments) -> tuple[str, ...]:
    return tuple(filter(None, str(arguments.options.get("watch", "")).replace("，", ",").split(",")))


def resume(session: Session, arguments: Arguments) -> Answer:
    """Go on with a training that was stopped, by you or by a machine that failed; without a name with the latest one.

    What comes out is the same, to the last bit, as if it had never been stopped.

    Examples:
      resume
      resume zero
    """
    found = _stopped(session, arguments.words[0].text if arguments.words else None)
    recipe = found["recipe"]
    training = Training(found["objective"], found["options"], recipe, _watched(arguments))
    name = arguments.words[0].text if arguments.words else found.get("name")
    job = session.train(training, name, resume=True)
    if arguments.background or arguments.options.get("background"):
        job.background = True
        return Started(job.number, job.title)
    return trained(session, session.wait(job))


def _stopped(session: Session, name: str | None) -> dict[str, Any]:
    """Return what was kept of a training on the current corpus that was stopped: of a model, or of the latest one."""
    corpus = session.corpus
    names = {model.space.recipe.get("command"): key for key, model in session.models.items() if model.trained.resumable}
    found = []
    folders = sorted(places.trainings_folder().iterdir(), key=lambda path: -path.stat().st_mtime)
    for folder in folders:
        with contextlib.suppress(EmbreplError):  # one that cannot go on is none
            about = states.about(folder)
            if about["recipe"]["corpus"]["hash"] == corpus.hash:
                found.append({**about, "name": names.get(about["recipe"]["command"])})
    if name is not None:
        model = session.models.get(name)
        command = model.space.recipe.get("command") if model else None
        found = [
            each for each in found if each["recipe"]["command"] == command or (not model and each["objective"] == name)
        ]
    if not found:
        what = f" of {name}" if name else ""
        message = f"There is no stopped training{what} on {session.current_corpus} to go on with."
        raise EmbreplError("nothing-stopped", message, "`train` starts one; Ctrl-C or `stop` stops it.")
    return found[0]


def planned(job: Job, training: Training, chosen: Options) -> Planned:
    """Return what a dry run has found."""
    if not isinstance(job.result, Estimated):
        raise TypeError("the job did not estimate")
    found, plain = job.result, asdict(type(chosen)())
    rows = tuple(
        PlannedRow(name.replace("_", "-"), value, value != plain[name], meanings.HELP[name])
        for name, value in training.options.items()
        if name not in chosen.unused
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
        verdict=found.verdict,
        sentence=found.sentence,
        advice=found.advice,
        command=recipe["command"],
    )


def objectives(_: Session, __: Arguments) -> Answer:
    """List the ways of training: what each takes for a good vector, and where it comes from.

    Examples:
      objectives
    """
    return Objectives(tuple(ObjectiveRow(entry.name, entry.summary, entry.source) for entry in catalog.OBJECTIVES))


def jobs(session: Session, _: Arguments) -> Answer:
    """List what the worker has done and is doing.

    Examples:
      jobs
    """
    session.pump()
    return Jobs(tuple(_row(job) for job in session.jobs.values()))


def _row(job: Job) -> JobRow:
    import time

    seconds = time.monotonic() - job.began if job.running else job.seconds
    return JobRow(job.number, job.title, job.state, 1.0 if job.state == "done" else job.progress_share, seconds)


def wait(session: Session, arguments: Arguments) -> Answer:
    """Wait for the running job, or for the one of that number; Ctrl-C stops the job.

    Examples:
      wait
    """
    job = _job(session, arguments)
    return ended(session, session.wait(job))


def stop(session: Session, arguments: Arguments) -> Answer:
    """Stop the running job, or the one of that number; a training keeps what it learnt.

    Examples:
      stop
    """
    job = _job(session, arguments)
    session.stop(job)
    return ended(session, session.wait(job))


def ended(session: Session, job: Job) -> Answer:
    """Return what is to be told of a job that has ended well; raise the error of one that has not."""
    from embrepl.commands.corpora import loaded

    job.announced = True
    if isinstance(job.result, Failed):
        raise session.failure(job)
    return trained(session, job) if job.kind == "train" else loaded(session, job)


def _job(session: Session, arguments: Arguments) -> Job:
    if not arguments.words:
        running = session.running or next((job for job in session.jobs.values() if not job.announced), None)
        if running is None:
            raise EmbreplError("no-job", "Nothing is running.", "`jobs` lists what ran.")
        return running
    number = arguments.words[0].text
    job = next((job for job in session.jobs.values() if str(job.number) == number), None)
    if job is None:
        raise EmbreplError("no-job", f"There is no job '{number}'.", "`jobs` lists them with their numbers.")
    return job


def _options() -> tuple[Option, ...]:
    return tuple(
        Option(name.replace("_", "-"), kind, meanings.HELP[name], meanings.CHOICES.get(name, ()), _default(name))
        for name, kind in choosing.types().items()
    )


def _default(name: str) -> Any:
    """Return the default of an option where all objectives that have it agree on one."""
    found = {getattr(entry.options(), name) for entry in catalog.OBJECTIVES if name in entry.options.used()}
    return found.pop() if len(found) == 1 else None


WATCH = Option("watch", str, "show how the neighbours of these words change", many=True)
BACKGROUND = Option("background", bool, "the same as a trailing &", (), False)
RECIPES = tuple(dict.fromkeys(recipe for entry in catalog.OBJECTIVES for recipe in entry.options.recipes))

COMMANDS = {
    "train": Command(
        "train", "train [OBJECTIVE] [&]", train, most=1, completes="objectives",
        options=(
            Option("recipe", str, "a whole set of options by name", RECIPES, "default"),
            *_options(),
            Option("name", str, "what to call the model"),
            WATCH,
            Option("dry-run", bool, "only say which options it would take, how long and how much memory", (), False),
            BACKGROUND,
        ),
    ),
    "resume": Command("resume", "resume [MODEL] [&]", resume, (WATCH, BACKGROUND), most=1, completes="names"),
    "objectives": Command("objectives", "objectives", objectives, most=0),
    "jobs": Command("jobs", "jobs", jobs, most=0),
    "wait": Command("wait", "wait [JOB]", wait, most=1),
    "stop": Command("stop", "stop [JOB]", stop, most=1),
}  # fmt: skip
