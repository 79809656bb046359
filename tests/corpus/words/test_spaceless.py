"""Thai, Lao, Khmer and Burmese: cut into words by ICU, or said not to be."""

from pathlib import Path

import pytest

from embrepl.corpus.options import ReadOptions
from embrepl.corpus.words import spaceless
from tests.corpus.words.test_word_options import made
from tests.helpers.plain.words import vectorised

TEXTS = {
    "Thai": ("แม่น้ำไหลผ่านหมู่บ้าน", ["แม่น้ำ", "ไหล", "ผ่าน", "หมู่บ้าน"]),
    "Lao": ("ພາສາລາວເປັນພາສາ", ["ພາສາ", "ລາວ", "ເປັນ", "ພາສາ"]),
    "Khmer": ("ភាសាខ្មែរជាភាសា", ["ភាសាខ្មែរ", "ជា", "ភាសា"]),
    "Burmese": ("မြန်မာဘာသာစကားသည်", ["မြန်မာဘာသာ", "စကား", "သည်"]),
}


@pytest.mark.parametrize("script", TEXTS)
def test_words_are_cut_and_keep_their_places(script: str) -> None:
    text, words = TEXTS[script]
    found = vectorised(f"see {text} 12{text}B", ReadOptions())
    assert [word for _, word in found] == ["see", *words, "12", *words, "b"]
    whole = f"see {text} 12{text}B"
    assert all(whole.startswith(word, place) for place, word in found[1:-1])


@pytest.mark.parametrize("script", TEXTS)
def test_without_the_extra_a_note_tells_that_they_are_not_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str
) -> None:
    monkeypatch.setattr(spaceless, "word_breaker", lambda: None)
    text, _ = TEXTS[script]
    corpus = made(tmp_path, f"{text}\nand {text}\n")
    assert corpus.words == [text, "and"]
    (note,) = corpus.report.notes
    assert note.startswith(f"{script} has no spaces between words and was not cut into words: 2 of the words are whole")
    assert "embrepl[thai]" in note
    assert "`--units char`" in note
    assert not made(tmp_path, text, units="char").report.notes


def test_words_that_are_parted_by_spaces_without_width_need_no_note(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spaceless, "word_breaker", lambda: None)
    corpus = made(tmp_path, "ភាសា\u200bជា\u200bភាសា")
    assert corpus.words == ["ភាសា", "ជា"]
    assert not corpus.report.notes


def test_scripts_without_a_dictionary_are_told(tmp_path: Path) -> None:
    corpus = made(tmp_path, "ᥖᥭᥰᥘᥫᥴᥖᥭᥰᥘᥫᥴ")
    assert corpus.report.notes[0].startswith("Text in a script of the Tai has no spaces")
    assert "embrepl[thai]" not in corpus.report.notes[0]


def test_what_is_cut_is_not_noted(tmp_path: Path) -> None:
    assert not made(tmp_path, TEXTS["Thai"][0]).report.notes
