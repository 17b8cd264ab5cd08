"""What a file that came back would change: compared with the ledger record by record, merged, recomputed, checked. Writes nothing."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from pathlib import Path as FilePath
from typing import Any

import attrs

from ..check.engine import locate
from ..check.rules import all_rules
from ..check.structure import build
from ..load.collector import paused_collector
from ..load.marks import Path, show_path, value_at
from ..load.raw import RawRecord
from ..load.workbook_map import record_digest
from ..model.finding import Finding, Severity, in_order
from ..model.ledger import LedgerRecord
from ..model.record import Record
from .before import Before, Key
from .book import Book, read_book
from .changes import FieldChange, differences, parse_path, stands_already
from .merge import Conflict, merge
from .new_claims import complete
from .options import ImportOptions, Removed
from .returned import CameBack, Returned, restore, take_back
from .verdicts import Asked, refused, take_verdict, without_computed

_MISSING = re.compile(r"the field '(\w+)' is missing")


@attrs.frozen
class Gone:
    """A record, or an item of a record's list, whose row is gone."""

    kind: str
    record: str
    field: str
    """Path of the item; empty where it is the record."""
    label: str
    """What it says, in short."""
    done: str
    """What becomes of it."""


@attrs.frozen(eq=False)
class Taken:
    """A record as it is to be written, and where it came from."""

    key: Key
    raw: RawRecord
    model: Record
    asked: Asked | None = None
    new: bool = False


@attrs.frozen(eq=False)
class Examined:
    """What a file would change. `problems` are findings of every severity."""

    book: Book
    taken: tuple[Taken, ...]
    changes: tuple[FieldChange, ...]
    gone: tuple[Gone, ...]
    findings: tuple[Finding, ...]
    unchanged: int
    """How many records came back as they were."""
    before: Before


def examine(path: FilePath, ledger: LedgerRecord, options: ImportOptions, folder: FilePath | None = None) -> Examined:
    """Return what the file at `path` would change in `ledger`, whose curated folder is `folder`. Raises UnreadableInput."""
    with paused_collector():
        return _examine(path, ledger, options, folder)


def _examine(path: FilePath, ledger: LedgerRecord, options: ImportOptions, folder: FilePath | None) -> Examined:
    book = read_book(path, ledger)
    written = dict(book.map.records) if book.map is not None else None
    before = Before(ledger, written, folder)
    came = take_back(book, ledger, before, options.removed is Removed.KEEP)
    work = _Work(book, came, ledger, before, options)
    for returned in came.records:
        work.take(returned)
    work.take_removed()
    findings = in_order([*book.findings, *came.findings, *work.findings])
    return _without_broken(Examined(book, tuple(work.taken), tuple(work.changes), tuple(work.gone), findings, work.unchanged, before))


def _without_broken(examined: Examined) -> Examined:
    """Hold back records of which a cell could not be read: it looks like a blank, and nobody wrote one."""
    broken = {finding.position for finding in examined.findings if finding.severity is Severity.ERROR and finding.position.sheet}
    rows = {(place.sheet, place.line) for place in broken}
    held = {(change.kind, change.record) for change in examined.changes if change.place in broken}
    for taken in examined.taken:
        place = taken.raw.position()
        if (place.sheet, place.line) in rows and taken.raw.locator is not None:
            held.add(taken.key)
    changes = tuple(
        attrs.evolve(change, held=change.held or (change.kind, change.record) in held)
        for change in examined.changes
        if change.place not in broken
    )
    return attrs.evolve(examined, taken=tuple(taken for taken in examined.taken if taken.key not in held), changes=changes)


