"""What a published schema accepts its model accepts, and the other way round.

Valid records of every kind are drawn and must pass both; then they are broken. Systematically: every mutation of
`tests/support/mutations.py` at every place of a full record, refused by both but for that module's table of exceptions. And at random:
several mutations at once, where only agreement is asked.

The schemas are evaluated by jsonschema-rs, forty times faster than jsonschema; `test_two_paths_one_verdict.py` holds the two together.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import jsonschema_rs
import pytest
from full_records import FULL, PAYLOADS, full_claim
from hypothesis import given, settings
from hypothesis import strategies as st
from mutations import EXCEPTIONS, Mutation, broken, exception_for
from pydantic import ValidationError
from record_strategies import VALUES, claims

from claims.model.date import is_edtf
from claims.model.record import Record
from claims.model.schema import SCHEMAS, json_schema

RECORDS = ("claim", "source", "entity", "article", "ledger-info")


@cache
def validator(name: str) -> Any:
    return jsonschema_rs.Draft202012Validator(json_schema(name), validate_formats=True, formats={"edtf": is_edtf})


def schema_accepts(name: str, value: Any) -> bool:
    try:
        return bool(validator(name).is_valid(value))
    except UnicodeEncodeError:  # half a surrogate pair: jsonschema-rs has no such string, the schema's words say nothing of it
        return bool(validator(name).is_valid(with_whole_characters(value)))


def with_whole_characters(value: Any) -> Any:
    if isinstance(value, str):
        return re.sub("[\ud800-\udfff]", "\ue000", value)
    if isinstance(value, dict):
        return {key: with_whole_characters(inner) for key, inner in value.items()}
    return [with_whole_characters(inner) for inner in value] if isinstance(value, list) else value


def model_accepts(model: type[Record], value: Any) -> bool:
    try:
        model.from_json_value(value)
    except (ValidationError, TypeError):
        return False
    return True


def verdicts(name: str, mutation: Mutation) -> tuple[bool, bool]:
    return schema_accepts(name, mutation.value), model_accepts(SCHEMAS[name], mutation.value)


@pytest.mark.parametrize("name", SCHEMAS)
@settings(max_examples=12)
@given(data=st.data())
def test_valid_records_are_accepted_by_both_and_come_back(name: str, data: st.DataObject) -> None:
    value = data.draw(VALUES[name])
    validator(name).validate(value)
    record = SCHEMAS[name].from_json_value(value)
    written = record.to_json_value()
    validator(name).validate(written)
    assert SCHEMAS[name].from_json_value(written) == record


def surprises(name: str, value: Any, below: tuple[str | int, ...] = ()) -> list[str]:
    """Return what schema or model make of mutations otherwise than announced."""
    found = []
    for mutation in broken(value, json_schema(name), below):
        entry = exception_for(mutation)
        expected = (entry.schema_accepts, entry.model_accepts) if entry else (False, False)
        if (got := verdicts(name, mutation)) != expected:
            found.append(f"{mutation}: schema and model say {got}, expected {expected}")
    return found


@pytest.mark.parametrize("name", RECORDS)
def test_every_mutation_of_a_full_record_is_refused_by_both(name: str) -> None:
    assert surprises(name, FULL[name]) == []


@pytest.mark.parametrize("kind", PAYLOADS)
def test_every_mutation_of_a_payload_is_refused_by_both(kind: str) -> None:
    assert surprises("claim", full_claim(kind), ("payload",)) == []


@pytest.mark.parametrize(("name", "part"), [(name, part) for name in ("ledger", "claims-file") for part in FULL[name] if part != "claims"])
def test_every_mutation_of_a_whole_file_is_refused_by_both(name: str, part: str) -> None:
    assert surprises(name, FULL[name], (part,)) == []


def test_every_exception_is_needed() -> None:
    values = [(name, FULL[name]) for name in RECORDS] + [("claim", full_claim(kind)) for kind in PAYLOADS]
    used = {id(exception_for(mutation)) for name, value in values for mutation in broken(value, json_schema(name))}
    assert [entry for entry in EXCEPTIONS if id(entry) not in used] == []


@pytest.mark.parametrize("name", SCHEMAS)
def test_full_records_are_full(name: str) -> None:
    """Every field that the schema knows occurs in the full record, or mutations would miss it."""
    assert [field for field in SCHEMAS[name].model_fields if field not in FULL[name]] == []


@settings(max_examples=20)
@given(data=st.data())
def test_several_mutations_at_once_find_both_of_one_mind(data: st.DataObject) -> None:
    value = data.draw(claims())
    for _ in range(data.draw(st.integers(1, 3))):
        chosen = data.draw(st.sampled_from(list(broken(value, json_schema("claim")))))
        by_schema, by_model = verdicts("claim", chosen)
        entry = exception_for(chosen)
        assert by_schema is by_model or (entry is not None and entry.schema_accepts)
        if not by_schema:
            return
        value = chosen.value
