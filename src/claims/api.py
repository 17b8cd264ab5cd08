"""The library in one place: what `import claims` offers."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from .check.engine import check_paths
from .check.selection import EVERYTHING, Selection
from .errors import ClaimsError
from .export.exporter import ExportOptions, format_of, get_exporter, write_ledgers
from .load.packed import load_packed
from .load.typed import load_ledger
from .model.claim import Claim
from .model.diff import Diff
from .model.entity import Entity
from .model.finding import Finding, Report
from .model.ledger import LedgerRecord
from .model.schema import json_schema
from .model.source import Source
from .query.differences import diff as diff_records
from .query.ledger import Ledger

__all__ = [
    "Claim", "ClaimsError", "Diff", "Entity", "Finding", "Ledger", "Report", "Selection", "Source",
    "check", "diff", "export", "json_schema", "load",
]  # fmt: skip

PathLike = str | os.PathLike[str]


def load(path: PathLike | None = None, *, ledger: str | None = None) -> Ledger:
    """Return a ledger: the shipped one, or the one in a curated folder, a file or an exported package.

    `ledger` is its identifier, to be given where a workbook holds several.

    Raises `ClaimsError` (its kinds: `UnreadableInput`, `InvalidLedger`) where there is none; content that is merely wrong loads, and
    `check` says what is wrong with it.
    """
    return Ledger(load_packed() if path is None else load_ledger(Path(path), ledger))


def check(
    paths: PathLike | Sequence[PathLike],
    *,
    against: Ledger | LedgerRecord | None = None,
    article_texts: Mapping[str, str] | None = None,
    selection: Selection = EVERYTHING,
) -> Report:
    """Check files or folders of claims and return a report. Never raises on bad content.

    `against` is the ledger that new claims refer to; `article_texts` maps article identifiers to texts, with which anchors' digests
    and quotations are verified.
    """
    listed = [paths] if isinstance(paths, str | os.PathLike) else list(paths)
    known = against.record if isinstance(against, Ledger) else against
    return check_paths(listed, against=known, texts=article_texts, selection=selection).report


def export(ledger: Ledger | Sequence[Ledger], path: PathLike, format: str | None = None, **options: Any) -> tuple[Path, ...]:
    """Write a ledger to `path` and return the files written; several ledgers make one workbook.

    The format comes from the ending (`.json`, `.jsonl`, `.xlsx`, `.md`; no ending: a folder of CSV files), or from `format`. `options`
    are those of `ExportOptions` and of the format. Raises `CannotExport`, naming record and field, and leaves old files as they were,
    where the format cannot hold something, or not several ledgers.
    """
    import attrs

    target = Path(path)
    exporter = get_exporter(format or format_of(target))
    named = {field.name for field in attrs.fields(ExportOptions)} - {"extra", "selection"}
    own = {name: value for name, value in options.items() if name in named}
    extra = {name: value for name, value in options.items() if name not in named}
    ledgers = [ledger] if isinstance(ledger, Ledger) else list(ledger)
    selection = "; ".join(dict.fromkeys(one.selection for one in ledgers if one.selection))
    return write_ledgers(exporter, [one.record for one in ledgers], target, ExportOptions(selection=selection, extra=extra, **own))


def diff(old: Ledger, new: Ledger) -> Diff:
    """Return what changed between two ledgers, field by field."""
    return diff_records(old.record, new.record)
