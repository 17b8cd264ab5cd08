"""The Figures sheet: amounts that several years have, as live tables and native charts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

import attrs

from ...model.ledger import LedgerInfo, LedgerRecord
from .quantities import QUANTITIES_SHEET, quantities, year_of
from .styles import RULE, Styles

FIGURES_SHEET = "Figures"
FEWEST_YEARS = 3
"""Years that a measure must have to be worth a line in a chart."""
MOST_FIGURES = 6
_LINES = (
    ("#17365D", "circle", "solid"), ("#C2570C", "square", "dash"), ("#2E7D4F", "triangle", "solid"), ("#7B1E1E", "diamond", "dash_dot"),
    ("#6A4C93", "x", "solid"), ("#5F6B7A", "plus", "round_dot"),
)  # fmt: skip
"""Colour, marker and dash of each line: told apart in grey and by the colour-blind too."""
_CHART_ROWS = 23


@attrs.frozen
class Figure:
    """Amounts of one subject and counterpart in one unit: years, measures, and what was claimed."""

    subject: str | None
    counterpart: str | None
    unit: str
    years: tuple[int, ...]
    measures: tuple[str, ...]
    amounts: dict[tuple[str, int], tuple[Decimal, ...]]
    """Measure and year to every amount claimed."""

    def mean(self, measure: str, year: int) -> float | None:
        """Return what AVERAGEIFS gives; None where nothing is claimed."""
        found = self.amounts.get((measure, year))
        return float(sum(found) / len(found)) if found else None

    @property
    def contested(self) -> bool:
        """Whether a year has two different amounts for a measure."""
        return any(len(set(found)) > 1 for found in self.amounts.values())


def figures(ledger: LedgerRecord) -> tuple[Figure, ...]:
    """Return the figures that a ledger gives rise to, most years first, at most `MOST_FIGURES`."""
    grouped: dict[tuple[str | None, str | None, str], dict[tuple[str, int], list[Decimal]]] = {}
    for _, payload in quantities(ledger.claims):
        year = year_of(payload.period)
        if year is not None:
            group = grouped.setdefault((payload.subject, payload.counterpart, payload.unit), {})
            group.setdefault((payload.measure, year), []).append(payload.amount)
    found = []
    for (subject, counterpart, unit), amounts in grouped.items():
        measures = [measure for measure in dict.fromkeys(m for m, _ in amounts) if _years(amounts, measure) >= FEWEST_YEARS]
        if measures:
            years = sorted({year for measure, year in amounts if measure in measures})
            kept = {key: tuple(values) for key, values in amounts.items() if key[0] in measures}
            found.append(Figure(subject, counterpart, unit, tuple(years), tuple(measures[: len(_LINES)]), kept))
    return tuple(sorted(found, key=lambda f: (-len(f.years), str(f.subject), str(f.counterpart), f.unit))[:MOST_FIGURES])


def _years(amounts: Iterable[tuple[str, int]], wanted: str) -> int:
    return len({year for measure, year in amounts if measure == wanted})


def write_figures(ledgers: Sequence[LedgerRecord], workbook: Any, styles: Styles, tables: list[str]) -> bool:
    """Write the sheet: for each figure its heading, chart and table. `tables` are the Excel tables of the quantities.

    Return whether there is any figure; without one there is no sheet.
    """
    found = [(ledger, figure) for ledger in ledgers for figure in figures(ledger)]
    if not found:
        return False
    sheet = workbook.add_worksheet(FIGURES_SHEET)
    sheet.hide_gridlines(2)
    sheet.set_tab_color("#8A96A3")
    sheet.set_column(0, 0, 14, styles["text"])
    sheet.set_column(1, 7, 17, styles["text"])
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C&8Figures&R&8&P / &N")
    row = 0
    for ledger, figure in found:
        title = figure_title(figure, {entity.id: entity.name for entity in ledger.entities})
        of = ledger.ledger if len(ledgers) > 1 else None
        row = _write_figure(figure, title, of, sheet, workbook, styles, tables, row) + 2
    return True


def figure_title(figure: Figure, names: dict[str, str]) -> str:
    """Return a heading such as `Azerbaijan with Pakistan: exports, imports, in USD`."""
    who = names.get(figure.subject or "", figure.subject or "")
    other = names.get(figure.counterpart or "", figure.counterpart or "")
    measures = ", ".join(measure.replace("-", " ") for measure in figure.measures)
    about = f"{who} with {other}" if other else who
    return f"{about}: {measures}" if about else measures[:1].upper() + measures[1:]


def _write_figure(
    figure: Figure, title: str, of: LedgerInfo | None, sheet: Any, workbook: Any, styles: Styles, tables: list[str], top: int
) -> int:  # fmt: skip
    """Write a figure from row `top` on and return its last row; `of` is its ledger in a book of several."""
    sheet.set_row(top, 24)
    sheet.merge_range(top, 0, top, 7, title, styles["title"])
    note = f"{of.title}. " if of else ""
    note += "As the article states them, by year. The table below is live: it averages the amounts on the Quantities sheet."
    if figure.contested:
        note += " The article gives two different amounts for a year; the average of both is shown."
    sheet.merge_range(top + 1, 0, top + 1, 7, note, styles["small"])
    data = top + 2 + _CHART_ROWS
    largest = max(abs(amount) for amounts in figure.amounts.values() for amount in amounts)
    scale, word = _scale(largest)
    pattern = f"#,##0{'.0' if largest < 10 * 1000**scale else ''}{',' * scale}"
    whole = all(amount == amount.to_integral_value() for amounts in figure.amounts.values() for amount in amounts)
    numbers = styles["whole" if whole else "amount"]
    sheet.write_string(data, 0, "year", styles["header"])
    chart = workbook.add_chart({"type": "line"})
    for column, measure in enumerate(figure.measures, 1):
        sheet.write_string(data, column, measure.replace("-", " "), styles["header_number"])
        for line, year in enumerate(figure.years, data + 1):
            mean = figure.mean(measure, year)
            if mean is not None:
                sheet.write_formula(line, column, _formula(figure, measure, year, of, tables), numbers, mean)
        colour, marker, dash = _LINES[column - 1]
        span = (data + 1, data + len(figure.years))
        chart.add_series(
            {
                "name": [FIGURES_SHEET, data, column],
                "categories": [FIGURES_SHEET, span[0], 0, span[1], 0],
                "values": [FIGURES_SHEET, span[0], column, span[1], column],
                "line": {"color": colour, "width": 2.25, "dash_type": dash},
                "marker": {"type": marker, "size": 8, "border": {"color": colour}, "fill": {"color": colour}},
            }
        )
    for line, year in enumerate(figure.years, data + 1):
        sheet.write_number(line, 0, year, styles["year"])
    _style_chart(chart, pattern, f"{word}{figure.unit}")
    alternative = f"Line chart. {title}, {figure.years[0]} to {figure.years[-1]}, in {word}{figure.unit}. {_told(figure, scale)}"
    size = {"x_offset": 2, "y_offset": 4, "x_scale": 1.95, "y_scale": 1.28}
    sheet.insert_chart(top + 2, 0, chart, {"description": alternative, "object_position": 3, **size})
    return data + len(figure.years) + 1


def _formula(figure: Figure, measure: str, year: int, of: LedgerInfo | None, tables: list[str]) -> str:
    """Average over the tidy table. All words are slugs or units of the schema, which have no quotation mark."""
    where = {"measure": measure, "unit": figure.unit, "subject": figure.subject, "counterpart": figure.counterpart}
    where |= {"ledger": of.id} if of else {}
    # With more than one table (a sheet is full) only the first is averaged: no figure has a million years.
    table = tables[0] if tables else QUANTITIES_SHEET
    conditions = [f'{table}[{name}],"{word or ""}"' for name, word in where.items()]
    return f"=AVERAGEIFS({table}[amount],{','.join(conditions)},{table}[year],{year})"


def _scale(largest: Decimal) -> tuple[int, str]:
    return (2, "million ") if largest >= 2_000_000 else (1, "thousand ") if largest >= 20_000 else (0, "")


def _told(figure: Figure, scale: int) -> str:
    parts = []
    for measure in figure.measures:
        told = [(year, mean) for year in figure.years if (mean := figure.mean(measure, year)) is not None]
        (first, low), (last, high) = told[0], told[-1]
        parts.append(f"{measure.replace('-', ' ')}: {low / 1000**scale:,.1f} in {first}, {high / 1000**scale:,.1f} in {last}")
    return "; ".join(parts) + "."


def _style_chart(chart: Any, pattern: str, unit: str) -> None:
    font = {"name": "Arial", "size": 10, "color": "#1F2933"}
    chart.set_x_axis({"num_font": font, "line": {"color": RULE}, "num_format": "0"})
    chart.set_y_axis(
        {
            "name": unit, "name_font": font | {"bold": False}, "num_font": font, "num_format": pattern, "min": 0,
            "major_gridlines": {"visible": True, "line": {"color": "#DDE2E8", "width": 0.75}}, "line": {"none": True},
        }
    )  # fmt: skip
    chart.set_legend({"position": "bottom", "font": font | {"size": 11}})
    chart.set_title({"none": True})
    chart.set_chartarea({"border": {"color": RULE}})
    chart.show_blanks_as("gap")
    chart.set_plotarea({"layout": {"x": 0.09, "y": 0.05, "width": 0.88, "height": 0.74}})
