"""Every objective of the table: estimated, trained, the same for a seed, stopped and gone on with, started elsewhere.

Each is run as the worker runs it, from a corpus store to a vector store; what is its own is tested in its own file.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from embrepl.corpus.building import build
from embrepl.corpus.options import ReadOptions
from embrepl.corpus.reading.locating.finding import find
from embrepl.corpus.store.store import Corpus
from embrepl.errors import EmbreplError
from embrepl.space.space import Space
from embrepl.space.store import open_space
from embrepl.training import catalog, choosing
from embrepl.training.protocol import Estimated, Progress, Train, Trained
from embrepl.training.recipe import Recipe
from embrepl.worker.progress import JobReporter
from embrepl.worker.training import train

WORDS, DIM, DOCUMENTS, LENGTH = 60, 8, 120, 40
NAMES = [entry.name for entry in catalog.OBJECTIVES]
SMALL = {"dim": DIM, "min_count": 1, "epochs": 3, "batch": 32, "buckets": 500, "negatives": 4, "init": "random"}


def labelled_table(seed: int = 0) -> str:
    """A table of texts of random words, of which some are of one label alone."""
    rng = np.random.default_rng(seed)
    rows = ["text,label"]
    for number in range(DOCUMENTS):
        words = rng.zipf(1.3, LENGTH) % WORDS
        words[:8] = WORDS + 5 * (number % 2) + rng.integers(0, 5, 8)
        rows.append(" ".join(f"word{word}" for word in words) + f",{'yes' if number % 2 else 'no'}")
    return "\n".join(rows) + "\n"


def read(path: Path, options: ReadOptions, folder: Path) -> None:
    build.read(find([str(path)], options), options, folder, lambda _: None, lambda: False)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of a labelled text."""
    folder = tmp_path_factory.mktemp("texts")
    (folder / "table.csv").write_text(labelled_table(), encoding="utf-8")
    options = ReadOptions(column="text", label="label")
    read(folder / "table.csv", options, folder / "corpus")
    return folder / "corpus"


@pytest.fixture(scope="module")
def vectors(corpus: Path) -> Path:
    """A file of vectors, as word2vec writes them, that lacks one word of the text."""
    known, rng = Corpus.open(corpus).words[:-1], np.random.default_rng(1)
    lines = [f"{len(known)} {DIM}", *(f"{word} {' '.join(map(str, rng.normal(size=DIM)))}" for word in known)]
    path = corpus.parent / "vectors.txt"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


class Run:
    """One training as the worker does it: what it reported, how it ended, and the vectors that it kept."""

    def __init__(self, name: str, corpus: Path, folder: Path, given: dict[str, Any], **request: Any) -> None:
        known = set(catalog.find(name).options.option_names())
        options = choosing.choose(name, None, {key: value for key, value in given.items() if key in known})
        self.messages: list[Any] = []
        self.folder = folder
        self._asked = Train(1, Recipe(name, options=asdict(options)), str(corpus), str(folder), **request)
        self._reporter = JobReporter(1, self.messages.append)

    def __call__(self, stop_after: int = 0) -> Trained | None:
        """Train; stop after so many looks of the training at whether it should."""
        if stop_after:
            left = iter(range(stop_after - 1, 0, -1))
            self._reporter.stopped = lambda: not next(left, 0)  # type: ignore[method-assign]
        return train(self._asked, self._reporter)

    @property
    def space(self) -> Space:
        return open_space(self.folder)

    def content(self) -> dict[str, bytes]:
        """Return all arrays that were kept, and nothing of what says how they were made."""
        return {path.name: path.read_bytes() for path in self.folder.iterdir() if path.suffix != ".json"}


@pytest.fixture(scope="module")
def whole(corpus: Path, vectors: Path) -> Callable[[str], Run]:
    """What returns each objective's uninterrupted training from random vectors, made once."""

    @cache
    def made(name: str) -> Run:
        run = Run(name, corpus, corpus.parent / f"whole-{name}", options_for(name, vectors))
        ended = run()
        assert isinstance(ended, Trained)
        assert not ended.end.far
        assert not ended.end.trouble
        assert not ended.end.resumable
        return run

    return made


def options_for(name: str, vectors: Path) -> dict[str, Any]:
    return SMALL | ({"file": str(vectors)} if name == "pretrained" else {})


def with_option(option: str) -> list[str]:
    return [name for name in NAMES if option in catalog.find(name).options.option_names()]


STEPWISE = with_option("epochs")


@pytest.mark.parametrize("name", NAMES)
def test_it_is_estimated_and_gives_every_word_a_vector(name: str, corpus: Path, whole: Callable[[str], Run]) -> None:
    run = whole(name)
    kinds = [type(message) for message in run.messages]
    assert kinds.count(Estimated) == 1
    assert {Estimated, Progress} >= set(kinds)
    assert len(run.space) == len(Corpus.open(corpus).words) - (name == "pretrained")
    assert np.isfinite(run.space.rows(np.arange(len(run.space)))).all()


@pytest.mark.parametrize("name", NAMES)
def test_the_same_seed_gives_the_same_bytes(
    name: str, corpus: Path, vectors: Path, whole: Callable[[str], Run], tmp_path: Path
) -> None:
    again = Run(name, corpus, tmp_path / "again", options_for(name, vectors))
    again()
    assert again.content() == whole(name).content()


@pytest.mark.parametrize("name", with_option("seed"))
def test_another_seed_gives_others(
    name: str, corpus: Path, vectors: Path, whole: Callable[[str], Run], tmp_path: Path
) -> None:
    other = Run(name, corpus, tmp_path / "other", options_for(name, vectors) | {"seed": 2})
    other()
    assert (other.content() == whole(name).content()) == (name == "pretrained")


