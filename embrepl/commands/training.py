"""`train` and what goes with it: the objectives, and the worker's jobs."""

from __future__ import annotations

from dataclasses import asdict

from embrepl.commands.answers import Answer, JobRow, Jobs, ObjectiveRow, Objectives, Started, TrainedModel
from embrepl.commands.arguments import Arguments, Command, Option
from embrepl.errors import EmbreplError
from embrepl.jobs import Job
from embrepl.session import Session
from embrepl.training import catalog, options
from embrepl.training.protocol import Failed, Trained


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
    given = {name: value for name, value in arguments.options.items() if name in options.HELP}
    objective = arguments.words[0].text if arguments.words else "zero"
    catalog.find(objective)
    recipe_name = arguments.options.get("recipe")
    chosen = options.choose(recipe_name, given)
    corpus = session.corpus
    report = corpus.report
    command = " ".join(filter(None, ["train", objective, options.to_flags(chosen, recipe_name, given)]))
    recipe = {
        "objective": objective, "options": asdict(chosen), "command": command,
        "corpus": {"name": session.current_corpus, "hash": corpus.hash, "tokens": report.tokens},
    }  # fmt: skip
    job = session.train(objective, asdict(chosen), recipe, arguments.options.get("name"))
    if arguments.background or arguments.options.get("background"):
        job.background = True
        return Started(job.number, job.title)
    return trained(session, session.wait(job))


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
        loss=job.result.loss,
        stopped=job.result.stopped,
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
    defaults = asdict(options.DEFAULT)
    types = options.option_types()
    return tuple(
        Option(name.replace("_", "-"), types[name], meaning, options.CHOICES.get(name, ()), defaults[name])
        for name, meaning in options.HELP.items()
    )


COMMANDS = {
    "train": Command(
        "train", "train [OBJECTIVE] [&]", train, most=1, completes="objectives",
        options=(
            Option("recipe", str, "a whole set of options by name", tuple(options.RECIPES), "default"),
            *_options(),
            Option("name", str, "what to call the model"),
            Option("background", bool, "the same as a trailing &", (), False),
        ),
    ),
    "objectives": Command("objectives", "objectives", objectives, most=0),
    "jobs": Command("jobs", "jobs", jobs, most=0),
    "wait": Command("wait", "wait [JOB]", wait, most=1),
    "stop": Command("stop", "stop [JOB]", stop, most=1),
}  # fmt: skip
