"""`--fix`: what is mechanical. Nothing is changed whose meaning a person would have to decide.

- JSON: the canonical form (key order, defaults left out, indentation, UTF-8 without byte-order mark, LF) of every record that is valid.
- JSON, JSON Lines and YAML: texts in Unicode NFC (addresses excepted, which stay byte for byte); dates that can mean one day only
  (2021/06/30, 2021-6-3); digits of other scripts and grouped thousands that can mean one number only (1,234,567.8).

A date such as 03/04/2021 and a number such as 1,234 stay: they have two readings. In YAML and JSON Lines only the values are touched,
so comments and layout stay. Tables are not fixed here. A file with a mistake of syntax is left alone.
"""

from __future__ import annotations

import contextlib
import difflib
import json
import os
import re
import unicodedata
from collections.abc import Callable, Sequence
from json.decoder import scanstring  # type: ignore[attr-defined]
from pathlib import Path as FilePath
from typing import Any

import attrs
from pydantic import ValidationError

from ..errors import UnreadableInput
from ..load.atomic import write_bytes
from ..load.canonical import canonical_bytes
from ..load.decode import decode, read_bytes, show_name
from ..load.json_text import dump_json, parse_json
from ..load.marks import MISSING, Marks, Path, line_starts, show_path, walk
from ..load.raw import RawRecord
from ..load.read import LINE_SUFFIXES, TEXT_READERS, read
from ..load.typed import to_model
from ..model.date import is_edtf
from ..model.scalars import DECIMAL_PATTERN
from .shown import relative_file

DATE_FIELDS = frozenset({"accessed", "date", "due", "issued", "on", "period", "retrieved", "time"})
"""Names of the fields that hold dates in EDTF, wherever they stand; a test compares them with the schemas."""
NUMBER_FIELDS = (("payload", "value"), ("payload", "multiplier"))
"""Ends of the paths of numbers that people write."""
AS_FOUND = frozenset({"url", "archived_url", "homepage"})
"""Fields kept byte for byte."""

_DAY = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
_GROUPED = (
    re.compile(r"-?\d{1,3}(?:[  \u2009\u202F]\d{3})+(?:\.\d+)?"),
    re.compile(r"-?\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?"),
    re.compile(r"-?\d{1,3}(?:,\d{3})+\.\d+"),
)


Spelling = Callable[[str, int, str, str], tuple[int, str] | None]


@attrs.frozen
class Fix:
    """What a file holds, what it would hold, and what was done, in words."""

    file: str
    old: bytes
    new: bytes
    done: tuple[str, ...]


@attrs.frozen
class Fixes:
    """Files that can be mended, and files that were left alone with the reason."""

    fixes: tuple[Fix, ...] = ()
    left_alone: tuple[tuple[str, str], ...] = ()


def find_fixes(paths: Sequence[str | os.PathLike[str]]) -> Fixes:
    """Return what is mechanical in files and folders. Writes nothing."""
    fixes: list[Fix] = []
    left_alone: list[tuple[str, str]] = []
    for path in paths:
        reading = read(path)
        by_file: dict[str, list[RawRecord]] = {}
        for raw in reading.records:
            by_file.setdefault(raw.file, []).append(raw)
        for file in sorted(set(reading.files) - {fix.file for fix in fixes}):
            reason, fix = _fix_file(file, by_file.get(file, []))
            if reason:
                left_alone.append((file, reason))
            elif fix is not None:
                fixes.append(fix)
    return Fixes(tuple(fixes), tuple(dict.fromkeys(left_alone)))


def unified_diff(fix: Fix, root: FilePath | None = None) -> str:
    """Return the change of one file as a patch."""
    name = relative_file(fix.file, root)
    old, new = (data.decode("utf-8", "replace").splitlines(keepends=True) for data in (fix.old, fix.new))
    lines = difflib.unified_diff(old, new, f"a/{name}", f"b/{name}")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def apply_fix(fix: Fix) -> None:
    """Write one file in one step. Raises UnreadableInput where it changed since it was read; it then stays as it is."""
    path = FilePath(fix.file)
    if read_bytes(path) != fix.old:
        raise UnreadableInput(f"{fix.file}: the file changed meanwhile; nothing was written, try again")
    write_bytes(path, fix.new)


def mended(path: Path, value: Any) -> Any:
    """Return a value in the form that a record wants, where that form is certain; otherwise as it is. `path` is its path in the record."""
    if not isinstance(value, str) or not path or path[-1] in AS_FOUND:
        return value
    text = unicodedata.normalize("NFC", value)
    if path[-1] in DATE_FIELDS and not is_edtf(text):
        return _day(text)
    if path[-2:] in NUMBER_FIELDS:
        return _number(text)
    return text


def _day(text: str) -> str:
    plain = _ascii_digits(text.strip())
    match = _DAY.fullmatch(plain)
    found = f"{match[1]}-{int(match[3]):02d}-{int(match[4]):02d}" if match else plain
    return found if is_edtf(found) else text


def _number(text: str) -> str:
    plain = _ascii_digits(text.strip()).replace("\N{MINUS SIGN}", "-")
    found = re.sub(r"[^\d.-]", "", plain) if any(form.fullmatch(plain) for form in _GROUPED) else plain
    return found if re.fullmatch(DECIMAL_PATTERN, found) else text


