"""The bundled corpora: the same bytes always, long enough, and what was planted is there to be found."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import corpora
from corpora import tables
from embrepl.corpus.building.build import build
from embrepl.corpus.options import ReadOptions
from embrepl.corpus.store.store import Corpus
from tests.helpers.places import REPO

LEAST_WORDS = 200_000
LEAST_SEEN = 60
DIGESTS = """
import hashlib, json, corpora
texts = {name: corpora.text(name, words=20_000) for name in corpora.LANGUAGES}
print(json.dumps({name: hashlib.sha256(text.encode()).hexdigest() for name, text in texts.items()}))
"""

LANGUAGES = pytest.mark.parametrize("language", corpora.LANGUAGES)


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Corpus]:
    """A function that reads a bundled corpus as the product does, once."""
    made: dict[str, Corpus] = {}

    def reader(language: str) -> Corpus:
        if language not in made:
            folder = tmp_path_factory.mktemp(language) / "store"
            build([str(corpora.built(language))], ReadOptions(), folder, lambda _: None, lambda: False)
            made[language] = Corpus.open(folder)
        return made[language]

    return reader


def test_a_fresh_interpreter_makes_the_same_bytes() -> None:
    """Whatever order its sets and dictionaries have."""
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(REPO)}
        command = [sys.executable, "-c", DIGESTS]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        for language, digest in json.loads(done.stdout).items():
            assert digest == hashlib.sha256(corpora.text(language, words=20_000).encode()).hexdigest()


@LANGUAGES
def test_another_seed_makes_another_text(language: str) -> None:
    one, again, other = (corpora.text(language, words=2_000, seed=seed) for seed in (1, 1, 2))
    assert one == again != other


@LANGUAGES
def test_the_text_is_long_enough_and_plain(language: str, read: Callable[[str], Corpus]) -> None:
    report = read(language).report
    assert report.tokens >= LEAST_WORDS
    assert report.language == {"en": "English", "zh": "Chinese"}[language]
    assert (report.encodings, report.skipped) == ({"utf-8": 1}, ())
    assert all(note.startswith("names that are also cut with the word behind them") for note in report.notes)
    text = corpora.built(language).read_bytes().decode()
    assert all(letter == "\n" or letter.isprintable() for letter in text)


@LANGUAGES
def test_every_planted_word_is_one_token_seen_often(language: str, read: Callable[[str], Corpus]) -> None:
    corpus = read(language)
    members = [word for group in corpora.planted(language).groups.values() for word in group]
    seen = {word: int(corpus.counts[corpus.index[word]]) if word in corpus.index else 0 for word in members}
    assert {word: count for word, count in seen.items() if count < LEAST_SEEN} == {}


@LANGUAGES
def test_groups_are_disjoint(language: str) -> None:
    groups = corpora.planted(language).groups
    members = [word for group in groups.values() for word in group]
    assert len(members) == len(set(members)) > 200
    assert len(groups) >= 10
    assert min(map(len, groups.values())) >= 4


@LANGUAGES
def test_analogies_are_of_words_that_are_there(language: str, read: Callable[[str], Corpus]) -> None:
    analogies = corpora.planted(language).analogies
    assert len(analogies) == len(set(analogies)) >= 100
    assert all(len(set(analogy)) == 4 for analogy in analogies)
    corpus = read(language)
    kept = corpus.vocabulary_size(5)
    assert {word for analogy in analogies for word in analogy if corpus.index.get(word, kept) >= kept} == set()


def test_the_tables_are_those_of_the_vocabulary() -> None:
    assert tables.stale() == []


class TestBuilt:
    @pytest.fixture(autouse=True)
    def elsewhere(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Build short texts into a folder of the test's own."""
        whole = corpora.text
        monkeypatch.setattr(corpora, "FOLDER", tmp_path / "built")
        monkeypatch.setattr(corpora, "text", lambda language: whole(language, words=500))

    @LANGUAGES
    def test_makes_the_file_on_first_use_and_again_when_missing(self, language: str) -> None:
        path = corpora.built(language)
        content = path.read_bytes()
        assert len(content) > 1_000
        assert list(path.parent.iterdir()) == [path]
        path.unlink()
        assert corpora.built(language) == path
        assert path.read_bytes() == content

    def test_keeps_a_file_that_is_there(self, monkeypatch: pytest.MonkeyPatch) -> None:
        path = corpora.built("en")
        monkeypatch.setattr(corpora, "text", lambda language: pytest.fail("made again"))
        assert corpora.built("en") == path

    def test_a_changed_generator_makes_another_file(self, monkeypatch: pytest.MonkeyPatch) -> None:
        old, other = corpora.built("en"), corpora.built("zh")
        monkeypatch.setattr(corpora, "version", lambda: "changed")
        assert corpora.built("en") != old
        assert not old.exists()
        assert other.exists()


@pytest.mark.parametrize("language", ["fr", ""])
def test_there_are_two_languages(language: str) -> None:
    with pytest.raises(ValueError, match="choose en or zh"):
        corpora.text(language)
