"""Files and folders to raw records. Whatever is wrong with a file becomes a finding; one bad file never hides the others."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from ..errors import UnreadableInput
from ..model.finding import Finding, Position
from .decode import Decoded, decode, read_bytes, show_name
from .json_text import parse_json
from .marks import MISSING, Marks, Parsed, line_starts
from .raw import RawRecord, Reading

FOLDERS = {"claims": "claim", "sources": "source", "entities": "entity"}
"""Folders of a curated ledger and the kind of record that each holds."""


def _parse_yaml(text: str) -> Parsed:
    from .yaml_text import parse_yaml

    return parse_yaml(text)


TEXT_READERS: dict[str, Callable[[str], Parsed]] = {".json": parse_json, ".yaml": _parse_yaml, ".yml": _parse_yaml}
LINE_SUFFIXES = (".jsonl", ".ndjson")
TABLE_SUFFIXES = (".csv", ".tsv", ".xlsx", ".xlsm")
SUFFIXES = (*TEXT_READERS, *LINE_SUFFIXES, *TABLE_SUFFIXES)


def read(path: str | os.PathLike[str]) -> Reading:
    """Return the records of a file, of a curated ledger folder (it holds `ledger.json`), or of any folder of such files."""
    target = Path(path)
    name = show_name(os.fspath(path))
    try:
        if target.is_dir():
            if (target / "ledger.json").is_file():
                return read_curated(target)
            return _read_tree(target)
        return read_file(target)
    except UnreadableInput as error:
        return _unreadable(name, str(error))
    except (OSError, ValueError) as error:
        return _unreadable(name, f"{name}: {getattr(error, 'strerror', None) or error}")


def read_file(path: Path, kind: str | None = None, expected_id: str | None = None) -> Reading:
    """Return the records of one file. With `kind`, the file is one record of that kind; without, its form tells."""
    name = show_name(path)
    suffix = path.suffix.lower()
    if suffix in TABLE_SUFFIXES:
        from .table_files import read_table_file

        return read_table_file(path)
    if path.name == "datapackage.json":
        from .table_files import read_table_folder

        return read_table_folder(path.parent)
    if suffix not in TEXT_READERS and suffix not in LINE_SUFFIXES:
        raise UnreadableInput(f"{name}: not a claims file; allowed endings are {', '.join(SUFFIXES)}")
    decoded = decode(read_bytes(path))
    if suffix in LINE_SUFFIXES:
        return _read_lines(name, decoded)
    return _records(name, decoded, TEXT_READERS[suffix], kind, expected_id)


def read_text(text: str, name: str, suffix: str = ".json") -> Reading:
    """Return the records of a text that is already in memory, as if it stood in a file called `name`."""
    if suffix in LINE_SUFFIXES:
        return _read_lines(name, Decoded(text))
    return _records(name, Decoded(text), TEXT_READERS[suffix], None, None)


def read_curated(folder: Path) -> Reading:
    """Return the records of a curated ledger: its own, its article, and one file a record in `claims/`, `sources/`, `entities/`."""
    parts: list[Reading] = []
    for path in _inside(folder):
        if path.is_symlink():
            parts.append(_stray(path, "a symbolic link"))
        elif path.name == "ledger.json":
            parts.append(_guarded(path, "ledger", None))
        elif path.is_dir() and path.name in FOLDERS:
            try:
                records = _inside(path)
            except OSError as error:
                parts.append(_unreadable(show_name(path), str(error.strerror or error)))
                continue
            for inner in records:
                if inner.is_file() and not inner.is_symlink() and inner.suffix == ".json":
                    parts.append(_guarded(inner, FOLDERS[path.name], inner.stem))
                else:
                    parts.append(_stray(inner, "not a record"))
        elif path.is_file() and path.suffix == ".json" and path.stem.startswith("article"):
            parts.append(_guarded(path, "article", None))
        else:
            parts.append(_stray(path, "not a record"))
    return Reading.joined(parts)


def _inside(folder: Path) -> list[Path]:
    return sorted(folder.iterdir(), key=lambda path: (path.name != "ledger.json", path.name))


def _guarded(path: Path, kind: str | None, expected_id: str | None) -> Reading:
    try:
        return read_file(path, kind, expected_id)
    except UnreadableInput as error:
        return _unreadable(show_name(path), str(error))


def _read_tree(folder: Path) -> Reading:
    from .table_files import is_table_folder, read_table_folder, texts_beside_tables

    parts: list[Reading] = []
    root = Path(os.path.realpath(folder))
    closed: list[OSError] = []
    for place, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        linked = (path for f in folders if (path := Path(place, f)).is_symlink())
        parts += [_stray(path, "a symbolic link to a folder, which is not followed") for path in linked]
        if is_table_folder(names):
            parts.append(read_table_folder(Path(place)))
            names = texts_beside_tables(names)
        for file_name in sorted(names):
            path = Path(place, file_name)
            if path.suffix.lower() not in SUFFIXES:
                continue
            if path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(root):  # resolve() raises on a loop
                parts.append(_stray(path, "a symbolic link that leads out of the folder"))
                continue
            parts.append(_guarded(path, None, None))
    parts += [_unreadable(show_name(error.filename or folder), str(error.strerror or error)) for error in closed]
    result = Reading.joined(parts)
    if not result.files and not result.unreadable:
        name = show_name(folder)
        return _unreadable(name, f"{name}: no claims file below it; allowed endings are {', '.join(SUFFIXES)}")
    return result


def _stray(path: Path, what: str) -> Reading:
    name = show_name(path)
    help = "a ledger's folder holds ledger.json, article.json, and .json records in claims/, sources/ and entities/; move it elsewhere"
    return Reading(findings=(Finding("SYN010", f"{what}: {path.name!r} does not belong here", name, help=help),), files=(name,))


def _unreadable(name: str, message: str) -> Reading:
    finding = Finding("SYN000", message.removeprefix(f"{name}: "), name, help="check the name, the permissions and the format")
    return Reading(findings=(finding,), unreadable=(name,))


def _text_finding(name: str, decoded: Decoded) -> tuple[Finding, ...]:
    if decoded.problem is None:
        return ()
    code, byte, message, help = decoded.problem
    before = decoded.text.encode("utf-8", "surrogatepass")[:byte].decode("utf-8", "replace") if byte else ""
    starts = line_starts(before)
    return (Finding(code, message, name, Position(len(starts), len(before) - starts[-1] + 1), help=help),)


def _records(name: str, decoded: Decoded, reader: Callable[[str], Parsed], kind: str | None, expected_id: str | None) -> Reading:
    findings = _text_finding(name, decoded)
    if not decoded.readable:
        return Reading(findings=findings, files=(name,), unreadable=(name,))
    if not decoded.text:  # of a file that holds nothing, its byte-order mark is not the trouble
        findings = ()
    parsed = reader(decoded.text)
    findings += tuple(
        Finding(p.code, p.message, name, parsed.marks.at(p.offset), field=".".join(map(str, p.path)), help=p.help) for p in parsed.problems
    )
    if parsed.value is MISSING:
        return Reading(findings=findings, files=(name,), marks={name: parsed.marks})
    if kind is None:
        records, more = _sort_out(name, parsed.value, parsed.marks)
        findings += more
    else:
        records = (RawRecord(kind, parsed.value, name, parsed.marks, (), expected_id),)
    return Reading(records, findings, (name,), marks={name: parsed.marks})


def kind_of(value: Any) -> str | None:
    """Return which kind of record a JSON object is, by the fields that only that kind has; None where it is none."""
    if not isinstance(value, dict):
        return None
    keys = value.keys()
    if keys & {"statement", "payload", "anchors", "citations", "assessment", "attribution"}:
        return "claim"
    if keys & {"inventory", "normalisation"}:
        return "article"
    if keys & {"publisher", "publisher_id", "grade", "directness", "url"}:
        return "source"
    if keys & {"schema_version", "topics", "sides"}:
        return "ledger"
    if keys & {"aliases", "offices", "iso_3166"} or {"id", "type", "name"} <= keys:
        return "entity"
    return "claim" if "id" in keys else None


_PARTS = {"entities": "entity", "sources": "source", "claims": "claim", "articles": "article"}


def _sort_out(name: str, value: Any, marks: Marks) -> tuple[tuple[RawRecord, ...], tuple[Finding, ...]]:
    """Take a file of unknown form apart: one record, a list of records, a file of new claims, or a whole ledger."""
    if isinstance(value, dict) and value.keys() & {"claims", "articles"}:
        return _take_apart(name, value, marks)
    items = [((), value)] if not isinstance(value, list) else [((index,), item) for index, item in enumerate(value)]
    records, findings = [], []
    for at, item in items:
        kind = kind_of(item)
        if kind is None:
            shown = "an object without the fields of a record" if isinstance(item, dict) else f"{_type_name(item)}"
            findings.append(
                Finding(
                    "SCH010",
                    f"expected a record, found {shown}",
                    name,
                    marks.value(at),
                    help="a claims file holds a claim, a list of claims, or an object with `claims` and perhaps `sources`, `entities`",
                )
            )
        else:
            records.append(RawRecord(kind, item, name, marks, at))
    if isinstance(value, list) and not value:
        findings.append(Finding("SCH010", "an empty list: no claim to check", name, marks.value(()), help="write at least one claim"))
    return tuple(records), tuple(findings)


def _take_apart(name: str, value: dict[str, Any], marks: Marks) -> tuple[tuple[RawRecord, ...], tuple[Finding, ...]]:
    records: list[RawRecord] = []
    findings: list[Finding] = []
    for key, part in value.items():
        if key in _PARTS and isinstance(part, list):
            records += (RawRecord(_PARTS[key], item, name, marks, (key, index)) for index, item in enumerate(part))
        elif key == "ledger" and isinstance(part, dict):
            records.append(RawRecord("ledger", part, name, marks, (key,)))
        elif not (key == "ledger" and isinstance(part, str)) and key != "$schema":
            allowed = ", ".join(["ledger", *_PARTS])
            found = f"`{key}` holds {_type_name(part)}" if key in _PARTS else f"unknown field {key!r}"
            help = f"allowed are {allowed}, each a list of records"
            findings.append(Finding("SCH010", found, name, marks.key((key,)), field=key, help=help))
    if value.get("claims") == []:
        findings.append(Finding("SCH010", "no claim to check", name, marks.value(("claims",)), help="write at least one claim"))
    return tuple(records), tuple(findings)


def _type_name(value: Any) -> str:
    names = {dict: "an object", list: "a list", str: "text", bool: "a truth value", type(None): "null"}
    return names.get(type(value), "a number")


def _read_lines(name: str, decoded: Decoded) -> Reading:
    findings = list(_text_finding(name, decoded))
    if not decoded.readable:
        return Reading(findings=tuple(findings), files=(name,), unreadable=(name,))
    records: list[RawRecord] = []
    marks = Marks(decoded.text, {(): 0}, {})
    for number, line in _numbered_lines(decoded.text):
        raw, problems = read_line(name, number, line)
        findings += problems
        if raw is not None:
            records.append(raw)
    if not records and not findings:
        findings.append(Finding("SCH010", "no claim to check: the file is empty", name, help="write one record a line"))
    return Reading(tuple(records), tuple(findings), (name,), marks={name: marks})


def read_line(name: str, number: int, line: str) -> tuple[RawRecord | None, tuple[Finding, ...]]:
    """Return the record on line `number` of a JSON Lines file, or None where there is none, and what is wrong with the line as text."""
    parsed = parse_json(line, number)
    findings = tuple(
        Finding(p.code, p.message, name, Position(number, parsed.marks.at(p.offset).column), help=p.help) for p in parsed.problems
    )
    if parsed.value is MISSING:
        return None, findings
    kind = kind_of(parsed.value)
    if kind is None:
        help = "each line of a JSON Lines file is one record"
        found = f"expected a record, found {_type_name(parsed.value)}"
        return None, (*findings, Finding("SCH010", found, name, Position(number, 1), help=help))
    return RawRecord(kind, parsed.value, name, parsed.marks, line=number), findings


def _numbered_lines(text: str) -> Iterator[tuple[int, str]]:
    # Only line feeds end a JSON line; U+2028 may stand inside a string.
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip(" \t\r"):
            yield number, line
