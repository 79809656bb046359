"""Trainings that are stopped, gone on with, estimated, watched, that settle, and that go wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from embrepl.errors import EmbreplError
from embrepl.objectives.engine import estimating
from embrepl.objectives.engine.driver import nothing_learnt
from embrepl.objectives.engine.initial_vectors import start_vectors
from embrepl.objectives.engine.sampling import Text
from embrepl.objectives.engine.task import Outcome, PendingVectors, Plan, Steps, Task, Vectors
from embrepl.objectives.spectral import pending_start
from embrepl.training import catalog, states
from embrepl.training.choosing import choose
from embrepl.training.kept import facts_of
from embrepl.training.options import zero as recipes
from embrepl.training.options.zero import ZeroOptions
from embrepl.training.states import State
from tests.helpers.trainings import Estimating, Silent, StopAfter, slots_text, small_text, train

BLOCKS = replace(ZeroOptions(), **{**recipes.RANDOM, "dim": 8, "batch": 64})
PAIRS = replace(ZeroOptions(), **{**recipes.PLAIN, "dim": 8, "batch": 256})


class Recording(Silent):
    """Records the figures of every step."""

    def __init__(self) -> None:
        self.figures: list[dict[str, float]] = []
        self.watched = (0, 1)
        self.looks = 0

    def due(self) -> bool:
        return True

    def progress(self, stage: str, done: float, total: float, unit: str, figures: dict[str, float]) -> None:
        if stage == "training":
            assert 0 <= done <= total
            self.figures.append(figures)

    def watch_due(self) -> bool:
        return True

    def watch(self, vectors: np.ndarray) -> None:
        self.looks += 1
        assert np.isfinite(vectors).all()


SIGNED = replace(ZeroOptions(), dim=8, batch=64, sample=0.0, epochs=1.5, mirrored_least=0.3)  # from spectral


@pytest.mark.parametrize("options", [BLOCKS, replace(PAIRS, epochs=1.5)], ids=["blocks", "pairs"])
@pytest.mark.parametrize("steps", [1, 7])
def test_stopped_and_gone_on_is_the_same_as_never_stopped(options: ZeroOptions, steps: int, tmp_path: Path) -> None:
    text = small_text()
    whole = train("zero", text, options)
    part = train("zero", text, options, StopAfter(steps + 2))  # it is asked twice before the first step
    assert part.state is not None
    states.save(tmp_path / "kept", part.state, {"objective": "zero"})
    rest = train("zero", text, options, state=states.load(tmp_path / "kept"))
    assert rest.matrix.tobytes() == whole.matrix.tobytes()
    assert rest.start.tobytes() == whole.start.tobytes()
    assert rest.loss == whole.loss
    assert not rest.end.far


@pytest.mark.parametrize("options", [BLOCKS, PAIRS], ids=["blocks", "pairs"])
def test_an_estimate_changes_nothing(options: ZeroOptions) -> None:
    report = Estimating()
    assert train("zero", small_text(), options, report) is None
    assert 0 < report.seconds < 600
    assert report.memory > 10_000_000


def test_the_loss_reported_is_a_mean_of_pairs_and_the_watched_are_looked_at() -> None:
    report = Recording()
    often, seldom = train("zero", small_text(), BLOCKS, report), train("zero", small_text(), BLOCKS)
    assert often.loss == seldom.loss is not None  # however often progress was reported
    losses = [figures["loss"] for figures in report.figures]
    assert len(losses) > 50
    assert max(losses) < 20  # a sum would be hundreds of times as much
    assert np.mean(losses[-10:]) < np.mean(losses[:10])
    assert report.looks > 0
    assert all(1 <= figures["effective_rank"] <= 8 for figures in report.figures)


class SlowClock:
    """A clock by which everything takes a minute."""

    def __init__(self) -> None:
        self._now = 0.0

    def monotonic(self) -> float:
        self._now += 60
        return self._now

    perf_counter = monotonic


def test_looks_that_take_long_are_not_put_off_for_long_while_words_are_watched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("embrepl.objectives.engine.driver.time", SlowClock())
    report = Recording()
    train("zero", small_text(), BLOCKS, report)
    assert report.looks == len(report.figures) > 50


def test_a_training_that_learns_no_more_ends_by_itself() -> None:
    text, _ = slots_text(600)
    options = choose("zero", "random", {"dim": 8, "batch": 64, "epochs": 60, "until": "settled", "sample": 0.0})
    outcome = train("zero", text, options)
    assert "settled after" in outcome.end.settled
    assert not outcome.end.far


@pytest.mark.filterwarnings("ignore:overflow:RuntimeWarning", "ignore:invalid:RuntimeWarning")
def test_divergence_keeps_the_last_good_vectors_and_says_what_to_change(monkeypatch: pytest.MonkeyPatch) -> None:
    report, steps = Recording(), 0

    def spoilt(self: object, batch: object, rate: float) -> tuple[float, float]:
        nonlocal steps
        steps += rate > 0
        return (float("nan") if steps > 5 else 100.0), 100.0

    monkeypatch.setattr("embrepl.objectives.zero.BlockSteps.step", spoilt)
    outcome = train("zero", small_text(), BLOCKS, report)
    assert "no longer a number" in outcome.end.trouble
    assert "--learning-rate" in outcome.end.trouble
    assert outcome.end.far
    assert np.isfinite(outcome.matrix).all()


def test_divergence_without_good_vectors_is_an_error() -> None:
    options = replace(PAIRS, optimizer="sgd", learning_rate=1e6)
    with pytest.raises(EmbreplError) as caught, np.errstate(all="ignore"):
        train("zero", small_text(), options)
    assert caught.value.code == "diverged"


def broken(folder: Path, name: str, content: bytes) -> None:
    (folder / name).write_bytes(content)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("manifest.json", b"{"), ("manifest.json", b"[]"), ("manifest.json", b'{"format": "embrepl-training"}'),
        ("manifest.json", b"\xff"), ("one.*.bin", b"12345"),
    ],
)  # fmt: skip
def test_a_damaged_state_is_an_error_that_says_so(tmp_path: Path, name: str, content: bytes) -> None:
    states.save(tmp_path / "kept", State(0, 1, 2.0, {"one": np.arange(6.0).reshape(2, 3)}), {"objective": "zero"})
    assert states.load(tmp_path / "kept").arrays["one"].shape == (2, 3)
    (file,) = (tmp_path / "kept").glob(name)
    broken(tmp_path / "kept", file.name, content)
    with pytest.raises(EmbreplError) as caught:
        states.load(tmp_path / "kept")
    assert caught.value.code == "damaged-training"


def test_a_state_is_replaced_by_a_later_one(tmp_path: Path) -> None:
    for epoch in (1, 2):
        states.save(tmp_path / "kept", State(epoch, 0, 0.0, {f"a{epoch}": np.ones(3, np.float32)}), {"n": epoch})
    assert facts_of(tmp_path / "kept") == {"n": 2}
    assert set(states.load(tmp_path / "kept").arrays) == {"a2"}
    assert len(list((tmp_path / "kept").iterdir())) == 2


def test_an_outcome_without_a_state_was_not_stopped() -> None:
    outcome = train("zero", small_text(), BLOCKS)
    assert isinstance(outcome, Outcome)
    assert outcome.state is None
    assert not outcome.end.far


@pytest.mark.parametrize("name", ["zero", "cbow", "skipgram", "subword", "glove", "spectral"])
def test_stopped_before_it_learns_no_objective_makes_a_model(name: str) -> None:
    options = replace(catalog.find(name).options(), dim=4)
    with pytest.raises(EmbreplError) as caught:
        train(name, small_text(), options, StopAfter(1))
    assert caught.value.code == "stopped"
    assert "there is no model" in caught.value.message


def test_stopped_before_it_goes_on_a_training_is_kept_as_it_was() -> None:
    with pytest.raises(EmbreplError) as caught:
        raise nothing_learnt(Task(small_text(), ZeroOptions(), (), state=State(1, 0, 10.0)))
    assert "what was kept of it stays" in caught.value.message


class Ticking(Steps):
    """Batches of 10 tokens; each look at the clock finds it a second on."""

    def batches(self, epoch: int) -> Iterator[tuple[int, None]]:
        del epoch
        return iter([(10, None)] * 100)

    def step(self, batch: None, rate: float) -> tuple[float, float]:
        return 0.0, 1.0

    def begin(self, vectors: np.ndarray) -> None:
        pass

    def vectors(self) -> np.ndarray:
        return np.zeros((2, 2), np.float32)

    def arrays(self) -> dict[str, np.ndarray]:
        return {}

    def restore(self, arrays: dict[str, np.ndarray]) -> None:
        pass


def test_an_estimate_counts_only_what_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(estimating.time, "perf_counter", iter(range(1000)).__next__)
    plan = Plan(20, 0.1, 1000.0, 1000)
    whole, left = (estimating.estimate(Ticking(), plan, done=done)[0] for done in (0.0, 15_000.0))
    assert left == pytest.approx(whole / 4)


@pytest.mark.parametrize("epochs", [1.0, 1.25, 1.5, 2.0])
def test_of_a_fraction_of_a_pass_that_part_of_the_text_is_gone_through(epochs: float) -> None:
    text = small_text(20_000)
    outcome = train("zero", text, replace(BLOCKS, epochs=epochs, sample=0.0), recording := Recording())
    assert outcome.words == pytest.approx(epochs * text.kept, rel=0.02)
    assert recording.figures[-1]["epochs"] == np.ceil(epochs)
    steps = len(recording.figures)
    assert steps == pytest.approx(epochs * 20_000 / 64, rel=0.02)


def start_of(text: Text, options: ZeroOptions, report: Silent) -> Vectors | PendingVectors | None:
    return start_vectors(text, options, (), report, pending_start).vectors


def test_stopped_and_gone_on_keeps_which_numbers_are_mirrored(tmp_path: Path) -> None:
    text, _ = slots_text()
    whole = train("zero", text, SIGNED, start=start_of(text, SIGNED, Silent()))
    part = train("zero", text, SIGNED, StopAfter(9), start=start_of(text, SIGNED, Silent()))
    assert part.state is not None
    assert 2 <= (part.state.arrays["signs"] < 0).sum() < 8
    states.save(tmp_path / "kept", part.state, {"objective": "zero"})
    rest = train("zero", text, SIGNED, state=states.load(tmp_path / "kept"))
    assert rest.matrix.tobytes() == whole.matrix.tobytes()


def test_stopped_while_the_start_is_solved_makes_no_model() -> None:
    text, _ = slots_text()
    with pytest.raises(EmbreplError) as error:
        train("zero", text, SIGNED, StopAfter(3), start=start_of(text, SIGNED, StopAfter(1)))
    assert error.value.code == "stopped"
