"""What a session has: corpora and models, which of them are current, and the folder that they lie in."""

from __future__ import annotations

import gc
import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from embrepl.errors import EmbreplError, names_hint
from embrepl.session.cached_corpora import CachedCorpora
from embrepl.session.recent import Recent
from embrepl.session.views import Views
from embrepl.system import places
from embrepl.system.sizes import bytes_in
from embrepl.training.protocol import Trained
from embrepl.training.recipe import Recipe

if TYPE_CHECKING:
    from embrepl.corpus.concordance.concordance import Concordance
    from embrepl.corpus.store.store import Corpus
    from embrepl.evidence.nearest_sentences import Sentences
    from embrepl.evidence.uses.instances import Surroundings
    from embrepl.space.space import Space


@dataclass(frozen=True)
class Model:
    """A trained space, the corpus it came from, how its training ended, and its losses, evenly over the training."""

    space: Space
    corpus: str
    trained: Trained
    losses: tuple[float, ...] = ()

    @property
    def recipe(self) -> Recipe:
        """The recipe that is kept with the vectors."""
        return Recipe.from_plain(self.space.recipe)


class Holdings:
    """The corpora and models by name, and which of them are current."""

    def __init__(self) -> None:
        self.corpora: dict[str, Corpus] = {}
        self.concordances: dict[Path, Concordance] = {}  # what searches each corpus, by its folder
        self.views = Views(self.concordances)  # the parts of corpora that were asked last
        self.sentences: dict[str, Sentences] = {}  # of each model's text, by the model, once they were asked for
        self.surroundings: dict[tuple[str, Path], Surroundings] = {}  # of a model's words in a text, by both
        self.paths: dict[str, tuple[str, ...]] = {}  # where each corpus was read from, if it can be read again
        self.models: dict[str, Model] = {}
        self.current_corpus: str | None = None
        self.current_model: str | None = None
        self._cached = CachedCorpora()
        self._recent_corpora, self._recent_models = Recent(), Recent()
        self._folder: Path | None = None

    def use(self, name: str) -> str:
        """Make a model, or a corpus and its latest model, current; return which it was. Raises `unknown-name`.

        A model may be named with its corpus, as the prompt shows them: tales:zero.
        """
        name = self.plain_name(name)
        if name in self.models:
            self.current_model = name
            if self.models[name].corpus in self.corpora:
                self.current_corpus = self.models[name].corpus
            return "model"
        if name in self.corpora:
            self.current_corpus = name
            of_it = [model for model, made in self.models.items() if made.corpus == name]
            self.current_model = of_it[-1] if of_it else None
            return "corpus"
        raise self.unknown_name(name)

    def plain_name(self, name: str) -> str:
        """Return the name of a model without that of its corpus, with which the prompt shows it; any other as it is."""
        corpus, _, model = name.partition(":")
        return model if model in self.models and self.models[model].corpus == corpus else name

    def unknown_name(self, name: str) -> EmbreplError:
        """Return the error that there is neither a model nor a corpus of that name."""
        hint = names_hint(name, [*self.models, *self.corpora], "Load some text: `load PATH`.")
        return EmbreplError("unknown-name", f"There is no model or corpus '{name}'.", hint)

    @property
    def folder(self) -> Path:
        """The session's own folder, made when it is first asked for. Raises `no-folder`."""
        if self._folder is None:
            self._folder = _session_folder()
        return self._folder

    def forget(self, entry: Path) -> int | None:
        """Remove a corpus from the cache; return how many bytes it took, None when another session uses it.

        One that is loaded here moves to the session's own folder, and stays until the session ends.
        """
        from embrepl.corpus.store.store import Corpus

        names = [name for name, corpus in self.corpora.items() if corpus.folder == entry]
        to = self.folder / f"forgotten-{secrets.token_hex(4)}-{entry.name}" if names else None
        size = self._cached.forget(entry, names, to)
        if to is not None and size is not None:
            self.concordances.pop(entry, None)
            for name in names:
                self.views.forget(self.corpora[name])
            self.corpora.update((name, Corpus.open(to)) for name in names)
        return size

    def drop(self, name: str) -> tuple[str, int]:
        """Take a model or a corpus out of the session and delete its files; return which it was, and their bytes.

        What was current before it, of the same text where there is such a model, becomes current. Raises
        `unknown-name`.
        """
        if name in self.models:
            model = self.models.pop(name)
            self._forget_texts_of(name)
            if self.current_model == name:
                self.current_model = next(
                    (each for each in reversed(self.models) if self.models[each].corpus == model.corpus), None
                )
            return "model", self._delete(model.space.folder)
        if name in self.corpora:
            corpus = self.corpora.pop(name)
            self.paths.pop(name, None)
            self._close(corpus)
            self._cached.release(name)
            if self.current_corpus == name:
                self.current_corpus = next(reversed(self.corpora), None)
            shared = any(other.folder == corpus.folder for other in self.corpora.values())
            return "corpus", 0 if shared else self._delete(corpus.folder)
        raise self.unknown_name(name)

    def _forget_texts_of(self, model: str) -> None:
        """Drop what was made of a model and any text."""
        self.sentences.pop(model, None)
        for key in [key for key in self.surroundings if key[0] == model]:
            del self.surroundings[key]

    def _delete(self, folder: Path | None) -> int:
        """Delete a folder of this session's own; return the bytes that it took, 0 where it is none."""
        if folder is None or self._folder is None or self._folder not in folder.parents:
            return 0
        size = bytes_in(folder)
        shutil.rmtree(folder, ignore_errors=True)
        return size

    def release_unused(self) -> None:
        """Close the files of models and corpora but for the current ones and the few that were used last."""
        corpora, models = (
            self._recent_corpora.with_current(self.current_corpus), self._recent_models.with_current(self.current_model)
        )  # fmt: skip
        for corpus in (corpus for name, corpus in self.corpora.items() if name not in corpora):
            self._close(corpus)
        for model in (model for name, model in self.models.items() if name not in models):
            self._forget_texts_of(model.space.name)
            model.space.release()

    def _close(self, corpus: Corpus) -> None:
        """Close the files of a corpus, with those of its parts, and of what searches it or was made of it."""
        self.views.forget(corpus)
        for name in [name for name, made in self.sentences.items() if made.corpus.folder == corpus.folder]:
            del self.sentences[name]
        for key in [key for key in self.surroundings if key[1] == corpus.folder]:
            del self.surroundings[key]
        corpus.release()
        if self.concordances.pop(corpus.folder, None) is not None:
            gc.collect()  # it refers to itself, and would keep its files open until Python looks for such

    def delete_all(self) -> None:
        """Hold no cached corpus any more, and remove the session's folder."""
        self._cached.close()
        folder, self._folder = self._folder, None
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)

    def take_corpus(self, name: str, folder: Path, *, cached: bool) -> None:
        """Take in a corpus, which becomes current; one that is `cached` is held. Raises what opening it raises."""
        from embrepl.corpus.store.store import Corpus

        if cached:
            self._cached.hold(name, folder)
        self.corpora[name] = Corpus.open(folder)
        self.current_corpus = name
        self.current_model = None


def _session_folder() -> Path:
    try:
        return places.session_folder()
    except OSError as error:
        message = f"No folder can be made for what is read and trained: {error}."
        raise EmbreplError("no-folder", message, "Set XDG_CACHE_HOME to a folder that you may write to.") from error
