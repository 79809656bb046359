"""`compare` of models as they are: of any corpus, the best one current afterwards, nothing trained."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from embrepl.session.holdings import Model
from embrepl.space.space import Space
from embrepl.training.protocol import Failed, Trained
from tests.helpers.sessions import Talk, quoted, shown
from tests.helpers.texts import asking, corpus_of

WORDS = ["king", "queen", "man", "woman", "door", "tree"]


def model(name: str, corpus: str, seed: int) -> Model:
    matrix = np.random.default_rng(seed).standard_normal((len(WORDS), 3), dtype=np.float32)
    space = Space(WORDS, np.arange(len(WORDS), 0, -1), matrix, {"objective": "zero"}, name=name)
    return Model(space, corpus, Trained(1, "", 1.0, 0.5))


@pytest.fixture
def talk(tmp_path: Path) -> Talk:
    corpora = {name: corpus_of(tmp_path / name, {"a.txt": "king queen man woman " * 9}) for name in ("tales", "news")}
    talk = asking(**corpora)
    for seed, (name, corpus) in enumerate([("one", "tales"), ("two", "news"), ("three", "news")]):
        talk.session.models[name] = model(name, corpus, seed)
    talk.session.current_model = "three"
    return talk


def pairs_of(folder: Path, best: Model) -> str:
    """Return the name of a file that agrees with a model to the letter."""
    cosine = best.space.units(np.arange(len(WORDS))) @ best.space.units(np.arange(len(WORDS))).T
    pairs = [(a, b) for a in range(len(WORDS)) for b in range(a)]
    path = folder / "pairs.txt"
    path.write_text("".join(f"{WORDS[a]} {WORDS[b]} {5 + 5 * cosine[a, b]:.4f}\n" for a, b in pairs), encoding="utf-8")
    return quoted(str(path))


@pytest.mark.parametrize("best", ["one", "two"])
def test_models_of_two_corpora(talk: Talk, tmp_path: Path, best: str) -> None:
    tests = pairs_of(tmp_path, talk.session.models[best])
    answer = talk(f"compare one,news:two,three --words king --tests {tests}")
    assert answer.corpora == ("tales", "news")
    assert [(row.model, row.corpus) for row in answer.rows] == [("one", "tales"), ("two", "news"), ("three", "news")]
    assert len(talk.session.jobs) == 0
    assert (answer.current, answer.reason) == (best, "it scores best")
    assert talk.session.current_model == best
    assert talk.session.current_corpus == talk.session.models[best].corpus
    drawn = shown(answer)
    assert "compared on tales and news · 3 models" in drawn
    assert f"{best} is current: it scores best" in drawn


def test_without_tests_the_current_one_stays(talk: Talk) -> None:
    answer = talk("compare one,two")
    assert (answer.current, talk.session.current_model) == ("three", "three")
    assert "three is current: which is best, `--tests FILE…` finds out" in shown(answer)


def test_models_need_no_text(talk: Talk) -> None:
    talk.session.corpora.clear()
    talk.session.current_corpus = None
    assert len(talk("compare one,two --words king").rows[0].neighbours["king"]) == 5
    assert "Did you mean king" in talk.error("compare one,two --words kign").hint


def test_a_training_that_fails_keeps_the_others(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    session = talk.session
    monkeypatch.setattr(session.jobs.client, "send", lambda request: session.jobs.client.events.put(failed(request)))

    def failed(request: object) -> Failed:
        return Failed(request.job, "out-of-memory", "There is not enough memory for this.")  # type: ignore[attr-defined]

    answer = talk("compare one,zero,two --dim 4 --min-count 1")
    assert [(row.model, row.failed.partition(":")[0]) for row in answer.rows] == [
        ("one", ""), ("zero", "out-of-memory"), ("two", "")
    ]  # fmt: skip
    assert "zero has failed" in shown(answer)
    assert set(session.models) == {"one", "two", "three"}


@pytest.mark.parametrize("line", ["use tales:one", "health tales:one", "compare tales:one,zero --dim 0"])
def test_a_model_is_named_as_the_prompt_shows_it(talk: Talk, line: str) -> None:
    if line.startswith("compare"):
        assert talk.error(line).code == "bad-option"
    else:
        assert talk(line).model == "one"
    assert talk.error("use news:one").code == "unknown-name"


def test_a_model_is_dropped_as_the_prompt_shows_it(talk: Talk) -> None:
    assert talk("drop tales:one").rows[0].name == "one"
    assert "one" not in talk.session.models


@pytest.mark.parametrize("line", ["compare one lost", "compare zero,lost", "compare lost one", "compare lost"])
def test_a_name_that_is_gone_is_no_objective_in_disguise(talk: Talk, line: str) -> None:
    error = talk.error(line)
    assert (error.code, error.message) == ("unknown-name", "There is neither a model nor an objective 'lost'.")
    assert error.hint.startswith(f"Models: {', '.join(talk.session.models)}. Objectives: zero, spectral")


def test_names_may_have_and_between(talk: Talk) -> None:
    assert talk("compare one and two").models == talk("compare one two").models
    assert [row.model for row in talk("compare one,two and three").rows] == ["one", "two", "three"]


def test_a_name_is_offered_where_one_is_like_it(talk: Talk) -> None:
    first = next(iter(talk.session.models))
    assert talk.error(f"compare {first}x,{first}").hint.startswith(f"Did you mean {first}?")
    assert talk.error("compare zero,svd").hint.startswith("Did you mean spectral?")
    assert talk.error("compare zero,spektral").code == "unknown-objective"
