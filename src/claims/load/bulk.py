"""Typed records from JSON Lines, many and fast: each line is parsed once into its model, with the garbage collector paused.

Strictness is that of the other readers. A line that fails goes through them, so that the finding is the same as anywhere.
"""

from __future__ import annotations

import codecs
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import orjson
from pydantic import ValidationError

from ..errors import UnreadableInput
from ..model.claim import Claim
from ..model.finding import Finding, Severity
from ..model.record import Record
from .collector import paused_collector
from .decode import show_name
from .raw import RawRecord, Reading
from .read import kind_of, read, read_line
from .typed import MODELS, first_error, to_model

BLOCK = 1 << 22
"""Bytes read at once."""


def has_repeated_key(line: bytes, value: object) -> bool:
    """Whether `line`, which was read as `value`, may have a key twice; exact but for lines with quotes written as \\u0022.

    A reader that keeps the last of two equal keys loses a string, and so two quotes, on the way from the line to the value and back.
    """
    written = orjson.dumps(value)
    return written != line and (written.count(b'"') != line.count(b'"') or b"\\u0022" in line)


def read_models(path: str | os.PathLike[str]) -> tuple[list[Record], list[Finding]]:
    """Return the records on the lines of a file as models, and what is wrong with the other lines.

    Raises UnreadableInput where the file cannot be read as text.
    """
    name = show_name(os.fspath(path))
    models: list[Record] = []
    findings: list[Finding] = []
    is_claim = Claim.model_validate_json
    loads = orjson.loads
    with paused_collector():
        try:
            for number, line in _lines(Path(path)):
                try:
                    value = loads(line)
                    if not has_repeated_key(line, value):
                        kind = "claim" if type(value) is dict and "statement" in value else kind_of(value)
                        if kind is not None:
                            models.append(is_claim(line) if kind == "claim" else MODELS[kind].model_validate_json(line))
                            continue
                except (ValidationError, orjson.JSONDecodeError, orjson.JSONEncodeError):
                    pass  # the plain reader has the words
                if line.strip(b" \t\r"):
                    _explained(read_line(name, number, line.decode("utf-8")), models, findings)
        except (UnicodeError, OSError):
            models.clear()
            findings.clear()
        if not models and not findings:  # empty, of another encoding, or not there: the plain reader has the words
            _plainly(read(path), models, findings)
    return models, findings


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
    with open(path, "rb") as stream:
        carried, number = b"", 0
        if stream.read(len(codecs.BOM_UTF8)) == codecs.BOM_UTF8:
            raise UnicodeError
        stream.seek(0)
        while block := stream.read(BLOCK):
            lines = (carried + block).split(b"\n")
            carried = lines.pop()
            for line in lines:
                number += 1
                yield number, line
        if carried:
            yield number + 1, carried
