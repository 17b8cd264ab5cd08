"""The Claims sheet: what people read first, then everything else that a claim's record holds."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import attrs

from ...errors import UnknownName
from ...load.tables import BY_NAME, Row
from ...model.claim import Claim
from ...model.ledger import LedgerRecord
from .columns import Made, computed, real_number, record_plan, table_columns
from .links import statement_url
from .lists import Lists
from .places import Places
from .plan import SheetPlan, Value

FIRST = ("id", "verdict", "statement", "row", "time", "level", "rationale", "corrected")
"""Columns that people read first; these are printed."""
NEXT = (
    "section", "topic", "kind", "time_day", "confidence_number", "credence_number", "likelihood", "citations", "main_source", "working",
    "later", "checkable", "why_not_checkable", "tags", "places", "entities",
)  # fmt: skip
_WIDTHS = {"statement": 50.0, "rationale": 50.0, "corrected": 34.0, "verdict": 23.0}


def claims_plan(ledger: LedgerRecord, lists: Lists, places: Places, wanted: tuple[str, ...] = ()) -> SheetPlan:
    """Return the plan of the sheet. Raises UnknownName for a name in `wanted` that is no column of it."""
    table = BY_NAME["claims"]
    by_name = {made.column.name: made for made in (*table_columns(table, lists, places, linked=False), *_computed(ledger, places))}
    names = [*FIRST, *NEXT, *(name for name in by_name if name not in {*FIRST, *NEXT})]
    if wanted:
        if unknown := [name for name in wanted if name not in by_name]:
            raise UnknownName(f"the claims table has no column {unknown[0]!r}; there are {', '.join(names)}")
        names = ["id", *(name for name in dict.fromkeys(wanted) if name != "id")]
    made = tuple(_sized(by_name[name]) for name in names)
    printed = min(len(FIRST), len(made))
    return record_plan(table, ledger, made, ledger.claims, printed=None if wanted else printed, spare_rows=500)


def _sized(made: Made) -> Made:
    width = _WIDTHS.get(made.column.name)
    return made if width is None else attrs.evolve(made, column=attrs.evolve(made.column, width=width))


def _computed(ledger: LedgerRecord, places: Places) -> tuple[Made, ...]:
    urls = {article.id: article.source.url for article in ledger.articles}
    sections = {(article.id, row.id): row.section for article in ledger.articles for row in article.inventory}

    def in_article(_: Row, claim: Claim) -> str | None:
        return _article_link(urls, claim)

    return (
        computed(
            "row", "word", "Row of the article's inventory that its first anchor names; the link opens the article at the statement.",
            lambda _, claim: claim.anchors[0].row, link=in_article,
        ),
        computed(
            "section", "word", "Section of the article that its first anchor stands in.",
            lambda _, claim: sections.get((claim.anchors[0].source, claim.anchors[0].row)),
        ),
        computed(
            "amount", "number", "Value times multiplier, where that keeps every digit.", lambda _, claim: _amount(claim), unit="`unit`"
        ),
        computed(
            "citations", "integer", "Number of citations; the link leads to the first.",
            lambda _, claim: len(claim.citations), link=lambda _, claim: places.citations_of_claim(claim.id),
        ),
        computed(
            "main_source", "word", "The source that weighs most for the verdict, or the first cited; the link leads to it.",
            lambda _, claim: _main_source(claim), link=lambda _, claim: places.record("sources", _main_source(claim)),
        ),
        computed(
            "working", "text", "How the credence came about: the weight of each group of evidence in log odds, and their sum.",
            lambda _, claim: working_line(claim),
        ),
    )  # fmt: skip


def _article_link(urls: Mapping[str, str], claim: Claim) -> str | None:
    url = urls.get(claim.anchors[0].source)
    return statement_url(url, claim.anchors[0]) if url else None


def _amount(claim: Claim) -> Value:
    amount = getattr(claim.payload, "amount", None)
    return None if amount is None else real_number(format(amount, "f"))


def _main_source(claim: Claim) -> str | None:
    weighed = [source for reason in claim.assessment.reasons for source in reason.sources]
    cited = [citation.source for citation in claim.citations]
    return next(iter((*weighed, *cited)), None)


def working_line(claim: Claim) -> str | None:
    """Return the sum of evidence of a claim in one line; None where nothing weighs."""
    assessment = claim.assessment
    if not assessment.reasons:
        return None
    parts = [f"{Decimal(reason.weight):+.3f} {reason.group}" for reason in assessment.reasons]
    total = sum((reason.weight for reason in assessment.reasons), Decimal(0))
    return f"{'; '.join(parts)}; sum {total:+.3f}, credence {assessment.credence}"
