"""Pretrained: nothing is trained; the words of the text take the vectors that a file has for them.

Files of GloVe (Pennington et al. 2014), word2vec (Mikolov et al. 2013) and fastText (Bojanowski et al. 2017), or a
space of embrepl's own. Words that have none are left out of the space: a row of zeros would be near nothing and have
no direction, and would only look like a vector.

Axes: V words, R of them that have a vector, D dimensions.
"""

from __future__ import annotations

from pathlib import Path

from embrepl.objectives.engine import file_vectors
from embrepl.objectives.engine.task import Outcome, Reporter, Task
from embrepl.space import external
from embrepl.training.ends import End
from embrepl.training.options.pretrained import PretrainedOptions


def train(task: Task, report: Reporter) -> Outcome | None:
    """Return the vectors (R, D) of the words that have one; None for the estimate alone."""
    options = task.options_as(PretrainedOptions)
    path, encoding = Path(options.file), options.encoding
    if not report.estimate(*file_vectors.estimate(path, len(task.words), external.any_case(task.words), encoding)):
        return None
    read = file_vectors.vectors_of(path, task.text, task.words, report, "the others are left out", encoding)
    matched = read.matched
    if matched.matrix.shape[1] != options.dim:
        raise external.mismatch(path.name, matched.matrix.shape[1], options.dim)
    return Outcome(
        matched.matrix,
        start=None,
        loss=None,
        words=0.0,
        end=End.stopped_at(read.stopped),
        figures=read.figures,
        rows=matched.rows,
        notes=read.notes,
        missing=read.missing,
    )
