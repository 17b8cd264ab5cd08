"""A record read without its model is, field by field and rule by rule, what its model is."""

from __future__ import annotations

import copy
import pickle
from pathlib import Path
from typing import Any

import pytest
from full_records import FULL, PAYLOADS, full_claim
from hypothesis import given, settings
from hypothesis import strategies as st
from mutations import broken
from pydantic import ValidationError
from record_strategies import VALUES
from red_team import BASE, CASES, lay_out, read_cases
from same_report import told

from claims.check.engine import check_reading
from claims.check.structure import build
from claims.load.light import _Light, light_record
from claims.load.raw import RawRecord, Reading
from claims.load.read import read
from claims.load.typed import MODELS, to_model
from claims.model.claim import Claim
from claims.model.derived import DERIVED
from claims.model.packed_schema import SCHEMA_OF
from claims.model.payload import Quantity
from claims.model.record import Record
from claims.model.schema import SCHEMAS, json_schema, record_types

TYPES = {found for root in SCHEMAS.values() for found in record_types(root)}


def raw_record(kind: str, value: Any) -> RawRecord:
    return RawRecord(kind, value, "drawn.json")


def assert_alike(light: Any, model: Any) -> None:
    if isinstance(model, Record):
        assert type(light) is _Light
        for name in (*type(model).model_fields, *DERIVED.get(type(model).__name__, ())):
            assert_alike(getattr(light, name), getattr(model, name))
        for name in {field for other in TYPES for field in other.model_fields} - set(dir(model)):
            assert not hasattr(light, name)
    elif isinstance(model, tuple):
        assert type(light) is tuple
        assert len(light) == len(model)
        for one, other in zip(light, model, strict=True):
            assert_alike(one, other)
    else:
        assert type(light) is type(model)
        assert str(light) == str(model)


@pytest.mark.parametrize("kind", SCHEMA_OF)
@settings(max_examples=40)
@given(data=st.data())
def test_every_field_is_the_model_s(kind: str, data: st.DataObject) -> None:
    raw = raw_record(kind, data.draw(VALUES[SCHEMA_OF[kind]]))
    assert_alike(light_record(raw), to_model(raw))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_every_field_of_every_payload_is_the_model_s(payload: str) -> None:
    raw = raw_record("claim", full_claim(payload))
    assert_alike(light_record(raw), to_model(raw))


@pytest.mark.parametrize("kind", SCHEMA_OF)
def test_whatever_else_is_asked_is_answered_by_the_model(kind: str) -> None:
    raw = raw_record(kind, FULL[SCHEMA_OF[kind]])
    light, model = light_record(raw), to_model(raw)
    assert isinstance(light, MODELS[kind])
    assert light == model
    assert model == light
    assert light == light_record(raw)
    assert hash(light) == hash(model)
    assert repr(light) == repr(model)
    assert str(light) == str(model)
    assert dict(light) == dict(model)
    assert light.to_json_value() == model.to_json_value()
    assert copy.copy(light) == copy.deepcopy(light) == pickle.loads(pickle.dumps(light)) == model
    assert type(light.model_copy(update={"id": "other"})) is type(model)
    with pytest.raises(ValidationError, match="frozen"):
        light.id = "other"  # type: ignore[attr-defined]
    with pytest.raises(ValidationError, match="frozen"):
        del light.id  # type: ignore[attr-defined]
    with pytest.raises(AttributeError, match="nothing_of_the_kind"):
        _ = light.nothing_of_the_kind  # type: ignore[attr-defined]


def test_a_payload_is_told_by_its_class_too() -> None:
    light = light_record(raw_record("claim", full_claim("quantity")))
    assert isinstance(light, Claim)
    assert isinstance(light.payload, Quantity)
    assert not isinstance(light_record(raw_record("claim", full_claim("event"))).payload, Quantity)  # type: ignore[attr-defined]


def test_every_property_of_a_model_has_its_computation() -> None:
    of_models = {
        model.__name__: {name for name, value in vars(model).items() if isinstance(value, property)}
        for model in TYPES
    }  # fmt: skip
    assert {name: names for name, names in of_models.items() if names} == {name: set(names) for name, names in DERIVED.items()}


@pytest.mark.parametrize("kind", SCHEMA_OF)
def test_what_is_broken_is_refused_in_the_same_words(kind: str) -> None:
    name = SCHEMA_OF[kind]
    for mutation in broken(FULL[name], json_schema(name)):
        raw = raw_record(kind, mutation.value)
        light, problems = build(raw, light=True)
        model, others = build(raw)
        assert (light is None) == (model is None), str(mutation)
        assert [(code, p.path, p.message, p.help) for code, p in problems] == [(code, p.path, p.message, p.help) for code, p in others]


def without_ledger(folder: Path) -> Reading:
    """Return the records of a folder but for the ledger's own, so that light records are used."""
    files = sorted(path for path in folder.rglob("*.json") if path.name != "ledger.json")
    return sum((read(path) for path in files), start=Reading())


def assert_same(reading: Reading) -> None:
    light, plain = check_reading(reading, light=True), check_reading(reading)
    assert told(light) == told(plain)
    assert all(type(record) is _Light for record in light.context.claims.values())


def test_the_rules_say_the_same_of_a_ledger_s_records() -> None:
    assert_same(without_ledger(BASE))


@pytest.mark.parametrize("path", sorted(CASES.glob("*.yaml")), ids=lambda path: path.stem)
def test_the_rules_say_the_same_of_every_example(path: Path, tmp_path: Path) -> None:
    for number, case in enumerate(read_cases(path)):
        folder = tmp_path / str(number)
        folder.mkdir()
        assert_same(without_ledger(lay_out(case, folder)))
