"""The red-team corpus: edits of one small valid ledger, and what the checker must say of each, no more and no less.

`tests/rules/base/` holds the ledger and the text of the invented article; `tests/rules/cases/<CODE>.yaml` holds the edits. A case has
a name, `edits` (see `apply_edit`), and for bad ones `expect`: code, file and field of every finding. `assess: false` keeps stored
assessments as they are after the edits; otherwise they are brought up to date, so that a case shows one defect. `article: false`
leaves the article's text out. `loose: true` checks the edited files by themselves, against the ledger.
"""

from __future__ import annotations

import copy
import io
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import attrs
import yaml

from claims.assess.ledger import apply_result, assess_ledger
from claims.assess.policy import DEFAULT_POLICY
from claims.check.engine import Checked, check_paths, check_reading
from claims.load.canonical import canonical_bytes
from claims.load.json_text import dump_json
from claims.load.raw import Reading
from claims.load.read import read, read_file
from claims.load.typed import MODELS, load_ledger
from claims.model.ledger import LedgerRecord
from claims.model.record import Record

RULES_FOLDER = Path(__file__).parent.parent / "rules"
BASE = RULES_FOLDER / "base" / "demo"
ARTICLE_TEXT = (RULES_FOLDER / "base" / "article.txt").read_text(encoding="utf-8")
CASES = RULES_FOLDER / "cases"
KIND_OF_FOLDER = {"claims": "claim", "sources": "source", "entities": "entity"}

Files = dict[str, Any]
"""File name within the ledger to its JSON value, or to its bytes where a case gives a text."""


@attrs.frozen
class Case:
    """One example: an edit of the base ledger and what it must bring about."""

    code: str
    name: str
    bad: bool
    edits: tuple[dict[str, Any], ...]
    expect: tuple[tuple[str, str, str], ...]
    assess: bool
    article: bool
    loose: bool

    def __str__(self) -> str:
        return f"{self.code}-{'bad' if self.bad else 'good'}-{re.sub('[^a-z0-9]+', '-', self.name.lower()).strip('-')}"


def read_cases(path: Path) -> list[Case]:
    """Return the cases of one file."""
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    found = []
    for side in ("bad", "good"):
        for item in content[side]:
            unknown = set(item) - {"name", "edits", "expect", "assess", "article", "loose"}
            assert not unknown, f"{path.name}: unknown {unknown}"
            assert bool(item.get("expect")) == (side == "bad"), f"{path.name}: {item['name']}: bad cases and only they expect findings"
            expect = tuple(sorted((code, file, field or "") for code, file, field in item.get("expect", [])))
            found.append(
                Case(
                    path.stem, item["name"], side == "bad", tuple(item.get("edits", [])), expect,
                    item.get("assess", True), item.get("article", True), item.get("loose", False),
                )
            )  # fmt: skip
    return found


def all_cases() -> list[Case]:
    """Return every case of the corpus, in order of code."""
    return [case for path in sorted(CASES.glob("*.yaml")) for case in read_cases(path)]


@cache
def base_texts() -> dict[str, str]:
    """Return the files of the base ledger by name within it."""
    return {str(path.relative_to(BASE)): path.read_text(encoding="utf-8") for path in sorted(BASE.rglob("*.json"))}


@cache
def base_ledger() -> LedgerRecord:
    """Return the base ledger as one value."""
    return load_ledger(BASE)


def edited(case: Case) -> dict[str, bytes | None]:
    """Return the files that differ from the base, or are new, by name; None stands for a file taken away."""
    values: Files = {name: json.loads(text) for name, text in base_texts().items()}
    touched: set[str] = set()
    for edit in case.edits:
        touched.add(edit["file"])
        apply_edit(values, edit)
    if case.assess and not case.loose:
        touched |= _assess(values)
    return {name: _bytes(name, values.get(name)) for name in sorted(touched)}


def apply_edit(values: Files, edit: dict[str, Any]) -> None:
    """Edit one file: `copy` another first; then `set`, `append`, `remove` by path; or give `text`, `hex`, `workbook`, or `delete`."""
    name = edit["file"]
    unknown = set(edit) - {"file", "copy", "set", "append", "remove", "text", "hex", "delete", "replace", "workbook"}
    assert not unknown, f"unknown edit {unknown}"
    if "copy" in edit:
        values[name] = copy.deepcopy(values[edit["copy"]])
    for path, value in edit.get("set", {}).items():
        parent, key = _reach(values[name], path)
        parent[key] = copy.deepcopy(value)
    for path, value in edit.get("append", {}).items():
        parent, key = _reach(values[name], path)
        if key not in parent:
            parent[key] = []
        parent[key].append(copy.deepcopy(value))
    for path in edit.get("remove", []):
        parent, key = _reach(values[name], path)
        del parent[key]
    if "replace" in edit:
        old, new = edit["replace"]
        text = _bytes(name, values[name]).decode("utf-8")
        assert old in text, f"{name} does not hold {old!r}"
        values[name] = text.replace(old, new, 1).encode("utf-8")
    if "text" in edit:
        values[name] = edit["text"].encode("utf-8")
    if "hex" in edit:
        values[name] = bytes.fromhex(edit["hex"])
    if "workbook" in edit:
        values[name] = _workbook(edit["workbook"])
    if edit.get("delete"):
        del values[name]


