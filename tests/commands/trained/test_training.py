"""`train`, and texts that are too small for it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import corpora
from embrepl.session.holdings import Model
from tests.commands.trained.checks import check
from tests.helpers.sessions import Talk, quoted


class TestTrain:
    def test_what_is_told(self, talk: Talk, model: Model) -> None:
        number = next(job.number for job in talk.session.jobs if job.name == "small")
        trained = talk(f"wait {number}")
        assert trained.kind == "trained"
        assert (trained.name, trained.objective, trained.corpus, trained.dim) == ("small", "zero", "story", 20)
        assert (trained.words, trained.stopped) == (len(model.space), "")
        assert trained.seconds > 0
        assert trained.words_per_second > 0
        assert trained.loss is not None
        assert trained.command == "train zero --dim 20 --epochs 2"
        assert np.isfinite(model.space.matrix).all()

    def test_the_seed_is_said_to_learn_nothing(self, loose: Talk, tmp_path: Path) -> None:
        path = tmp_path / "short.txt"
        path.write_text(corpora.text("en", words=10_000), encoding="utf-8")
        loose(f"load {path} --name short")
        trained = loose("train zero --recipe original --name plain")
        assert trained.verdict == "unlearnt"
        assert trained.sentence.startswith("Do not use these vectors: training moved them along (1, …, 1) only")
        assert "--guard repel" in trained.advice
        recipe = loose.session.models["plain"].space.recipe["options"]
        named = ("distance", "guard", "window", "optimizer", "batch", "unit")
        assert [recipe[name] for name in named] == ["signed", "none", 1, "adam", 32, False]
        figures = loose("health plain")
        assert figures.shared_movement == pytest.approx(1, abs=0.01)
        assert figures.untrained_overlap > 0.6

    @pytest.mark.parametrize("options", ["--distance squared --guard none", "--guard spread", "--distance absolute"])
    def test_other_distances_and_guards(self, loose: Talk, tmp_path: Path, options: str) -> None:
        path = tmp_path / "short.txt"
        path.write_text(corpora.text("en", words=5_000), encoding="utf-8")
        loose(f"load {path} --name short")
        trained = loose(f"train zero {options} --dim 8 --epochs 1 --name other")
        assert trained.command == f"train zero {options} --dim 8 --epochs 1"
        assert trained.verdict == "untrained"  # a single pass over a short text moves hardly a neighbour
        assert trained.advice

    def test_the_same_seed_makes_the_same_vectors(self, loose: Talk, tmp_path: Path) -> None:
        path = tmp_path / "short.txt"
        path.write_text(corpora.text("en", words=5_000), encoding="utf-8")
        loose(f"load {path} --name short")
        for name, seed in (("one", 3), ("two", 3), ("three", 4)):
            loose(f"train --dim 8 --epochs 1 --seed {seed} --name {name}")
        one, two, three = (loose.session.models[name].space.matrix for name in ("one", "two", "three"))
        assert np.array_equal(one, two)
        assert not np.array_equal(one, three)

    def test_in_the_background(self, loose: Talk) -> None:
        started = loose("train --dim 8 --epochs 1 --name later &")
        assert (started.kind, started.title) == ("started", "training later")
        assert loose("wait").name == "later"
        assert [(row.number, row.state, row.share) for row in loose("jobs").rows][-1] == (started.job, "done", 1.0)
        assert loose(f"wait {started.job}").name == "later"
        assert loose("wait").kind == "at-rest"
        for verb in ("watch", "stop"):
            answer = loose(f"{verb} {started.job}")
            assert (answer.kind, answer.title, answer.state) == ("at-rest", "training later", "done")

    def test_stopping_keeps_what_was_learnt(self, loose: Talk) -> None:
        started = loose("train --dim 8 --epochs 100000 --name long --background")
        job = loose.session.jobs[started.job]
        while job.progress is None or job.progress.stage != "training" or not job.share:
            loose.session.jobs.pump(1.0)
        assert loose("jobs").rows[-1].state == "running"
        assert loose("info").worker == "training long"
        assert loose("near king 3").model == "small"
        assert loose.error("train").code == "worker-busy"
        trained = loose("stop")
        assert (trained.name, trained.stopped.startswith("epoch ")) == ("long", True)
        assert loose("jobs").rows[-1].state == "stopped"
        assert loose("near king 3").model == "small"
        assert loose("use long").model == loose("near king 3").model == "long"
        assert [row.stopped for row in loose("models").rows if row.name == "long"] == [trained.stopped]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("load ''", "file-not-found"),  # Session.load makes it ".", and reads the folder that embrepl stands in
        ("load ~nosuchuser/x", "file-not-found"),  # Session.load: RuntimeError
        ("train --seed 4294967296 --dim 2 --epochs 1", "bad-option"),  # options.check: ValueError in the worker
        ("train --repulsion nan --dim 2 --epochs 1", "bad-option"),  # options.check: said to diverge
        ("train --bias nan --dim 2 --epochs 1", "bad-option"),  # options.check: LinAlgError in the worker
    ],
)
def test_odd_values_are_refused(loose: Talk, tmp_path: Path, line: str, code: str) -> None:
    path = tmp_path / "short.txt"
    path.write_text(corpora.text("en", words=1_000), encoding="utf-8")
    loose(f"load {path} --name short")
    assert loose.error(line).code == code


def test_text_too_small_for_the_window(loose: Talk, tmp_path: Path) -> None:
    path = tmp_path / "small.txt"
    path.write_text("one two three four")
    loose(f"load {path} --name tiny")
    check(loose.error("train"), "empty-vocabulary", "No word is seen 2 times", "--min-count 1")
    check(loose.error("train --min-count 1"), "corpus-too-small", "4 words.*window of 6", "--window")
    check(loose.error("near one"), "nothing-trained", "tiny", "train")


def test_a_word_that_is_too_rare_has_a_vector_from_its_places(loose: Talk, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("often seen words " * 20 + "rare " * 3 + "twice twice once")
    loose(f"load {path} --name rarely")
    loose("train --dim 2 --epochs 1 --window 2 --min-count 5")
    for word, times in {"rare": 3, "twice": 2, "once": 1}.items():
        made = loose(f"near {word}").made_of
        assert made.total <= times
        assert made.documents == 1


def test_a_corpus_too_small_for_the_window(loose: Talk, tmp_path: Path) -> None:
    (tmp_path / "tiny.txt").write_text("one two one two one two", encoding="utf-8")
    loose(f"load {quoted(str(tmp_path / 'tiny.txt'))} --name tiny")
    check(
        loose.error("train --min-count 1 --window 6"),
        "corpus-too-small",
        "6 words left, fewer than one window",
        "--window",
    )
