"""Does a record fit its schema? A fast verdict first; words only for records that fail."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from ..load.light import light_record
from ..load.marks import Path, walk
from ..load.raw import RawRecord
from ..model.date import is_edtf
from ..model.packed_schema import SCHEMA_OF, packed_schema
from .rule import Problem
from .suggestion import nearest

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator

    from ..model.record import Record

    SchemaError = Any  # jsonschema's ValidationError; its stubs leave every attribute possibly unset

_TYPE_NAMES = {"string": "text", "object": "an object", "array": "a list", "integer": "a whole number", "boolean": "true or false"}
_INVISIBLE = re.compile(r"[\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF]")
_SCALAR_CODES = {
    "Edtf": ("TYP001", "a date in EDTF: 2021, 2021-06, 2021-06-30, 2021-01-13/2021-01-14, 2021-06~ or ../2021"),
    "DecimalString": ("TYP002", 'a decimal number as a string, without exponent or grouping: "1703.0"'),
    "Url": ("TYP003", "an http or https address without spaces"),
    "ClaimId": ("TYP004", "the ledger's prefix, a hyphen and at least four digits: azpk-0042"),
    "Slug": ("TYP005", "lower-case words joined by hyphens: joint-declaration"),
    "Sha256": ("TYP006", "64 lower-case hexadecimal digits"),
    "Language": ("TYP007", "a BCP 47 language tag: en, az, pt-BR"),
    "Text": ("TYP008", "one paragraph of text, no line break or control character, no space at either end"),
    "Statement": ("TYP008", "one sentence of text, no line break or control character, no space at either end"),
}


@cache
def _load_jsonschema() -> None:
    """Load jsonschema without the grammars of the web-address formats, which no schema of ours uses.

    Where rfc3987-syntax is installed, jsonschema compiles its thirty-eight grammars on import: three seconds, ten times all the rest.
    """
    hidden = "rfc3987_syntax" not in sys.modules
    if hidden:
        sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]
    try:
        import jsonschema  # noqa: F401
    finally:
        if hidden:
            del sys.modules["rfc3987_syntax"]


@cache
def reference_validator(kind: str) -> Draft202012Validator:
    """Return jsonschema's validator of a kind of record, formats asserted: the reference for every other path."""
    _load_jsonschema()
    import jsonschema

    from ..model.schema import json_schema

    checker = jsonschema.FormatChecker(formats=())
    checker.checks("edtf")(lambda value: not isinstance(value, str) or is_edtf(value))
    return jsonschema.Draft202012Validator(json_schema(SCHEMA_OF[kind]), format_checker=checker)


@cache
def fast_validator(kind: str) -> Any:
    """Return jsonschema-rs's validator of a kind of record. tests/property/test_two_paths_one_verdict.py holds it to the reference."""
    import jsonschema_rs

    return jsonschema_rs.Draft202012Validator(packed_schema(SCHEMA_OF[kind]), validate_formats=True, formats={"edtf": is_edtf})


def build(raw: RawRecord, *, light: bool = False) -> tuple[Record | None, list[tuple[str, Problem]]]:
    """Return the model of a raw record, or None and what is wrong with it, each with its code.

    With `light` a record that fits its schema is read without its model: `claims.load.light`.
    """
    problems = list(_numbers(raw))
    if not problems and _fits(raw):
        return (light_record(raw), []) if light else _model(raw)
    problems += explain(raw)
    # Where the reference accepts what the fast path refused, the model decides.
    return (None, problems) if problems else _model(raw)


def _model(raw: RawRecord) -> tuple[Record | None, list[tuple[str, Problem]]]:
    from pydantic import ValidationError

    from ..load.typed import to_model

    try:
        return to_model(raw), []
    except (ValidationError, TypeError) as error:
        return None, list(_model_problems(raw, error))


def _fits(raw: RawRecord) -> bool:
    try:
        return bool(fast_validator(raw.kind).is_valid(raw.value))
    except ValueError:  # half a surrogate pair, which Rust has no string for; the slow path finds words
        return False


