"""Plain questions in a session: what is run, what is shown and remembered, and what stays a command or an error."""

from __future__ import annotations

from pathlib import Path

import pytest

from embrepl.commands.answers.help import QuestionList
from embrepl.commands.answers.text import Contexts, Frequencies
from embrepl.commands.lexer import statements
from embrepl.commands.questions.asked import asked_despite_its_verb
from embrepl.session.listener import Listener
from tests.helpers.sessions import Talk, shown
from tests.helpers.texts import asking, corpus_of

ENGLISH = "the king and the queen met the king of salt and pepper near the river\nwords like king are rare\n"
CHINESE = "宝玉和黛玉笑道。宝玉来了，黛玉走了。宝玉又笑。\n" * 3


class Meant(Listener):
    """Keeps the commands that questions were understood as."""

    def __init__(self) -> None:
        self.commands: list[str] = []

    def meant(self, command: str) -> None:
        self.commands.append(command)


@pytest.fixture
def talk(tmp_path: Path) -> Talk:
    """A session with a small English text and no model."""
    return asking(tale=corpus_of(tmp_path, {"tale.txt": ENGLISH}))


def meant_by(talk: Talk, line: str) -> list[str]:
    """Return the commands that are shown where a line is typed."""
    listener = Meant()
    talk.session.listener = listener
    talk(line)
    return listener.commands


def test_a_question_is_answered_as_its_command_is(talk: Talk) -> None:
    assert talk("How often does the king occur, please?") == talk('freq "the king"')
    answer = talk("where does king appear?")
    assert isinstance(answer, Contexts)
    assert answer.hits == 3


def test_the_command_is_shown_and_remembered(talk: Talk) -> None:
    remembered: list[str] = []
    talk.session.remember = remembered.append
    assert meant_by(talk, "how often do king and queen occur?") == ["freq king queen"]
    assert remembered == ["freq king queen"]


def test_a_command_is_not_shown_again(talk: Talk) -> None:
    assert meant_by(talk, "freq king") == []


def test_options_stand_behind_a_question(talk: Talk) -> None:
    assert meant_by(talk, "where does king appear? --sort R1 --left=9") == ["kwic king --sort R1 --left=9"]


def test_chinese_needs_no_spaces_and_the_text_decides(tmp_path: Path) -> None:
    talk = asking(dream=corpus_of(tmp_path, {"dream.txt": CHINESE}))
    assert meant_by(talk, "宝玉和黛玉出现了多少次？") == ["freq 宝玉 黛玉"]
    answer = talk("寶玉在哪裡出現")
    assert isinstance(answer, Contexts)
    assert answer.hits == 9


def test_two_readings_are_refused_with_both(talk: Talk) -> None:
    error = talk.error("和大和尚相近的词 --k 5")
    assert error.code == "unclear-question"
    assert "`near 大和尚 --k 5` or `near 大 + 尚 --k 5`" in error.hint
    assert error.is_usage


@pytest.mark.parametrize(
    ("line", "example"),
    [
        ("how often is the king dead?", "`freq king`"),
        ("which words rhyme with king?", "`colloc king`"),
        ("is there a place where I see king?", "`kwic king`"),
        ("宝玉到底出现没出现？", "`freq king`"),
        ("what's the opposite of king?", "`near king`"),
        ("is the king positive or negative?", "`near king`"),
        ("would you translate king?", "`near king`"),
    ],
)
def test_what_is_not_understood_gets_three_commands(talk: Talk, line: str, example: str) -> None:
    error = talk.error(line)
    assert error.code == "unknown-question"
    assert error.hint.startswith("Commands near it: `")
    assert error.hint.endswith("; `help questions` shows what can be asked.")
    assert error.hint.count("`, `") == 2


@pytest.mark.parametrize(
    ("line", "phrase"),
    [
        ("what is close to king honestly speaking?", "king honestly speaking"),
        ("how often does the king of pepper occur?", "the king of pepper"),
        ("where does queen really truly appear", "queen really truly"),
    ],
)
def test_words_that_nobody_wrote_are_no_phrase(talk: Talk, line: str, phrase: str) -> None:
    error = talk.error(line)
    assert (error.code, error.message) == (
        "unknown-question", f"This question is not understood: '{phrase}' does not stand in tale."
    )  # fmt: skip
    assert error.hint.count("`, `") == 2
    assert phrase not in error.hint


def test_a_phrase_of_the_text_or_in_quotation_marks_is_one(talk: Talk) -> None:
    assert meant_by(talk, "how often does the king of salt occur?") == ['freq "the king of salt"']
    assert meant_by(talk, 'how often does "the king of pepper" occur?') == ['freq "the king of pepper"']
    assert talk.error("what is close to kign?").code != "unknown-question"


