"""One way to write a record, so that a difference in bytes is a difference in content."""

from __future__ import annotations

import json

import pytest
from builders import make_entity
from full_records import FULL
from hypothesis import given, settings
from hypothesis import strategies as st
from record_strategies import VALUES

from claims.load.canonical import canonical_bytes
from claims.load.json_text import parse_json
from claims.model.record import Record
from claims.model.schema import SCHEMAS


def reordered(value: object) -> object:
    """Return an equal JSON value with every object's keys in reverse."""
    if isinstance(value, dict):
        return {key: reordered(value[key]) for key in reversed(value)}
    return [reordered(inner) for inner in value] if isinstance(value, list) else value


@pytest.mark.parametrize("name", SCHEMAS)
@settings(max_examples=6)
@given(data=st.data())
def test_writing_reading_and_writing_gives_the_same_bytes(name: str, data: st.DataObject) -> None:
    record = SCHEMAS[name].from_json_value(data.draw(VALUES[name]))
    written = canonical_bytes(record)
    parsed = parse_json(written.decode())
    assert parsed.problems == ()
    assert canonical_bytes(SCHEMAS[name].from_json_value(parsed.value)) == written


@pytest.mark.parametrize("name", FULL)
def test_the_order_of_keys_in_the_input_does_not_matter(name: str) -> None:
    model: type[Record] = SCHEMAS[name]
    assert canonical_bytes(model.from_json_value(reordered(FULL[name]))) == canonical_bytes(model.from_json_value(FULL[name]))


@pytest.mark.parametrize("name", FULL)
def test_fields_stand_in_the_model_s_order(name: str) -> None:
    written = json.loads(canonical_bytes(SCHEMAS[name].from_json_value(FULL[name])))
    assert list(written) == [field for field in SCHEMAS[name].model_fields if field in written]


def test_characters_stand_as_themselves_with_one_final_line_feed() -> None:
    written = canonical_bytes(make_entity(name="Əliyev \U0001f350", aliases=[{"text": "X", "script": "Latn"}]))
    assert written.decode() == (
        '{\n  "id": "freedonia",\n  "type": "place",\n  "name": "Əliyev \U0001f350",\n'
        '  "aliases": [\n    {\n      "text": "X"\n    }\n  ]\n}\n'
    )
