"""Rows on JSON Lines: the verdict, with and without reasons, on one process and on two, and typed records."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from claims.check.bulk import check_bulk
from claims.check.structure import reference_validator
from claims.load.bulk import read_models
from claims.model.claim import Claim
from claims.model.date import is_edtf
from claims.model.schema import json_schema

from . import generate
from .timing import OURS, Contender, Goal, Job, installed

SLOW = 200
"""Records that peers get which take milliseconds for each."""


def jobs(folder: Path, size: int) -> Iterator[Job]:
    """Yield the rows; `size` is a number of records."""
    good, bad = folder / "good.jsonl", folder / "bad.jsonl"
    generate.write(good, size)
    generate.write(bad, size, defects=0.01)
    lines = good.read_bytes().splitlines()
    total = len(lines)
    sample = [line for line in lines if b'"statement"' in line][:SLOW]
    yield Job(
        "verdict, one process",
        "records",
        {
            OURS: Contender(lambda: check_bulk([good], processes=1), total),
            "jsonschema": Contender(lambda: _jsonschema(sample), SLOW),
            **_fastjsonschema(sample),
            "orjson + jsonschema-rs": Contender(lambda: _bare(good), total),
            "orjson + jsonschema-rs, dates unchecked": Contender(lambda: _bare(good, formats=False), total),
            "orjson alone": Contender(lambda: _parse(good), total),
        },
        (Goal("jsonschema", 70), Goal("fastjsonschema", 5), Goal("orjson + jsonschema-rs", 0.75)),
    )
    yield Job(
        "verdict with reasons, 1 % bad",
        "records",
        {OURS: Contender(lambda: check_bulk([bad], processes=1), total), "jsonschema": Contender(lambda: _jsonschema(sample), SLOW)},
        (Goal("jsonschema", 60),),
    )
    yield Job(
        "typed records in memory",
        "records",
        {
            OURS: Contender(lambda: read_models(good), total),
            "pydantic TypeAdapter(list)": Contender(lambda: _type_adapter(good), total),
            "model_validate of each": Contender(lambda: _each_model(good), total),
        },
        (Goal("pydantic TypeAdapter(list)", 2.5),),
    )


def two_processes(folder: Path, size: int) -> Job:
    """Return the row on two processes; it pays from 100,000 records on."""
    many = folder / "many.jsonl"
    generate.write(many, size)
    contenders = {
        OURS: Contender(lambda: check_bulk([many], processes=2), size),
        "one process": Contender(lambda: check_bulk([many], processes=1), size),
    }
    return Job(f"two processes, {size:,} records", "records", contenders, (Goal("one process", 1.8),))


def _jsonschema(lines: list[bytes]) -> None:
    validator = reference_validator("claim")
    for line in lines:
        list(validator.iter_errors(json.loads(line)))


def _fastjsonschema(lines: list[bytes]) -> dict[str, Contender]:
    if not installed("fastjsonschema"):
        return {}
    import fastjsonschema

    schema = json_schema("claim")
    del schema["$id"]  # it looks for references there, over the network
    try:
        validate = fastjsonschema.compile(schema, formats={"edtf": is_edtf}, use_default=False)
    except fastjsonschema.JsonSchemaDefinitionException as error:
        print(f"fastjsonschema cannot compile the schema: {error}")
        return {}

    def run() -> None:
        for line in lines:
            validate(json.loads(line))

    return {"fastjsonschema": Contender(run, len(lines))}


def _bare(path: Path, formats: bool = True) -> None:
    import jsonschema_rs

    validator = jsonschema_rs.Draft202012Validator(json_schema("claim"), validate_formats=formats, formats={"edtf": is_edtf})
    with open(path, "rb") as stream:
        for line in stream:
            validator.is_valid(orjson.loads(line))


def _parse(path: Path) -> None:
    with open(path, "rb") as stream:
        for line in stream:
            orjson.loads(line)


def _claims(path: Path) -> Iterator[bytes]:
    with open(path, "rb") as stream:
        yield from (line for line in stream if b'"statement"' in line)


def _type_adapter(path: Path) -> Any:
    from pydantic import TypeAdapter

    return TypeAdapter(list[Claim]).validate_json(b"[" + b",".join(_claims(path)) + b"]")


def _each_model(path: Path) -> Any:
    return [Claim.model_validate_json(line) for line in _claims(path)]
