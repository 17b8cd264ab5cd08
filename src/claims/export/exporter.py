"""What an exporter is: a format's facts on its class, and one method that writes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar, Protocol, runtime_checkable

import attrs

from ..errors import CannotExport, MissingExtra
from ..model.ledger import LedgerRecord
from ..registry import EXPORTERS, load_plug_in, plug_ins

GROUP = "claims.exporters"


@attrs.frozen
class ExportOptions:
    """Choices that formats may honour; `extra` carries those of one format only."""

    title: str | None = None
    columns: tuple[str, ...] = ()
    """Columns of the claims table to write, by name; empty for all. A part is not lossless, and the file says so."""
    language: str = "en"
    """Language of labels."""
    selection: str = ""
    """How the claims were selected, in words, where only a part of the ledger is written."""
    extra: Mapping[str, Any] = attrs.Factory(dict)


class Exporter(Protocol):
    """Writes a ledger in one format."""

    name: ClassVar[str]
    """Name of the format."""
    title: ClassVar[str]
    """What it is, in a few words."""
    suffix: ClassVar[str]
    """Ending of the file; empty where the format is a folder of files."""
    lossless: ClassVar[bool]
    """Whether what it writes loads again as the same ledger."""
    extra: ClassVar[str]
    """The extra of this distribution that it needs; empty for none."""

    def write(self, ledger: LedgerRecord, target: Path, options: ExportOptions) -> tuple[Path, ...]:
        """Write `ledger` to `target` and return the files written.

        Writes atomically: where it fails, old files stay as they were. Raises CannotExport, naming record and field, where the format
        cannot hold something.
        """
        ...


@runtime_checkable
class SeveralExporter(Exporter, Protocol):
    """Writes several ledgers into one file too."""

    def write_several(self, ledgers: Sequence[LedgerRecord], target: Path, options: ExportOptions) -> tuple[Path, ...]:
        """Write all `ledgers` to `target` and return the files written. Raises CannotExport where two have the same identifier."""
        ...


def write_ledgers(exporter: Exporter, ledgers: Sequence[LedgerRecord], target: Path, options: ExportOptions) -> tuple[Path, ...]:
    """Write one ledger or several. Raises CannotExport where the format holds only one."""
    if len(ledgers) == 1:
        return exporter.write(ledgers[0], target, options)
    if not isinstance(exporter, SeveralExporter):
        several = [name for name in exporter_names() if hasattr(get_exporter(name), "write_several")]
        raise CannotExport(f"a file of the format {exporter.name!r} holds one ledger; several go into {' or '.join(several)}")
    return exporter.write_several(ledgers, target, options)


def exporter_names() -> tuple[str, ...]:
    """Return the names of all formats."""
    return tuple(plug_ins(GROUP, EXPORTERS))


def get_exporter(name: str) -> Exporter:
    """Return the exporter of a format. Raises UnknownName, listing the formats, or MissingExtra with the command that installs it."""
    try:
        made: Exporter = load_plug_in(GROUP, EXPORTERS, name)()
    except ModuleNotFoundError as error:
        if error.name and error.name.startswith("claims"):
            raise
        raise MissingExtra(f"the format {name!r} needs the package {error.name!r}: pip install 'factclaims[excel]'") from None
    return made


def format_of(path: Path) -> str:
    """Return the format that a path's ending means. Raises CannotExport for an ending of no format."""
    by_suffix: dict[str, str] = {}
    for name in exporter_names():
        suffix = get_suffix(name)
        if suffix:
            by_suffix.setdefault(suffix, name)
    suffix = path.suffix.lower()
    if not suffix and not path.name.startswith("."):
        return "csv"
    if suffix not in by_suffix:
        listed = ", ".join(sorted(by_suffix))
        raise CannotExport(f"{path.name}: no format has the ending {suffix!r}; there are {listed}, or give the format")
    return by_suffix[suffix]


def get_suffix(name: str) -> str:
    """Return the ending of a format's files; empty where it is a folder or its packages are not installed."""
    try:
        exporter = get_exporter(name)
    except MissingExtra:
        return {"xlsx": ".xlsx"}.get(name, "")
    suffix: str = exporter.suffix
    return suffix
