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
        "by_ledger": "Claims by ledger and verdict",
        "chart": "Stacked bar chart. {title}. {told}",
        "told": "{name}: {counts}.",
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
                 "column that ends in _number or _day; changing it counts as changing the text.",
        "use_4": "Verdicts are told apart by mark, weight and lightness as well as colour. Codebook and Codes explain every column and "
                 "every word.",
        "several": "This book holds several ledgers. Every table has a column `ledger`; name the ledger in new rows too. `claims import` "
                   "reads the rows of one of them, the one that its --ledger names.",
        "template_title": "New claims for: {title}",
        "template_step_1": "Write one claim a row on the sheet Claims: one statement that could be true or false on its own. The next free "
                           "identifier is {next}; count on from there, and name it on the other sheets.",
        "template_step_2": "Choose the kind; it decides which of the further columns apply. The sheet Examples shows one claim of every "
                           "kind.",
        "template_step_3": "Say where it stands (Anchors), who says it (Attribution), and what the evidence is (Citations). A source that "
                           "is not in the list gets a row on Sources, somebody new a row on Entities.",
        "template_step_4": "Cells with a list offer the words that are allowed; Codes says what each means, Codebook what every column "
                           "holds.",
        "template_step_5": "Save the file and run `claims check FILE`, then `claims import FILE`. Mistakes come back at the cell.",
        "use_5": "For a new claim write below the last row and leave its identifier empty. Identifiers are never changed or reused.",
    },
}  # fmt: skip


def labels_for(language: str) -> Mapping[str, str]:
    """Return the words of a language. Raises UnknownName, listing the languages there are."""
    if language not in LABELS:
        raise UnknownName(f"the workbook has no labels in {language!r}; there are {', '.join(sorted(LABELS))}")
    return LABELS[language]
