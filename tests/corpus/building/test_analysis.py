"""Places of characters as places of bytes, for many places and for few."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from embrepl.corpus.building.analysis import byte_places
from embrepl.corpus.words.characters import code_points


@given(
    st.text("ab é中😀\ud800", max_size=60).flatmap(
        lambda text: st.tuples(st.just(text), st.sets(st.integers(0, len(text))))
    )
)
def test_places_of_bytes_are_those_of_the_encoded_text(given_: tuple[str, set[int]]) -> None:
    text, chosen = given_
    long = text + "x" * 200  # of which few places are looked up one by one
    for whole, places in ((text, sorted(chosen)), (long, sorted(chosen)[:3]), (long, list(range(len(long))))):
        points = code_points(whole)
        result = byte_places(points, np.flatnonzero(points >= 0x80), np.array(places, np.int64))
        assert result.tolist() == [len(whole[:place].encode("utf-8", "replace")) for place in places]
