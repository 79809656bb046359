"""`jobs`, `wait`, `watch` and `stop`: what runs in the background."""

from __future__ import annotations

import time
from dataclasses import dataclass

from embrepl.commands.answers.base import Answer
from embrepl.commands.answers.jobs import AtRest, GoesOn, JobList, JobRow
from embrepl.commands.command import Command, by_name
from embrepl.commands.making.ends import end_of
from embrepl.commands.options import CommandOptions, argument
from embrepl.errors import EmbreplError
from embrepl.session.jobs import Job
from embrepl.session.session import Session


@dataclass(frozen=True, kw_only=True)
class JobOptions(CommandOptions):
    """What the commands about one job take."""

    job: str | None = argument("[JOB]", default=None)


def jobs(session: Session, _: CommandOptions) -> JobList:
    """List the background jobs of this session, those that run and those that have ended.

    Examples:
      jobs
    """
    session.jobs.pump()
    return JobList(tuple(_row(job) for job in session.jobs))


def _row(job: Job) -> JobRow:
    seconds = time.monotonic() - job.began if job.running else job.seconds
    return JobRow(job.number, job.title, job.state, 1.0 if job.state == "done" else job.share, seconds)


def wait(session: Session, options: JobOptions) -> Answer:
    """Wait for the running job, or for the one with that number, and show what came of it; Ctrl-C stops the job.

    Where nothing runs, it says so and goes on.

    Examples:
      wait
    """
    if options.job is None and _next(session) is None:
        return AtRest(None, "", "")
    job = _job(session, options)
    return end_of(session, session.jobs.wait(job))


def watch(session: Session, options: JobOptions) -> Answer:
    """Watch the running job, or the one with that number, until it ends; Ctrl-C lets it go on in the background.

    Shown are how far it is, its losses since the start, and the neighbours of the words that `train --watch` named.

    Examples:
      watch
    """
    job = _job(session, options)
    if _is_known(session, job):
        return AtRest(job.number, job.title, job.state)
    if job.running:
        session.listener.note("Ctrl-C leaves it running in the background; `stop` stops it.")
    return end_of(session, job) if session.jobs.watch(job) else GoesOn(job.number, job.title, job.share)


def stop(session: Session, options: JobOptions) -> Answer:
    """Stop the running job, or the one with that number; a training keeps what it has learnt.

    Examples:
      stop
    """
    job = _job(session, options)
    if _is_known(session, job):
        return AtRest(job.number, job.title, job.state)
    session.jobs.stop(job)
    return end_of(session, session.jobs.wait(job))


def _job(session: Session, options: JobOptions) -> Job:
    if options.job is None:
        job = _next(session)
        if job is None:
            raise EmbreplError("no-job", "Nothing is running.", "`jobs` lists what ran.")
        return job
    number = options.job
    numbered = next((job for job in session.jobs if str(job.number) == number), None)
    if numbered is None:
        raise EmbreplError("no-job", f"There is no job '{number}'.", "`jobs` lists them with their numbers.")
    return numbered


def _next(session: Session) -> Job | None:
    """Return the job that runs, or has ended without anybody having seen what came of it."""
    return session.jobs.running or next(iter(session.jobs.unreported), None)


def _is_known(session: Session, job: Job) -> bool:
    """Whether a job has ended, and what came of it was shown."""
    session.jobs.pump()
    return not job.running and job not in session.jobs.unreported


COMMANDS = by_name(
    Command("jobs", jobs, CommandOptions),
    Command("wait", wait, JobOptions),
    Command("watch", watch, JobOptions),
    Command("stop", stop, JobOptions),
)
