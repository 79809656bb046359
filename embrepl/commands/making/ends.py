"""The answers about a job that goes on in the background or has ended: the corpus that was read, the model trained."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from embrepl.commands.answers.corpora import Loaded
from embrepl.commands.answers.exploring.stability import RunsKept
from embrepl.commands.answers.jobs import Started
from embrepl.commands.answers.training import Planned, PlannedRow, TrainedModel
from embrepl.commands.making.judging import advice_on
from embrepl.corpus.options import unusual
from embrepl.training import catalog, choosing
from embrepl.training.protocol import CorpusRead, Estimated, Failed, Resampled, Trained

if TYPE_CHECKING:
    from embrepl.session.jobs import Job
    from embrepl.session.session import Session
    from embrepl.training.ends import End


def in_background(session: Session, job: Job) -> Started:
    """Let a job run in the background."""
    session.jobs.in_background(job)
    return Started(job.number, job.title)


def end_of(session: Session, job: Job) -> Loaded | TrainedModel | Planned | RunsKept:
    """Return the answer about a job that has ended well; raise the error of one that has not."""
    session.jobs.reported(job)
    if isinstance(job.result, Failed):
        raise session.jobs.failure(job)
    if isinstance(job.result, Estimated):
        return plan_of(job)
    if isinstance(job.result, Resampled):
        return RunsKept(job.name, job.result.runs, job.result.wanted)
    return describe_corpus(session, job) if isinstance(job.result, CorpusRead) else describe_training(session, job)


def plan_of(job: Job) -> Planned:
    """Return what a dry run has estimated."""
    recipe = job.recipe
    if not isinstance(job.result, Estimated) or recipe is None:
        raise TypeError("the job did not estimate")
    kind = catalog.find(recipe.objective).options
    estimate, plain, meanings = job.result, asdict(kind()), choosing.meanings()
    rows = tuple(
        PlannedRow(name.replace("_", "-"), value, value != plain[name], meanings[name].help)
        for name, value in recipe.options.items()
        if name in kind.option_names()
    )
    return Planned(
        recipe.objective, recipe.command, estimate.seconds, estimate.memory, estimate.words, estimate.tokens, rows
    )


def describe_corpus(session: Session, job: Job) -> Loaded:
    """Return the answer about a corpus that was just read."""
    cached = isinstance(job.result, CorpusRead) and job.result.cached
    return Loaded(**facts_of(session, job.name), cached=cached)


def facts_of(session: Session, name: str) -> dict[str, Any]:
    """Return what is known of a corpus, as the fields of the report on it."""
    from embrepl.corpus.building.examining.advice import advice

    corpus = session.corpora[name]
    report = corpus.report
    min_count = choosing.choose("zero", None, {}, report.tokens).min_count
    copied = (
        "files", "documents", "tokens", "types", "language", "bytes", "seconds", "skipped", "notes", "sample_lines",
        "lines", "hyphenated_lines", "empty_documents", "duplicate_documents", "suspicious", "unlabelled",
        "chapters", "tags", "lemmas",
    )  # fmt: skip
    return {
        "name": name,
        "kept_types": corpus.vocabulary_size(min_count),
        "kept_share": corpus.kept_share(min_count),
        "min_count": min_count,
        "encodings": dict(report.encodings),
        "languages": dict(report.languages),
        "labels": dict(report.labels),
        "variables": {each.name: each.values for each in report.variables},
        "duplicate_share": report.duplicate_tokens / report.tokens,
        "advice": advice(report, min_count, corpus.kept_share),
        **{field: getattr(report, field) for field in copied},
        "skipped": tuple((path, _why(path, reason)) for path, reason in report.skipped),
        "options": unusual(report.options),
    }


def _why(path: str, reason: str) -> str:
    """Return what is wrong with a file, without its name before it."""
    return reason.removeprefix(path).strip(" :") or reason


def describe_training(session: Session, job: Job) -> TrainedModel:
    """Return the answer about a model that was just trained or read."""
    from embrepl.space.health import health

    if not isinstance(job.result, Trained):
        raise TypeError("the job did not train")
    model = session.models[job.name]
    space, recipe = model.space, model.recipe
    report, end = health(space), job.result.end
    return TrainedModel(
        name=job.name,
        objective=recipe.objective,
        corpus=model.corpus,
        words=len(space),
        dim=space.dim,
        seconds=job.result.seconds,
        words_per_second=job.result.words / max(job.result.seconds - job.result.earlier, 1e-9),
        memory=job.result.memory,
        estimate=job.estimate.seconds if job.estimate else None,
        loss=job.result.loss,
        stopped=end.far,
        trouble=end.trouble,
        ended=end.settled,
        resumable=end.resumable,
        figures=job.result.figures,
        notes=tuple(job.result.notes),
        missing=tuple(job.result.missing),
        verdict=report.verdict,
        sentence=report.sentence,
        advice=_next_step(end, advice_on(space, report.verdict)),
        command=recipe.command,
        current=session.current_model == job.name,
    )


def _next_step(end: End, advice: str) -> str:
    """Return what to do next: the health's advice, unless how the training ended has a better one."""
    if not advice or end.trouble:  # which says what to change
        return ""
    return "`resume` goes on; more training may help" if end.resumable else advice
