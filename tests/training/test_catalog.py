"""The table of objectives: what each advises after a verdict, and which names its recipes have."""

from __future__ import annotations

from typing import get_args

import pytest

from embrepl.errors import EmbreplError
from embrepl.space.verdict import Verdict
from embrepl.training import catalog, choosing
from embrepl.training.catalog import advice_for

NAMES = [entry.name for entry in catalog.OBJECTIVES]


@pytest.mark.parametrize("name", [*NAMES, None])
def test_advice_is_for_what_is_wrong(name: str | None) -> None:
    known = set(get_args(Verdict))
    assert known >= {verdict for entry in catalog.OBJECTIVES for verdict in entry.advice}
    assert advice_for(name, "healthy") == ""
    if name != "onehot":
        assert all(advice_for(name, verdict).startswith(("try", "what", "the vectors")) for verdict in catalog.BAD)


@pytest.mark.parametrize(
    ("options", "advice"),
    [
        ({}, "try `train zero --guard repel`"),
        ({"guard": "none", "distance": "signed"}, "try `train zero --guard repel`"),
        ({"guard": "repel", "distance": "absolute"}, "try `train zero`, which measures the squared distance"),
        ({"guard": "repel", "distance": "squared"}, "try more text, more `--epochs`, or a smaller `--learning-rate`"),
    ],
)
def test_the_advice_on_zero_depends_on_its_options(options: dict[str, str], advice: str) -> None:
    assert advice_for("zero", "collapsed", options) == advice


def test_the_advice_of_the_others() -> None:
    assert "`train spectral`" in advice_for("classifier", "flat")
    assert "`train spectral` needs neither" in advice_for("glove", "flat")
    assert advice_for("pretrained", "unjudged") == "the vectors are as the file has them: try another one"
    assert advice_for("skipgram", "unjudged") == "try more text"
    assert "`train zero`" in advice_for("onehot", "onehot")


def test_a_recipe_is_known_by_the_name_it_had_before() -> None:
    old, new = (choosing.choose("zero", recipe, {}) for recipe in ("seed", "original"))
    assert old == new != choosing.choose("zero", None, {})
    assert choosing.to_flags(old, "seed", {}) == "--recipe original"
    with pytest.raises(EmbreplError, match="no recipe 'plain' of zero"):
        choosing.choose("zero", "plain", {})
