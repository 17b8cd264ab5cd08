"""A workbook of several ledgers, taken apart: the sheets of each as they would stand in a book of its own."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from ..model.finding import Finding
from .sheet import RawSheet
from .tables import BY_NAME, IncomingRow, normal_name, table_named
from .workbook_map import META_SHEET, Role, WorkbookMap, ledger_column, read_map


@attrs.frozen(eq=False)
class Apart:
    """What a book of several ledgers holds."""

    ledgers: tuple[str, ...]
    """Identifiers of its ledgers, in their order."""
    sheets: dict[str, tuple[RawSheet, ...]]
    """The sheets of each; what is no table of records stands with all of them."""
    findings: tuple[Finding, ...]
    """Rows that belong to no ledger (SYN015)."""
    rows: dict[str, int]
    """How many rows of tables each has."""


def take_apart(sheets: Sequence[RawSheet]) -> Apart | None:
    """Return the sheets of a workbook by ledger; None where it is not one of several ledgers."""
    meta = next((sheet for sheet in sheets if sheet.name == META_SHEET), None)
    known = read_map([meta.header, *(row.cells for row in meta.rows)]) if meta is not None else None
    if meta is None or known is None or known.settings.get("kind") != "ledgers":
        return None
    ledgers = tuple(key.partition("/")[0] for key in known.settings if key.endswith("/ledger"))
    found: dict[str, list[RawSheet]] = {ledger: [] for ledger in ledgers}
    findings: list[Finding] = []
    rows = dict.fromkeys(ledgers, 0)
    for sheet in sheets:
        if sheet is meta:
            for ledger in ledgers:
                found[ledger].append(_meta_of(meta, ledger, ledgers))
            continue
        index = _ledger_index(sheet, known)
        if index is None:
            for ledger in ledgers:
                found[ledger].append(sheet)
            continue
        parts: dict[str, list[IncomingRow]] = {ledger: [] for ledger in ledgers}
        for row in sheet.rows:
            name = str(row.cells[index] or "").strip()
            if name in parts:
                parts[name].append(row)
            elif any(cell not in (None, "") for cell in row.cells):
                findings.append(_belongs_nowhere(sheet, row, index, name, ledgers))
        for ledger, own in parts.items():
            rows[ledger] += len(own)
            found[ledger].append(attrs.evolve(sheet, rows=own, findings=_of_rows(sheet, own, ledger == ledgers[0])))
    return Apart(ledgers, {ledger: tuple(own) for ledger, own in found.items()}, tuple(findings), rows)


def _meta_of(meta: RawSheet, ledger: str, ledgers: Sequence[str]) -> RawSheet:
    """Return the Meta sheet as it would be in a book of that ledger alone."""
    prefixes = {f"{name}/" for name in ledgers}
    rows: list[IncomingRow] = []
    for row in meta.rows:
        kind, key = str(row.cells[0] or ""), str(row.cells[1] or "")
        owner = next((prefix for prefix in prefixes if key.startswith(prefix)), None) if kind in {"setting", "record"} else None
        if owner is not None and owner != f"{ledger}/":
            continue
        cells = list(row.cells)
        if owner is not None:
            cells[1] = key.removeprefix(owner)
        elif (kind, key) == ("setting", "kind"):
            cells[2] = "ledger"
        rows.append(IncomingRow(cells, row.place))
    return attrs.evolve(meta, rows=rows)


def _ledger_index(sheet: RawSheet, known: WorkbookMap) -> int | None:
    """Return the position of the column that names the ledger, None where the sheet is no table of records or has none."""
    header = [normal_name(text) for text in sheet.header]
    mapped = [column for column in known.columns if column.sheet == sheet.name]
    name = next((column.header for column in mapped if column.role is Role.LEDGER), None)
    if name is None:
        table = BY_NAME.get(known.sheets().get(sheet.name, "")) or table_named(sheet.name)
        name = None if table is None else ledger_column(table.name) or Role.LEDGER.value
    return header.index(normal_name(name)) if name is not None and normal_name(name) in header else None


def _of_rows(sheet: RawSheet, rows: Sequence[IncomingRow], first: bool) -> tuple[Finding, ...]:
    """Return what is wrong with the rows given; what concerns none of them, with the first ledger only."""
    lines = {row.place(0).line for row in rows}
    every = {row.place(0).line for row in sheet.rows}
    return tuple(f for f in sheet.findings if f.position.line in lines or (first and f.position.line not in every))


def _belongs_nowhere(sheet: RawSheet, row: IncomingRow, index: int, name: str, ledgers: Sequence[str]) -> Finding:
    what = f"names the ledger {name!r}, which is not in this book" if name else "names no ledger"
    help = f"write one of {', '.join(ledgers)}"
    return Finding("SYN015", f"the row {what}", sheet.file, row.place(index), field=sheet.header[index], help=help)
