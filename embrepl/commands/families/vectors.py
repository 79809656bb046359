"""`open`, and the files of vectors that `train` takes: looked at before anything starts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from embrepl.commands.answers.base import Answer
from embrepl.commands.arguments import Arguments, Command, Option
from embrepl.commands.asking import number, started
from embrepl.errors import EmbreplError, nearest_names
from embrepl.system.places import expand_home
from embrepl.training import catalog
from embrepl.training.recipe import FileFacts, ModelFacts, Recipe

if TYPE_CHECKING:
    from embrepl.session.session import Session
    from embrepl.space.outside import Outside

STARTS = ("random", "spectral")
MOST = Option("most", int, "how many words of the file, from the first on, are read", default=500_000)


@dataclass(frozen=True)
class Given:
    """Options of `train` with what was found of their file: `options` to choose by, as they are `typed` again.

    `vectors`: what the recipe keeps of the file.
    """

    options: dict[str, Any]
    typed: dict[str, str] = field(default_factory=dict)
    vectors: FileFacts | ModelFacts | None = None


def open_vectors(session: Session, arguments: Arguments) -> Answer:
    """Read a file of vectors as a model of its own, without any text.

    Files of GloVe, word2vec (text and binary) and fastText (.vec and .bin), packed or not; what it is, is found by its
    beginning. The order of the file is taken for that of frequency, as these tools write it. With a corpus
    `train pretrained --file` takes the vectors of its words alone, and `train --init` starts from them.

    Ctrl-C stops it and keeps what was read; with a trailing & it goes on in the background.

    Examples:
      open glove.6B.100d.txt
      open GoogleNews-vectors-negative300.bin.gz --most 200000 --name news
    """
    from embrepl.commands.families.training import trained

    path = full_path(arguments.words[0].text)
    most = number(arguments, MOST)
    found = looked(path)
    command = f"open {typed(str(path))}" + (f" --most {most}" if "most" in arguments.options else "")
    recipe = Recipe("pretrained", command, {"dim": found.dim, "most": most}, vectors=about(found))
    job = session.read_vectors(path, most, recipe, arguments.options.get("name"))
    if arguments.background:
        return started(session, job)
    return trained(session, session.jobs.wait(job))


def with_files(session: Session, objective: str, given: Mapping[str, Any]) -> Given:
    """Look at the file that `--file` or `--init` names: its path in full, its dimensions for `--dim`.

    `--init` may also be a model of the session. Raises what `looked` raises, `bad-option` and `dimension-mismatch`.
    """
    options = dict(given)
    has = catalog.find(objective).options.__dataclass_fields__
    if "file" in has and session.current_corpus is None:
        message = "No text is loaded whose words could take vectors."
        raise EmbreplError("nothing-loaded", message, "`open FILE` reads all words of a file; `load PATH` loads text.")
    name = next((name for name in ("file", "init") if name in has and name in given), None)
    if name is None or (name == "init" and given[name] in STARTS):
        return Given(options)
    text, model = str(given[name]), session.models.get(str(given[name])) if name == "init" else None
    path = model.space.folder if model is not None else full_path(text)
    if model is not None and model.space.identity:
        message = f"{text} is one-hot: every word is an axis of its own, so there is nothing to start from."
        raise EmbreplError("bad-option", message, "Start from `spectral`, another model or a file of vectors.")
    if path is None or (name == "init" and not path.exists()):
        raise _no_start(session, text)
    found = looked(path)
    if given.get("dim", found.dim) != found.dim:
        from embrepl.space.outside import mismatch

        raise mismatch(text if model else path.name, found.dim, given["dim"])
    options |= {name: str(path), "dim": found.dim}
    if model is None:
        return Given(options, {name: typed(str(path))}, about(found))
    facts = ModelFacts(text, model.recipe.command, found.fingerprint)
    return Given(options, {name: typed(text)}, facts)


def full_path(text: str) -> Path:
    """Return a typed path in full, so that it means the same in the worker."""
    return Path(expand_home(text)).absolute()


def looked(path: Path) -> Outside:
    """Return what a file of vectors says of itself. Raises as `formats.read` does."""
    from embrepl.space import outside

    return outside.look(path)


def about(found: Outside) -> FileFacts:
    """Return what a recipe keeps of a file."""
    return FileFacts(str(found.path), found.bytes, found.fingerprint)


def typed(text: str) -> str:
    """Return a text as it is typed: in quotation marks where it would be several tokens or none."""
    from embrepl.commands.lexer import tokens

    found = tokens(text)
    plain = len(found) == 1 and found[0].text == text and not found[0].quoted and not text.startswith("-")
    return text if plain else '"' + text.replace('"', '""') + '"'


def _no_start(session: Session, text: str) -> EmbreplError:
    near = nearest_names(text, [*STARTS, *session.models])
    known = "random, spectral, a model of this session or a file of vectors"
    hint = f"Did you mean {near[0]}?" if near else "Check the path; `models` lists the models."
    return EmbreplError("bad-option", f"--init is {known}; there is no file '{text}'.", hint)


COMMANDS = {
    "open": Command(
        "open", "open FILE [&]", open_vectors, least=1, most=1, completes="paths",
        options=(MOST, Option("name", str, "what to call the model")),
    ),
}  # fmt: skip
