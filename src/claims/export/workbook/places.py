"""Which row of which sheet a record is on, known before anything is written, so that links can lead there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from ...load.tables import BY_NAME
from ...model.ledger import LedgerRecord
from .links import cell_in
from .table_writer import MOST_ROWS, place

_RECORDS = ("claims", "sources", "entities", "articles")


def sheet_of(table: str) -> str:
    """Return the sheet of a flat table: its title in one word."""
    return BY_NAME[table].title.split()[0]


class Places:
    """Link targets of one ledger within a book."""

    def __init__(self, ledger: LedgerRecord, most_rows: int = MOST_ROWS, above: Mapping[str, int] | None = None) -> None:
        """`above` has the number of rows that each table has before this ledger's, in a book of several ledgers."""
        above = above or {}
        self._targets: dict[tuple[str, str], str] = {}
        for table in _RECORDS:
            for index, record in enumerate(getattr(ledger, table), above.get(table, 0)):
                self._targets[table, record.id] = cell_in(*place(sheet_of(table), index, most_rows))
        self._first_of_claim: dict[str, str] = {}
        self._first_of_source: dict[str, str] = {}
        self.cited: dict[str, int] = {}
        """Number of citations of each source."""
        index = above.get("citations", 0)
        for claim in ledger.claims:
            for citation in claim.citations:
                target = cell_in(*place(sheet_of("citations"), index, most_rows))
                self._first_of_claim.setdefault(claim.id, target)
                self._first_of_source.setdefault(citation.source, target)
                self.cited[citation.source] = self.cited.get(citation.source, 0) + 1
                index += 1

    def record(self, table: str | None, identifier: object) -> str | None:
        """Return the target of a record's row; None where the book has no such row."""
        return self._targets.get((table or "", str(identifier)))

    def citations_of_claim(self, claim: str) -> str | None:
        """Return the target of a claim's first citation."""
        return self._first_of_claim.get(claim)

    def citations_of_source(self, source: str) -> str | None:
        """Return the target of the first citation of a source."""
        return self._first_of_source.get(source)


def places_of(ledgers: Sequence[LedgerRecord], most_rows: int = MOST_ROWS) -> Iterator[Places]:
    """Yield the places of each ledger of a book, in which their rows stand one below the other."""
    above: Counter[str] = Counter()
    for ledger in ledgers:
        yield Places(ledger, most_rows, above)
        above.update({table: len(getattr(ledger, table)) for table in _RECORDS})
        above["citations"] += sum(len(claim.citations) for claim in ledger.claims)
