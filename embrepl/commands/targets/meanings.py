"""The one table of what a target may be, which help, the pages and the tests read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Meaning:
    """A form of targets: an example, what vectors are asked with it, and what the text is; "" where it is refused."""

    form: str
    vectors: str
    text: str


MEANINGS = (
    Meaning("king", "the word; in another case or width, or in traditional characters, it is found too", "its places"),
    Meaning(
        "special effects",
        "the phrase, made of its places where it is no word",
        "words that follow each other",
    ),
    Meaning('"special effects"', "the same; several targets in one line need the quotes", "the same"),
    Meaning("immigr*", "the mean of all words that fit, each as often as it is seen", "the places of all that fit"),
    Meaning("colo?r", "? is one letter", "the same"),
    Meaning("/immigr.*/", "the same for a regular expression; /…/i where case is no matter", "the same"),
    Meaning("the * of", "the same, whatever stands between", "any one word between two"),
    Meaning("(king, queen)", "the mean of both directions", "the places of both"),
    Meaning("[~king]", "", "the places of all words that are near it and could stand in its place"),
    Meaning(
        "[~king:0.9] []{0,3} royal",
        "",
        "words with a cosine of 0.9 and more, up to three words between; [] is any one word",
    ),
    Meaning("king - man + woman", "the sum of vectors of length one", ""),
    Meaning("0.5*king", "with a weight", ""),
    Meaning("king | royal", "without the direction of royal: what is left is at a right angle to it", ""),
    Meaning(
        "queen@novel2",
        "of another model: the first word's is the one that is asked, words of others are turned onto its axes",
        "",
    ),
    Meaning("king@letters", "made of its places in another text that is loaded, or in a part of one", ""),
    Meaning("(king - man)@novel2", "the same for all in the brackets", ""),
)
