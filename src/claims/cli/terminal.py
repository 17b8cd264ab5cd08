"""What the terminal shows: tables, colours, JSON."""

from __future__ import annotations

import json
import os
import shutil
import sys
import textwrap
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

import click

VERDICT_MARKS = {
    "supported": ("+", "green"),
    "refuted": ("x", "red"),
    "conflicting-evidence": ("~", "yellow"),
    "not-enough-evidence": ("?", None),
    "not-checkable": ("-", None),
}
"""A mark and a colour for each verdict; the mark tells it without colour."""


def colourful() -> bool:
    """Whether colours may be used: standard output is a terminal and NO_COLOR is not set."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def width() -> int:
    """Columns of the terminal, at most 140; 100 where there is none."""
    return min(shutil.get_terminal_size((100, 24)).columns, 140) if sys.stdout.isatty() else 100


def verdict_mark(verdict: str) -> str:
    """Return a verdict with its mark, coloured where that may be."""
    mark, colour = VERDICT_MARKS[verdict]
    text = f"{mark} {verdict}"
    return click.style(text, fg=colour) if colour and colourful() else text


def echo_json(value: Any) -> None:
    """Print a value as JSON."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def columns_of(text: str) -> int:
    """Return how many columns a text takes: wide characters take two, combining ones none."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in click.unstyle(text))


def echo_table(header: Sequence[str], rows: Iterable[Sequence[object]], right: frozenset[int] = frozenset()) -> None:
    """Print a table; columns numbered in `right` are set flush right."""
    shown = [[str(cell) for cell in row] for row in rows]
    widths = [max(columns_of(line[i]) for line in [list(header), *shown]) for i in range(len(header))]
    for line in [list(header), *shown]:
        cells = []
        for i, cell in enumerate(line):
            space = " " * (widths[i] - columns_of(cell))
            cells.append(space + cell if i in right else cell + space)
        click.echo("  ".join(cells).rstrip())


def echo_wrapped(label: str, text: str, indent: int = 14) -> None:
    """Print a labelled paragraph, wrapped under its label."""
    body = textwrap.wrap(text, max(30, width() - indent)) or [""]
    click.echo(f"{label:<{indent}}{body[0]}")
    for line in body[1:]:
        click.echo(" " * indent + line)


def shorten(text: str, columns: int) -> str:
    """Return a text cut at a word to so many characters, with an ellipsis where it was cut."""
    return textwrap.shorten(text, columns, placeholder=" …") if len(text) > columns else text
