"""The Read me sheet: what the workbook is, how to cite it, counts as live formulas, a chart, and the way through the sheets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import attrs

from ...load.tables import BY_NAME
from ...model.ledger import LedgerRecord
from ...model.vocabulary import Verdict, meanings
from ...query.summary import Summary, summarise
from .heights import LINE, lines_in
from .plan import SheetPlan
from .styles import RULE, VERDICTS, Styles

READ_ME_SHEET = "Read me"
_WIDTHS = (34.0, 12.0, 12.0, 12.0, 13.0, 14.0, 13.0, 12.0)
_LAST = len(_WIDTHS) - 1
_WORDS = {"not-enough-evidence": "not enough", "conflicting-evidence": "conflicting", "not-checkable": "not checkable"}


@attrs.frozen
class Told:
    """What the sheet tells besides the ledger itself."""

    labels: Mapping[str, str]
    selection: str
    columns: tuple[str, ...]
    notices: Sequence[str]
    plans: Sequence[SheetPlan]
    written: Mapping[str, list[str]]
    countable: frozenset[str]
    """Columns of the Claims table that formulas may count over."""
    title: str
    other_sheets: Mapping[str, str]
    """Sheets that are no tables, with what they hold."""


@attrs.define
class _Page:
    """Writes downwards and remembers where it stands."""

    sheet: Any
    styles: Styles
    row: int = 0

    def wide(self, text: str, style: str, first: int = 0, height: float | None = None) -> None:
        """Write a text over the columns from `first` to the last, with the height it needs."""
        width = sum(_WIDTHS[first:])
        self.sheet.merge_range(self.row, first, self.row, _LAST, "", self.styles[style])
        self.sheet.write_string(self.row, first, text, self.styles[style])
        self.sheet.set_row(self.row, height or lines_in(text, width - 2) * LINE + 3)

    def next(self, rows: int = 1) -> None:
        self.row += rows

    def heading(self, text: str) -> None:
        self.next()
        self.wide(text, "heading", height=21)
        self.next()

    def named(self, text: str) -> None:
        """Write the name of a row of counts into the first column, with the height it needs."""
        self.sheet.write_string(self.row, 0, text, self.styles["text"])
        lines = lines_in(text, _WIDTHS[0])
        if lines > 1:
            self.sheet.set_row(self.row, lines * LINE + 3)

    def fact(self, label: str, text: str, url: str | None = None) -> None:
        self.wide(text, "link" if url else "text", first=1)
        if url:
            self.sheet.write_url(self.row, 1, url, self.styles["link"], text)
        self.sheet.write_string(self.row, 0, label, self.styles["strong"])
        self.next()


def write_read_me(sheet: Any, ledgers: Sequence[LedgerRecord], told: Told, workbook: Any, styles: Styles) -> None:
    """Write the sheet; it was added to the book first and is filled last, when the names of all sheets are known."""
    for index, width in enumerate(_WIDTHS):
        sheet.set_column(index, index, width, styles["text"])
    sheet.hide_gridlines(2)
    sheet.set_tab_color("#8A96A3")
    sheet.set_portrait()
    sheet.set_paper(9)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C&8&P / &N")
    page = _Page(sheet, styles)
    page.wide(told.title, "title", height=30 * lines_in(told.title, sum(_WIDTHS) / 1.75))
    page.next()
    counted = [(ledger, summarise(ledger)) for ledger in ledgers]
    if len(ledgers) == 1:
        page.wide(ledgers[0].ledger.description, "text")
        page.next()
    for ledger, counts in counted:
        if len(ledgers) > 1:
            page.heading(ledger.ledger.title)
            page.wide(ledger.ledger.description, "text")
            page.next()
        else:
            page.heading(told.labels["about"])
        _facts(page, ledger, told, counts)
    _part(page, told)
    tables = told.written.get("Claims", ["Claims"])
    _verdicts(page, [counts for _, counts in counted], told, tables)
    if len(ledgers) > 1:
        rows = {ledger.ledger.id: counts.by_verdict for ledger, counts in counted}
        names = {ledger.ledger.id: ledger.ledger.title for ledger in ledgers}
        breakdown = _Breakdown("ledger", told.labels["ledger"].lower(), told.labels["by_ledger"], rows, names, {})
        _breakdown(page, breakdown, told, tables, workbook)
    for ledger, counts in counted:
        names = {term.id: term.label for term in ledger.ledger.sections}
        only = {"ledger": ledger.ledger.id} if len(ledgers) > 1 else {}
        title = f"{told.labels['by_section']}: {ledger.ledger.title}" if only else told.labels["by_section"]
        rows = counts.by_section
        breakdown = _Breakdown("section", told.labels["section"], title, rows, names, only)
        _breakdown(page, breakdown, told, tables, None if only else workbook)
    _ways(page, told, len(ledgers) > 1)


def citation_of(ledger: LedgerRecord) -> str:
    """Return how to cite a ledger."""
    info = ledger.ledger
    where = f" {info.homepage}" if info.homepage else ""
    return f"{'; '.join(info.creators)} ({info.issued[:4]}). {info.title}. Version {info.version}.{where}"


def _facts(page: _Page, ledger: LedgerRecord, told: Told, counts: Summary) -> None:
    labels, info = told.labels, ledger.ledger
    for article in ledger.articles:
        source = article.source
        page.fact(labels["article"], ", ".join(filter(None, (source.title, source.publisher, source.issued))), source.url)
    page.fact(labels["ledger"], f"{info.id}, version {info.version}, schema {info.schema_version}", info.homepage)
    page.fact(labels["date"], info.issued)
    page.fact(labels["licence"], info.licence)
    page.fact(labels["made_by"], "; ".join(info.creators))
    page.fact(labels["cite"], citation_of(ledger))
    page.fact(labels["policy"], info.policy)
    amounts = {"claims": counts.claims, "citations": counts.citations, "sources": counts.sources, "entities": counts.entities}
    page.fact(labels["holds"], labels["holds_text"].format(**amounts))


def _part(page: _Page, told: Told) -> None:
    """Write what is not whole about the book."""
    labels = told.labels
    if told.selection:
        page.fact(labels["selection"], told.selection)
    if told.columns:
        page.fact(labels["columns"], labels["columns_text"].format(columns=", ".join(told.columns)))
    for notice in told.notices:
        page.fact(labels["notice"], notice)


def _count(conditions: dict[str, str], tables: Sequence[str]) -> str:
    """A sum of COUNTIFS over the parts of the Claims table. The words are slugs, which have no quotation mark."""
    parts = ",".join("{table}[" + name + f'],"{word}"' for name, word in conditions.items())
    return "=" + "+".join(f"COUNTIFS({parts.replace('{table}', table)})" for table in tables)


def _number(page: _Page, column: int, formula: str | None, value: float, style: str) -> None:
    if formula is None:
        page.sheet.write_number(page.row, column, value, page.styles[style])
    else:
        page.sheet.write_formula(page.row, column, formula, page.styles[style], value)


def _verdicts(page: _Page, counts: Sequence[Summary], told: Told, tables: Sequence[str]) -> None:
    claims = sum(one.claims for one in counts)
    labels, sheet, styles = told.labels, page.sheet, page.styles
    page.heading(labels["verdicts"])
    sheet.write_string(page.row, 0, labels["verdict"], styles["header"])
    sheet.write_string(page.row, 1, labels["claims"], styles["header_number"])
    sheet.write_string(page.row, 2, labels["share"], styles["header_number"])
    sheet.merge_range(page.row, 3, page.row, _LAST, labels["meaning"], styles["header"])
    page.next()
    top, total = page.row, page.row + len(Verdict)
    for verdict, meaning in meanings(Verdict).items():
        number = sum(one.by_verdict[verdict] for one in counts)
        live = "verdict" in told.countable
        page.wide(meaning, "text", first=3)
        sheet.write_string(page.row, 0, f"{VERDICTS[verdict].mark} {verdict}", styles.verdict_cell(verdict))
        _number(page, 1, _count({"verdict": verdict}, tables) if live else None, number, "integer")
        share = number / claims if claims else 0
        _number(page, 2, f"=IF(B${total + 1}=0,0,B{page.row + 1}/B${total + 1})", share, "percent")
        page.next()
    sheet.write_string(page.row, 0, labels["all"], styles["total_text"])
    _number(page, 1, f"=SUM(B{top + 1}:B{total})", claims, "total")
    _number(page, 2, f"=SUM(C{top + 1}:C{total})", 1 if claims else 0, "total_percent")
    page.next()


@attrs.frozen
class _Breakdown:
    """Counts of verdicts by the words of one column of Claims."""

    column: str
    header: str
    title: str
    rows: Mapping[str, Mapping[str, int]]
    names: Mapping[str, str]
    only: Mapping[str, str]
    """Further columns, with the words that claims must have there to be counted."""


def _breakdown(page: _Page, breakdown: _Breakdown, told: Told, tables: Sequence[str], workbook: Any | None) -> None:
    """Write the counts, and a chart of them where there is a `workbook` to add it to."""
    labels, sheet, styles = told.labels, page.sheet, page.styles
    page.heading(breakdown.title)
    header = page.row
    sheet.write_string(page.row, 0, breakdown.header, styles["header"])
    for column, verdict in enumerate(Verdict, 1):
        sheet.write_string(page.row, column, _WORDS.get(verdict.value, verdict.value), styles["header_number"])
    sheet.write_string(page.row, len(Verdict) + 1, labels["all"], styles["header_number"])
    page.next()
    live = {"verdict", breakdown.column, *breakdown.only} <= told.countable
    top = page.row
    for word, by_verdict in breakdown.rows.items():
        page.named(breakdown.names.get(word, word))
        for column, verdict in enumerate(Verdict, 1):
            formula = _count({**breakdown.only, breakdown.column: word, "verdict": verdict.value}, tables) if live else None
            _number(page, column, formula, by_verdict[verdict.value], "integer")
        last = chr(ord("A") + len(Verdict))
        _number(page, len(Verdict) + 1, f"=SUM(B{page.row + 1}:{last}{page.row + 1})", sum(by_verdict.values()), "integer")
        page.next()
    if workbook is not None:
        _chart(page, header, top, breakdown, told, workbook)


def _chart(page: _Page, header: int, top: int, breakdown: _Breakdown, told: Told, workbook: Any) -> None:
    chart = workbook.add_chart({"type": "bar", "subtype": "percent_stacked"})
    bottom = page.row - 1
    for column, verdict in enumerate(Verdict, 1):
        look = VERDICTS[verdict.value]
        chart.add_series(
            {
                "name": [READ_ME_SHEET, header, column],
                "categories": [READ_ME_SHEET, top, 0, bottom, 0],
                "values": [READ_ME_SHEET, top, column, bottom, column],
                "fill": {"color": look.chart},
                "border": {"color": "#FFFFFF", "width": 1},
                "gap": 45,
            }
        )
    font = {"name": "Arial", "size": 10, "color": "#1F2933"}
    chart.set_y_axis({"reverse": True, "num_font": font, "line": {"color": RULE}, "major_tick_mark": "none"})
    chart.set_x_axis(
        {"num_font": font, "num_format": "0%", "major_gridlines": {"visible": True, "line": {"color": "#DDE2E8"}}, "label_position": "high"}
    )
    chart.set_legend({"position": "bottom", "font": font})
    chart.set_title({"none": True})
    chart.set_chartarea({"border": {"none": True}})
    told_rows = []
    for word, by_verdict in breakdown.rows.items():
        told_counts = ", ".join(f"{number} {_WORDS.get(verdict, verdict)}" for verdict, number in by_verdict.items() if number)
        told_rows.append(told.labels["told"].format(name=breakdown.names.get(word, word), counts=told_counts or "0"))
    alternative = told.labels["chart"].format(title=breakdown.title, told=" ".join(told_rows))
    options = {"description": alternative, "object_position": 3, "x_offset": 2, "y_offset": 6, "x_scale": 1.78, "y_scale": 0.95}
    page.sheet.insert_chart(page.row, 0, chart, options)
    page.next(16)


def _ways(page: _Page, told: Told, several: bool) -> None:
    labels = told.labels
    page.heading(labels["use"])
    for key in sorted(key for key in labels if key.startswith("use_")):
        page.wide(labels[key], "text")
        page.next()
    if several:
        page.wide(labels["several"], "text")
        page.next()
    page.heading(labels["sheets"])
    for plan in told.plans:
        for name in () if plan.hidden else told.written.get(plan.sheet, []):
            kind = labels["edited"] if plan.table in BY_NAME else labels["view"]
            _way(page, name, f"{plan.description} ({kind})")
        if other := told.other_sheets.get(plan.sheet):
            name, _, words = other.partition("|")
            _way(page, name, f"{words} ({labels['view']})")


def _way(page: _Page, name: str, words: str) -> None:
    page.wide(words, "text", first=1)
    page.sheet.write_url(page.row, 0, f"internal:'{name}'!A1", page.styles["link"], name)
    page.next()
