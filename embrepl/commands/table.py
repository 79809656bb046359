"""The ordered table of commands; importing it imports none of them."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from embrepl.errors import EmbreplError, nearest_names

if TYPE_CHECKING:
    from embrepl.commands.arguments import Command


@dataclass(frozen=True)
class Entry:
    """A command's name, the module of its family, and one line on what it does."""

    name: str
    module: str
    summary: str


TABLE = (
    Entry("load", "corpora", "read text files or folders into a corpus"),
    Entry(
        "corpus",
        "corpora",
        "the corpus doctor's report; also `corpus files` and `corpus forget`",
    ),
    Entry("train", "training", "train word vectors on the current corpus"),
    Entry("open", "vectors", "read a file of vectors as a model, without any text"),
    Entry("resume", "training", "go on with a training that was stopped"),
    Entry("compare", "comparing", "train several ways on this corpus and show them side by side"),
    Entry("near", "words", "the words nearest to a word or an expression"),
    Entry("dist", "words", "how far apart two words are, and how unusual that is"),
    Entry("vec", "words", "a word's vector"),
    Entry("health", "models", "whether the vectors are any good, in figures and in words"),
    Entry("evaluate", "comparing", "score the vectors on word pairs that people judged, or analogies"),
    Entry("top", "text", "the most frequent words"),
    Entry("freq", "text", "how often words, phrases and patterns are found"),
    Entry("find", "text", "the words that a glob or a regular expression fits"),
    Entry("kwic", "text", "a word, a phrase or a pattern in its context, with file and line"),
    Entry("colloc", "statistics", "the words that stand near a word more often than by chance"),
    Entry("ngrams", "statistics", "the most frequent runs of words"),
    Entry("disperse", "statistics", "how evenly a word is spread over the text"),
    Entry("keyness", "statistics", "the words that are key to this corpus against another"),
    Entry("zipf", "statistics", "the shape of the vocabulary: Zipf's law, types to tokens, words seen once"),
    Entry("info", "corpora", "what is loaded, trained and current"),
    Entry("models", "models", "the models of this session"),
    Entry("use", "models", "make a model or a corpus the current one"),
    Entry("export", "exporting", "write vectors to a file that other tools read"),
    Entry("objectives", "explaining", "the ways of training there are"),
    Entry("explain", "explaining", "a way of training: what it does, its papers, its options, its limits"),
    Entry("jobs", "jobs", "list the background jobs, running and ended"),
    Entry("watch", "jobs", "watch a job that runs in the background"),
    Entry("wait", "jobs", "wait for the running job"),
    Entry("stop", "jobs", "stop the running job and keep what was learnt"),
    Entry("help", "help", "all commands, or one in full"),
    Entry("quit", "help", "leave (Ctrl-D does the same)"),
)
ALIASES = {"exit": "quit", "q": "quit", "?": "help", "nearest": "near", "vector": "vec", "distance": "dist"}
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
    "cluster": "ngrams",
    "clusters": "ngrams",
    "dispersion": "disperse",
    "plot": "disperse",
    "keyword": "keyness",
    "keywords": "keyness",
    "loglikelihood": "colloc WORD --measure llr",
    "log-likelihood": "colloc WORD --measure llr",
}
NAMES = tuple(entry.name for entry in TABLE)


def find(name: str) -> Entry:
    """Return the command of that name, or raise `unknown-command` with the nearest ones."""
    name = ALIASES.get(name, name)
    for entry in TABLE:
        if entry.name == name:
            return entry
    known = ELSEWHERE.get(name.lower())
    near = [f"`{known}`"] if known else nearest_names(name.lower(), [*NAMES, *ALIASES])
    hint = f"Did you mean {' or '.join(near)}?" if near else "`help` lists the commands."
    raise EmbreplError("unknown-command", f"There is no command '{name}'.", hint)


def command(name: str) -> Command:
    """Import and return a command."""
    entry = find(name)
    module = importlib.import_module(f"embrepl.commands.families.{entry.module}")
    found: Command = module.COMMANDS[entry.name]
    return found
