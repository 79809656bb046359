"""The ordered table of commands; importing it imports none of them."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from embrepl.errors import EmbreplError, did_you_mean, nearest_names
from embrepl.space.expression.widths import narrow

if TYPE_CHECKING:
    from embrepl.commands.command import Command


@dataclass(frozen=True)
class CommandEntry:
    """A command's name, the module of its family, and one line on what it does."""

    name: str
    module: str
    summary: str


TABLE = (
    CommandEntry("load", "corpora", "read text files or folders into a corpus"),
    CommandEntry("corpus", "corpora", "the report on a corpus; also `corpus files`, `corpus parts`, `corpus forget`"),
    CommandEntry("train", "training", "train word vectors on the current corpus"),
    CommandEntry("open", "vectors", "read a file of vectors as a model, without any text"),
    CommandEntry("resume", "training", "go on with a training that was stopped"),
    CommandEntry("trainings", "keeping", "the stopped trainings that are kept; also `trainings forget`"),
    CommandEntry("compare", "comparing", "train several ways on this corpus and show them side by side"),
    CommandEntry("show", "exploring.cards", "the card of a word: how often, where, near what, beside what, two lines"),
    CommandEntry("near", "neighbours", "the words nearest to a word or an expression"),
    CommandEntry("dist", "words", "how far apart two words are, and how unusual that is"),
    CommandEntry("sim", "exploring.relations", "how alike several targets are, as a table with shaded cells"),
    CommandEntry("rank", "exploring.relations", "the place of a word among the neighbours of another, and back"),
    CommandEntry("odd", "exploring.relations", "which of several words does not belong, and how clear that is"),
    CommandEntry("between", "exploring.searching", "the words between two: near to both"),
    CommandEntry("analogy", "exploring.searching", "A is to B as C is to which word, by sums and by products"),
    CommandEntry("axis", "exploring.contrasts", "words along an axis of meaning, as from bad to good"),
    CommandEntry("weat", "exploring.contrasts", "whether one group of words is nearer to a third than a second is"),
    CommandEntry("why", "exploring.why", "why two words are near: the contexts they share, with lines of the text"),
    CommandEntry(
        "typical", "exploring.uses.typical", "the lines where a word is used as it mostly is, and those where not"
    ),
    CommandEntry("uses", "exploring.uses.by_part", "how a word is used in each part of the text, and how surely"),
    CommandEntry("trend", "exploring.uses.trend", "whether the use of a word moves over time, and what comes and goes"),
    CommandEntry("senses", "exploring.uses.senses", "the senses of a word: groups of its uses that come out again"),
    CommandEntry(
        "contrast", "exploring.uses.contrast", "whether two parts of the text use a word differently, and how"
    ),
    CommandEntry("alike", "exploring.uses.alike", "two words, or one in two parts, compared in everything at once"),
    CommandEntry("vec", "words", "a word's vector"),
    CommandEntry("stable", "exploring.stability", "how sure neighbours are, by runs on resampled texts"),
    CommandEntry("neighbourhood", "exploring.surveys.neighbourhood", "neighbours and their neighbours, as a tree"),
    CommandEntry("cluster", "exploring.surveys.groups", "groups of words that point the same way"),
    CommandEntry("plot", "exploring.maps.plot", "a map of words: what is near, in groups, along axes of meaning"),
    CommandEntry("topics", "exploring.surveys.topics", "what the text is about, by groups of its content words"),
    CommandEntry("lines", "exploring.surveys.lines", "the sentences of the text nearest in meaning to a sentence"),
    CommandEntry("outliers", "exploring.surveys.oddities", "the words that the model is least sure of, and why"),
    CommandEntry("twins", "exploring.surveys.oddities", "near-duplicates: spellings, inflections, forms of one word"),
    CommandEntry("health", "models", "whether the vectors are any good, in figures and in words"),
    CommandEntry("loss", "exploring.surveys.losses", "the curve of the loss over a training"),
    CommandEntry("evaluate", "exploring.evaluating", "score the vectors on judged pairs, analogies or groups of words"),
    CommandEntry("top", "vocabulary", "the most frequent words"),
    CommandEntry("freq", "text", "how often words, phrases and patterns occur; --by VARIABLE in each part"),
    CommandEntry("find", "vocabulary", "the words that match a pattern or a regular expression"),
    CommandEntry("kwic", "text", "a word, a phrase or a pattern in its context, with file and line"),
    CommandEntry("colloc", "statistics", "the words that occur near a word more often than by chance"),
    CommandEntry("ngrams", "statistics", "the most frequent runs of words"),
    CommandEntry("disperse", "dispersion", "where in the text words stand, and how evenly"),
    CommandEntry("keyness", "vocabulary", "the words that set a text or a part apart from another"),
    CommandEntry("zipf", "statistics", "the shape of the vocabulary: Zipf's law, types to tokens, words seen once"),
    CommandEntry("info", "corpora", "what is loaded, trained and current, and what lies where"),
    CommandEntry("models", "models", "the models of this session"),
    CommandEntry("use", "models", "make a model or a corpus the current one"),
    CommandEntry("drop", "models", "take models and corpora out of the session"),
    CommandEntry("export", "giving.exporting", "write vectors to a file that other tools read"),
    CommandEntry("mark", "giving.reporting", "put the last answer into the report, with a remark in your words"),
    CommandEntry("report", "giving.reporting", "what is marked, and `report > report.html`: one page of it to send on"),
    CommandEntry("objectives", "explaining", "the ways of training"),
    CommandEntry("explain", "explaining", "one way of training: what it does, its papers, its options, its limits"),
    CommandEntry("jobs", "jobs", "the background jobs of this session"),
    CommandEntry("watch", "jobs", "watch a job that runs in the background"),
    CommandEntry("wait", "jobs", "wait for the running job"),
    CommandEntry("stop", "jobs", "stop the running job; a training keeps what it has learnt"),
    CommandEntry("help", "help", "all commands, or one in full"),
    CommandEntry("quit", "help", "leave (Ctrl-D does the same)"),
)
ALIASES = {
    "exit": "quit",
    "q": "quit",
    "?": "help",
    "nearest": "near",
    "vector": "vec",
    "distance": "dist",
    "map": "plot",
    "neighborhood": "neighbourhood",
}
ELSEWHERE = {  # what other programs call it, and what to type here
    "wordlist": "top",
    "wordlists": "top",
    "frequency": "freq",
    "concordance": "kwic",
    "concord": "kwic",
    "collocate": "colloc",
    "collocates": "colloc",
    "collocation": "colloc",
    "collocations": "colloc",
    "clusters": "ngrams, cluster",
    "scatter": "plot",
    "tsne": "plot",
    "t-sne": "plot",
    "umap": "plot",
    "pca": "plot",
    "kmeans": "cluster",
    "k-means": "cluster",
    "dispersion": "disperse",
    "bigrams": "ngrams 2",
    "trigrams": "ngrams 3",
    "neighbours": "near",
    "neighbors": "near",
    "similar": "near",
    "synonyms": "near",
    "similarity": "dist, sim",
    "search": "find, kwic",
    "save": "export",
    "delete": "drop",
    "remove": "drop",
    "status": "info",
    "keyword": "keyness",
    "keywords": "keyness",
    "loglikelihood": "colloc WORD --measure llr",
    "log-likelihood": "colloc WORD --measure llr",
}
QUESTIONS = "questions"
TARGETS = "targets"
TOPICS = (TARGETS, QUESTIONS)  # what `help` has a page on besides the commands
LISTED = "`help` lists the commands."
_registered: dict[CommandEntry, Command[Any]] = {}  # commands that are no part of this package


