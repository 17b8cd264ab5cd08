"""Records as they came back, made whole: what the book does not hold, and rows of lists that are gone, come from the record before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import attrs

from ..check.structure import build
from ..load.marks import Path, value_at
from ..load.raw import RawRecord
from ..load.tables import BY_NAME, Column, Numbers, Part, Table, records_in
from ..load.workbook_map import record_digest
from ..model.finding import Finding, Position
from ..model.ledger import LedgerRecord
from .bare import without_defaults
from .before import Before, Key
from .book import Book
from .rows import Prepared, prepare


@attrs.frozen(eq=False)
class RemovedItem:
    """A row of a record's list that the book no longer has."""

    path: Path
    """The list."""
    number: int
    """Its place in the list before, from 1."""
    value: Any


@attrs.frozen(eq=False)
class Returned:
    """A record that came back."""

    key: Key
    raw: RawRecord
    old: Any
    """The JSON value that it is held against: the record as it was written, or as it is now; None for a new record."""
    removed: tuple[RemovedItem, ...] = ()
    """Rows of its lists that are gone, and were put back where they are to be kept."""
    as_written: bool = False
    """Whether it came back just as the book was written, so that there is nothing else to know."""


@attrs.frozen(eq=False)
class CameBack:
    """Everything that a book holds. Records come one by one, since all of a large book at once would fill the memory."""

    records: Iterator[Returned]
    findings: list[Finding]
    """Grows until the last record came."""
    prepared: Prepared


def take_back(book: Book, ledger: LedgerRecord, before: Before, keep_removed: bool) -> CameBack:
    """Return the records of a book, whole. With `keep_removed`, rows that are gone from a record's lists stay in it."""
    prepared = prepare(book, ledger, before)
    findings = list(prepared.findings)
    return CameBack(_returned(book, prepared, before, keep_removed, findings), findings, prepared)


def _returned(book: Book, prepared: Prepared, before: Before, keep_removed: bool, findings: list[Finding]) -> Iterator[Returned]:
    missing = _Missing(book)
    seen: dict[Key, Position] = {}
    for raw, numbers in records_in(prepared.tables, findings):
        key = (raw.kind, raw.id)
        if raw.id and key in seen:
            message = f"the identifier {raw.id!r} stands twice, here and at {seen[key]}"
            help = "remove one row; for a new record leave the identifier of a claim blank"
            findings.append(Finding("REF001", message, raw.file, raw.position(("id",)), "id", raw.id, help))
            continue
        seen[key] = raw.position()
        without_defaults(raw.kind, raw.value)
        if _is_as_written(raw, before.digest(key)):
            yield Returned(key, raw, None, as_written=True)
            continue
        old = _old_value(before, key)
        # Where the record as it was is not known, nobody can say which rows are gone.
        known = before.as_written(key) is not None
        yield _whole(raw, key, old, missing, numbers, keep_removed, known)


def _is_as_written(raw: RawRecord, digest: str | None) -> bool:
    if digest is None:
        return False
    model, _ = build(raw)
    return model is not None and record_digest(model) == digest


def _old_value(before: Before, key: Key) -> Any:
    """Return the record as it was written, where it can be found; else as it is now."""
    written = before.as_written(key)
    if written is None or written is before.now.get(key):
        return before.value(key)
    return written.to_json_value()


class _Missing:
    """Columns and lists that a book does not hold, by kind of record."""

    def __init__(self, book: Book) -> None:
        present: dict[str, set[str]] = {}
        for sheet in book.sheets:
            present.setdefault(sheet.table.name, set()).update(column.name for column in sheet.columns if column is not None)
        self.columns: dict[str, list[Column]] = {}
        self.lists: dict[str, list[Path]] = {}
        self.item_columns: dict[tuple[str, Path], list[Column]] = {}
        for table in BY_NAME.values():
            held = present.get(table.name)
            for origin in table.origins:
                if table.main:
                    self.columns[origin.kind] = [] if held is None else _fields(table, held)
                elif held is None:
                    self.lists.setdefault(origin.kind, []).append(origin.path)
                else:
                    self.item_columns[origin.kind, origin.path] = _fields(table, held)


