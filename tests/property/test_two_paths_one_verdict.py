"""The fast path (jsonschema-rs) and the explaining one (jsonschema) say yes to the same records, and what they refuse gets words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from full_records import FULL, PAYLOADS, full_claim
from hypothesis import given, settings
from hypothesis import strategies as st
from json_strategies import json_values
from mutations import Mutation, broken, exception_for
from record_strategies import VALUES

from claims.check.rules import all_rules
from claims.check.structure import SCHEMA_OF, build, explain, fast_validator, reference_validator
from claims.load.json_text import parse_json
from claims.load.raw import RawRecord
from claims.model.schema import json_schema

CODES = {rule.code for rule in all_rules()}


def representatives(name: str, value: Any) -> Iterator[Mutation]:
    """Yield one mutation of each kind for each subschema: the same break of the same type is the same everywhere."""
    seen = set()
    for mutation in broken(value, json_schema(name)):
        facts = [mutation.subschema.get(keyword) for keyword in ("type", "pattern", "minItems", "maxLength")]
        key = (mutation.kind, json.dumps(facts), "enum" in mutation.subschema, mutation.required)
        if key not in seen:
            seen.add(key)
            yield mutation


def fast_verdict(kind: str, value: Any) -> bool | None:
    try:
        return bool(fast_validator(kind).is_valid(value))
    except UnicodeEncodeError:  # half a surrogate pair: no verdict; `build` goes to the explaining path
        return None


@pytest.mark.parametrize("kind", SCHEMA_OF)
def test_they_agree_on_every_kind_of_break(kind: str) -> None:
    name = SCHEMA_OF[kind]
    differing = [
        str(mutation)
        for mutation in representatives(name, FULL[name])
        if fast_verdict(kind, mutation.value) not in {None, reference_validator(kind).is_valid(mutation.value)}
    ]
    assert differing == []


@pytest.mark.parametrize("payload", PAYLOADS)
def test_they_agree_on_every_kind_of_break_of_a_payload(payload: str) -> None:
    differing = [
        str(mutation)
        for mutation in broken(full_claim(payload), json_schema("claim"), ("payload",))
        if fast_verdict("claim", mutation.value) not in {None, reference_validator("claim").is_valid(mutation.value)}
    ]
    assert differing == []


@pytest.mark.parametrize("kind", SCHEMA_OF)
@settings(max_examples=20)
@given(data=st.data())
def test_they_agree_on_valid_records(kind: str, data: st.DataObject) -> None:
    value = data.draw(VALUES[SCHEMA_OF[kind]])
    assert fast_verdict(kind, value) is True
    assert explain(RawRecord(kind, value, "drawn.json")) == []
    model, problems = build(RawRecord(kind, value, "drawn.json"))
    assert model is not None
    assert problems == []


@pytest.mark.parametrize("kind", SCHEMA_OF)
@settings(max_examples=20)
@given(data=st.data())
def test_they_agree_on_anything_at_all(kind: str, data: st.DataObject) -> None:
    value = data.draw(json_values)
    assert fast_verdict(kind, value) in {None, reference_validator(kind).is_valid(value)}
    assert_refused_with_words(RawRecord(kind, value, "drawn.json"))


def assert_refused_with_words(raw: RawRecord) -> None:
    model, problems = build(raw)
    assert model is None
    assert problems
    for code, problem in problems:
        assert code in CODES
        assert problem.message
        assert len(problem.message) < 400
        assert "\n" not in problem.message
        assert problem.help
        raw.position(problem.path, problem.of_key)


@pytest.mark.parametrize("kind", SCHEMA_OF)
def test_every_kind_of_break_is_explained_in_words_at_its_place(kind: str) -> None:
    name = SCHEMA_OF[kind]
    for mutation in representatives(name, FULL[name]):
        entry = exception_for(mutation)
        if entry is not None and entry.model_accepts:
            continue
        raw = RawRecord(kind, mutation.value, "broken.json")
        assert_refused_with_words(raw)
        _, problems = build(raw)
        # The place is the broken value, its parent (for what is missing), or a key in it (for what is too much).
        near = mutation.path[:-1] if mutation.kind == "missing" else mutation.path
        assert any(problem.path[: len(near)] == near for _, problem in problems), f"{mutation}: {problems}"


@settings(max_examples=12)
@given(data=st.data())
def test_the_place_of_a_problem_is_the_place_in_the_text(data: st.DataObject) -> None:
    value = data.draw(VALUES["claim"])
    chosen = data.draw(st.sampled_from([m for m in broken(value, json_schema("claim")) if "\ud83d" not in str(m.value)]))
    text = json.dumps(chosen.value, ensure_ascii=data.draw(st.booleans()), indent=data.draw(st.sampled_from([None, 2])))
    parsed = parse_json(text)
    raw = RawRecord("claim", parsed.value, "claim.json", parsed.marks)
    for _, problem in build(raw)[1]:
        place = raw.position(problem.path, problem.of_key)
        rest = text.split("\n")[place.line - 1][place.column - 1 :]
        assert rest[0] not in " ,:]}"
