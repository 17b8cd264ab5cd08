"""Ways to break a valid record, one at a time, and the one table of breaks that are accepted after all, each with its reason.

`broken(value, schema)` walks a valid JSON value along its schema and yields every mutation that applies at every place. A mutation is
refused by the schema and by the model, unless `EXCEPTIONS` says who accepts it, and why.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator
from typing import Any

import attrs

from claims.model.scalars import TEXT_PATTERN

Path = tuple[str | int, ...]
Schema = dict[str, Any]


@attrs.frozen
class Mutation:
    """A broken copy of a valid value: what was done, where, and the subschema of that place."""

    kind: str
    path: Path
    value: Any
    subschema: Schema
    required: bool = True
    """Whether the schema requires the field (for `missing`)."""

    def __str__(self) -> str:
        return f"{self.kind} at {'.'.join(map(str, self.path))}"


@attrs.frozen
class Accepted:
    """A mutation that is accepted: by the schema, by the model, or by both."""

    kind: str
    applies: Callable[[Mutation], bool]
    schema_accepts: bool
    model_accepts: bool
    reason: str


def _is_free_text(mutation: Mutation) -> bool:
    return str(mutation.subschema.get("pattern", "")).startswith(TEXT_PATTERN[:-1])


def _is_address(mutation: Mutation) -> bool:
    return mutation.path[-1] in {"url", "archived_url", "homepage"}


def _is(*names: str) -> Callable[[Mutation], bool]:
    return lambda mutation: mutation.path[-1] in names


def _always(mutation: Mutation) -> bool:
    return True


FREE = "the field is free text, in which any letter or digit may stand; a style rule reports odd ones where they mislead"

EXCEPTIONS: tuple[Accepted, ...] = (
    Accepted("missing", lambda m: not m.required, True, True, "the field is optional"),
    Accepted(
        "whole number with a fraction", _always, True, False,
        "JSON Schema takes 1.0 for an integer; the model does not, and the checker reports every number with a fraction as TYP010",
    ),
    Accepted(
        "surrogate", lambda m: _is_free_text(m) or _is_address(m), True, False,
        "a pattern that excludes half surrogate pairs cannot be written for every regular-expression dialect; no reader lets one through "
        "(SYN005), and a value that holds one cannot be written as UTF-8",
    ),
    Accepted("space before", _is("formula"), True, True, "blanks around a formula change nothing"),
    Accepted("space after", _is("formula"), True, True, "blanks around a formula change nothing"),
    Accepted("zero-width inside", _is_free_text, True, True, FREE),
    Accepted("zero-width after", _is_free_text, True, True, FREE),
    Accepted("no-break space inside", _is_free_text, True, True, FREE),
    Accepted("other digits", _is_free_text, True, True, FREE),
    Accepted("homoglyph", _is_free_text, True, True, FREE),
    Accepted("upper case", _is_free_text, True, True, FREE),
    Accepted(
        "upper case", _is("unit", "formula"), True, True, "letters of both cases are used; another unit or variable is a matter of meaning",
    ),
    Accepted("other digits", _is_address, True, True, "addresses may hold characters beyond ASCII (RFC 3987)"),
    Accepted("zero-width inside", _is_address, True, True, "an address is kept byte for byte; a rule reports it"),
    Accepted("zero-width after", _is_address, True, True, "an address is kept byte for byte; a rule reports it"),
)  # fmt: skip
"""Every mutation that schema or model accepts, and why that is right. A mutation that fits no entry is refused by both."""


def exception_for(mutation: Mutation) -> Accepted | None:
    """Return the entry of `EXCEPTIONS` that a mutation falls under."""
    return next((entry for entry in EXCEPTIONS if entry.kind == mutation.kind and entry.applies(mutation)), None)


def broken(value: Any, schema: Schema, below: Path = ()) -> Iterator[Mutation]:
    """Yield every mutation of a valid value, at `below` and under it."""
    for path, part, subschema, required in places(value, schema, schema, (), True):
        if path[: len(below)] != below:
            continue
        if path and isinstance(path[-1], str):
            yield Mutation("missing", path, _without(value, path), subschema, required)
        for kind, replacement in _replacements(part, subschema):
            yield Mutation(kind, path, put(value, path, replacement), subschema)


def places(value: Any, schema: Schema, root: Schema, path: Path, required: bool) -> Iterator[tuple[Path, Any, Schema, bool]]:
    """Yield each part of a value with its path, the subschema that governs it, and whether its field is required."""
    schema = _resolved(schema, root, value)
    yield path, value, schema, required
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from places(inner, schema["properties"][key], root, (*path, key), key in schema.get("required", ()))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from places(inner, schema["items"], root, (*path, index), False)


def _resolved(schema: Schema, root: Schema, value: Any) -> Schema:
    while "$ref" in schema:
        schema = root["$defs"][schema["$ref"].rpartition("/")[2]]
    for branch in schema.get("allOf", ()):
        ((name, condition),) = branch["if"]["properties"].items()
        if isinstance(value, dict) and value.get(name) == condition["const"]:
            return _resolved(branch["then"], root, value)
    return schema


def _replacements(part: Any, schema: Schema) -> Iterator[tuple[str, Any]]:
    wanted = _json_type(part)
    samples = {"text": "x", "number": 7, "truth value": True, "list": [], "object": {}}
    yield from ((f"{name} instead of {wanted}", sample) for name, sample in samples.items() if name != wanted)
    yield "null", None
    match part:
        case bool():
            yield from (("truth value as number", int(part)), ("truth value as text", str(part).lower()))
        case int():
            yield from (
                ("number as text", str(part)), ("fraction", part + 0.5), ("whole number with a fraction", float(part % 2**50)),
                ("out of range", -1), ("out of range", 2**53), ("huge integer", 10**30), ("huge integer", -(10**400)),
            )  # fmt: skip
        case str():
            yield from _texts(part, schema)
        case list():
            if schema.get("minItems"):
                yield "empty list", []
            yield from (("null in list", [*part, None]), ("list in list", [part]), ("wrong item", [*part, 7]))
        case dict():
            yield "extra", {**part, "x_unknown": "x"}
            yield "extra with the name in upper case", {**part, next(iter(part), "x").upper(): "x"}
            if "kind" in part:
                others = {"cause", "Event", "", None, 7, "x"} - {part["kind"]}
                yield from (("wrong discriminator", {**part, "kind": kind}) for kind in sorted(others, key=str))
                yield "no discriminator", {key: inner for key, inner in part.items() if key != "kind"}


def _texts(text: str, schema: Schema) -> Iterator[tuple[str, str]]:
    middle = len(text) // 2
    yield from (
        ("empty text", ""),
        ("trailing line feed", text + "\n"), ("trailing carriage return", text + "\r"),
        ("leading line feed", "\n" + text),
        ("line feed inside", text[:middle] + "\n" + text[middle:]), ("tab", text + "\t"), ("NUL", text + "\0"),
        ("escape", "\x1b" + text),
        ("space before", " " + text), ("space after", text + " "), ("no-break space before", "\u00a0" + text),
        ("no-break space after", text + "\u00a0"),
        ("no-break space inside", text[:middle] + "\u00a0" + text[middle:]),
        ("ideographic space after", text + "\u3000"), ("next line after", text + "\u0085"), ("line separator after", text + "\u2028"),
        ("byte-order mark before", "\ufeff" + text), ("byte-order mark after", text + "\ufeff"), ("non-character", text + "\uffff"),
        ("zero-width after", text + "\u200b"),
        ("zero-width inside", text[:middle] + "\u200d" + text[middle:]), ("surrogate", text + "\ud83d"),
    )  # fmt: skip
    if len(text) == 1:  # nothing stands inside it: these would be an "after"
        return
    if re.search("[0-9]", text):
        yield "other digits", re.sub("[0-9]", lambda found: chr(0x0660 + int(found[0])), text)
        yield "other digits", re.sub("[0-9]", lambda found: chr(0xFF10 + int(found[0])), text, count=1)
    if re.search("[aceopxy]", text):
        homoglyphs = str.maketrans("aceopxy", "асеорху")
        yield "homoglyph", text.translate(homoglyphs)
    if text.upper() != text:
        yield "upper case", text.upper()
    if "maxLength" in schema or schema.get("pattern", "").startswith("^[0-9a-f]{64}"):
        yield "lengthened", text + text[-1] * schema.get("maxLength", 1)


def _json_type(value: Any) -> str:
    names: dict[type, str] = {str: "text", bool: "truth value", int: "number", list: "list", dict: "object"}
    return names[type(value)]


def put(value: Any, path: Path, replacement: Any) -> Any:
    """Return a copy of `value` with another value at `path`."""
    if not path:
        return replacement
    copied = copy.copy(value)
    copied[path[0]] = put(value[path[0]], path[1:], replacement)
    return copied


def _without(value: Any, path: Path) -> Any:
    copied = copy.copy(value)
    if len(path) == 1:
        del copied[path[0]]
    else:
        copied[path[0]] = _without(value[path[0]], path[1:])
    return copied