class _Work:
    def __init__(self, book: Book, came: CameBack, ledger: LedgerRecord, before: Before, options: ImportOptions) -> None:
        self.book, self.came, self.ledger, self.before, self.options = book, came, ledger, before, options
        self.rules = {rule.code: rule for rule in all_rules()}
        self.taken: list[Taken] = []
        self.changes: list[FieldChange] = []
        self.gone: list[Gone] = []
        self.findings: list[Finding] = []
        self.unchanged = 0
        self.present = came.prepared.present
        self.statements = self._statements_of_removed()

    def take(self, returned: Returned) -> None:
        """Decide what becomes of one record that came back."""
        now = self.before.now.get(returned.key)
        if now is None and self.before.digest(returned.key) is not None:
            self._of_vanished(returned)
        elif now is None:
            self._new(returned)
        else:
            self._known(returned, now)

    def _known(self, returned: Returned, now: Record) -> None:
        raw, key = returned.raw, returned.key
        if returned.as_written:
            self.unchanged += 1  # whatever the ledger did in the meantime
            return
        digest = self.before.digest(key)
        if self.before.written is not None and digest is None:
            if raw.value != self.before.value(key):
                message = f"{key[1]!r} came into the ledger after this book was written, and this row holds something else"
                help = "leave the identifier of a new claim blank, so that it gets a free one"
                self._find("conflict", raw, ("id",), message, help)
            return
        for item in returned.removed:
            done = "kept" if self.options.removed is Removed.KEEP else "taken out"
            field = show_path((*item.path, item.number - 1))
            self.gone.append(Gone(key[0], key[1], field, _label(item.value), done))
        model, _ = build(raw)
        if model is not None and digest is not None and record_digest(model) == digest:
            self.unchanged += 1  # whatever the ledger did in the meantime
            return
        if digest is not None and record_digest(now) != digest and self.before.as_written(key) is None:
            if model is not None and stands_already(now.to_json_value(), model.to_json_value()):
                self.unchanged += 1  # the book was imported before
            else:
                self._unknown_before(raw, key, model)
            return
        asked = None
        if key[0] == "claim":
            findings = refused(raw, returned.old)
            self.findings += findings
            if findings:
                self._held(returned, [parse_path(finding.field) for finding in findings])
                return
            asked = take_verdict(raw, returned.old, self.options)
        if asked is not None:
            path, was = ("assessment", "verdict"), value_at(returned.old, ("assessment", "verdict"))
            self.changes.append(FieldChange(key[0], key[1], path, was, asked.verdict.value, raw.position(path)))
        model = self._build(raw)
        if model is None:
            self._held(returned, [problem.path for _, problem in build(raw)[1]])
            return
        if model == now and asked is None:
            self.unchanged += 1  # or both sides made the same change
            return
        moved = digest is not None and record_digest(now) != digest
        if moved:
            merged = self._merge(returned, model, now)
            if merged is None:
                return
            model = merged
        self._changed(raw, key, self.before.value(key), model)
        self.taken.append(Taken(key, raw, model, asked))

    def _held(self, returned: Returned, bad: list[Path]) -> None:
        """Note what else was changed in a record that is held back because of its cells at `bad`."""
        value = copy.deepcopy(returned.raw.value)
        for path in bad:
            restore(value, returned.old, path)
        model, _ = build(attrs.evolve(returned.raw, value=value))
        if model is not None:
            self._changed(returned.raw, returned.key, returned.old, model, held=True)

    def _merge(self, returned: Returned, model: Record, now: Record) -> Record | None:
        """Return the record with the changes of both sides; None where they are in conflict."""
        raw, key = returned.raw, returned.key
        old = self.before.as_written(key)
        assert old is not None
        ours, theirs = model.to_json_value(), now.to_json_value()
        merged, conflicts = merge(old.to_json_value(), ours, theirs)
        for conflict in conflicts:
            self._find("conflict", raw, conflict.path, _in_words(conflict), "decide, and write the value that stands into cell or ledger")
        if conflicts:
            return None
        return self._build(attrs.evolve(raw, value=merged))

    def _unknown_before(self, raw: RawRecord, key: Key, model: Record | None) -> None:
        """Say of a record that both sides may have changed, and whose old state nobody knows, in which fields they differ."""
        value = self._build(raw) if model is None else model
        for path, has, wants in differences(self.before.value(key), value.to_json_value()) if value is not None else ():
            message = (
                f"the ledger has {_short(has)} and the book {_short(wants)}; both changed since the book was written, or one of them, "
                "and the record as it was then was not found in git"
            )
            self._find("conflict", raw, path, message, "make the cell as the ledger has it, or export anew and edit that")

    def _new(self, returned: Returned) -> None:
        raw, key = returned.raw, returned.key
        if self.book.map is not None and (other := self.statements.get(_statement(raw.value))) is not None:
            message = f"this is {other}, whose identifier was changed or cleared: identifiers are never changed"
            self._find("refused", raw, ("id",), message, f"write {other} into the cell")
            return
        asked = None
        if key[0] == "claim":
            asked = take_verdict(raw, None, self.options)
            without_computed(raw)
            self.findings += refused(raw, None)
            note = f"Added from {FilePath(self.book.file).name}."
            row = self.came.prepared.article_rows.get(raw.id)
            findings = complete(raw, self.ledger, row, self.options.day, note)
            self.findings += findings
            if asked is not None:
                raw.value["assessment"]["verdict"] = "not-enough-evidence" if raw.value["checkable"] is not False else "not-checkable"
            if findings:
                self._build(raw, but=("anchors",))
                return
        model = self._build(raw)
        if model is not None:
            self.taken.append(Taken(key, raw, model, asked, new=True))

    def _of_vanished(self, returned: Returned) -> None:
        model = self._build(returned.raw)
        if model is None:
            return
        if record_digest(model) == self.before.digest(returned.key):
            message = f"{returned.key[1]} is no longer in the ledger; its row is passed over"
            self._find("ignored", returned.raw, (), message, "", Severity.NOTE)
        else:
            message = f"{returned.key[1]} was changed here and is no longer in the ledger"
            self._find("conflict", returned.raw, (), message, "bring it back first")

    def take_removed(self) -> None:
        """Decide what becomes of records whose row is gone."""
        for key in self._missing():
            kind, identifier = key
            now = self.before.now.get(key)
            if now is None:
                continue
            withdrawn = bool(getattr(now, "withdrawn", False))
            done = "kept"
            if self.options.removed is Removed.WITHDRAW and kind == "claim" and not withdrawn:
                self._withdraw(key, now)
                done = "withdrawn"
            elif self.options.removed is Removed.WITHDRAW and kind != "claim":
                done = "kept: only claims can be withdrawn"
            self.gone.append(Gone(kind, identifier, "", _label(self.before.value(key)), done))

    def _withdraw(self, key: Key, now: Record) -> None:
        note = self.options.reason or f"Its row was taken out of {FilePath(self.book.file).name} by the reader of the workbook."
        value = now.to_json_value()
        value["history"] = [*value["history"], {"date": self.options.day, "change": "withdrawn", "note": note}]
        raw = RawRecord("claim", value, self.book.file)
        model = self._build(raw)
        if model is not None:
            self._changed(raw, key, self.before.value(key), model)
            self.taken.append(Taken(key, raw, model))

    def _missing(self) -> Iterator[Key]:
        """Yield the records that the file once held, or should hold, and does not hold now."""
        kinds = {sheet.table.origins[0].kind for sheet in self.book.sheets if sheet.table.main}
        if self.before.written is not None:
            keys = [(kind, identifier) for kind, _, identifier in (text.partition(":") for text in self.before.written)]
        else:
            keys = list(self.before.now) if self.book.whole else []
        yield from (key for key in keys if key[0] in kinds and key not in self.present)

    def _statements_of_removed(self) -> dict[str, str]:
        found = {}
        for key in self._missing():
            value = self.before.value(key)
            if key[0] == "claim" and value is not None:
                found[_statement(value)] = key[1]
        return found

    def _changed(self, raw: RawRecord, key: Key, old: Any, model: Record, held: bool = False) -> None:
        for path, before, after in differences(old, model.to_json_value()):
            place = raw.position(path) if raw.locator else None
            self.changes.append(FieldChange(key[0], key[1], path, before, after, place, held))

    def _build(self, raw: RawRecord, but: tuple[str, ...] = ()) -> Record | None:
        model, problems = build(raw)
        for code, problem in problems:
            if (missing := _MISSING.match(problem.message)) is not None:
                problem = attrs.evolve(problem, path=(*problem.path, missing[1]))  # the cell that is blank, not the row
            if not problem.path[:1] or problem.path[0] not in but:
                self.findings.append(locate(self.rules[code], problem))
        return model

    def _find(
        self, code: str, raw: RawRecord, path: Path, message: str, help: str, severity: Severity = Severity.ERROR
    ) -> None:
        self.findings.append(Finding(code, message, raw.file, raw.position(path), show_path(path), raw.id, help, severity))


def _statement(value: Any) -> str:
    return str(value.get("statement") or "") if isinstance(value, dict) else ""


def _in_words(conflict: Conflict) -> str:
    return f"was {_short(conflict.old)}; the ledger has {_short(conflict.theirs)} now, the book {_short(conflict.ours)}"


def _label(value: Any) -> str:
    """Return what a record or an item says, in short."""
    if not isinstance(value, dict):
        return _short(value)
    inner: dict[str, Any] = value["source"] if isinstance(value.get("source"), dict) else value
    lead = [inner[name] for name in ("source", "target", "row", "agent") if isinstance(inner.get(name), str)]
    named = [inner[name] for name in _TELLING if inner.get(name)]
    return _short(": ".join(map(str, [*lead[:1], *named[:1]])) or value)


_TELLING = ("statement", "title", "name", "says", "text", "what", "formula", "group", "note")


def _short(value: Any, length: int = 90) -> str:
    if value is None:
        return "nothing"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return f"“{text if len(text) <= length else text[: length - 1] + '…'}”"
