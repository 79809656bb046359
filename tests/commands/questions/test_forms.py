"""Every form of the plain questions, by its example, and with what people put around it."""

from __future__ import annotations

import opencc
import pytest

from embrepl.commands import table
from embrepl.commands.arguments import bind
from embrepl.commands.lexer import statements
from embrepl.commands.questions import characters, meaning
from embrepl.commands.questions.meaning import command_of, readings
from embrepl.commands.questions.tables import LANGUAGES, Form, language

FORMS = [form for name in LANGUAGES for form in language(name).forms]
CHINESE = list(language("chinese").forms)


@pytest.fixture(autouse=True)
def all_forms(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask with all forms, whether their commands are there or not."""
    monkeypatch.setattr(meaning, "forms", lambda: FORMS)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.example)
def test_the_example_of_a_form_means_its_command_among_all_forms(form: Form) -> None:
    (found,) = readings(form.example)
    assert found == command_of(form)
    assert found.split()[0] == form.verb
    assert len(statements(found)) == 1


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.example)
def test_its_command_takes_these_words(form: Form) -> None:
    (statement,) = statements(command_of(form))
    bind(table.command(form.verb), statement)


@pytest.mark.parametrize("form", CHINESE, ids=lambda form: form.example)
def test_traditional_characters_mean_the_same(form: Form) -> None:
    converter = opencc.OpenCC("s2t")
    (found,) = readings(converter.convert(form.example))
    assert opencc.OpenCC("t2s").convert(found) == command_of(form)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.example)
def test_case_width_and_the_sign_at_the_end_do_not_matter(form: Form) -> None:
    (found,) = readings(f"  {form.example.rstrip('?').upper()} ？？ ")
    assert found.lower() == command_of(form).lower()


@pytest.mark.parametrize("before", ["please ", "Can you tell me, ", "so, please, ", "请问", "請告訴我，", "麻烦你帮我"])
def test_politeness_does_not_matter(before: str) -> None:
    assert readings(f"{before}what is close to king?") == ("near king",)
    assert readings(f"{before}和宝玉相近的词有哪些呢？") == ("near 宝玉",)


@pytest.mark.parametrize("behind", [" please", " in this text, please", ", thank you!", "呢", "吗？", " 谢谢。"])
def test_politeness_behind_does_not_matter(behind: str) -> None:
    assert readings(f"how far is king from queen{behind}") == ("dist king queen",)
    assert readings(f"贾母在哪里出现{behind}") == ("kwic 贾母",)


def test_there_are_about_thirty_questions_in_each_language() -> None:
    assert all(len({form.command for form in language(name).forms}) >= 30 for name in LANGUAGES)
    assert len({form.example for form in FORMS}) == len(FORMS)


def test_traditional_characters_are_the_ones_of_the_simplified() -> None:
    converter = opencc.OpenCC("t2s")
    pairs = zip(characters._TRADITIONAL, characters._SIMPLIFIED, strict=True)
    assert [pair for pair in pairs if converter.convert(pair[0]) != pair[1]] == []