def _workbook(sheets: dict[str, list[list[Any]]]) -> bytes:
    """Return a workbook of these rows by sheet; text that begins with = becomes a formula without a stored result."""
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _reach(value: Any, path: str) -> tuple[Any, Any]:
    steps: list[Any] = [int(step) if step.isdigit() else step for step in re.findall(r"[^.\[\]]+", path)]
    for step in steps[:-1]:
        value = value[step]
    return value, steps[-1]


def _kind(name: str) -> str | None:
    if name == "ledger.json":
        return "ledger"
    if name.startswith("article"):
        return "article"
    return KIND_OF_FOLDER.get(name.partition("/")[0])


def _model(name: str, value: Any) -> Record | None:
    kind = _kind(name)
    if kind is None or isinstance(value, bytes):
        return None
    try:
        return MODELS[kind].from_json_value(value)
    except ValueError:
        return None


def _bytes(name: str, value: Any) -> bytes | None:
    if value is None or isinstance(value, bytes):
        return value
    model = _model(name, value)
    return canonical_bytes(model) if model is not None else dump_json(value).encode("utf-8")


def _assess(values: Files) -> set[str]:
    """Bring the stored assessments of valid claims up to date, and the last verdict of their histories."""
    models = {name: model for name, value in values.items() if (model := _model(name, value)) is not None}
    claims = {name: model for name, model in models.items() if _kind(name) == "claim"}
    sources = [model for name, model in models.items() if _kind(name) == "source"]
    claimants = frozenset(model.id for name, model in models.items() if _kind(name) == "article")
    assessed = assess_ledger(claims.values(), sources, DEFAULT_POLICY, claimants)
    changed = set()
    for name, claim in claims.items():
        new = apply_result(claim, assessed.results[claim.id], assessed.outcomes, DEFAULT_POLICY).to_json_value()
        for revision in reversed(new["history"]):
            if "verdict" in revision:
                revision["verdict"] = new["assessment"]["verdict"]
                break
        if new != claim.to_json_value():
            values[name] = new
            changed.add(name)
    return changed


def lay_out(case: Case, folder: Path) -> Path:
    """Write the ledger of a case into `folder` and return its path."""
    ledger = folder / "demo"
    if case.loose:
        for name, data in edited(case).items():
            _write(ledger / name, data)
        return ledger
    for name, text in base_texts().items():
        _write(ledger / name, text.encode("utf-8"))
    for name, data in edited(case).items():
        if data is None:
            (ledger / name).unlink()
        else:
            _write(ledger / name, data)
    return ledger


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def texts_of(case: Case) -> dict[str, str]:
    """Return the article texts that a case is checked with."""
    return {"gazette-2020-05-04": ARTICLE_TEXT} if case.article else {}


@cache
def base_reading() -> Reading:
    """Return the base ledger as read."""
    return read(BASE)


def check_quickly(case: Case, folder: Path) -> tuple[tuple[str, str, str], ...]:
    """Return a case's findings without reading the files again that it does not touch; a case of stray or new forms is read whole."""
    changed = edited(case)
    if case.loose or any(not _ordinary(name, data) for name, data in changed.items()):
        return check_case(case, folder)[1]
    reading = base_reading()
    gone = {str(BASE / name) for name in changed}
    reading = attrs.evolve(
        reading,
        records=tuple(raw for raw in reading.records if raw.file not in gone),
        files=tuple(file for file in reading.files if file not in gone),
        marks={file: marks for file, marks in reading.marks.items() if file not in gone},
    )
    for name, data in changed.items():
        if data is not None:
            path = folder / name
            _write(path, data)
            kind = _kind(name)
            found = read_file(path, kind, None if kind in {"ledger", "article"} else path.stem)
            place = str(BASE / name)
            reading += attrs.evolve(
                found,
                records=tuple(attrs.evolve(raw, file=place) for raw in found.records),
                findings=tuple(attrs.evolve(finding, file=place) for finding in found.findings),
                files=(place,),
                marks=dict.fromkeys([place], *found.marks.values()) if found.marks else {},
            )
    checked = check_reading(reading, texts=texts_of(case))
    return tuple(sorted((f.code, str(Path(f.file).relative_to(BASE)), f.field) for f in checked.report.findings))


def _ordinary(name: str, data: bytes | None) -> bool:
    return name == "article.json" or (name == "ledger.json" and data is not None) or (
        name.partition("/")[0] in KIND_OF_FOLDER and name.endswith(".json") and name.count("/") == 1
    )


def check_case(case: Case, folder: Path) -> tuple[Checked, tuple[tuple[str, str, str], ...]]:
    """Check a case's ledger; return what was checked and its findings as code, file and field."""
    ledger = lay_out(case, folder)
    paths = [ledger / edit["file"] for edit in case.edits] if case.loose else [ledger]
    checked = check_paths(paths, against=base_ledger() if case.loose else None, texts=texts_of(case))
    found = [(f.code, str(Path(f.file).relative_to(ledger)) if f.file != str(ledger) else "", f.field) for f in checked.report.findings]
    return checked, tuple(sorted(found))