@pytest.mark.parametrize("name", NAMES)
def test_a_dry_run_keeps_nothing(name: str, corpus: Path, vectors: Path, tmp_path: Path) -> None:
    run = Run(name, corpus, tmp_path / "dry", options_for(name, vectors), dry=True)
    assert run() is None
    (estimated,) = [message for message in run.messages if isinstance(message, Estimated)]
    assert estimated.dry
    assert estimated.seconds >= 0
    assert estimated.memory > 0
    assert not run.folder.exists()


@pytest.mark.parametrize("name", STEPWISE)
@pytest.mark.parametrize("looks", [1, 4])
def test_stopped_and_gone_on_is_as_if_never_stopped(
    name: str, looks: int, corpus: Path, vectors: Path, whole: Callable[[str], Run], tmp_path: Path
) -> None:
    asked = name, corpus, tmp_path / "part", options_for(name, vectors)
    part = Run(*asked, state=str(tmp_path / "state"))
    counting = {"glove": 3}  # looks while it counts pairs, which is begun anew
    before = 2  # looks before the first step
    ended = part(stop_after=looks + before + counting.get(name, 0))
    assert isinstance(ended, Trained)
    assert ended.end.far
    assert ended.end.resumable
    assert part.space.recipe["stopped"] == ended.end.far
    assert np.isfinite(part.space.rows(np.arange(len(part.space)))).all()
    assert part.content() != whole(name).content()
    rest = Run(*asked, state=str(tmp_path / "state"), resume=True)
    ended = rest()
    assert isinstance(ended, Trained)
    assert not ended.end.far
    assert rest.content() == whole(name).content()
    assert not (tmp_path / "state").exists()


@pytest.mark.parametrize("name", [name for name in NAMES if name not in STEPWISE])
def test_what_takes_no_steps_keeps_what_there_is_when_it_is_stopped(
    name: str, corpus: Path, vectors: Path, tmp_path: Path
) -> None:
    run = Run(name, corpus, tmp_path / "stopped", options_for(name, vectors), state=str(tmp_path / "state"))
    ended = run(stop_after=2 if name == "spectral" else 1)  # which looks once before it counts anything
    assert isinstance(ended, Trained)
    assert not ended.end.resumable
    assert len(run.space) > 0


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("name", STEPWISE)
def test_too_large_steps_are_noticed_and_what_to_change_is_said(
    name: str, corpus: Path, vectors: Path, tmp_path: Path
) -> None:
    """The default of zero steps between unit vectors, and has no step that is too large."""
    plain = {"guard": "none", "optimizer": "sgd"} if name == "zero" else {}
    given = options_for(name, vectors) | plain | {"learning_rate": 1e6, "epochs": 50}
    run = Run(name, corpus, tmp_path / "diverging", given, state=str(tmp_path / "state"))
    try:
        ended = run()
    except EmbreplError as error:
        assert error.code == "diverged"
        assert "--learning-rate 100000" in error.hint
        return
    assert isinstance(ended, Trained)
    assert "--learning-rate 100000" in ended.end.trouble
    assert ended.end.far
    assert not ended.end.resumable
    assert np.isfinite(run.space.matrix).all()


@pytest.mark.parametrize("name", with_option("until"))
def test_it_ends_by_itself_when_nothing_gets_better(name: str, corpus: Path, vectors: Path, tmp_path: Path) -> None:
    given = options_for(name, vectors) | {"epochs": 500, "until": "settled"}
    given |= {"learning_rate": 0.1} if name == "classifier" else {}  # its labels are predicted ever more surely
    ended = Run(name, corpus, tmp_path / "settled", given, state=str(tmp_path / "state"))()
    assert isinstance(ended, Trained)
    assert ended.end.settled.startswith("settled after ")
    assert not ended.end.far


@pytest.mark.parametrize("name", with_option("init"))
def test_it_starts_from_a_file_of_vectors(
    name: str, corpus: Path, vectors: Path, whole: Callable[[str], Run], tmp_path: Path
) -> None:
    run = Run(name, corpus, tmp_path / "started", options_for(name, vectors) | {"init": str(vectors)})
    ended = run()
    assert isinstance(ended, Trained)
    assert ended.missing == [Corpus.open(corpus).words[-1]]
    assert run.content() != whole(name).content()


@pytest.mark.parametrize("name", [name for name in NAMES if name not in {"onehot", "pretrained", "classifier"}])
def test_a_text_of_one_word_is_an_error_that_says_so(name: str, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("word\n", encoding="utf-8")
    read(tmp_path / "one.txt", ReadOptions(), tmp_path / "corpus")
    with pytest.raises(EmbreplError) as caught:
        Run(name, tmp_path / "corpus", tmp_path / "trained", SMALL)()
    assert caught.value.hint


@pytest.mark.parametrize("rate", [0.1, 1e-9, 0.123456789, 1 / 3, 1e5, 12345.678901])
def test_the_command_that_makes_it_again_has_the_same_numbers(rate: float) -> None:
    given = {"learning_rate": rate, "dim": 12_345 // 3, "across": True}
    flags = choosing.to_flags(choosing.choose("skipgram", None, given), None, given).split()
    typed = dict(zip(flags[::2], flags[1::2], strict=True))
    assert float(typed["--learning-rate"]) == rate
    assert (typed["--dim"], typed["--across"]) == ("4115", "yes")
