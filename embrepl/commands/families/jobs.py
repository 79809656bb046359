"""`jobs`, `wait`, `watch` and `stop`: what the worker does."""

from __future__ import annotations

import time

from embrepl.commands.answers.base import Answer
from embrepl.commands.answers.jobs import GoesOn, JobRow, Jobs
from embrepl.commands.arguments import Arguments, Command
from embrepl.commands.families.training import trained
from embrepl.errors import EmbreplError
from embrepl.session.jobs import Job
from embrepl.session.session import Session
from embrepl.training.protocol import Estimated, Failed


def jobs(session: Session, _: Arguments) -> Answer:
    """List what the worker has done and is doing.

    Examples:
      jobs
    """
    session.pump()
    return Jobs(tuple(_row(job) for job in session.jobs.values()))


def _row(job: Job) -> JobRow:
    seconds = time.monotonic() - job.began if job.running else job.seconds
    return JobRow(job.number, job.title, job.state, 1.0 if job.state == "done" else job.progress_share, seconds)


def wait(session: Session, arguments: Arguments) -> Answer:
    """Wait for the running job, or for the one of that number; Ctrl-C stops the job.

    Examples:
      wait
    """
    job = _job(session, arguments)
    return ended(session, session.wait(job))


def watch(session: Session, arguments: Arguments) -> Answer:
    """Watch the running job, or the one of that number, until it ends; Ctrl-C lets it go on in the background.

    Shown are how far it is, its losses since the start, and the neighbours of the words that `train --watch` named.

    Examples:
      watch
    """
    job = _job(session, arguments)
    if job.running:
        session.listener.note("Ctrl-C leaves it running in the background; `stop` stops it.")
    return ended(session, job) if session.watch(job) else GoesOn(job.number, job.title, job.progress_share)


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
    from embrepl.commands.families.corpora import loaded

    job.announced = True
    if isinstance(job.result, Failed):
        raise session.failure(job)
    if isinstance(job.result, Estimated):
        raise EmbreplError("no-job", f"Job {job.number} was an estimate alone.", "`train` trains what it estimated.")
    return trained(session, job) if job.kind.makes_model else loaded(session, job)


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


COMMANDS = {
    "jobs": Command("jobs", "jobs", jobs, most=0),
    "wait": Command("wait", "wait [JOB]", wait, most=1),
    "watch": Command("watch", "watch [JOB]", watch, most=1),
    "stop": Command("stop", "stop [JOB]", stop, most=1),
}
