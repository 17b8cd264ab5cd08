"""`claims new`: scaffold one claim."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from .shared_options import ledger_option


@click.command("new")
@click.option("--row", help="Row of the article's inventory, for instance s012.")
@click.option("--kind", type=click.Choice(["event", "utterance", "quantity", "state", "provision", "plan", "cause", "judgement"]))
@click.option("--statement", help="The proposition, one sentence in your own words.")
@click.option("--topic", help="One of the ledger's topics.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path),
    help="File to write; by default claims/ID.json of a curated ledger, else standard output.",
)
@ledger_option
def command(
    row: str | None, kind: str | None, statement: str | None, topic: str | None, output: Path | None, ledger_path: Path | None
) -> int:
    """Scaffold one claim with the next free identifier: valid at once, not checked yet.

    Asks for what is missing on a terminal; in a script, give the options.
    """
    from ..api import load
    from ..load.atomic import write_bytes
    from ..load.canonical import canonical_bytes
    from ..query.scaffold import scaffold

    ledger = load(ledger_path)
    asked = {"row": row, "kind": kind, "statement": statement, "topic": topic}
    allowed = {
        "row": [r.id for article in ledger.articles for r in article.inventory],
        "kind": ["event", "utterance", "quantity", "state", "provision", "plan", "cause", "judgement"],
        "topic": [term.id for term in ledger.info.topics],
    }
    for name, value in asked.items():
        if value is None:
            if not sys.stdin.isatty():
                raise click.UsageError(f"--{name} is missing" + (f"; one of {', '.join(allowed[name][:12])} …" if name in allowed else ""))
            choice = click.Choice(allowed[name]) if name in allowed else None
            asked[name] = click.prompt(name, type=choice, show_choices=name != "row")
        elif name in allowed and value not in allowed[name]:
            raise click.BadParameter(f"{value!r}; there are {', '.join(allowed[name][:40])}", param_hint=f"--{name}")
    claim = scaffold(ledger, row=str(asked["row"]), kind=str(asked["kind"]), statement=str(asked["statement"]), topic=str(asked["topic"]))
    data = canonical_bytes(claim)
    if output is None and ledger_path is not None and (ledger_path / "claims").is_dir():
        output = ledger_path / "claims" / f"{claim.id}.json"
    if output is None:
        click.echo(data.decode(), nl=False)
        return 0
    if output.exists():
        raise click.UsageError(f"{output} is already there; nothing was written")
    write_bytes(output, data)
    click.echo(f"{claim.id} written to {output}; add evidence, then run: claims check {ledger_path or output}")
    return 0
