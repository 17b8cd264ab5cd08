"""JSON Lines: one record a line, so that a program can take a ledger in piece by piece. Lossless."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import IO, ClassVar

from ..load.atomic import write_atomically
from ..model.ledger import LedgerRecord
from ..model.record import Record
from .exporter import ExportOptions


class JsonLinesExporter:
    """Writes the ledger's own record, then articles, entities, sources and claims, each as one compact line."""

    name: ClassVar[str] = "jsonl"
    title: ClassVar[str] = "JSON Lines, one record a line"
    suffix: ClassVar[str] = ".jsonl"
    lossless: ClassVar[bool] = True
    extra: ClassVar[str] = ""

    def write(self, ledger: LedgerRecord, target: Path, options: ExportOptions) -> tuple[Path, ...]:
        """Write the file, record by record: the whole text is never held in memory."""
        import orjson

        def fill(stream: IO[bytes]) -> None:
            for record in records_of(ledger):
                stream.write(orjson.dumps(record.to_json_value(), option=orjson.OPT_APPEND_NEWLINE))

        write_atomically(target, fill)
        return (target,)


def records_of(ledger: LedgerRecord) -> Iterator[Record]:
    """Yield every record of a ledger in the order in which a reader wants them: what is referred to comes first."""
    yield ledger.ledger
    yield from ledger.articles
    yield from ledger.entities
    yield from ledger.sources
    yield from ledger.claims
