"""Fuzz the JSON and JSON Lines readers: they never raise, agree with the standard library on what is JSON, and lose nothing silently."""

from __future__ import annotations

import json
import sys

import atheris

with atheris.instrument_imports(include=["claims.load"]):
    from claims.load.decode import decode
    from claims.load.json_text import parse_json
    from claims.load.marks import MISSING
    from claims.load.read import read_text


def one_input(data: bytes) -> None:
    """Read `data` as a JSON file and as a JSON Lines file."""
    decoded = decode(data)
    if not decoded.readable:
        assert decoded.problem is not None
        return
    text = decoded.text
    parsed = parse_json(text)
    assert (parsed.value is MISSING) <= bool(parsed.problems), "nothing read, and nothing said"
    for problem in parsed.problems:
        position = parsed.marks.at(problem.offset)
        assert position.line >= 1 and position.column >= 1
        assert problem.message.isprintable() or "\n" not in problem.message
    if not parsed.problems:
        assert json.loads(text) == parsed.value, "another value than the standard library reads"
    for suffix in (".json", ".jsonl"):
        reading = read_text(text, f"fuzz{suffix}", suffix)
        assert reading.records or reading.findings or reading.unreadable, "read as nothing, silently"
        for raw in reading.records:
            raw.position(())


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
