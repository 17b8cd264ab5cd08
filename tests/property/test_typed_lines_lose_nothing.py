"""Reading lines straight into models: as many keys as were written, and a key that stands twice is never passed over."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from full_records import PAYLOADS, full_claim
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from record_strategies import VALUES

from claims.load.bulk import count_keys, read_models
from claims.load.read import read
from claims.load.typed import to_model
from claims.model.claim import Claim

in_a_folder = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)


def objects(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every JSON object in a value, itself included."""
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from objects(inner)


@given(VALUES["claim"])
def test_every_key_is_counted_once(value: dict[str, Any]) -> None:
    assert count_keys(Claim.from_json_value(value)) == sum(map(len, objects(value)))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_every_key_of_a_full_claim_is_counted(payload: str) -> None:
    value = full_claim(payload)
    assert count_keys(Claim.from_json_value(value)) == sum(map(len, objects(value)))


def written(value: Any, twice: dict[str, Any], key: str, spacing: str) -> str:
    """Return a value as JSON, `key` of the object `twice` repeated at its end."""
    if isinstance(value, dict):
        parts = [f"{json.dumps(name)}: {written(inner, twice, key, spacing)}" for name, inner in value.items()]
        if value is twice:
            parts.append(f"{json.dumps(key)}{spacing}:{written(value[key], {}, '', '')}")
        return "{" + ", ".join(parts) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(written(inner, twice, key, spacing) for inner in value) + "]"
    return json.dumps(value)


@in_a_folder
@given(data=st.data())
def test_a_key_that_stands_twice_is_told_wherever_it_stands(data: st.DataObject, tmp_path: Path) -> None:
    value = data.draw(VALUES["claim"])
    twice = data.draw(st.sampled_from([part for part in objects(value) if part]))
    key = data.draw(st.sampled_from(sorted(twice)))
    spacing = data.draw(st.sampled_from(["", " ", "\t", "  "]))
    path = tmp_path / "claims.jsonl"
    good = json.dumps(value)
    path.write_text(f"{good}\n{written(value, twice, key, spacing)}\n{good}\n", encoding="utf-8")
    _, findings = read_models(path)
    assert [(finding.code, finding.line) for finding in findings] == [("SYN003", 2)]


a_record = st.sampled_from(["claim", "source", "entity"]).flatmap(lambda name: VALUES[name])


@in_a_folder
@given(st.lists(a_record, max_size=4), st.sampled_from(["\n", "\r\n"]))
def test_valid_lines_are_what_the_plain_reader_gives(tmp_path: Path, values: list[dict[str, Any]], end: str) -> None:
    path = tmp_path / "records.jsonl"
    path.write_bytes("".join(json.dumps(value, ensure_ascii=False) + end for value in values).encode())
    models, findings = read_models(path)
    assert models == [to_model(raw) for raw in read(path).records]
    assert findings == [finding for finding in read(path).findings if finding.severity == "error"]
