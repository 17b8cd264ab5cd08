"""The published schemas: valid, self-describing, and of one dialect.

They use one format, `edtf`, and patterns for web addresses, identifiers and digests. The format tests of the public JSON Schema test
suite (`date`, `uri`, `uuid`, `email` and so on) therefore have nothing to say of them; those of EDTF stand in `test_date.py`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest
import regress
from full_records import FULL, full_claim

from claims.check.structure import reference_validator
from claims.model.schema import BASE, DIALECT, SCHEMAS, json_schema, record_types
from claims.model.vocabulary import VOCABULARIES


def parts(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every object in a schema."""
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from parts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from parts(inner)


@pytest.mark.parametrize("name", SCHEMAS)
def test_it_is_a_schema_of_the_stated_dialect_with_a_name(name: str) -> None:
    schema = json_schema(name)
    assert (schema["$schema"], schema["$id"]) == (DIALECT, f"{BASE}{name}")
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["title"] and schema["description"]
    assert json.loads(json.dumps(schema)) == schema


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_field_is_described_and_every_object_is_closed(name: str) -> None:
    for part in parts(json_schema(name)):
        if "properties" in part and "additionalProperties" in part:
            assert part["additionalProperties"] is False
            assert all(field.get("description") for field in part["properties"].values())
        if "enum" in part and "description" in part:
            assert len(part.get("markdownEnumDescriptions", part["enum"])) == len(part["enum"])


@pytest.mark.parametrize("name", SCHEMAS)
def test_one_format_and_no_null(name: str) -> None:
    for part in parts(json_schema(name)):
        assert part.get("format", "edtf") in {"edtf"} or isinstance(part["format"], dict)
        assert "nullable" not in part
        assert part.get("type") != "null"
        assert "null" not in (part["type"] if isinstance(part.get("type"), list) else [])


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_pattern_reads_alike_in_python_and_in_javascript(name: str) -> None:
    """`regress` is an ECMAScript engine; a trailing line feed is the classic difference."""
    patterns = {part["pattern"] for part in parts(json_schema(name)) if isinstance(part.get("pattern"), str)}
    assert patterns
    samples = ["", "a", "A", "azpk-0042", "2021", "-1.50", "a b", " a", "a ", "é", "\u00a0", "a\n", "2021\n", "\u0661",
    "https://x.example/ə", "en",
               "0" * 64, "s004", "Latn", "AZ", "1.0", "0.1.0", "a_b", "\u2028", "\ufeffa", "a\u200b", "\U0001f350", "USD", "km/h",
               "%"]  # fmt: skip
    for pattern in patterns:
        javascript = regress.Regex(pattern, "u")
        for sample in samples:
            assert bool(re.search(pattern, sample)) is (javascript.find(sample) is not None), (pattern, sample)


def test_no_pattern_runs_away_on_long_text() -> None:
    long_texts = ["a" * 4000, "a " * 2000, "-" * 4000, "a-" * 2000, " " * 4000, "1" * 4000 + "\n", "https://" + "a" * 4000 + " ",
    "é" * 4000 + "\n"]
    for name in SCHEMAS:
        for part in parts(json_schema(name)):
            if isinstance(part.get("pattern"), str):
                for text in long_texts:
                    re.search(part["pattern"], text)


def test_examples_are_valid() -> None:
    for name in SCHEMAS:
        schema = json_schema(name)
        for part in parts(schema):
            for example in part.get("examples", ()) if isinstance(part.get("examples"), list) else ():
                jsonschema.Draft202012Validator({"$defs": schema.get("$defs", {}), **part}).validate(example)


@pytest.mark.parametrize("kind", ["event", "utterance", "quantity", "state", "provision", "plan", "cause", "judgement"])
def test_alternatives_are_told_apart_by_their_kind(kind: str) -> None:
    """An error names the field inside the chosen alternative, never "none of the alternatives"."""
    value = full_claim(kind)
    value["payload"]["x"] = 1
    (error,) = reference_validator("claim").iter_errors(value)
    assert error.validator == "additionalProperties"
    assert list(error.absolute_path) == ["payload"]
    assert "'x' was unexpected" in error.message


def test_every_vocabulary_member_is_explained_in_the_schemas() -> None:
    told = {name: part for schema in map(json_schema, SCHEMAS) for name, part in schema.get("$defs", {}).items()}
    for vocabulary in VOCABULARIES:
        assert all(f"{member.value}: " in told[vocabulary.__name__]["description"] for member in vocabulary)


def test_a_schema_is_given_out_fresh() -> None:
    json_schema("claim")["title"] = "changed"
    assert json_schema("claim")["title"] == "Claim"
    with pytest.raises(KeyError):
        json_schema("clam")


def test_record_types_are_found_once_each() -> None:
    for name, model in SCHEMAS.items():
        found = record_types(model)
        assert found[0] is model
        assert len(set(found)) == len(found)
        assert {part.__name__ for part in found[1:]} <= set(json_schema(name)["$defs"])


@pytest.mark.parametrize("name", FULL)
def test_defaults_in_the_schema_are_those_of_the_model(name: str) -> None:
    for field, part in json_schema(name)["properties"].items():
        info = SCHEMAS[name].model_fields[field]
        if "default" in part:
            assert part["default"] == (list(info.default) if isinstance(info.default, tuple) else info.default)
        assert (field in json_schema(name).get("required", [])) is info.is_required()
