"""The kinds of jobs, each with its sentences: what it does, what leaving loses, what to do when its process dies."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """A kind of job.

    `name` names its folder, `doing` what it does while it runs, as in "training zero". `left` ends the sentence that
    the job was stopped because the session ends; without one nothing is said. `died` says what to do when the
    background process died meanwhile. `makes_model`: whether vectors come of it; `learns`: whether it is worth a
    moment's wait for what it learnt so far, which it also keeps in checkpoints.
    """

    name: str
    doing: str
    left: str = ""
    died: str = ""
    makes_model: bool = False
    learns: bool = False


READING = Kind("load", "reading", died="`load` it again")
TRAINING = Kind(
    "train",
    "training",
    left="what it learnt is lost",
    died="What it learnt is lost, nothing else: `train` starts anew",
    makes_model=True,
    learns=True,
)
ESTIMATING = Kind("estimate", "estimating", died="Nothing is lost: ask for the estimate again")
VECTORS = Kind(
    "open",
    "reading",
    left="`open` reads the file from its beginning",
    died="Nothing is lost: `open` reads the file from its beginning",
    makes_model=True,
)
QUESTION = Kind("question", "answering")  # answered by the shell itself; all others run in the background process
