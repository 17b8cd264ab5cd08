"""`claims coverage`: which statements of the article carry claims."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .shared_options import json_option, ledger_option
from .terminal import echo_json, echo_table

if TYPE_CHECKING:
    from ..query.coverage import RowCoverage


@click.command("coverage")
@ledger_option
@json_option
@click.option("--all", "show_all", is_flag=True, help="List every row, not only those that want attention.")
@click.option(
    "--below", type=click.FloatRange(0, 100), default=60.0, show_default=True,
    help="Also list rows whose spans cover less than this percentage.",
)
def command(ledger_path: Path | None, as_json: bool, show_all: bool, below: float) -> int:
    """Show which rows of the article carry claims, and the share of their characters that claims' spans account for.

    Exit status 1 where a row that must carry a claim has none, or another does not say why it has none.
    """
    from ..api import load
    from ..query.coverage import coverage

    reports = coverage(load(ledger_path).record)
    if as_json:
        echo_json(
            [
                {
                    "article": report.article, "rows": len(report.rows), "wanted": report.wanted, "covered": report.covered,
                    "share": round(report.share, 4), "character_share": round(report.character_share, 4),
                    "detail": [
                        {
                            "row": r.row.id, "role": r.row.role.value, "claims": list(r.claims), "share": round(r.share, 4),
                            "no_claim": r.row.no_claim,
                        }
                        for r in report.rows
                    ],
                }
                for report in reports
            ]
        )  # fmt: skip
    missing = 0
    for report in reports:
        unexplained = [row for row in report.rows if not row.explained]
        missing += len(unexplained)
        if as_json:
            continue
        click.echo(
            f"{report.article}: {report.covered} of {report.wanted} rows that must carry a claim do ({100 * report.share:.1f} %); "
            f"claims' spans account for {100 * report.character_share:.1f} % of their characters"
        )
        listed = [r for r in report.rows if show_all or not r.explained or (r.wanted and 100 * r.share < below)]
        if listed:
            echo_table(
                ("row", "role", "claims", "characters", "note"),
                [(r.row.id, r.row.role.value, len(r.claims), f"{100 * r.share:.0f} %", _note(r)) for r in listed],
                frozenset({2, 3}),
            )
        silent = [r for r in report.rows if not r.claims and r.row.no_claim]
        click.echo(f"{len(silent)} rows carry no claim and say why; {len(unexplained)} are not yet covered")
    return 1 if missing else 0


def _note(row: RowCoverage) -> str:
    if row.claims:
        return ", ".join(row.claims[:6]) + (" …" if len(row.claims) > 6 else "")
    return row.row.no_claim or "not yet covered"
