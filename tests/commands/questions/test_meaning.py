"""What questions mean whose words are more than one plain word, and what is no question or has several readings."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from embrepl.commands.lexer import statements, tokens
from embrepl.commands.questions import meaning
from embrepl.commands.questions.meaning import question, readings
from embrepl.commands.questions.patterns import Choice, Place
from embrepl.commands.questions.tables import LANGUAGES, language
from embrepl.commands.questions.units import units

FORMS = [form for name in LANGUAGES for form in language(name).forms]
WORDS = sorted(
    {
        text
        for form in FORMS
        for part in form.pattern.parts
        if isinstance(part, Choice)
        for w in part.words
        for text in w.texts
    }
)


@pytest.fixture(autouse=True)
def all_forms(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask with all forms, whether their commands are there or not."""
    monkeypatch.setattr(meaning, "forms", lambda: FORMS)


@pytest.mark.parametrize(
    ("line", "command"),
    [
        ("what is close to king - man + woman?", "near king - man + woman"),
        ("what is close to (king, queen)?", "near (king, queen)"),
        ("what is close to king | royal", "near king | royal"),
        ("what is close to 0.5*king + queen", "near 0.5*king + queen"),
        ("what words are like queen@novel2?", "near queen@novel2"),
        ("what is close to special effects?", 'near "special effects"'),
        ("what is near “climate change”?", 'near "climate change"'),
        ("和「大观园」最接近的词是什么？", 'near "大观园"'),
        ("和 king 最接近的词", "near king"),
        ("king和queen有多远", "dist king queen"),
        ("what is close to immigr*?", "near immigr*"),
        ("how often does /immigr.*/ occur?", "freq /immigr.*/"),
        ("how often do king, queen and 'special effects' occur?", 'freq king queen "special effects"'),
        ('is "salt and pepper" similar to sugar?', 'dist "salt and pepper" sugar'),
        ('what is close to "what"?', 'near "what"'),
        ("what is close to the king?", "near king"),
        ("where does the king appear?", 'kwic "the king"'),
        ("how close are 5 and 6?", 'dist "5" "6"'),
        ("what is close to don't?", "near don't"),
        ("how similar are salt and pepper and king", "sim salt pepper king"),
        ("宝玉 黛玉 宝钗 石头 哪个不合群", "odd 宝玉 黛玉 宝钗 石头"),
        ("和珅和乾隆有多远", "dist 和珅 乾隆"),
        ("和 大和尚 相近的词", "near 大和尚"),
        ("the twenty words closest to king", "near king 20"),
        ("和宝玉最接近的二十五个词", "near 宝玉 25"),
        ("show me where king occurs", "kwic king"),
        ("和 水 相近的词", "near 水"),
        ("宝玉和水有多远", "dist 宝玉 水"),
        ("曹操被提到多少次", "freq 曹操"),
        ("examples of cheesy in context", "kwic cheesy"),
        ("who are you?", "help"),
        ('which words begin with "un"?', "find un*"),
        ("所有带“儿”字的词", "find *儿*"),
        ("“自由”在文中是什么意思？", 'show "自由"'),
        ("自由和平等之间有多接近呢？", "dist 自由 平等"),
        ("解释一下为什么自由和民主相近", "why 自由 民主"),
        ("宝玉和黛玉这两个词有多远", "dist 宝玉 黛玉"),
    ],
)
def test_words_keep_what_they_are(line: str, command: str) -> None:
    assert readings(line) == (command,)


@pytest.mark.parametrize(
    "line",
    [
        *[
            "",
            "?",
            "。",
            "king",
            "king queen",
            "special effects",
            "宝玉",
            "和",
            "的词",
            "what",
            "what is the best way to cook",
        ],
        *[
            "what is close to",
            "how far is king",
            "和相近的词",
            "what is close to what",
            "what is close to king; drop zero",
        ],
        *[
            "what is close to --format",
            "train",
            "near king",
            "什么和什么相近",
            "红楼梦的作者是谁",
            "look up who wrote this",
            "what's the frequency of love vs hate",
            "how frequent is love compared to hate",
            'what is close to the "king" of spades',
            "which words begin with un do?",
            "what is close to # king",
        ],
    ],
)
def test_what_is_no_question(line: str) -> None:
    assert readings(line) == ()