def _fields(table: Table, held: set[str]) -> list[Column]:
    return [column for column in table.columns if column.part is Part.FIELD and column.name not in held and column.path]


def _whole(raw: RawRecord, key: Key, old: Any, missing: _Missing, numbered: Numbers, keep_removed: bool, known: bool) -> Returned:
    if old is None:
        return Returned(key, raw, None)
    value = raw.value
    kind = value.get("payload", {}).get("kind") or old.get("payload", {}).get("kind")
    for column in missing.columns.get(raw.kind, ()):
        if not column.kinds or kind in column.kinds:
            _carry_over(value, old, column.path)
    for path in missing.lists.get(raw.kind, ()):
        _carry_over(value, old, path)
    removed: list[RemovedItem] = []
    moved: dict[Path, list[int | None]] = {}
    for (item_kind, path), columns in missing.item_columns.items():
        if item_kind != raw.kind:
            continue
        items, before_items = value_at(value, path) or [], value_at(old, path) or []
        numbers = sorted(numbered.get(path, ()))
        for item, number in zip(items, numbers, strict=False):
            if number <= len(before_items) and isinstance(item, dict):
                for column in columns:
                    _carry_over(item, before_items[number - 1], column.path)
        gone = list(_gone(items, numbers, before_items, path)) if known else []
        if gone and (keep_removed or path == ("history",)):
            items, origin = _put_back(items, gone)
            put(value, path, items)
            moved[path] = origin
        removed += gone
    whole = attrs.evolve(raw, locator=_shifted(raw, moved)) if moved else raw
    return Returned(key, whole, old, tuple(removed))


def _gone(items: list[Any], numbers: Sequence[int], before: list[Any], path: Path) -> Iterator[RemovedItem]:
    """Yield the items that are gone: their number is free, or bears another item of before, and their content stands nowhere."""
    if len(items) >= len(before):
        return
    by_number = dict(zip(numbers, items, strict=False))
    for number, item in enumerate(before, 1):
        if item not in items and (number not in by_number or by_number[number] in before):
            yield RemovedItem(path, number, item)


def _put_back(items: list[Any], gone: list[RemovedItem]) -> tuple[list[Any], list[int | None]]:
    """Return the list with what is gone in its old places, and for each item where it was in `items`."""
    made: list[tuple[Any, int | None]] = [(item, index) for index, item in enumerate(items)]
    for item in gone:
        made.insert(min(item.number - 1, len(made)), (item.value, None))
    return [value for value, _ in made], [origin for _, origin in made]


def _shifted(raw: RawRecord, moved: Mapping[Path, list[int | None]]) -> Callable[[Path], Position]:
    def locate(path: Path) -> Position:
        for lists, origin in moved.items():
            at = len(lists)
            if path[:at] == lists and len(path) > at and isinstance(index := path[at], int):
                was = origin[index] if index < len(origin) else None
                return raw.position() if was is None else raw.position((*lists, was, *path[at + 1 :]))
        return raw.position(path)

    return locate


def _carry_over(value: Any, old: Any, path: Path) -> None:
    """Set what stands at `path` before, where it stands nowhere now."""
    found = value_at(old, path)
    if found is not None and value_at(value, path) is None:
        put(value, path, found)


def put(value: Any, path: Path, new: Any) -> None:
    """Set what stands at a path of objects, making those that are absent."""
    for step in path[:-1]:
        value = value.setdefault(step, {})
    value[path[-1]] = new


def restore(value: Any, old: Any, path: Path) -> None:
    """Put back what stood at a path before; where an object lacks fields that it had, put those back."""
    owner: Any = value_at(value, path[:-1])
    was = value_at(old, path)
    here = value_at(value, path)
    if isinstance(here, dict) and isinstance(was, dict):
        for name in was:
            here.setdefault(name, was[name])
    elif path and isinstance(owner, dict | list):
        if was is not None:
            owner[path[-1]] = was  # type: ignore[index]
        elif isinstance(owner, dict):
            owner.pop(path[-1], None)
