"""`claims explain`: how a verdict came about, or what a rule is for."""

from __future__ import annotations

import re
from pathlib import Path

import click

from .shared_options import ledger_option


@click.command("explain")
@click.argument("what", metavar="ID|CODE")
@ledger_option
def command(what: str, ledger_path: Path | None) -> int:
    """Show the working of a claim's verdict (azpk-0042), or the purpose of a rule (VAL001, or a family such as VAL)."""
    if re.fullmatch(r"[A-Za-z]{3}([0-9]{3})?", what):
        return _rules(what.upper())
    from ..api import load
    from ..query.working import explain_lines

    ledger = load(ledger_path)
    for line in explain_lines(ledger, ledger[what]):
        click.echo(line)
    return 0


def _rules(code: str) -> int:
    from ..check.rule import FAMILIES
    from ..check.rules import all_rules
    from ..errors import UnknownName

    found = [rule for rule in all_rules() if rule.code.startswith(code)]
    if not found:
        raise UnknownName(f"no rule has the code {code!r}; families are {', '.join(FAMILIES)}")
    if len(code) == 3:
        click.echo(f"{code}: {FAMILIES.get(code, 'rules of a plug-in')}\n")
        for rule in found:
            click.echo(f"{rule.code}  {rule.name} ({rule.severity.value})")
        return 0
    for rule in found:
        click.secho(f"{rule.code}  {rule.name} ({rule.severity.value})", bold=True)
        click.echo(f"{rule.section('Summary')}\n")
        for title in ("Why", "Bad", "Good"):
            click.echo(f"{title + ':':<6}{rule.section(title)}")
        if rule.needs:
            click.echo(f"Needs: {', '.join(rule.needs)}")
    return 0
