"""Messages: one line each, read back equal; anything else is refused."""

from __future__ import annotations

import json
import string
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embrepl.training import protocol
from embrepl.training.ends import End, How
from embrepl.training.protocol import (
    CorpusRead,
    Failed,
    Noted,
    Progress,
    ReadCorpus,
    ReadVectors,
    Ready,
    Stop,
    Train,
    Trained,
)
from embrepl.training.recipe import CorpusFacts, FileFacts, ModelFacts, Recipe

texts = st.text(st.characters(), max_size=20)  # lone surrogates too, which stand in paths that are no Unicode
numbers = st.integers(0, 2**53)
floats = st.floats(allow_nan=False)
values = st.dictionaries(texts, st.one_of(st.none(), st.booleans(), numbers, floats, texts), max_size=4)
ends = st.builds(End, st.sampled_from(How), texts, texts, st.booleans())
vectors = st.none() | st.builds(FileFacts, texts, numbers, texts) | st.builds(ModelFacts, texts, texts, texts)
corpora = st.none() | st.builds(CorpusFacts, texts, texts, numbers)
recipes = st.builds(
    Recipe, texts, texts, values, corpora, vectors, texts, texts, st.dictionaries(texts, texts, max_size=2)
)
messages = st.one_of(
    st.builds(ReadCorpus, numbers, st.lists(texts, max_size=3), texts, values),
    st.builds(Train, numbers, recipes, texts, texts),
    st.builds(ReadVectors, numbers, texts, texts, numbers, recipes),
    st.builds(Stop, numbers),
    st.builds(Ready, numbers),
    st.builds(Progress, numbers, texts, floats, floats, texts, st.dictionaries(texts, floats, max_size=4)),
    st.builds(CorpusRead, numbers, texts),
    st.builds(Trained, numbers, texts, floats, st.none() | floats, floats, numbers, ends),
    st.builds(Noted, numbers, texts),
    st.builds(Failed, numbers, texts, texts, texts, st.booleans()),
)


@given(messages)
def test_a_message_is_one_line_and_reads_back_equal(message: protocol.Message) -> None:
    line = protocol.encode(message)
    assert line.isascii()
    assert line.count(b"\n") == 1
    assert line.endswith(b"\n")
    assert protocol.decode(line) == message


json_like = st.recursive(
    st.none() | st.booleans() | numbers | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["type", "job", "x"]), inner),
    max_leaves=5,
)


@given(st.one_of(st.binary(max_size=60), st.text(string.printable).map(str.encode)))
def test_garbage_raises_value_error_alone(line: bytes) -> None:
    with pytest.raises(ValueError, match="not a message"):
        protocol.decode(line)


@given(json_like)
def test_json_of_another_kind_raises_value_error_alone(value: Any) -> None:
    with pytest.raises(ValueError, match="not a message"):
        protocol.decode(json.dumps(value).encode())


@pytest.mark.parametrize(
    "line",
    [
        b"", b"\n", b"[" * 100_000, b"{}", b"[]", b"null", b'{"type": "Stop"}', b'{"type": "Stop", "job": 1, "x": 2}',
        b'{"type": ["Stop"], "job": 1}', b'{"type": "str", "object": 1}', b"\xff\xfe\x00", b"9" * 10_000,
        b'{"type": "Stop", "job": 1} {"type": "Stop", "job": 2}',
    ],
)  # fmt: skip
def test_what_is_no_message(line: bytes) -> None:
    with pytest.raises(ValueError, match="not a message"):
        protocol.decode(line)
