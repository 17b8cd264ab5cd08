"""What every record keeps to: frozen, closed, strict, described, and one spelling for what is absent."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from builders import claim_value, entity_value, make_claim, make_entity, make_source, source_value
from full_records import FULL, full_claim
from pydantic import ValidationError

from claims.model.claim import Claim
from claims.model.docstring import attribute_docstrings
from claims.model.entity import Entity
from claims.model.payload import PAYLOADS
from claims.model.record import Record
from claims.model.schema import SCHEMAS, record_types
from claims.model.source import Source
from claims.model.vocabulary import VOCABULARIES, Verdict, meanings

EVERY_TYPE = sorted({part for model in SCHEMAS.values() for part in record_types(model)}, key=lambda model: model.__name__)


@pytest.mark.parametrize("model", EVERY_TYPE)
def test_every_field_has_a_docstring(model: type[Record]) -> None:
    words = attribute_docstrings(model)
    assert model.__doc__
    assert set(words) >= set(model.model_fields)
    assert all(text.endswith((".", "`")) or text for text in words.values())


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_every_word_has_a_meaning(vocabulary: Any) -> None:
    assert vocabulary.__doc__
    assert list(meanings(vocabulary)) == [member.value for member in vocabulary]
    assert all(meanings(vocabulary).values())


@pytest.mark.parametrize("name", FULL)
def test_full_records_come_back_field_by_field(name: str) -> None:
    record = SCHEMAS[name].from_json_value(FULL[name])
    assert SCHEMAS[name].from_json_value(record.to_json_value()) == record


def test_records_are_frozen_and_equal_by_content() -> None:
    claim = make_claim()
    assert claim == make_claim()
    assert hash(claim) == hash(make_claim())
    with pytest.raises(ValidationError):
        claim.topic = "politics"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("model", "value", "absent"),
    [(Claim, claim_value(), "why_not_checkable"), (Source, source_value(), "archived_url"), (Entity, entity_value(), "description")],
)
def test_what_is_absent_is_left_out_and_null_is_refused(model: type[Record], value: dict[str, Any], absent: str) -> None:
    record = model.from_json_value(value)
    assert getattr(record, absent) is None
    assert absent not in record.to_json_value()
    with pytest.raises(ValidationError):
        model.from_json_value(value | {absent: None})


def test_a_default_that_is_written_out_is_the_same_record() -> None:
    assert make_claim(polarity="affirmed", tags=[]) == make_claim()
    assert make_claim(polarity="affirmed", tags=[]).to_json_value() == make_claim().to_json_value()


def test_python_values_are_as_strict_as_json_ones() -> None:
    grade = make_source().grade
    with pytest.raises(ValidationError):
        Source(**make_source().model_dump() | {"grade": grade, "title": 7})
    with pytest.raises(ValidationError):
        PAYLOADS["quantity"](kind="quantity", measure="m", value=1.5, unit="USD")
    with pytest.raises(ValidationError):
        PAYLOADS["quantity"](kind="quantity", measure="m", value=Decimal("1E+40"), unit="USD")
    assert PAYLOADS["quantity"](kind="quantity", measure="m", value=Decimal("1.50"), unit="USD").to_json_value()["value"] == "1.50"


def test_what_a_claim_says_of_itself() -> None:
    claim = make_claim()
    assert (claim.kind, claim.verdict, claim.withdrawn) == ("quantity", Verdict.NOT_ENOUGH, False)
    gone = claim_value()["history"] + [{"date": "2021-08-01", "change": "withdrawn", "note": "A slip."}]
    assert make_claim(history=gone).withdrawn
    assert {Claim.from_json_value(full_claim(kind)).kind for kind in PAYLOADS} == set(PAYLOADS)
    assert make_entity().id == "freedonia"
