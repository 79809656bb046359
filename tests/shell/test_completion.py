"""What Tab offers, on a session with models and without a worker."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document

from embrepl.commands import table
from embrepl.commands.lexer import statements, unfinished
from embrepl.session.session import Session
from embrepl.shell.completion import MOST, PATHS, ShellCompleter, WordsByPrefix
from embrepl.shell.redirection import Target, redirected


def completed(session: Session, text: str) -> list[str]:
    """Return the lines that Tab offers in place of the text."""
    document = Document(text)
    offered = ShellCompleter(session).get_completions(document, CompleteEvent(completion_requested=True))
    return [text[: len(text) + each.start_position] + each.text for each in offered]


def test_commands(session: Session) -> None:
    assert completed(session, "") == list(table.names())
    assert completed(session, "he") == ["health", "help"]
    assert completed(session, "near king; he") == ["near king; health", "near king; help"]
    assert completed(session, "help tra") == ["help train", "help trainings"]
    assert completed(session, "nosuch ") == []


def test_words_that_a_line_may_be(session: Session) -> None:
    assert completed(session, "ki") == ["king", "kind", '"ki\x1b[2J"']
    assert completed(session, "k") == ["kwic", "keyness"]
    assert completed(session, "猫") == ["猫", "猫头鹰"]
    assert completed(session, "king - q") == ["king - queen"]
    assert completed(session, "king --form") == ["king --format"]
    assert completed(session, '"ki')[:2] == ['"king"', '"kind"']
    assert completed(session, "nosuch; qu") == ["nosuch; quit", "nosuch; queen"]


def test_formats_files_and_models_of_export(session: Session, tmp_path: Path) -> None:
    (tmp_path / "vectors.txt").touch()
    assert completed(session, "export word") == ["export word2vec", "export word2vec-binary"]
    assert completed(session, "export fast") == ["export fasttext"]
    assert completed(session, f"export glove {tmp_path}/v") == [f"export glove {tmp_path}/vectors.txt"]
    assert completed(session, "export glove x --model a") == [
        "export glove x --model animals", "export glove x --model armies"
    ]  # fmt: skip


def test_options_and_their_choices(session: Session) -> None:
    assert completed(session, "train --opt") == ["train --optimizer"]
    assert completed(session, "train zero --guard s") == ["train zero --guard spread"]
    assert completed(session, "train --unit ") == ["train --unit yes", "train --unit no"]
    assert completed(session, "near king --form") == ["near king --format"]
    assert completed(session, "near king --format j") == ["near king --format json", "near king --format jsonl"]
    assert completed(session, "nearest king --k") == ["nearest king --k"]
    assert completed(session, "train --dim ") == []


def test_files_behind_the_sign_that_an_answer_goes_to_one(session: Session, tmp_path: Path) -> None:
    for name in ("king.csv", "old kings.md"):
        (tmp_path / name).touch()
    for sign in (">", "> ", ">!", ">! "):
        (line,) = completed(session, f"freq king {sign}{tmp_path}/k")
        assert line == f"freq king {sign.strip()} {tmp_path}/king.csv"
        (spaced,) = completed(session, f"near king {sign}{tmp_path}/o")
        (statement,) = statements(spaced.replace(">!", ">").replace(">", ">!"))
        assert redirected(statement)[1] == Target(tmp_path / "old kings.md", replace=True)
    assert completed(session, f"freq king > a.csv {tmp_path}/k") == []
    assert completed(session, f"freq king >a.csv {tmp_path}/k") == []
    assert completed(session, f'freq ">{tmp_path}/k') == []


def test_words_of_the_vocabulary(session: Session) -> None:
    assert completed(session, "near ki") == ["near king", "near kind", 'near "ki\x1b[2J"']
    assert completed(session, "near don") == ["near don't"]
    assert completed(session, 'near "ki')[:2] == ['near "king"', 'near "kind"']
    assert completed(session, 'near "the ki')[0] == 'near "the king"'
    assert completed(session, "near 猫") == ["near 猫", "near 猫头鹰"]
    assert completed(session, "near king - q") == ["near king - queen"]
    assert completed(session, "near ") == []
    session.current_model = None
    assert completed(session, "near ki") == []


def test_words_and_models_within_a_target(session: Session) -> None:
    assert completed(session, "near (ki")[:2] == ["near (king", "near (kind"]
    assert completed(session, "near (king,que") == ["near (king,queen"]
    assert completed(session, "near （king，que") == ["near （king，queen"]
    assert completed(session, "near 2*que") == ["near 2*queen"]
    assert completed(session, "near king -que") == ["near king -queen"]
    assert completed(session, "near king@a") == ["near king@animals", "near king@armies"]
    assert completed(session, "near (king, queen)@ar") == ["near (king, queen)@armies"]
    assert completed(session, "near king|ki")[-1] == "near king|'ki\x1b[2J'"
    assert completed(session, "near well-kn") == []
    assert completed(session, "kwic [~ki")[:2] == ["kwic [~king", "kwic [~kind"]
    assert completed(session, "kwic the ［～que") == ["kwic the ［～queen"]
    assert completed(session, "kwic [~king] []{0,3} [~que") == ["kwic [~king] []{0,3} [~queen"]
    assert completed(session, "kwic [~king@a") == ["kwic [~king@animals", "kwic [~king@armies"]


VECTORS = (
    "near",
    "sim",
    "dist",
    "why",
    "stable",
    "analogy man king",
    "between",
    "axis",
    "weat",
    "show",
    "vec",
    "odd",
    "rank",
)


@pytest.mark.parametrize("before", [f"{verb} " for verb in VECTORS] + [""])
@pytest.mark.parametrize(
    "signs",
    [
        "(", "（", "(king, ", "(king,", "(king，", "(king、", "((king,", "king + ", "king +", "king+", "＋", "-(",
        "king - ", "king | ", "king|", "king｜", "2*", "0.5 * ", "2＊", "king, ", "king,",
        '"king", ', '"king"+', "「king」＋",
    ],
)  # fmt: skip
def test_wherever_a_word_of_a_target_can_stand(session: Session, before: str, signs: str) -> None:
    assert completed(session, f"{before}{signs}que") == [f"{before}{signs}queen"]
    assert completed(session, f"{before}{signs}猫头") == [f"{before}{signs}猫头鹰"]
    if signs[-1] in "(,+|" and before:
        assert completed(session, f'{before}{signs}"que') in ([f"{before}{signs}queen"], [f'{before}{signs}"queen"'])


@pytest.mark.parametrize(
    "before",
    [
        "axis king:", "axis king：", "axis king : ", "axis king:the,", "axis king:(the, ", "axis king: the man -",
        'axis "king":', "axis 「king」：", "weat king,the:kind:", "weat king：kind：the：", "axis king:the ",
    ],
)  # fmt: skip
def test_words_behind_a_colon(session: Session, before: str) -> None:
    assert completed(session, f"{before}que") == [f"{before}queen"]
    assert completed(session, f"{before}猫头") == [f"{before}猫头鹰"]
    assert completed(session, "near king:que") == []  # where a colon is no sign


def test_a_target_behind_names_of_models(session: Session) -> None:
    assert completed(session, "compare animals armies que") == ["compare animals armies queen"]
    assert completed(session, "compare animals armies (king, que") == ["compare animals armies (king, queen"]
    assert completed(session, "compare animals que") == []


def test_what_two_sources_have_is_offered_once(session: Session) -> None:
    for line in ("show que", "king - que", "(king, que"):
        assert len(completed(session, line)) == 1


def test_what_is_shown_of_a_word_is_safe_to_print(session: Session) -> None:
    offered = ShellCompleter(session).get_completions(Document("near ki"), CompleteEvent())
    assert [each.display_text for each in offered] == ["king", "kind", "ki\\x1b[2J"]


def test_models_objectives_and_paths(session: Session, tmp_path: Path) -> None:
    assert completed(session, "use a") == ["use animals", "use armies"]
    assert completed(session, "train z") == ["train zero"]
    (tmp_path / "novel.txt").touch()
    (tmp_path / "novels").mkdir()
    assert completed(session, f"load {tmp_path}/nov") == [f"load {tmp_path}/novel.txt", f"load {tmp_path}/novels/"]


def test_several_with_commas_and_folders_to_go_into(session: Session, tmp_path: Path) -> None:
    assert completed(session, "compare zero,spec") == ["compare zero,spectral"]
    assert completed(session, "compare zero,ani") == ["compare zero,animals"]
    (tmp_path / "novels" / "one").mkdir(parents=True)
    assert completed(session, f"load {tmp_path}/no") == [f"load {tmp_path}/novels/"]
    assert completed(session, f"load {tmp_path}/novels/") == [f"load {tmp_path}/novels/one/"]


def test_files_and_models_to_start_from(session: Session, tmp_path: Path) -> None:
    (tmp_path / "glove.txt").touch()
    assert completed(session, "train zero --init s") == ["train zero --init spectral"]
    assert completed(session, "train zero --init an") == ["train zero --init animals"]
    for begin in ("train zero --init", "train pretrained --file", "open"):
        assert completed(session, f"{begin} {tmp_path}/gl") == [f"{begin} {tmp_path}/glove.txt"]


def test_paths_with_spaces(session: Session, tmp_path: Path) -> None:
    (tmp_path / "my novels").mkdir()
    (tmp_path / "my novels" / "war and peace.txt").touch()
    kept = str(tmp_path / "my novels").replace(" ", "\\ ")
    assert completed(session, f"load {tmp_path}/my") == [f"load {kept}/"]
    assert completed(session, f"load {tmp_path}/my\\ ") == [f"load {kept}/"]
    assert completed(session, f"load x.txt {kept}/war\\ a") == [f"load x.txt {kept}/war\\ and\\ peace.txt"]
    assert completed(session, f'load "{tmp_path}/my no') == [f'load "{tmp_path}/my novels/"']
    assert completed(session, f'load "{tmp_path}/my novels/"') == [f'load "{tmp_path}/my novels/war and peace.txt"']
    assert completed(session, f'load "{tmp_path}/my novels/"wa') == [f'load "{tmp_path}/my novels/war and peace.txt"']
    (offered,) = completed(session, f"load {kept}/")
    (statement,) = statements(offered)
    assert statement.tokens[1].text == str(tmp_path / "my novels" / "war and peace.txt")
    assert unfinished(f'load "{tmp_path}" ').text == ""


def test_a_vocabulary_offers_the_most_frequent_words() -> None:
    words = [f"word{number}" for number in range(3 * MOST)]
    assert WordsByPrefix(words).starting_with("w") == words[:MOST]


@given(st.lists(st.text(min_size=1, max_size=3), unique=True, max_size=20), st.text(max_size=3))
def test_a_vocabulary_equals_a_plain_search(words: list[str], prefix: str) -> None:
    assert WordsByPrefix(words).starting_with(prefix) == [word for word in words if word.startswith(prefix)]


@settings(max_examples=50)
@given(st.text(max_size=30))
def test_whatever_is_typed_can_be_completed(text: str) -> None:
    session = Session()
    completed(session, text)
    completed(session, f"train {text}")
    completed(session, f"near {text}")


def test_files_of_every_option_that_takes_one(session: Session, tmp_path: Path) -> None:
    (tmp_path / "stopwords.txt").touch()
    for begin in ("top --stop", "colloc king --stop", "load x --user-dict", "evaluate"):
        assert completed(session, f"{begin} {tmp_path}/sto") == [f"{begin} {tmp_path}/stopwords.txt"]
    begin = "compare zero --tests"
    assert completed(session, f"{begin} {tmp_path}/sto") == [f"{begin} {tmp_path}/stopwords.txt"]
    assert completed(session, f"{begin} a.txt,{tmp_path}/sto") == [f"{begin} a.txt,{tmp_path}/stopwords.txt"]


def test_each_word_completes_what_it_stands_for(session: Session) -> None:
    assert completed(session, "train zero z") == []
    assert completed(session, "train --dim 50 z") == ["train --dim 50 zero"]
    assert completed(session, "train --mirror z") == []  # yes or no may come
    assert completed(session, "health a") == ["health animals", "health armies"]
    assert completed(session, "corpus f") == ["corpus files", "corpus forget"]
    assert completed(session, "corpus forget f") == []
    assert completed(session, "objectives z") == []


def test_all_that_is_declared_to_complete_has_a_source(session: Session) -> None:
    sources = {PATHS, *ShellCompleter(session).sources}
    for name in table.names():
        command = table.command(name)
        for each in (*command.arguments, *command.options):
            assert set(each.completes) <= sources
