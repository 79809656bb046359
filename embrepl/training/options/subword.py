"""The options of subword."""

from __future__ import annotations

from dataclasses import dataclass

from embrepl.errors import EmbreplError
from embrepl.training.options.objective import STEPPED, Explanation, Objective, where_bad
from embrepl.training.options.word2vec import Word2vecOptions


@dataclass(frozen=True)
class SubwordOptions(Word2vecOptions):
    """Options of subword: n-grams of `minn` to `maxn` characters, hashed to so many `buckets`, as fastText's are."""

    learning_rate: float = 0.7
    minn: int = 3
    maxn: int = 6
    buckets: int = 2_000_000

    def check(self) -> None:
        """Raise `bad-option` for impossible n-gram lengths."""
        if self.minn > self.maxn:
            message = f"--minn is at most --maxn, not {self.minn} to {self.maxn}."
            raise EmbreplError("bad-option", message, f"For example: `--minn {self.maxn} --maxn {self.minn}`.")


OBJECTIVE = Objective(
    "subword",
    "embrepl.objectives.subword",
    SubwordOptions,
    "fastText: skip-gram with words made of their character n-grams, so that words never seen have vectors too",
    "Bojanowski et al. 2017 (arXiv:1607.04606)",
    Explanation(
        what="Skip-gram in which a word's vector is the mean of a vector for the word itself and those of its "
        "character n-grams, so that *walked* and *walking* share what they are made of.",
        equation="u_w = mean of the vectors of w and of its n-grams, minn ≤ n ≤ maxn; then as in skipgram",
        papers=("Bojanowski, Grave, Joulin & Mikolov 2017, Word vectors with subword information, arXiv:1607.04606",),
        differs="The random words are shared by a batch of pairs. The n-grams share rows by fastText's own hash.",
        use="Languages with many forms of a word, texts with misspellings, and wherever a vector is wanted for a word "
        "that the text does not have.",
        limits="Words that look alike come near each other whether or not their meanings are alike. Slower and larger "
        "than `skipgram`. Of little use for Chinese, where a word has one or two characters: try `--minn 1 --maxn 2`. "
        "The last digits depend on how many processors there are, which the recipe keeps.",
    ),
    advice=where_bad(STEPPED),
)
