"""`claims find`: claims by words and conditions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from .shared_options import json_option, ledger_option, selected, where_option
from .terminal import echo_json, shorten, verdict_mark, width


@click.command("find")
@click.argument("text", required=False)
@where_option
@ledger_option
@json_option
@click.option("--ids", is_flag=True, help="Print identifiers only.")
def command(text: str | None, where: dict[str, Any], ledger_path: Path | None, as_json: bool, ids: bool) -> int:
    """Find claims whose statement or rationale has TEXT, or that meet conditions.

    Exit status 1 where none was found.
    """
    conditions = where | ({"text": text} if text else {})
    found = selected(ledger_path, conditions)
    if as_json:
        echo_json([claim.to_json_value() for claim in found])
    elif ids:
        for claim in found:
            click.echo(claim.id)
    else:
        for claim in found:
            click.echo(f"{claim.id}  {verdict_mark(claim.verdict.value)}")
            click.echo(f"    {shorten(claim.statement, width() - 4)}")
        click.echo(f"{len(found)} claim{'' if len(found) == 1 else 's'}")
    return 0 if len(found) else 1
