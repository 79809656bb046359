"""The sample answers that the view's tests draw."""

from __future__ import annotations

from tests.helpers.samples import answer_kinds, filled


def test_there_is_a_sample_of_each_kind() -> None:
    assert len(answer_kinds()) >= 15
    for kind in answer_kinds():
        assert isinstance(filled(kind), kind)
        assert isinstance(filled(kind, many=0), kind)
