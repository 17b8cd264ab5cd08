"""Typed records from JSON Lines, many and fast: each line is parsed once into its model, with the garbage collector paused.

Strictness is that of the other readers. A line that fails goes through them, so that the finding is the same as anywhere.
"""

from __future__ import annotations

import codecs
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import orjson
from pydantic import TypeAdapter, ValidationError

from ..errors import UnreadableInput
from ..model.claim import Claim
from ..model.finding import Finding, Severity
from ..model.record import Record
from .collector import paused_collector
from .decode import show_name
from .raw import RawRecord, Reading
from .read import kind_of, read, read_line
from .typed import MODELS, first_error, to_model

_PARTS = ("anchors", "attribution", "entities", "citations", "searched", "derivations", "relations", "history", "accepted")
"""Fields of a claim that hold records."""


def has_repeated_key(line: bytes, value: object) -> bool:
    """Whether `line`, which was read as `value`, may have a key twice; exact but for lines with quotes written as \\u0022.

    A reader that keeps the last of two equal keys loses a string, and so two quotes, on the way from the line to the value and back.
    """
    written = orjson.dumps(value)
    return written != line and (written.count(b'"') != line.count(b'"') or b"\\u0022" in line)


def count_keys(claim: Claim) -> int:
    """Return how many keys the JSON object has that a claim was read from, each counted once; half of what reading it again takes."""
    # By hand: a walk that asks of each field whether a record stands there takes twice as long. A field forgotten here would make the
    # count too small, and every such line be read the slow way; tests/property/test_typed_lines_lose_nothing.py would say so.
    fields = claim.__dict__
    payload, assessment = fields["payload"], fields["assessment"]
    found = len(claim.__pydantic_fields_set__) + len(payload.__pydantic_fields_set__) + len(assessment.__pydantic_fields_set__)
    for name in _PARTS:
        for part in fields[name]:
            found += len(part.__pydantic_fields_set__)
    for anchor in fields["anchors"]:
        found += len(anchor.fragment.__pydantic_fields_set__)
    for derivation in fields["derivations"]:
        for variable in derivation.inputs:
            found += len(variable.__pydantic_fields_set__)
    for reason in assessment.reasons:
        found += len(reason.__pydantic_fields_set__)
    if assessment.override is not None:
        found += len(assessment.override.__pydantic_fields_set__)
    if payload.kind == "event":
        for participant in payload.participants:
            found += len(participant.__pydantic_fields_set__)
    return found


def read_models(path: str | os.PathLike[str]) -> tuple[list[Record], list[Finding]]:
    """Return the records on the lines of a file as models, and what is wrong with the other lines.

    Raises UnreadableInput where the file cannot be read as text.
    """
    name = show_name(os.fspath(path))
    models: list[Record] = []
    findings: list[Finding] = []
    claim_on = TypeAdapter(Claim).validator.validate_json
    keep = models.append
    with paused_collector():
        try:
            for number, line in _lines(Path(path)):
                try:
                    if b'"statement"' in line:
                        claim = claim_on(line)
                        # A key is followed by a colon. Where there are no more colons than keys that the claim took in, none came twice.
                        if line.count(b":") == count_keys(claim) or not has_repeated_key(line, orjson.loads(line)):
                            keep(claim)
                            continue
                    elif (model := _of_other_kind(line)) is not None:
                        keep(model)
                        continue
                except (ValidationError, orjson.JSONDecodeError, orjson.JSONEncodeError):
                    pass  # the plain reader has the words
                if line.strip(b" \t\r\n"):
                    _explained(read_line(name, number, line.removesuffix(b"\n").decode("utf-8")), models, findings)
        except (UnicodeError, OSError):
            models.clear()
            findings.clear()
        if not models and not findings:  # empty, of another encoding, or not there: the plain reader has the words
            _plainly(read(path), models, findings)
    return models, findings


def _of_other_kind(line: bytes) -> Record | None:
    value = orjson.loads(line)
    kind = None if has_repeated_key(line, value) else kind_of(value)
    return MODELS[kind].model_validate_json(line) if kind is not None else None


def _explained(found: tuple[RawRecord | None, Iterable[Finding]], models: list[Record], findings: list[Finding]) -> None:
    raw, problems = found
    findings += (problem for problem in problems if problem.severity is Severity.ERROR)
    if raw is not None:
        try:
            models.append(to_model(raw))
        except (ValidationError, TypeError) as error:
            findings.append(Finding("TYP000", first_error(error), raw.file, raw.position(), record=raw.id))


def _plainly(reading: Reading, models: list[Record], findings: list[Finding]) -> None:
    if reading.unreadable:
        raise UnreadableInput("; ".join(f"{f.file}: {f.message}" for f in reading.findings if f.file in reading.unreadable))
    _explained((None, reading.findings), models, findings)
    for raw in reading.records:
        _explained((raw, ()), models, findings)


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """Yield the lines with their numbers and line ends. Raises UnicodeError for a byte-order mark, OSError."""
    with open(path, "rb") as stream:
        if stream.read(len(codecs.BOM_UTF8)) == codecs.BOM_UTF8:
            raise UnicodeError
        stream.seek(0)
        yield from enumerate(stream, 1)
