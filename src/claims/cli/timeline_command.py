"""`claims timeline`: what is claimed to have happened, in order of time."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .shared_options import json_option, ledger_option, selected, where_option
from .terminal import VERDICT_MARKS, colourful, columns_of, echo_json, width

if TYPE_CHECKING:
    from ..query.ledger import Ledger
    from ..query.timeline import Entry, Timeline


@click.command("timeline")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE.svg", help="Draw it instead, as an SVG picture.")
@where_option
@ledger_option
@json_option
def command(output: Path | None, where: dict[str, Any], ledger_path: Path | None, as_json: bool) -> int:
    """Show claims in order of the time that they are about, each with its verdict.

    Dates that are approximate, uncertain or open at one end say so. A plan stands at the day it was told and again at the day it was due.
    """
    from ..query.timeline import timeline

    if output is not None and output.suffix.lower() != ".svg":
        raise click.BadParameter(f"{output.name!r}: the picture is an SVG; give a name that ends in .svg", param_hint="--output")
    ledger: Ledger = selected(ledger_path, where)
    found = timeline(ledger.record)
    if output is not None:
        return _draw(ledger, output, len(found.entries))
    if as_json:
        echo_json({"entries": [_as_json(entry) for entry in found.entries], "undated": list(found.undated)})
        return 0
    _print(found)
    return 0


def _draw(ledger: Ledger, output: Path, entries: int) -> int:
    from ..export.exporter import ExportOptions, get_exporter

    output.parent.mkdir(parents=True, exist_ok=True)
    get_exporter("timeline-svg").write(ledger.record, output, ExportOptions(selection=ledger.selection))
    click.echo(f"timeline of {_counted(entries, 'date')} drawn to {output}")
    return 0


def _as_json(entry: Entry) -> dict[str, Any]:
    return {
        "claim": entry.claim.id, "time": entry.time, "basis": entry.basis.value, "words": entry.words, "shape": entry.shape.value,
        "start": entry.start, "end": entry.end, "approximate": entry.approximate, "uncertain": entry.uncertain,
        "verdict": entry.claim.verdict.value, "topic": entry.claim.topic, "statement": entry.claim.statement,
    }  # fmt: skip


DATE_COLUMNS = 24
"""Room for a date beside the claim; a longer one gets a line of its own."""


def _print(found: Timeline) -> None:
    longest = max((columns_of(_date(entry)) for entry in found.entries), default=0)
    indent = 2 + min(longest, DATE_COLUMNS) + 2
    year: int | None = None
    date: str | None = None
    for entry in found.entries:
        if entry.placed.year != year:
            if year is not None:
                click.echo()
            year, date = entry.placed.year, None
            click.secho(f"{year:04d}", bold=True)
        shown = _date(entry)
        mark, colour = VERDICT_MARKS[entry.claim.verdict.value]
        styled = click.style(mark, fg=colour) if colour and colourful() else mark
        lines = textwrap.wrap(f"{entry.claim.id}  {entry.claim.statement}", max(40, width() - indent - 2))
        label = "" if shown == date else shown
        if columns_of(label) > DATE_COLUMNS:
            click.echo(f"  {label}")
            label = ""
        click.echo(f"  {label}{' ' * (indent - 2 - columns_of(label))}{styled} {lines[0]}")
        for line in lines[1:]:
            click.echo(" " * (indent + 2) + line)
        date = shown
    if found.entries:
        click.echo()
        click.echo("  ".join(f"{mark} {verdict}" for verdict, (mark, _) in VERDICT_MARKS.items()))
    dated = len({entry.claim.id for entry in found.entries})
    undated = f"{_counted(len(found.undated), 'claim')} without a time" if found.undated else "no claim is without a time"
    click.echo(f"{_counted(len(found.entries), 'date')} of {_counted(dated, 'claim')}; {undated}")


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _date(entry: Entry) -> str:
    return f"due {entry.words}" if entry.basis == "due" else entry.words
