"""The kinds of jobs, each with its sentences: what it does, what leaving loses, what to do when its process dies."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class JobKind:
    """A kind of job.

    `name` names its folder, `doing` what it does while it runs, as in "training zero". `left` ends the sentence that
    the job was stopped because the session ends; without one nothing is said. `stopped` says what Ctrl-C leaves of it,
    and `died` what to do when the background process died meanwhile. `makes_model`: whether vectors come of it;
    `learns`: whether it is worth a moment's wait for what it learnt so far, which it also keeps in checkpoints.
    """

    name: str
    doing: str
    left: str = ""
    stopped: str = "nothing of it is kept."
    died: str = ""
    makes_model: bool = False
    learns: bool = False


READING = JobKind("load", "reading", left="`load` reads it from its beginning", died="`load` it again")
TRAINING = JobKind(
    "train",
    "training",
    left="what it learnt is lost",
    stopped="what it has learnt by then is kept.",
    died="What it learnt is lost, nothing else: `train` starts anew",
    makes_model=True,
    learns=True,
)
ESTIMATING = JobKind("estimate", "estimating", died="Nothing is lost: ask for the estimate again")
VECTORS = JobKind(
    "open",
    "reading",
    left="`open` reads the file from its beginning",
    stopped="the words read by then are kept.",
    died="Nothing is lost: `open` reads the file from its beginning",
    makes_model=True,
)
RETRAINING = JobKind(
    "twin",
    "retraining",
    left="what it learnt is lost",
    died="Nothing else is lost: ask again",
)
RESAMPLING = JobKind(
    "stable",
    "resampling",
    left="its runs go with the session",
    stopped="the runs so far are kept.",
    died="The runs of before are kept: `stable` makes the others again",
)
INDUCING = JobKind("uses", "learning from contexts", died="Nothing is lost: ask again")
PROJECTING = JobKind("map", "drawing a map of", died="Nothing is lost: ask again")