def entries() -> tuple[CommandEntry, ...]:
    """Return all commands in the order in which they are listed."""
    return (*TABLE, *_registered)


def names() -> tuple[str, ...]:
    """Return the names of all commands."""
    return tuple(entry.name for entry in entries())


@contextmanager
def register(command: Command[Any], summary: str) -> Iterator[None]:
    """Add a command within this context; its module may be anywhere."""
    entry = CommandEntry(command.name, command.run.__module__, summary)
    if command.name in {*names(), *ALIASES}:
        raise ValueError(f"there is a command {command.name} already")
    _registered[entry] = command
    try:
        yield
    finally:
        del _registered[entry]


def find(name: str) -> CommandEntry:
    """Return the command of that name, or raise `unknown-command` with the nearest ones."""
    plain = narrow(name)
    plain = ALIASES.get(plain, plain)
    for entry in entries():
        if entry.name == plain:
            return entry
    raise unknown(name)


def is_known(name: str) -> bool:
    """Return whether there is a command of that name."""
    return narrow(name) in {*names(), *ALIASES}


def unknown(name: str) -> EmbreplError:
    """Return the error that there is no command of that name, with the nearest ones."""
    name = narrow(name)
    known = ELSEWHERE.get(name.lower())
    likely = nearest_names(name.lower(), [*names(), *ALIASES])
    near = (
        [f"`{each}`" for each in known.split(", ")]
        if known
        else list(dict.fromkeys(ALIASES.get(each, each) for each in likely))
    )
    hint = did_you_mean(near) if near else LISTED
    return EmbreplError("unknown-command", f"There is no command '{name}'.", hint)


def command(name: str) -> Command[Any]:
    """Import and return a command."""
    entry = find(name)
    if entry in _registered:
        return _registered[entry]
    module = importlib.import_module(f"embrepl.commands.families.{entry.module}")
    result: Command[Any] = module.COMMANDS[entry.name]
    return result
