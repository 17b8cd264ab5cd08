"""Fuzz the YAML reader: it never raises, keeps positions within the text, and loses nothing silently."""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["claims.load", "yaml"]):
    from claims.load.decode import decode
    from claims.load.marks import MISSING
    from claims.load.read import read_text
    from claims.load.yaml_text import parse_yaml


def one_input(data: bytes) -> None:
    """Read `data` as a YAML file."""
    decoded = decode(data)
    if not decoded.readable:
        assert decoded.problem is not None
        return
    parsed = parse_yaml(decoded.text)
    assert (parsed.value is MISSING) <= bool(parsed.problems), "nothing read, and nothing said"
    for problem in parsed.problems:
        position = parsed.marks.at(problem.offset)
        assert position.line >= 1 and position.column >= 1
        assert "\n" not in problem.message
    reading = read_text(decoded.text, "fuzz.yaml", ".yaml")
    assert reading.records or reading.findings or reading.unreadable, "read as nothing, silently"
    for raw in reading.records:
        raw.position(())


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
