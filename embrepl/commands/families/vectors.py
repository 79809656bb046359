"""`open`, and the files of vectors that `train` takes: inspected before anything starts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from embrepl.commands.answers.jobs import Started
from embrepl.commands.answers.training import TrainedModel
from embrepl.commands.command import Command, by_name
from embrepl.commands.lexer import quote
from embrepl.commands.making.ends import describe_training, in_background
from embrepl.commands.options import CommandOptions, argument, option
from embrepl.errors import EmbreplError, nearest_names
from embrepl.system.places import expand_home
from embrepl.training import catalog
from embrepl.training.options.meanings import STARTS
from embrepl.training.recipe import FileFacts, ModelFacts, Recipe

if TYPE_CHECKING:
    from embrepl.session.session import Session
    from embrepl.space.external import ExternalVectors


@dataclass(frozen=True)
class InspectedSettings:
    """Options of `train` and the facts of the file that they name: `settings` to choose by, as they are `typed` again.

    `vectors`: what the recipe keeps of the file.
    """

    settings: dict[str, Any]
    typed: dict[str, str] = field(default_factory=dict)
    vectors: FileFacts | ModelFacts | None = None


@dataclass(frozen=True, kw_only=True)
class OpenOptions(CommandOptions):
    """What `open` takes."""

    path: str = argument("FILE", completes=("paths",))
    most: int = option("how many words to read, from the first word of the file on", default=500_000, least=1)
    encoding: str | None = option("the encoding of the words, where it is not UTF-8", default=None)
    name: str | None = option("what to call the model", default=None)


def open_vectors(session: Session, options: OpenOptions) -> Started | TrainedModel:
    """Read a file of vectors as a model of its own, without any text.

    Files of GloVe, word2vec (text and binary) and fastText (.vec and .bin), and tables with tabs, commas or semicolons
    (.csv, .tsv), compressed or not; the format is recognised by how the file begins. Decimal commas, names of columns
    and quotation marks are seen. Lines that are no word with its numbers are left out and counted. The words are taken
    to be in order of frequency, as these tools write them. With a corpus
    `train pretrained --file` takes the vectors of its words alone, and `train --init` starts from them.

    Ctrl-C stops it and keeps what was read; with a trailing & it goes on in the background.

    Examples:
      open glove.6B.100d.txt
      open GoogleNews-vectors-negative300.bin.gz --most 200000 --name news
      open glove.6B.100d.txt --encoding latin-1
    """
    path, most = full_path(options.path), options.most
    encoding = _encoding(options.encoding)
    file = inspect(path, encoding)
    command = f"open {quote(str(path))}" + (f" --most {most}" if "most" in options.typed else "")
    command += f" --encoding {options.encoding}" if encoding else ""
    settings = {"dim": file.dim, "most": most} | ({"encoding": encoding} if encoding else {})
    recipe = Recipe("pretrained", command, settings, vectors=facts_of(file))
    job = session.read_vectors(path, most, recipe, options.name, encoding)
    if options.background:
        return in_background(session, job)
    return describe_training(session, session.jobs.wait(job))


def inspect_files(session: Session, objective: str, settings: Mapping[str, Any]) -> InspectedSettings:
    """Inspect the file that `--file` or `--init` names: its path in full, its dimensions for `--dim`.

    `--init` may also be a model of the session. Raises what `inspect` raises, `bad-option` and `dimension-mismatch`.
    """
    result = dict(settings)
    has = catalog.find(objective).options.__dataclass_fields__
    if "file" in has and session.current_corpus is None:
        message = "No text is loaded whose words could take vectors."
        raise EmbreplError("nothing-loaded", message, "`open FILE` reads all words of a file; `load PATH` loads text.")
    name = next((name for name in ("file", "init") if name in has and name in settings), None)
    encoding = _encoding(settings.get("encoding"))
    if name is None or (name == "init" and settings[name] in STARTS):
        if encoding and "encoding" in has:
            message = "--encoding is that of a file of vectors, and none is named."
            raise EmbreplError("bad-option", message, "Name one by --init, or by --file of `train pretrained`.")
        return InspectedSettings(result)
    text = str(settings[name])
    model = session.models.get(text) if name == "init" else None
    path = model.space.folder if model is not None else full_path(text)
    if model is not None and model.space.identity:
        message = f"{text} is one-hot: every word is an axis of its own, so there is nothing to start from."
        raise EmbreplError("bad-option", message, "Start from `spectral`, another model or a file of vectors.")
    if path is None or (name == "init" and not path.exists()):
        raise _no_start(session, text)
    file = inspect(path, encoding)
    if settings.get("dim", file.dim) != file.dim:
        from embrepl.space.external import mismatch

        raise mismatch(text if model else path.name, file.dim, settings["dim"])
    result |= {name: str(path), "dim": file.dim} | ({"encoding": encoding} if encoding else {})
    if model is None:
        return InspectedSettings(result, {name: quote(str(path))}, facts_of(file))
    facts = ModelFacts(text, model.recipe.command, file.fingerprint)
    return InspectedSettings(result, {name: quote(text)}, facts)


def full_path(text: str) -> Path:
    """Return a typed path in full, so that it means the same in the background process."""
    return Path(expand_home(text)).absolute()


def _encoding(typed: str | None) -> str | None:
    """Return an encoding by the name that Python has for it. Raises `unknown-encoding`."""
    from embrepl.corpus.reading.decoding.names import check_encoding

    return check_encoding(typed).removesuffix("-sig") if typed else None


def inspect(path: Path, encoding: str | None = None) -> ExternalVectors:
    """Return what a file of vectors says of itself. Raises as `formats.read` does."""
    from embrepl.space import external

    return external.inspect(path, encoding)


def facts_of(file: ExternalVectors) -> FileFacts:
    """Return what a recipe keeps of a file."""
    return FileFacts(str(file.path), file.bytes, file.fingerprint)


def _no_start(session: Session, text: str) -> EmbreplError:
    near = nearest_names(text, [*STARTS, *session.models])
    known = "random, spectral, a model of this session or a file of vectors"
    hint = f"Did you mean {near[0]}?" if near else "Check the path; `models` lists the models."
    return EmbreplError("bad-option", f"--init is {known}; there is no file '{text}'.", hint)


COMMANDS = by_name(Command("open", open_vectors, OpenOptions, background=True))
