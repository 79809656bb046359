"""The options of the objective that reads vectors from a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from embrepl.errors import EmbreplError
from embrepl.training.options.base import Options
from embrepl.training.options.objective import BAD, Explanation, Objective


@dataclass(frozen=True)
class PretrainedOptions(Options):
    """Options of vectors that are read: the file, and its dimensions.

    Rare words are kept: their vectors were learnt elsewhere, from more text.
    """

    min_count: int = 1
    file: str = ""
    encoding: str = ""

    @classmethod
    def of_recipe(cls, recipe: str | None, values: Mapping[str, Any], tokens: int) -> Self:
        """Return the options as they are: none depends on the size of the text."""
        del recipe, tokens
        return cls(**values)

    def check(self) -> None:
        """Raise `missing-value` where no file is named."""
        if not self.file:
            hint = "For example: `train pretrained --file glove.6B.100d.txt`."
            raise EmbreplError("missing-value", "`train pretrained` needs a file of vectors.", hint)


OBJECTIVE = Objective(
    "pretrained",
    "embrepl.objectives.pretrained",
    PretrainedOptions,
    "vectors that were trained elsewhere, read from a file for the words of the text (--file)",
    "GloVe (Pennington et al. 2014), word2vec (arXiv:1301.3781), fastText (arXiv:1607.04606), and whatever else is "
    "written in their formats",
    Explanation(
        what="No training: vectors from a file that somebody else made, for the words of your text. As they are, or, "
        "by `--init FILE` of another objective, as the place where its training starts.",
        equation="u_w is the row of w in the file",
        papers=("GloVe's text, word2vec's text and binary, fastText's .vec and .bin formats",),
        differs="Only words of your text are kept; a word that the file has in capitals is matched in small letters.",
        use="Small texts: what a few thousand words cannot teach, a file made from billions can. And to see where your "
        "text uses a word differently from the rest of the world.",
        limits="They show what words mean in somebody else's text, with its age and its prejudices. Words that the "
        "file does not have get no vector.",
    ),
    keras=False,
    advice=dict.fromkeys((*BAD, "unjudged", "implausible"), "the vectors are as the file has them: try another one"),
)
