"""Rows on whole programs: start-up, one record, ten thousand."""

from __future__ import annotations

import compileall
import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import claims
from claims.model.schema import json_schema

from . import generate
from .timing import OURS, Contender, Goal, Job, command

PYTHON = sys.executable


def jobs(folder: Path, size: int, peers: Path | None) -> Iterator[Job]:
    """Yield the rows. `peers` is the folder of an environment with the peers alone, which start slower beside many others."""
    # As pip leaves a package. Where Python may not write bytecode, a clone would be compiled anew in each run, and the peers would not.
    compileall.compile_dir(Path(claims.__file__).parent, quiet=2)
    bare = _once(PYTHON, "-c", "pass")
    ours = (PYTHON, "-m", "claims")
    check, frictionless = _program("check-jsonschema", peers), _program("frictionless", peers)
    others = {} if check is None else {"check-jsonschema --help": _once(check, "--help")}
    others |= {} if frictionless is None else {"frictionless --help": _once(frictionless, "--help")}
    yield Job("`import claims`", "ms", {OURS: _once(PYTHON, "-c", "import claims"), "bare Python": bare}, (Goal("bare Python", 1 / 6),), 9)
    yield Job("`claims --help`", "ms", {OURS: _once(*ours, "--help"), "bare Python": bare, **others}, (Goal("bare Python", 1 / 5),), 9)
    schema, schemas, one, many, listed = (folder / name for name in ("claim.json", "claims.json", "one.json", "many.jsonl", "many.json"))
    schema.write_text(json.dumps(json_schema("claim")))
    one.write_text(json.dumps(generate.claim_value(1)))
    schemas.write_text(json.dumps(_list_of_claims()))
    generate.write(many, size, with_world=False)
    slow = min(size, 500)
    listed.write_text(json.dumps([generate.claim_value(number) for number in range(1, slow + 1)]))
    if check is None:
        return
    peer = _once(check, "--schemafile", str(schema), str(one))
    contenders = {OURS: _once(*ours, "check", str(one)), "check-jsonschema": peer}
    yield Job("`claims check`, one record", "ms", contenders, (Goal("check-jsonschema", 2),), 7)
    name = f"check-jsonschema ({slow} records)"
    peer = Contender(command(check, "--schemafile", str(schemas), str(listed)), slow)
    contenders = {OURS: Contender(command(*ours, "check", str(many)), size), name: peer}
    yield Job(f"`claims check`, {size:,} records, whole process", "records", contenders, (Goal(name, 20),))


def _once(*words: str) -> Contender:
    return Contender(command(*words), 1)


def _program(name: str, peers: Path | None) -> str | None:
    beside = Path(PYTHON).parent
    return shutil.which(name, path=str(peers / "bin" if peers else beside))


def _list_of_claims() -> dict[str, Any]:
    schema = json_schema("claim")
    return {"type": "array", "items": {"$ref": schema["$id"]}, "$defs": {"claim": schema}}