def explain(raw: RawRecord) -> list[tuple[str, Problem]]:
    """Return everything that the reference validator says of a record, in words for people."""
    found: list[tuple[str, Problem]] = []
    fields = _doubtful_fields(raw)
    validators = [reference_validator(raw.kind)] if fields is None else [_narrowed(raw.kind, fields), reference_validator(raw.kind)]
    for validator in validators:
        for error in validator.iter_errors(raw.value):
            found += [_explain(raw, inner) for inner in _innermost(error)]
        if found:
            break
    return found


def _doubtful_fields(raw: RawRecord) -> frozenset[str] | None:
    """Return the top-level fields in which the fast path finds something wrong; None where it cannot tell."""
    try:
        errors = list(fast_validator(raw.kind).iter_errors(raw.value))
    except ValueError:
        return None
    return frozenset(str(error.instance_path[0]) for error in errors if error.instance_path)


@cache
def _narrowed(kind: str, fields: frozenset[str]) -> Draft202012Validator:
    """Return the reference validator for some fields of a record; of the others it sees only that they are there.

    The reference takes milliseconds for a whole record, nearly all of it for fields in which nothing is wrong.
    """
    _load_jsonschema()
    import jsonschema

    from ..model.schema import json_schema

    schema = json_schema(SCHEMA_OF[kind])
    for name, part in schema["properties"].items():
        if name not in fields:
            schema["properties"][name] = {"description": part.get("description", "")}
    return jsonschema.Draft202012Validator(schema, format_checker=reference_validator(kind).format_checker)


def _innermost(error: SchemaError) -> Iterator[SchemaError]:
    # `if`/`then` on the discriminator reports inside `then`; the alternatives that were not chosen are silent.
    if error.context:
        for inner in error.context:
            yield from _innermost(inner)
    elif error.validator == "required":
        yield error
    else:
        yield error


def _numbers(raw: RawRecord) -> Iterator[tuple[str, Problem]]:
    """Numbers with a fraction or exponent: JSON Schema takes 1.0 for an integer, the models do not, and no field wants one."""
    if not _holds_float(raw.value):
        return
    for path, value in walk(raw.value):
        if isinstance(value, float):
            written = raw.marks.written(raw.at + path) if raw.marks else None
            shown = written if written is not None else repr(value)
            help = f'write whole numbers as integers and all other numbers as decimal strings: "{shown}"'
            yield "TYP010", Problem(raw, path, f"the number {shown}", help)


def _holds_float(value: Any) -> bool:
    # Without paths: nearly every record holds none, and building a path for each of its values takes longer than judging it.
    kind = type(value)
    if kind is dict:
        return any(map(_holds_float, value.values()))
    return any(map(_holds_float, value)) if kind is list else kind is float


def _explain(raw: RawRecord, error: SchemaError) -> tuple[str, Problem]:
    path: Path = tuple(error.absolute_path)
    value = error.instance
    keyword = str(error.validator)
    if keyword == "required":
        (missing,) = [name for name in error.validator_value if f"{name!r} is a required" in error.message] or ["?"]
        return "SCH001", Problem(raw, path, f"the field {missing!r} is missing", _describe(error.schema, missing))
    if keyword == "additionalProperties":
        return _unknown_field(raw, path, error)
    if keyword == "type":
        return _wrong_type(raw, path, error)
    if keyword in {"enum", "const"}:
        allowed = error.validator_value if keyword == "enum" else [error.validator_value]
        return "SCH004", Problem(raw, path, f"{_show(value)} is not allowed here", nearest(value, allowed))
    if keyword in {"pattern", "format"}:
        code, wanted = _scalar(error)
        return code, Problem(raw, path, f"{_show(value)} is not {wanted.partition(':')[0]}", f"write {wanted}{_hidden(value)}")
    if keyword in {"minLength", "maxLength"}:
        least = keyword == "minLength"
        message = f"{len(value)} characters, {'at least' if least else 'at most'} {error.validator_value} allowed"
        return "SCH006", Problem(raw, path, message, "fill it in or leave the field out" if least else "shorten it, or divide it")
    if keyword in {"minItems", "maxItems"}:
        message = f"{len(value)} items, {error.validator_value} wanted at {keyword[:3]}imum"
        return "SCH008", Problem(raw, path, message, "add what is missing" if keyword == "minItems" else "remove some")
    if keyword in {"minimum", "maximum"}:
        return "SCH007", Problem(raw, path, f"{_show(value)} is out of range ({keyword} {error.validator_value})", "check the number")
    return "SCH009", Problem(raw, path, error.message[:200], "see `claims schema`")


