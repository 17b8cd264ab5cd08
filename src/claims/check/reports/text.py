"""The report for people: each finding with its line and a caret, then what was looked at and what was not."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import click

from ...load.marks import Marks
from ...model.finding import Finding, Position, Severity
from ..engine import Checked
from ..shown import summary, visible, visible_character

WIDTH = 100
"""Columns of a source line that are shown; a longer line is cut around the caret."""

_CUT = "…"
_TAB = "    "
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}


def render(checked: Checked, *, color: bool = False, root: Path | None = None) -> str:
    """Return the report as text: `path:line:col: CODE message`, the line with a caret, the hint and related places; a summary last."""
    blocks = [_finding(finding, checked.marks.get(finding.file), color) for finding in checked.report.findings]
    told = {finding.file for finding in checked.report.findings}
    ending = [f"not read: {visible(name)}" for name in checked.report.unreadable if name not in told]
    ending += [f"not run: {', '.join(names)}: {visible(reason)}" for reason, names in _by_reason(checked).items()]
    ending += [f"note: {visible(note)}" for note in checked.notes]
    ending.append(_styled(summary(checked), color, bold=True))
    return "\n".join([*(block + "\n" for block in blocks), *ending]) + "\n"


def _by_reason(checked: Checked) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, reason in checked.report.not_run:
        found.setdefault(reason, []).append(name)
    return found


def _finding(finding: Finding, marks: Marks | None, color: bool) -> str:
    tint = _COLOURS[finding.severity]
    place = _styled(f"{visible(finding.file)}:{finding.position}:", color, bold=True)
    grade = "" if finding.severity is Severity.ERROR else f" [{finding.severity.value}]"
    lines = [f"{place} {_styled(finding.code, color, fg=tint, bold=True)} {visible(finding.message)}{grade}"]
    if marks is not None and finding.position.cell is None:
        lines += _excerpt(marks, finding.position, color, tint)
    if finding.help:
        lines.append(f"    = {visible(finding.help)}")
    lines += [f"    - {visible(file)}:{position}: {visible(words)}" for file, position, words in finding.related]
    return "\n".join(lines)


def _excerpt(marks: Marks, position: Position, color: bool, tint: str) -> list[str]:
    source = marks.line_text(position.line)
    if not source.strip():
        return []
    shown, offset = line_around(source, position.column - 1)
    gutter = f"{position.line:>5} | "
    caret = " " * offset + _styled("^", color, fg=tint, bold=True)
    return [f"{gutter}{shown}", f"{' ' * (len(gutter) - 2)}| {caret}"]


def line_around(source: str, index: int, width: int = WIDTH) -> tuple[str, int]:
    """Return a source line as a terminal may show it, cut to `width` columns around the character at `index`, and that one's column from 0.

    Tabs become spaces, what is invisible shows its code; wide characters count two columns, combining ones none.
    """
    index = max(0, min(index, len(source)))
    # A line may have millions of characters, and only these can be near enough to be shown. Marks that combine with the character
    # before take no column, so a generous margin is kept for them.
    first, last = max(0, index - 2 * width), index + 2 * width
    before = [_as_shown(char) for char in source[first:index]]
    after = [_as_shown(char) for char in source[index:last]]
    left, right = [_columns(part) for part in before], [_columns(part) for part in after]
    cut_left, cut_right = first > 0, last < len(source)
    if sum(left) + sum(right) > width or cut_left or cut_right:
        # A third of the width for what stands before the caret, more where little follows it.
        room = max(width // 3, width - sum(right))
        while sum(left) > room:
            before.pop(0)
            left.pop(0)
            cut_left = True
        while sum(left) + sum(right) > width:
            after.pop()
            right.pop()
            cut_right = True
    start = _CUT if cut_left else ""
    return start + "".join(before) + "".join(after) + (_CUT if cut_right else ""), len(start) + sum(left)


def _as_shown(char: str) -> str:
    return _TAB if char == "\t" else visible_character(char)


def _columns(text: str) -> int:
    return sum(0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _styled(text: str, color: bool, *, fg: str | None = None, bold: bool = False) -> str:
    return click.style(text, fg=fg, bold=bold) if color else text