def _ascii_digits(text: str) -> str:
    return "".join(str(unicodedata.digit(char)) if char.isdecimal() else char for char in text)


def _fix_file(file: str, records: list[RawRecord]) -> tuple[str, Fix | None]:
    path = FilePath(file)
    suffix = path.suffix.lower()
    if suffix not in TEXT_READERS and suffix not in LINE_SUFFIXES:
        return "a table: mend it by hand, or with `claims import`", None
    if path.is_symlink():
        return "a symbolic link: mend the file that it leads to", None
    try:
        old = read_bytes(path)
    except UnreadableInput as error:
        return str(error).removeprefix(f"{show_name(path)}: "), None
    decoded = decode(old)
    if not decoded.readable:
        return decoded.problem[2] if decoded.problem else "not UTF-8", None
    if suffix == ".json":
        parsed = parse_json(decoded.text)
        if parsed.problems or parsed.value is MISSING:
            return "mend its syntax first", None
        if any(isinstance(inner, float) for _, inner in walk(parsed.value)):
            return "it has numbers that would be rounded: write them as whole numbers or decimal strings first", None
        new, done = _canonical(parsed.value, records)
    elif suffix in LINE_SUFFIXES:
        new, done = _lines(decoded.text)
    else:
        parsed = TEXT_READERS[suffix](decoded.text)
        if parsed.problems or parsed.value is MISSING:
            return "mend its syntax first", None
        new, done = _in_place(decoded.text, parsed.marks, parsed.value, records, _yaml_scalar)
    data = new.encode("utf-8")
    if data == old:
        return "", None
    rest = "byte-order mark removed" if decoded.problem else "canonical form"
    return "", Fix(file, old, data, tuple(dict.fromkeys(done)) or (rest,))


def _canonical(value: Any, records: list[RawRecord]) -> tuple[str, list[str]]:
    done: list[str] = []
    for raw in records:
        fresh = _mend_all(raw.value, done)
        with contextlib.suppress(ValidationError, TypeError, ValueError):  # not valid yet: only its values are mended
            fresh = json.loads(canonical_bytes(to_model(attrs.evolve(raw, value=fresh))))
        value = _put(value, raw.at, fresh)
    return dump_json(value), done


def _mend_all(value: Any, done: list[str], path: Path = ()) -> Any:
    if isinstance(value, dict):
        return {key: _mend_all(inner, done, (*path, key)) for key, inner in value.items()}
    if isinstance(value, list):
        return [_mend_all(inner, done, (*path, index)) for index, inner in enumerate(value)]
    fresh = mended(path, value)
    if fresh != value:
        done.append(f"{show_path(path)}: {value!r} became {fresh!r}")
    return fresh


def _put(whole: Any, at: Path, part: Any) -> Any:
    if not at:
        return part
    holder = whole
    for step in at[:-1]:
        holder = holder[step]
    holder[at[-1]] = part
    return whole


def _lines(text: str) -> tuple[str, list[str]]:
    done: list[str] = []
    lines = text.split("\n")
    for number, line in enumerate(lines):
        parsed = parse_json(line) if line.strip() else None
        if parsed is not None and not parsed.problems and parsed.value is not MISSING:
            whole = RawRecord("claim", parsed.value, "")
            lines[number], more = _in_place(line, parsed.marks, parsed.value, [whole], _json_scalar)
            done += more
    return "\n".join(lines), done


def _in_place(text: str, marks: Marks, value: Any, records: list[RawRecord], spelling: Spelling) -> tuple[str, list[str]]:
    """Replace single values where they stand. `spelling` gives the end of a value's text and its new text, or None."""
    done: list[str] = []
    starts = line_starts(text)
    edits: list[tuple[int, int, str]] = []
    for raw in records:
        for path, old in walk(raw.value):
            new = mended(path, old)
            if new == old:
                continue
            place = marks.value(raw.at + path)
            start = starts[place.line - 1] + place.column - 1
            if (found := spelling(text, start, old, new)) is not None:
                edits.append((start, *found))
                done.append(f"{show_path(path)}: {old!r} became {new!r}")
    for start, end, fresh in sorted(edits, reverse=True):
        text = text[:start] + fresh + text[end:]
    return text, done


def _json_scalar(text: str, start: int, old: str, new: str) -> tuple[int, str] | None:
    _, end = scanstring(text, start + 1, True)
    return end, json.dumps(new, ensure_ascii=False)


def _yaml_scalar(text: str, start: int, old: str, new: str) -> tuple[int, str] | None:
    # Only scalars that stand on one line as they are read; folded, escaped and block ones are left to people.
    for quote in ("'", '"', ""):
        spelled = f"{quote}{old}{quote}"
        if text.startswith(spelled, start) and not (set(old) | set(new)) & {"'", '"', "\\", "\n"}:
            # A day or a number without quotes would be read as something else by other tools.
            return start + len(spelled), f"{quote or _quote_for(new)}{new}{quote or _quote_for(new)}"
    return None


def _quote_for(new: str) -> str:
    return "'" if re.fullmatch(r"[-\d.]+", new) else ""
