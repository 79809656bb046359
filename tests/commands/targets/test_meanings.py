"""Every form that the help lists is understood as it says: by vectors, by the text, or refused where it says so."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from embrepl.commands.targets.meanings import MEANINGS, Meaning
from embrepl.errors import EmbreplError
from tests.helpers.sessions import Talk, quoted, talking

TEXT = "the king, a colour of royal immigrants and special effects; the queen of immigration.\nA man, a woman. " * 9


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Talk]:
    folder = tmp_path_factory.mktemp("meanings")
    (folder / "novel.txt").write_text(TEXT)
    words = [*dict.fromkeys(TEXT.lower().replace(",", "").replace(".", "").replace(";", "").split()), "special_effects"]
    rows = "".join(f"{word} {number % 7 - 3} {number % 5 - 2.5}\n" for number, word in enumerate(words))
    (folder / "novel2.vec").write_text(f"{len(words)} 2\n{rows}")
    with talking(folder / "home") as result:
        result(f"load {quoted(str(folder / 'novel.txt'))}")
        result(f"open {quoted(str(folder / 'novel2.vec'))}")
        (folder / "letters.txt").write_text("The king writes to the queen of special effects. " * 9)
        result(f"load {quoted(str(folder / 'letters.txt'))}")
        result("use novel")
        result("use novel2")
        yield result


@pytest.mark.parametrize("meaning", MEANINGS, ids=lambda meaning: meaning.form)
def test_a_form_means_what_the_help_says(talk: Talk, meaning: Meaning) -> None:
    for line, said in ((f"vec {meaning.form}", meaning.vectors), (f"kwic {meaning.form}", meaning.text)):
        try:
            answer = talk(line)
        except EmbreplError as error:
            assert not said, error
            assert error.code in {"wrong-usage", "unknown-word", "bad-expression"}
        else:
            assert said or "@" in meaning.form
            assert answer.kind == "vector" or answer.hits


def test_help_lists_them(talk: Talk) -> None:
    assert [row.target for row in talk("help targets").rows] == [meaning.form for meaning in MEANINGS]
