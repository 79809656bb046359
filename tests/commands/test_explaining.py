"""Every objective is explained, its options and recipes too."""

from __future__ import annotations

import pytest

from embrepl.training import catalog
from tests.helpers.sessions import Talk, shown, talking

NAMES = [entry.name for entry in catalog.OBJECTIVES]


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory) -> Talk:
    with talking(tmp_path_factory.mktemp("home")) as talk:
        return talk


@pytest.mark.parametrize("name", NAMES)
def test_every_objective_is_explained(talk: Talk, name: str) -> None:
    entry = catalog.find(name)
    answer = talk(f"explain {name}")
    for part in (answer.what, answer.equation, answer.differs, answer.use, answer.limits):
        assert part.strip() == part != ""
    assert answer.papers
    assert [row.option[2:].replace("-", "_") for row in answer.rows] == entry.options.option_names()
    assert all(row.meaning for row in answer.rows)
    assert [recipe for recipe, _ in answer.recipes] == [name for name in entry.options.recipes if name != "default"]
    assert all(meaning for _, meaning in answer.recipes)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("width", [80, 200])
def test_an_explanation_is_readable(talk: Talk, name: str, width: int) -> None:
    text = shown(talk(f"explain {name}"), width=width)
    assert text.split()[0] == name
    assert all(len(line) <= width for line in text.splitlines())
    for label in ("equation", "papers", "differences", "use", "limits", "--min-count"):
        assert f"\n{label}" in text


def test_a_name_that_is_misspelt(talk: Talk) -> None:
    error = talk.error("explain spektral")
    assert (error.code, error.hint) == ("unknown-objective", "Did you mean spectral?")


def test_the_list_names_the_command(talk: Talk) -> None:
    assert "`explain OBJECTIVE`" in shown(talk("objectives"))
