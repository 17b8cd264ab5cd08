"""`claims diff`: what changed between two ledgers, in words for a release note."""

from __future__ import annotations

import json
from pathlib import Path

import click

from .shared_options import json_option
from .terminal import echo_json, shorten


@click.command("diff")
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@json_option
def command(old: Path, new: Path, as_json: bool) -> int:
    """Say what changed from ledger OLD to ledger NEW. Exit status 1 where anything did."""
    import attrs

    from ..api import diff, load

    changes = diff(load(old), load(new))
    if as_json:
        echo_json([attrs.asdict(change) | {"action": change.action} for change in changes.changes])
        return 1 if changes else 0
    for change in changes.changes:
        if not change.field:
            value = change.new or change.old
            label = value.get("statement") or value.get("title") or value.get("name") or "" if isinstance(value, dict) else ""
            click.echo(f"{change.action:<8}{change.kind} {change.record}: {shorten(str(label), 90)}")
        else:
            click.echo(f"changed {change.kind} {change.record} {change.field}: {_show(change.old)} -> {_show(change.new)}")
    touched = changes.records()
    click.echo(f"{len(changes)} changes in {len(touched)} records")
    return 1 if changes else 0


def _show(value: object) -> str:
    return "nothing" if value is None else shorten(json.dumps(value, ensure_ascii=False), 80)
