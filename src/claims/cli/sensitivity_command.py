"""`claims sensitivity`: which verdicts hang on which source."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .shared_options import json_option, ledger_option
from .terminal import echo_json, echo_table, shorten, verdict_mark, width

if TYPE_CHECKING:
    from ..assess.sensitivity import Sensitivity
    from ..assess.what_if import Flip
    from ..query.ledger import Ledger


@click.command("sensitivity")
@ledger_option
@json_option
@click.option("--claims", "list_claims", is_flag=True, help="Also list the verdicts that flip, and those with one group of evidence.")
@click.option("--top", type=click.IntRange(1), default=20, show_default=True, help="Sources to list.")
@click.option("--all", "show_all", is_flag=True, help="List every source on which a verdict hangs.")
def command(ledger_path: Path | None, as_json: bool, list_claims: bool, top: int, show_all: bool) -> int:
    """Rank sources by the number of verdicts that flip when each is dropped, and when it is graded one letter lower."""
    from ..api import load
    from ..assess.sensitivity import sensitivity

    ledger = load(ledger_path)
    found = sensitivity(ledger.record)
    if as_json:
        _json(found)
        return 0
    hang = [w for w in found.sources if w.dropped or w.lowered]
    listed = hang if show_all else hang[:top]
    rows = [
        (w.source, w.grade.value, w.claims, w.counts_in, len(w.dropped), len(w.lowered), shorten(ledger.sources[w.source].publisher, 30))
        for w in listed
    ]
    echo_table(("source", "grade", "cited by", "counts in", "dropped", "one down", "publisher"), rows, frozenset({2, 3, 4, 5}))
    if len(listed) < len(hang):
        click.echo(f"… and {len(hang) - len(listed)} more sources (--all)")
    origins = [o for o in found.origins if o.dropped]
    if origins:
        click.echo()
        pairs = [(o.origin, len(o.sources), len(o.dropped)) for o in (origins if show_all else origins[:top])]
        echo_table(("origin with its copies", "sources", "dropped"), pairs, frozenset({1, 2}))
    if list_claims:
        _list(found, ledger, [w.source for w in listed])
    click.echo()
    _sum_up(found, sum(claim.checkable for claim in ledger), len(found.sources) - len(hang))
    return 0


def _sum_up(found: Sensitivity, checkable: int, idle: int) -> None:
    single = sum(len(n.sources) == 1 for n in found.narrow)
    copies = sum(len(n.sources) > 1 for n in found.narrow)
    click.echo("dropped, one down: verdicts that flip when the source is not believed, or graded one letter lower")
    click.echo(f"{len(found.hanging)} of {checkable} verdicts would flip for the loss of some one source; {idle} sources flip none")
    click.echo(
        f"verdicts with one group of evidence: one source {single}, several publications of one origin {copies}, "
        f"one derivation {len(found.narrow) - single - copies}"
    )


def _list(found: Sensitivity, ledger: Ledger, sources: list[str]) -> None:
    for weight in found.sources:
        if weight.source not in sources:
            continue
        click.echo()
        click.secho(f"{weight.source} ({weight.grade.value})", bold=True)
        for label, flips in (("dropped", weight.dropped), ("one letter down", weight.lowered)):
            if flips:
                click.echo(f"  {label}")
            for flip in flips:
                _line(flip, ledger)
    if found.narrow:
        click.echo()
        click.secho("Verdicts with one group of evidence", bold=True)
        for narrow in found.narrow:
            what = narrow.origin if len(narrow.sources) < 2 else f"{narrow.origin}, {len(narrow.sources)} publications"
            click.echo(f"    {narrow.claim}  {verdict_mark(narrow.verdict.value)}  {what}")
            click.echo(f"        {shorten(ledger[narrow.claim].statement, width() - 8)}")


def _line(flip: Flip, ledger: Ledger) -> None:
    through = "" if flip.direct else " (through a derivation)"
    click.echo(f"    {flip.claim}  {verdict_mark(flip.before.value)} becomes {verdict_mark(flip.after.value)}{through}")
    click.echo(f"        {shorten(ledger[flip.claim].statement, width() - 8)}")


def _json(found: Sensitivity) -> None:
    from .assess_command import flip_as_json

    echo_json(
        {
            "sources": [
                {
                    "source": w.source, "grade": w.grade.value, "claims": w.claims, "counts_in": w.counts_in,
                    "dropped": [flip_as_json(f) for f in w.dropped], "lowered": [flip_as_json(f) for f in w.lowered],
                }
                for w in found.sources
            ],
            "origins": [
                {"origin": o.origin, "sources": list(o.sources), "dropped": [flip_as_json(f) for f in o.dropped]} for o in found.origins
            ],
            "narrow": [
                {"claim": n.claim, "verdict": n.verdict.value, "origin": n.origin, "sources": list(n.sources)} for n in found.narrow
            ],
            "hanging": {claim: list(sources) for claim, sources in found.hanging.items()},
        }
    )  # fmt: skip
