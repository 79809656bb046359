"""How far vectors of places are to be trusted: in `health`, and below what is made of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from embrepl.commands.answers.words import MadeOf
from embrepl.view.verdicts import trust
from tests.helpers.sessions import Talk, shown


def test_health_shows_the_check_on_words_left_out(known: Talk) -> None:
    answer = known("health")
    assert answer.contexts and answer.contexts[-1].most is None
    assert all(band.most is None or band.most >= band.least for band in answer.contexts)
    assert all(band.words > 0 and band.cosine > band.plain for band in answer.contexts)
    page = shown(answer, width=80)
    assert "vectors made of contexts" in page and max(map(len, page.splitlines())) <= 80
    assert "Too few words are known to check" in page  # of 88 words nine are left out


@pytest.mark.parametrize(("fit", "said"), [(0.84, "can be used: 0.84"), (0.31, "Do not trust this far")])
def test_health_says_what_the_check_means(known: Talk, fit: float, said: str) -> None:
    assert said in shown(replace(known("health"), context_fit=fit))


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (MadeOf("contexts", 1, 1, 1, 0.8, None, False, 5), "take this as a guess"),
        (MadeOf("contexts", 9, 9, 1, 0.8, None, False, 5), "All 9 places are in one document"),
        (MadeOf("contexts", 9, 9, 3, 0.8, 0.5, False, 5), "5 or more say how sure"),
        (MadeOf("contexts", 9, 9, 9, 0.8, 0.1, False, 5), "differ so much"),
        (MadeOf("contexts", 9, 9, 9, 0.3, 0.5, True, 5), "Do not trust this far"),
        (MadeOf("contexts", 9, 9, 9, None, 0.5, True, 5), "Too few words are known"),
        (MadeOf("counts", 90, 90, 50, None, 0.5, True, 5), ""),
    ],
)
def test_each_doubt_is_said(made: MadeOf, said: str) -> None:
    text = " ".join(each.plain for each in trust(made))
    assert said in text and bool(said) == bool(text)


def test_near_says_when_there_are_too_few_documents(known: Talk) -> None:
    answer = known('near "loan of"')
    if answer.made_of is not None and answer.made_of.documents >= 5 and answer.made_of.sure:
        assert all(row.error is not None for row in answer.rows)
    few = known("near (seldom)@party=a")
    assert all(row.error is None for row in few.rows)
    assert few.made_of.documents < 5 and "document" in shown(few)
