"""The words of a workbook's Read me, by language: the seam for further languages. Headers and codes stay as they are in all of them."""

from __future__ import annotations

from collections.abc import Mapping

from ...errors import UnknownName

LABELS: dict[str, dict[str, str]] = {
    "en": {
        "about": "About this workbook",
        "article": "Article",
        "ledger": "Ledger",
        "date": "Date of this version",
        "licence": "Licence",
        "made_by": "Made by",
        "cite": "Cite as",
        "policy": "Assessment policy",
        "holds": "Holds",
        "holds_text": "{claims:,} claims, {citations:,} citations, {sources:,} sources, {entities:,} entities",
        "selection": "Only a part",
        "columns": "Only some columns",
        "columns_text": "{columns}. A part does not load again as the whole ledger.",
        "notice": "Note",
        "verdicts": "Verdicts",
        "verdict": "verdict",
        "claims": "claims",
        "share": "share",
        "meaning": "meaning",
        "all": "all",
        "by_section": "Claims by section of the article and verdict",
        "section": "section",
        "chart": "Stacked bar chart. Claims by section of the article and verdict. {told}",
        "told": "{section}: {counts}.",
        "sheets": "Sheets",
        "edited": "edit here",
        "view": "view",
        "use": "How to use it",
        "use_1": "Dark blue headers hold the ledger's own fields: edit them, save, and run `claims import` on the file. Grey headers and "
                 "the sheets marked “view” are computed for reading and are not read back.",
        "use_2": "In Claims the row number opens the article at the statement, the number of citations leads to the evidence, and "
                 "identifiers elsewhere lead back. Links lead to the rows as they were written; after sorting, filter by "
                 "identifier instead.",
        "use_3": "Exact values stand as text; where a spreadsheet keeps every digit, the real number or date stands beside them in a "
                 "column that ends in _number or _day.",
        "use_4": "Verdicts are told apart by mark, weight and lightness as well as colour. Codebook and Codes explain every column and "
                 "every word.",
        "use_5": "For a new claim write below the last row and leave its identifier empty. Identifiers are never changed or reused.",
    },
}  # fmt: skip


def labels_for(language: str) -> Mapping[str, str]:
    """Return the words of a language. Raises UnknownName, listing the languages there are."""
    if language not in LABELS:
        raise UnknownName(f"the workbook has no labels in {language!r}; there are {', '.join(sorted(LABELS))}")
    return LABELS[language]
