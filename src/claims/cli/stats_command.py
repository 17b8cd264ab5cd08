"""`claims stats`: counts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from .shared_options import json_option, ledger_option, selected, where_option
from .terminal import echo_json, echo_table


@click.command("stats")
@where_option
@ledger_option
@json_option
def command(where: dict[str, Any], ledger_path: Path | None, as_json: bool) -> int:
    """Count claims by verdict, topic, section and kind, and sources by side and grade."""
    import attrs

    from ..query.summary import summarise

    ledger = selected(ledger_path, where)
    counts = summarise(ledger.record)
    if as_json:
        echo_json(attrs.asdict(counts))
        return 0
    click.echo(f"{ledger.info.title} ({ledger.info.id} {ledger.info.version})")
    click.echo(
        f"{counts.claims} claims, {counts.citations} citations of {counts.sources} sources, {counts.entities} entities, "
        f"{counts.derivations} derivations"
    )
    verdicts = list(counts.by_verdict)
    for title, table in (("topic", counts.by_topic), ("section", counts.by_section)):
        click.echo()
        rows = [(name, *(row[v] for v in verdicts), sum(row.values())) for name, row in table.items()]
        rows.append(("all", *counts.by_verdict.values(), counts.claims))
        echo_table((title, *verdicts, "all"), rows, frozenset(range(1, len(verdicts) + 2)))
    click.echo()
    echo_table(("confidence", "claims"), counts.by_level.items(), frozenset({1}))
    click.echo()
    echo_table(("kind", "claims"), counts.by_kind.items(), frozenset({1}))
    click.echo()
    sides = {side: row for side, row in counts.citations_by_side.items() if sum(row.values())}
    stances = list(next(iter(sides.values()), {}))
    echo_table(
        ("citations of", *stances), [(side, *row.values()) for side, row in sides.items()], frozenset(range(1, len(stances) + 1))
    )
    click.echo()
    echo_table(("grade", "sources"), counts.by_grade.items(), frozenset({1}))
    return 0
