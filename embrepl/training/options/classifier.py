"""The options of the classifier, and its recipes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from embrepl.errors import EmbreplError
from embrepl.training.options.base import Options
from embrepl.training.options.objective import Explanation, Objective, where_bad


@dataclass(frozen=True)
class ClassifierOptions(Options):
    """Options of the classifier; the defaults are those that predicted the labels of film reviews best.

    `hidden`: units of a layer with relu between the document's vector and the label, as the question has it (0: none).
    """

    recipes: ClassVar[tuple[str, ...]] = ("default", "original")

    epochs: float = 3.0
    until: str = "epochs"
    batch: int = 128
    learning_rate: float = 0.005
    optimizer: str = "adam"
    init: str = "random"
    encoding: str = ""
    length: int = 200
    pool: str = "mean"
    hidden: int = 0
    validation: float = 0.2

    @classmethod
    def of_recipe(cls, recipe: str | None, values: Mapping[str, Any], tokens: int) -> Self:
        """Return the recipe's options; a small text wants small batches and more passes."""
        if recipe == "original":
            return cls(**{**ORIGINAL, **values})
        return super().of_recipe(recipe, values, tokens)

    @classmethod
    def defaults_for(cls, tokens: int) -> dict[str, Any]:
        """Return the defaults that differ for a text of so many tokens: batches small enough for many steps."""
        defaults = super().defaults_for(tokens)
        return {**defaults, "batch": 32} if defaults else {}

    def check(self) -> None:
        """Raise `bad-option` for an optimizer that only `zero` has."""
        if self.optimizer == "row-adagrad":
            message = "The optimizer row-adagrad is for the guarded `zero`."
            raise EmbreplError("bad-option", message, "Take `--optimizer adam`, which is the default.")

    def check_labels(self, labels: Sequence[str]) -> None:
        """Raise `no-labels` or `one-label` for a text without labels to learn."""
        if not labels:
            message = "The documents have no labels, and the classifier learns to predict labels."
            hint = (
                "`load reviews.csv --column text --label label`, or `load mails/ --label folder`; `train` needs none."
            )
            raise EmbreplError("no-labels", message, hint)
        if len(labels) == 1:
            message = f"All documents have the same label, {labels[0]}; there is nothing to predict."
            raise EmbreplError("one-label", message, "Load documents of two labels at least; see `help load`.")


# the question's model, to the letter
ORIGINAL: dict[str, Any] = {
    "epochs": 10, "batch": 32, "learning_rate": 0.001, "optimizer": "rmsprop", "pool": "flatten", "hidden": 32,
}  # fmt: skip

OBJECTIVE = Objective(
    "classifier",
    "embrepl.objectives.classifier",
    ClassifierOptions,
    "the embedding of a model that learns to predict the documents' labels (`load … --label`)",
    "the question this tool grew from: Embedding, Flatten, Dense; the mean of the words' vectors instead: "
    "Iyyer et al. 2015 (Deep unordered composition), Joulin et al. 2017 (arXiv:1607.01759)",
    Explanation(
        what="Documents with labels: the words of a document are looked up in an embedding, flattened or pooled, and "
        "a dense layer predicts the label. The embedding learns what the labels need.",
        equation="−log p(label), p = softmax(W · pool(u_w of the document's words) + b)",
        papers=(
            "the question that this tool grew from: Embedding, Flatten, Dense",
            "Joulin, Grave, Bojanowski & Mikolov 2017, Bag of tricks for efficient text classification (mean as pool)",
        ),
        differs="A share of the documents is held out, and the accuracy shown is theirs.",
        use="When you have labels (`load … --label COLUMN`) and want to know which words make the difference.",
        limits="Its vectors distinguish labels, and nothing else: words that no label needs stay where they began, and "
        "neighbours are words that speak for the same label, not words that mean the same. Flattened, every place of "
        "a document has weights of its own, which takes many documents.",
        recipes={
            "original": "the model of the question: every place of a document flattened, 32 units in between, RMSprop",
        },
    ),
    advice=where_bad("what tells labels apart need not tell words apart: try `train spectral` for what words mean"),
)