def test_chinese_that_holds_a_known_word_is_no_word(tmp_path: Path) -> None:
    talk = asking(dream=corpus_of(tmp_path, {"dream.txt": CHINESE}))
    error = talk.error("整天宝玉出现了多少次")
    assert (error.code, "'整天宝玉' does not stand in dream" in error.message) == ("unknown-question", True)
    assert "`freq 宝玉`" in error.hint
    assert meant_by(talk, "宝玉和黛玉出现了多少次？谢谢") == ["freq 宝玉 黛玉"]


def test_the_commands_offered_ask_about_no_words_of_ours_where_the_line_has_some(talk: Talk) -> None:
    for line in ("is the king happy or sad?", "does the river sing?", "宝玉喜欢 king 吗"):
        offered = talk.error(line).hint.partition(";")[0]
        assert not {"queen", "salt", "pepper", "man", "woman"} & set(
            offered.replace("`", " ").replace(",", " ").split()
        )


def test_the_commands_offered_have_the_words_of_the_line(talk: Talk) -> None:
    assert "`kwic queen`" in talk.error("queen in which lines, I wonder?").hint


def test_a_session_with_nothing_in_it_offers_words_of_ours() -> None:
    assert " king" in asking().error("what rhymes, if anything, is nearest?").hint


@pytest.mark.parametrize(
    ("line", "command"),
    [
        ("show me sentences with king", "kwic king"),
        ("find words that begin with ki", "find ki*"),
        ("find the most frequent words", "top"),
        ("top 5 words", "top 5"),
        ("list the 5 most common words", "top 5"),
    ],
)
def test_questions_that_begin_with_the_name_of_a_command(talk: Talk, line: str, command: str) -> None:
    assert meant_by(talk, line) == [command]


@pytest.mark.parametrize("line", ["find king", "find ki* 5", "top 5", "freq how often does king occur"])
def test_a_line_that_is_a_command_is_no_question(talk: Talk, line: str) -> None:
    assert meant_by(talk, line) == []


@pytest.mark.parametrize(
    ("line", "command"),
    [
        ("why are king and queen near?", "why king queen"),
        ("show me words like king", "near king"),
        ("show words like king", "near king"),
        ("find words like king", "near king"),
        ("find me synonyms of king please", "near king"),
        ("compare king with queen", "dist king queen"),
        ("compare king, queen and river", "sim king queen river"),
        ("odd one out: king, queen, river", "odd king queen river"),
        ("cluster the words into 20 groups", "cluster 20"),
        ("train a model", "train"),
        ("explain why king is near queen", "why king queen"),
    ],
)
def test_a_whole_question_wins_over_a_command_that_cannot_be_meant(talk: Talk, line: str, command: str) -> None:
    (statement,) = statements(line)
    meant = asked_despite_its_verb(talk.session, statement)
    assert meant is not None
    assert meant.text == command


@pytest.mark.parametrize(
    "line",
    [
        *[
            "why king queen",
            'why "are king" "and queen near"',
            "show king",
            "show special effects",
            "show near",
            "why are near",
        ],
        *[
            "find king 5",
            "compare zero,spectral",
            "compare zero,spectral --words king,river",
            "between king queen",
            "odd a b c",
        ],
        *[
            "lines like king",
            "lines what is close to king",
            'show "words like king"',
            "cluster 20",
            "train spectral",
            "help near",
        ],
        *[
            "near what is close to king",
            "explain zero",
            "top 20",
            "kwic where does king appear",
            "evaluate pairs.txt other.txt",
        ],
        *[
            "load what is close to king",
            "export word2vec king.txt",
            "compare zero spectral",
            "compare zero with spectral",
            "compare zero, spectral and glove",
            "stable king 25",
            "axis a : b c",
        ],
    ],
)
def test_a_command_that_can_be_meant_stays_one(talk: Talk, line: str) -> None:
    (statement,) = statements(line)
    assert asked_despite_its_verb(talk.session, statement) is None


def test_questions_in_quotation_marks_are_words(talk: Talk) -> None:
    assert meant_by(talk, 'kwic "words like king"') == []
    assert meant_by(talk, 'find "words like king"') == []


def test_help_lists_what_can_be_asked(talk: Talk) -> None:
    answer = talk("what can I ask?")
    assert isinstance(answer, QuestionList)
    assert {"freq king", "kwic king", "top"} <= {row.command for row in answer.rows}
    assert all(row.english or row.chinese for row in answer.rows)
    assert "贾母在哪里出现" in shown(answer)


def test_a_count_is_that_of_the_command(talk: Talk) -> None:
    answer = talk("count king and queen")
    assert isinstance(answer, Frequencies)
    assert [row.count for row in answer.rows] == [3, 1]
