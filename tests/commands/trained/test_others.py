"""Models, jobs, help and the other commands."""

from __future__ import annotations

import inspect
from pathlib import Path

import numpy as np
import pytest

from embrepl import __version__
from embrepl.commands import table
from embrepl.commands.answers.help import Goodbye
from embrepl.commands.answers.models import Used
from embrepl.commands.lexer import statements
from embrepl.session.holdings import Model
from tests.helpers.sessions import Talk


class TestOthers:
    def test_vec(self, talk: Talk, model: Model) -> None:
        found = talk("vec King")
        row = model.space.words.index("king")
        assert (found.kind, found.word, found.rank, found.words) == ("vector", "king", row + 1, len(model.space))
        assert found.count == model.space.counts[row]
        assert found.values == tuple(model.space.matrix[row].tolist())
        assert found.norm == pytest.approx(np.linalg.norm(model.space.matrix[row]))
        assert talk("vec 'King'") == found

    def test_health(self, talk: Talk) -> None:
        found = talk("health")
        assert found == talk("health small")
        assert (found.kind, found.model, found.verdict, found.dim, found.advice) == (
            "health", "small", "healthy", 20, "",
        )  # fmt: skip
        assert 10 < found.effective_rank <= 20
        assert abs(found.random_cosine) < 0.5
        assert found.shared_movement < 0.5
        assert found.untrained_overlap < 0.5

    def test_info_and_models(self, talk: Talk) -> None:
        info = talk("info")
        assert (info.kind, info.model, info.recipe) == ("info", "small", "train zero --dim 20 --epochs 2")
        assert (info.worker, info.version) == ("ready", __version__)
        story = info.rows[0]
        assert (story.name, story.current, story.files, story.language) == ("story", True, 1, "English")
        row = talk("models").rows[0]
        assert (row.name, row.current, row.objective, row.corpus, row.dim) == ("small", True, "zero", "story", 20)
        assert row.words == len(talk.session.models["small"].space)

    def test_use_goes_back_and_forth(self, loose: Talk, tmp_path: Path) -> None:
        path = tmp_path / "a.txt"
        path.write_text("one two three")
        loose(f"load {path} --name other")
        assert loose.session.current_model is None
        assert loose("use small") == Used("story", "small")
        assert loose("use other") == Used("other", None)
        assert loose.error("near king").code == "nothing-trained"
        assert loose("use story") == Used("story", "small")

    def test_objectives(self, talk: Talk) -> None:
        rows = {row.name: row for row in talk("objectives").rows}
        assert "zero" in rows
        assert all(row.summary and row.source for row in rows.values())

    def test_empty_lists(self, fresh: Talk) -> None:
        assert fresh("models").rows == fresh("jobs").rows == fresh("info").rows == ()

    def test_help_lists_every_command(self, talk: Talk) -> None:
        rows = talk("help").rows
        assert [row.command for row in rows] == list(table.names())
        assert all(row.summary for row in rows)

    @pytest.mark.parametrize("name", [*table.names(), *table.ALIASES])
    def test_help_of_a_command(self, talk: Talk, name: str) -> None:
        page = talk(f"help {name}")
        command = table.command(name)
        assert (page.kind, page.command, page.usage) == ("help-page", command.name, command.usage)
        assert page.usage.split()[0] == command.name
        assert page.text == inspect.getdoc(command.run)
        assert "Examples:" in page.text
        assert [row.option for row in page.rows] == [f"--{option.name}" for option in command.options]
        assert all(row.meaning for row in page.rows)

    @pytest.mark.parametrize("line", ["quit", "exit", "q"])
    def test_quit(self, talk: Talk, line: str) -> None:
        assert isinstance(talk(line), Goodbye)

    def test_the_format_is_told(self, talk: Talk) -> None:
        from embrepl.commands.run import run

        assert run(talk.session, statements("near king --format json")[0])[1].format == "json"
        assert run(talk.session, statements("near king")[0])[1].format is None
