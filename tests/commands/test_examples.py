"""The examples of the help run: every one, on a small session, with the files that the examples name."""

from __future__ import annotations

import gzip
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from embrepl.commands import table
from embrepl.commands.answers.base import Answer
from embrepl.errors import EmbreplError
from tests.helpers.sessions import Talk, talking

PHRASES = ["special effects", "once upon a time", "of the", "the end of", "king and queen", "unable to", "color"]
WORDS = [
    *["king", "queen", "man", "woman", "river", "unable", "queens", "kindness", "colour", "inevitable", "film"],
    *map(str.lower, PHRASES),
]
ENDED = {  # nothing runs, or was stopped
    "watch": "no-job", "stop": "no-job", "resume": "nothing-stopped", "trainings forget zero": "unknown-name",
    "report drop 2": "no-such-answer",
}  # fmt: skip
FIRST = {  # what has to come before
    "report drop 2": "report clear", "mark": "top 3", 'mark "the neighbours come from sermons"': "top 3",
    "train classifier --pool flatten": "use reviews",
    "trend king --by year": "use spoken", "trend king 10 --by year --with queen": "use spoken",
}  # fmt: skip


def examples() -> list[tuple[str, str]]:
    """Return each example with its command."""
    return [
        (name, line.strip())
        for name in table.names()
        for line in table.command(name).help.partition("Examples:")[2].splitlines()
        if line.strip()
    ]


def sentences(seed: int, many: int) -> str:
    """Return sentences of some two hundred words, in which all that the examples ask for stands."""
    generator = random.Random(seed)
    others = [
        f"{first}{last}" for first in ["balo", "meri", "tusa", "kino", "veda"] for last in ["ran", "tel", "sim", "dop"]
    ]
    lines = [" ".join(generator.choices([*WORDS, *others], k=12)) + "." for _ in range(many)]
    return "\n".join([*lines, "林黛玉笑道：黛玉来了。"])


def passages(seed: int) -> str:
    """Return a text of twelve passages, each with four words of its own that stand nowhere else."""
    generator = random.Random(seed)
    own = [
        [f"{stem}{end}" for end in ["ach", "ell", "ind", "orm"]] for stem in ["sw", "tr", "gl", "fr", "bl", "dr"] * 2
    ]
    own[6:] = [[f"{word}er" for word in words] for words in own[6:]]
    return "\n".join(" ".join(generator.choices([*WORDS, *words * 3], k=12)) + "." for words in own for _ in range(30))


def write_files(folder: Path) -> None:
    """Write the files that the examples name."""
    rows = [f"{sentences(seed, 3).splitlines()[0]},{'good' if seed % 2 else 'bad'}" for seed in range(60)]
    speeches = [f"{sentences(seed, 3).splitlines()[0]},{1990 + seed % 5}" for seed in range(60)]
    files = {
        "speeches.csv": "text,year\n" + "\n".join(speeches),
        "novels/one.txt": sentences(1, 300),
        "novels/two.txt": sentences(2, 300),
        "novels/three.txt": passages(3),
        "reviews.csv": "text,sentiment\n" + "\n".join(rows),
        "mails/office/a.txt": sentences(3, 20),
        "mails/home/b.txt": sentences(4, 20),
        "archive/a.html": f"<p>{sentences(5, 9)}</p>",
        "letters/a.txt": sentences(6, 9),
        "diary.md": sentences(7, 9),
        "红楼梦.txt": "林黛玉笑道：寶玉來了。\n" * 20,
        "names.txt": "林黛玉\n",
        "stopwords.txt": "the\nof\n",
        "bnc.tsv": "word\tcount\nthe\t6000\nof\t3000\nking\t20\nriver\t9\n",
        "coca.csv": "rank,word,freq,perMil\n1,the,6000,60000\n2,of,3000,30000\n3,king,2,20\n",
        "wordsim353.txt": "king queen 8\nman woman 7\nriver king 2\nfilm river 1\n",
        "analogies.txt": "man king woman queen\nking man queen woman\n",
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "reviews.csv.gz").write_bytes(gzip.compress(files["reviews.csv"].encode()))


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Talk]:
    """A session in the folder of these files, with two corpora and a model called zero."""
    folder = tmp_path_factory.mktemp("examples")
    write_files(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        with talking(folder / "home", own=True) as talk:  # whose background process starts in this folder
            talk("load reviews.csv --column text --label sentiment")
            talk("load speeches.csv --column text --by year")
            talk("train spectral --dim 10 --min-count 1 --name spoken")
            talk("load novels/")
            talk("train zero --dim 10 --epochs 1 --min-count 1")
            talk("export glove glove.6B.100d.txt")
            talk("export word2vec-binary GoogleNews-vectors-negative300.bin.gz")
            patch.setattr(talk.session, "_delete", lambda _: 0)  # what an example drops, the next ones need
            yield talk


@pytest.fixture(autouse=True)
def same_start(talk: Talk) -> Iterator[None]:
    """Begin each example with the same things current and nothing written; end it with nothing running."""
    talk("use zero")
    corpora, models = dict(talk.session.corpora), dict(talk.session.models)
    yield
    talk.session.corpora |= {name: corpora[name] for name in corpora.keys() - talk.session.corpora.keys()}
    talk.session.models |= {name: models[name] for name in models.keys() - talk.session.models.keys()}
    for path in Path().glob("vectors.*"):
        path.unlink()
    if talk.session.jobs.running is not None:
        talk("wait")


@pytest.mark.parametrize(("name", "line"), examples(), ids=lambda value: value)
def test_an_example_is_answered(talk: Talk, name: str, line: str) -> None:
    assert line.split(maxsplit=1)[0] == name
    if line in FIRST:
        talk(FIRST[line])
    if ended := ENDED.get(line, ENDED.get(name)):
        with pytest.raises(EmbreplError) as caught:
            talk(line)
        assert caught.value.code == ended
    else:
        answer = talk(line)
        assert isinstance(answer, Answer)
        assert answer.kind != "answer"


def test_every_command_has_examples() -> None:
    assert {name for name, _ in examples()} == set(table.names())
