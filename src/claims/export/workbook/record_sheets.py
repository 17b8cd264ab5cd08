"""The sheets of all flat tables but the claims: citations, sources, entities, and the details below them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ...load.tables import BY_NAME, TABLES, rows_of
from ...model.ledger import LedgerRecord
from ...query.filters import entities_of
from .columns import Made, computed, record_plan, table_columns
from .lists import Lists
from .places import Places
from .plan import SheetPlan

MOST_PRINTED = 9
"""Columns of a wide table that are printed; the rest would make all of them too small to read."""
MAIN = ("citations", "sources", "entities")
"""Tables that stand beside the claims; the others are details and come last."""


def main_plans(ledger: LedgerRecord, lists: Lists, places: Places) -> Iterator[SheetPlan]:
    """Yield the plans of citations, sources and entities."""
    yield record_plan(BY_NAME["citations"], ledger, _citations(ledger, lists, places), _cited(ledger), printed=9, spare_rows=500)
    yield record_plan(BY_NAME["sources"], ledger, _sources(lists, places), ledger.sources, printed=9, spare_rows=500)
    yield record_plan(BY_NAME["entities"], ledger, _entities(ledger, lists, places), ledger.entities, spare_rows=200)


def detail_plans(ledger: LedgerRecord, lists: Lists, places: Places) -> Iterator[SheetPlan]:
    """Yield the plans of the other tables that have rows."""
    for table in TABLES:
        if table.name in {"claims", *MAIN} or next(rows_of(table, ledger), None) is None:
            continue
        made = tuple(table_columns(table, lists, places))
        yield record_plan(table, ledger, made, printed=MOST_PRINTED if len(made) > MOST_PRINTED + 3 else None, spare_rows=200)


def _cited(ledger: LedgerRecord) -> Iterator[str]:
    return (citation.source for claim in ledger.claims for citation in claim.citations)


def _citations(ledger: LedgerRecord, lists: Lists, places: Places) -> tuple[Made, ...]:
    sources = {source.id: source for source in ledger.sources}
    publishers = {name: source.publisher for name, source in sources.items()}
    grades = {name: source.grade.reliability.value for name, source in sources.items()}
    own = (
        *table_columns(BY_NAME["citations"], lists, places),
        computed("publisher", "text", "Publisher of the source.", lambda _, source: publishers.get(source)),
        computed("reliability", "word", "Admiralty grade of the source.", lambda _, source: grades.get(source)),
    )
    return _first(own, ("claim", "number", "source", "publisher", "reliability", "stance", "says", "value", "directness", "interest"))


def _sources(lists: Lists, places: Places) -> tuple[Made, ...]:
    cited = computed(
        "cited", "integer", "Number of citations of it; the link leads to the first.", lambda _, source: places.cited.get(source.id, 0),
        link=lambda _, source: places.citations_of_source(source.id),
    )  # fmt: skip
    first = ("id", "publisher", "title", "issued", "side", "grade_reliability", "grade_reason", "cited", "url")
    return _first((*table_columns(BY_NAME["sources"], lists, places), cited), first)


def _first(made: tuple[Made, ...], names: tuple[str, ...]) -> tuple[Made, ...]:
    """Return columns with those named first."""
    by_name = {one.column.name: one for one in made}
    return (*(by_name[name] for name in names), *(one for one in made if one.column.name not in names))


def _entities(ledger: LedgerRecord, lists: Lists, places: Places) -> tuple[Made, ...]:
    counted: Counter[str] = Counter()
    first: dict[str, str] = {}
    for claim in ledger.claims:
        for name in entities_of(claim):
            counted[name] += 1
            first.setdefault(name, claim.id)
    return (
        *table_columns(BY_NAME["entities"], lists, places),
        computed(
            "claims", "integer", "Number of claims that name it; the link leads to the first.", lambda _, entity: counted[entity.id],
            link=lambda _, entity: places.record("claims", first.get(entity.id)),
        ),
    )  # fmt: skip