def _unknown_field(raw: RawRecord, path: Path, error: SchemaError) -> tuple[str, Problem]:
    known = list(error.schema.get("properties", {}))
    unknown = [name for name in error.instance if name not in known]
    first = unknown[0] if unknown else "?"
    listed = ", ".join(repr(name) for name in unknown)
    return "SCH002", Problem(raw, (*path, first), f"unknown field {listed}", nearest(first, known), of_key=True)


def _wrong_type(raw: RawRecord, path: Path, error: SchemaError) -> tuple[str, Problem]:
    value = error.instance
    wanted = _TYPE_NAMES.get(str(error.validator_value), str(error.validator_value))
    written = raw.marks.written(raw.at + path) if raw.marks else None
    if value is None:
        shown = "null" if not written else f"{written} (YAML's null)"
        return "SCH003", Problem(raw, path, f"{shown}, expected {wanted}", "leave the field out where there is no value")
    shown = f"{written} (read as {_kind(value)})" if written is not None else f"{_show(value)} ({_kind(value)})"
    quotable = wanted == "text" and not isinstance(value, dict | list)
    help = f"put it in quotes: '{value if written is None else written}'" if quotable else f"write {wanted}"
    return "SCH005", Problem(raw, path, f"{shown}, expected {wanted}", help)


def _kind(value: Any) -> str:
    if isinstance(value, bool):
        return "a truth value"
    names = {str: "text", int: "a number", float: "a number", dict: "an object", list: "a list"}
    return names.get(type(value), type(value).__name__)


def _scalar(error: SchemaError) -> tuple[str, str]:
    pattern = error.schema.get("pattern")
    for name, definition in _definitions().items():
        if definition.get("pattern") == pattern and name in _SCALAR_CODES:
            return _SCALAR_CODES[name]
    examples = error.schema.get("examples")
    return "TYP009", f"of the form {str(pattern).replace('(?!' + chr(92) + 'n)', '')}" + (f": {examples[0]}" if examples else "")


@cache
def _definitions() -> dict[str, Any]:
    from ..model.schema import json_schema

    found: dict[str, Any] = {}
    for name in ("claim", "source", "article", "ledger-info"):
        found |= json_schema(name)["$defs"]
    return found


def _describe(schema: Any, name: str) -> str:
    described = schema.get("properties", {}).get(name, {}).get("description", "") if isinstance(schema, dict) else ""
    return f"add it: {described}" if described else "add it"


def _show(value: Any) -> str:
    text = repr(value) if isinstance(value, str) else str(value)
    return text if len(text) <= 80 else text[:77] + "…"


def _hidden(value: Any) -> str:
    if not isinstance(value, str):
        return ""
    odd = sorted({f"U+{ord(char):04X}" for char in value if not char.isprintable() or _INVISIBLE.match(char)})
    return f"; found the invisible {', '.join(odd)}" if odd else ""


def _model_problems(raw: RawRecord, error: Exception) -> Iterator[tuple[str, Problem]]:
    from pydantic import ValidationError

    if not isinstance(error, ValidationError):
        halves = [path for path, value in walk(raw.value) if isinstance(value, str) and re.search("[\ud800-\udfff]", value)]
        for path in halves:
            yield "SYN005", Problem(raw, path, "half a surrogate pair, which is no character", "remove it, or write it in full")
        if not halves:
            yield "TYP000", Problem(raw, (), str(error)[:200], "write plain JSON values")
        return
    for item in error.errors(include_url=False, include_context=False):
        yield "TYP000", Problem(raw, tuple(item["loc"]), f"{item['msg']} (found {_show(item['input'])})", "see `claims schema`")