@pytest.mark.parametrize(
    ("line", "commands"),
    [
        ("和平和和谐有多远", {"dist 和平和 谐", "dist 和平 和谐"}),
        ("和大和尚相近的词", {"near 大和尚", "near 大 + 尚"}),
        ("宝玉和黛玉出现了多少次", {"freq 宝玉和黛玉", "freq 宝玉 黛玉"}),
        ("和尚相近的词", {"near 尚", "near 和尚"}),
        ("how far is king from man from woman", {'dist "king from man" woman', 'dist king "man from woman"'}),
    ],
)
def test_several_readings_are_no_guess(line: str, commands: set[str]) -> None:
    assert set(readings(line)) == commands
    assert question(line) is None


def test_the_words_of_the_text_decide_between_readings() -> None:
    assert readings("宝玉和黛玉出现了多少次", {"宝玉", "黛玉"}.__contains__) == ("freq 宝玉 黛玉",)
    assert readings("和大和尚相近的词", {"大和尚", "大"}.__contains__) == ("near 大和尚",)
    assert len(readings("和大和尚相近的词", {"大和尚", "大", "尚"}.__contains__)) == 2
    assert len(readings("和大和尚相近的词", frozenset().__contains__)) == 2


def test_spaces_decide_between_readings() -> None:
    assert readings("和平 和 和谐 有多远") == ("dist 和平 和谐",)
    assert readings("和 宝玉 和 黛玉 相近的词") == ("near 宝玉 + 黛玉",)


pieces = st.one_of(
    st.sampled_from(WORDS), st.text(max_size=6), st.sampled_from([*"和与、，,;；#&>|-+*()/\"'「」?", "--k"])
)


@settings(max_examples=150, deadline=None)
@given(st.lists(pieces, max_size=30), st.sampled_from(["", " "]))
def test_any_line_gives_commands_that_can_be_typed(parts: list[str], between: str) -> None:
    line = between.join(parts)
    for command in readings(line):
        (statement,) = statements(command)
        assert statement.text == command
        assert not statement.background
        assert statement.tokens[0].text in {form.verb for form in FORMS}
        flags = {token.text for token in tokens(command) if token.text.startswith("--") and not token.quoted}
        assert flags <= {"--far", "--window", "--dim"}


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_units_are_the_line_in_order(line: str) -> None:
    end = 0
    for unit in units(line):
        assert end <= unit.begin < unit.end
        assert not line[end : unit.begin].strip()
        end = unit.end
    assert not line[end:].strip()


@pytest.mark.parametrize(
    "piece",
    [
        "和",
        "king ",
        "和宝玉",
        "how far is a and b from ",
        "「",
        "'",
        '"',
        "/",
        "is to ",
        "please can you ",
        "a, ",
        "的词",
    ],
)
def test_work_grows_with_the_line(piece: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The steps for a line of twice the length are at most a little more than twice as many."""
    steps = [0]
    for kind in (Choice, Place):
        plain = kind.ways

        def counted(self, line, rest, plain=plain):  # type: ignore[no-untyped-def]
            result = plain(self, line, rest)
            steps[0] += len(result) + len(rest) + 1
            return result

        monkeypatch.setattr(kind, "ways", counted)
    work = []
    for many in (200, 400):
        steps[0] = 0
        readings(piece * many + "相近的词")
        work.append(steps[0])
    assert work[1] <= 2.2 * work[0] + 100


@pytest.mark.parametrize(
    "line", ["what is close to king?", "和宝玉相近的词", "why are king and queen near?", "a b c d e f g h i j"]
)
def test_few_forms_are_gone_through_for_a_line(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Most forms are passed over by the words that the line does not have; that keeps a line under a millisecond."""
    gone: list[object] = []
    plain = Choice.ways
    monkeypatch.setattr(Choice, "ways", lambda self, *rest: gone.append(self) or plain(self, *rest))
    readings(line)
    assert len(gone) < 100
