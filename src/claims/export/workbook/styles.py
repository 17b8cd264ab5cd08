"""How the workbook looks: one font, few colours, and verdicts that differ in lightness, mark and weight, not in hue alone."""

from __future__ import annotations

from typing import Any

import attrs

from ...model.vocabulary import Verdict

FONT = "Arial"
INK, PAPER = "#1F2933", "#FFFFFF"
HEADER, COMPUTED, LINK, RULE, HAIRLINE = "#17365D", "#5F6B7A", "#0B5394", "#BFC7D1", "#D5DAE0"


@attrs.frozen
class VerdictLook:
    """How a verdict is shown. Text on fill has a contrast of at least 7:1."""

    mark: str
    """Stands before the word and tells verdicts apart in grey; the same marks as in the timeline."""
    fill: str
    text: str
    chart: str
    """Colour of its share in charts."""
    bold: bool = False
    italic: bool = False


VERDICTS: dict[str, VerdictLook] = {
    Verdict.SUPPORTED.value: VerdictLook("●", "#D7EBDD", "#0F4A24", "#2E7D4F"),
    Verdict.REFUTED.value: VerdictLook("☒", "#7B1E1E", "#FFFFFF", "#7B1E1E", bold=True),
    Verdict.CONFLICTING.value: VerdictLook("◐", "#F7C873", "#3D2600", "#E08E0B", bold=True),
    Verdict.NOT_ENOUGH.value: VerdictLook("○", "#ECEFF3", "#33404D", "#B8C2CC"),
    Verdict.NOT_CHECKABLE.value: VerdictLook("–", "#FFFFFF", "#4A4A4A", "#E6E9ED", italic=True),
}


def shown_verdict(verdict: str) -> str:
    """Return a verdict with its mark, as cells show it."""
    look = VERDICTS.get(verdict)
    return f"{look.mark} {verdict}" if look else verdict


_KINDS: dict[str, dict[str, Any]] = {
    "text": {"text_wrap": True, "indent": 1},
    "word": {"text_wrap": True, "indent": 1},
    "right_to_left": {"text_wrap": True, "align": "right", "indent": 1, "reading_order": 2},
    "number": {"num_format": "General", "align": "right", "indent": 1},
    "integer": {"num_format": "0", "align": "right", "indent": 1},
    # No number format: LibreOffice keeps truth values as =TRUE(), which it shows and saves as such only in the general format.
    "boolean": {"align": "left", "indent": 1},
    "date": {"num_format": "yyyy-mm-dd", "align": "left", "indent": 1},
    "link": {"text_wrap": True, "font_color": LINK, "underline": 1, "indent": 1},
    "link_number": {"font_color": LINK, "underline": 1, "align": "right", "indent": 1},
    "year": {"num_format": "0", "align": "left", "indent": 1},
    "amount": {"num_format": "#,##0.##", "align": "right", "indent": 1},
    "whole": {"num_format": "#,##0", "align": "right", "indent": 1},
    "strong": {"bold": True, "indent": 1},
    "small": {"font_color": COMPUTED, "text_wrap": True, "font_size": 9, "indent": 1},
    "title": {"bold": True, "font_size": 16, "font_color": HEADER, "valign": "vcenter", "indent": 1, "text_wrap": True},
    "heading": {"bold": True, "font_size": 12, "font_color": HEADER, "valign": "bottom", "indent": 1},
    "header": {"bold": True, "font_color": PAPER, "bg_color": HEADER, "valign": "vcenter", "indent": 1},
    "header_number": {"bold": True, "font_color": PAPER, "bg_color": HEADER, "valign": "vcenter", "align": "right", "indent": 1},
    "header_computed": {"bold": True, "italic": True, "font_color": PAPER, "bg_color": COMPUTED, "valign": "vcenter", "indent": 1},
    "percent": {"num_format": "0%", "align": "right", "indent": 1},
    "total": {"bold": True, "num_format": "0", "top": 1, "top_color": RULE, "align": "right", "indent": 1},
    "total_text": {"bold": True, "top": 1, "top_color": RULE, "indent": 1},
    "total_percent": {"bold": True, "num_format": "0%", "top": 1, "top_color": RULE, "align": "right", "indent": 1},
}


_FIXED = {"font_name": FONT, "font_size": 10, "font_color": INK, "valign": "top", "align": "left"}


class Styles:
    """The formats of one workbook, made when first asked for."""

    def __init__(self, workbook: Any) -> None:
        self._workbook = workbook
        self._made: dict[str, Any] = {}

    def __getitem__(self, kind: str) -> Any:
        """Return the format of a kind of cell."""
        if kind not in self._made:
            self._made[kind] = self._workbook.add_format(_FIXED | _KINDS[kind])
        return self._made[kind]

    def ruled(self, kind: str) -> int:
        """Return the number of the format of a table's cell of that kind: with a hairline below."""
        key = f"ruled {kind}"
        if key not in self._made:
            self._made[key] = self._workbook.add_format(_FIXED | _KINDS[kind] | {"bottom": 1, "bottom_color": HAIRLINE})
        number: int = self._made[key]._get_xf_index()
        return number

    def verdict(self, verdict: str) -> Any:
        """Return the format that a verdict's cells take: fill, ink, weight, and its mark before the word."""
        key = f"verdict {verdict}"
        if key not in self._made:
            look = VERDICTS[verdict]
            self._made[key] = self._workbook.add_format(
                {
                    "bg_color": look.fill, "font_color": look.text, "bold": look.bold, "italic": look.italic,
                    "num_format": f'"{look.mark} "@',
                }
            )  # fmt: skip
        return self._made[key]

    def verdict_cell(self, verdict: str) -> Any:
        """Return the same look as a whole cell format, for cells that do not change."""
        key = f"cell {verdict}"
        if key not in self._made:
            look = VERDICTS[verdict]
            self._made[key] = self._workbook.add_format(
                {
                    "font_name": FONT, "font_size": 10, "valign": "top", "align": "left", "indent": 1, "bg_color": look.fill,
                    "font_color": look.text, "bold": look.bold, "italic": look.italic,
                }
            )  # fmt: skip
        return self._made[key]
