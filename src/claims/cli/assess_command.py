"""`claims assess`: recompute verdicts, or see what a change of the sources would do."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .shared_options import json_option, ledger_option
from .terminal import echo_json, echo_wrapped, shorten, verdict_mark, width

if TYPE_CHECKING:
    from ..assess.recompute import Recomputed
    from ..assess.what_if import Flip
    from ..model.ledger import LedgerRecord


@click.command("assess")
@ledger_option
@json_option
@click.option("--apply", "write", is_flag=True, help="Write what differs into the curated ledger (by default the one below `sources/`).")
@click.option("--date", metavar="YYYY-MM-DD", help="Date of the history entries that --apply adds for changed verdicts. By default today.")
@click.option(
    "--what-if", "scenarios", multiple=True, metavar="CHANGE",
    help="Show which verdicts would flip; repeated changes hold together. CHANGE is `drop SOURCE` or `grade SOURCE=LETTER`; "
    "for SOURCE also side:SIDE, publisher:ID, genre:GENRE, or origin:SOURCE for a source with all that copies it.",
)  # fmt: skip
def command(ledger_path: Path | None, as_json: bool, write: bool, date: str | None, scenarios: tuple[str, ...]) -> int:
    """Recompute every verdict and show which stored assessments differ.

    Exit status 1 where one differs and was not written with --apply. With --what-if nothing is compared with what is stored: the
    verdicts that the policy gives now are set beside those it would give.
    """
    from ..api import load

    if scenarios and (write or date):
        raise click.UsageError("--what-if only looks; leave out --apply and --date")
    if date and not write:
        raise click.UsageError("--date goes with --apply")
    if write and ledger_path is None:
        from ..export.build import find_ledger

        ledger_path = find_ledger(Path())
    if write and not (ledger_path and (ledger_path / "ledger.json").is_file()):
        raise click.UsageError(f"--apply writes into a curated ledger, a folder with a ledger.json; {ledger_path} is none")
    ledger = load(ledger_path).record
    if scenarios:
        return _what_if(ledger, scenarios, as_json)
    from ..assess.recompute import recompute

    changes = recompute(ledger)
    written = _write(ledger_path, changes, _day(date)) if write and ledger_path else 0
    if as_json:
        echo_json({"claims": len(ledger.claims), "written": written, "differ": [_as_json(change) for change in changes]})
    else:
        _print(changes, len(ledger.claims), written if write else None)
    return 1 if changes and not write else 0


def _day(date: str | None) -> str:
    if date is None:
        return datetime.datetime.now(datetime.UTC).date().isoformat()
    try:
        return datetime.date.fromisoformat(date).isoformat()
    except ValueError:
        raise click.BadParameter(f"{date!r} is not a day; write for example 2026-11-25", param_hint="--date") from None


def _write(folder: Path, changes: tuple[Recomputed, ...], date: str) -> int:
    from ..assess.recompute import brought_up_to_date
    from ..load.atomic import write_bytes
    from ..load.canonical import canonical_bytes

    return sum(write_bytes(folder / "claims" / f"{c.new.id}.json", canonical_bytes(brought_up_to_date(c, date))) for c in changes)


def _as_json(change: Recomputed) -> dict[str, Any]:
    old, new = change.old.assessment.to_json_value(), change.new.assessment.to_json_value()
    fields = {name: {"stored": old.get(name), "recomputed": new.get(name)} for name in change.fields if name != "derivations"}
    if "derivations" in change.fields:
        stored, fresh = [d.result for d in change.old.derivations], [d.result for d in change.new.derivations]
        fields["derivations"] = {"stored": stored, "recomputed": fresh}
    return {"claim": change.old.id, "verdict_changes": change.verdict_changes, "fields": fields}


def _print(changes: tuple[Recomputed, ...], claims: int, written: int | None) -> None:
    for change in changes:
        old, new = change.old.assessment, change.new.assessment
        if change.verdict_changes:
            what = f"{verdict_mark(old.verdict.value)} becomes {verdict_mark(new.verdict.value)}"
        elif old.credence != new.credence:
            what = f"credence {old.credence} becomes {new.credence}"
        else:
            what = f"{', '.join(change.fields)} differ{'s' if len(change.fields) == 1 else ''}"
        click.echo(f"{change.old.id}  {what}")
        click.echo(f"    {shorten(change.old.statement, width() - 4)}")
    flips = sum(change.verdict_changes for change in changes)
    if not changes:
        click.echo(f"{claims} claims: every stored assessment is what the policy gives")
    elif written is None:
        click.echo(f"{len(changes)} of {claims} stored assessments differ, {flips} in the verdict; `claims assess --apply` writes them")
    else:
        click.echo(f"{written} records written, {flips} with another verdict; run: claims build")


def _what_if(ledger: LedgerRecord, lines: tuple[str, ...], as_json: bool) -> int:
    from ..assess.what_if import Scenario, Standing, parse_scenario

    scenario = Scenario()
    for line in lines:
        try:
            scenario |= parse_scenario(line, ledger)
        except ValueError as error:
            raise click.BadParameter(str(error), param_hint="--what-if") from None
    standing = Standing(ledger)
    flips = standing.flips(scenario)
    touched = {claim for source in scenario.sources for claim in standing.citing.get(source, ())}
    if as_json:
        echo_json(
            {
                "dropped": sorted(scenario.dropped), "grades": {source: letter.value for source, letter in sorted(scenario.grades.items())},
                "claims": len(ledger.claims), "claims_citing": len(touched), "flips": [flip_as_json(flip) for flip in flips],
            }
        )  # fmt: skip
        return 0
    for flip in flips:
        through = "" if flip.direct else ", through a derivation"
        click.echo(f"{flip.claim}  {verdict_mark(flip.before.value)} becomes {verdict_mark(flip.after.value)}")
        numbers = f"credence {flip.credence_before:.4f} to {flip.credence_after:.4f}{through}"
        echo_wrapped("", f"{standing.claims[flip.claim].statement} ({numbers})", indent=4)
    changed = f"{len(scenario.sources)} source{'' if len(scenario.sources) == 1 else 's'} changed"
    click.echo(f"{changed}, cited by {len(touched)} claims; {len(flips)} of {len(ledger.claims)} verdicts flip")
    return 0


def flip_as_json(flip: Flip) -> dict[str, Any]:
    """Return a flip as JSON values."""
    return {
        "claim": flip.claim, "before": flip.before.value, "after": flip.after.value, "credence_before": flip.credence_before,
        "credence_after": flip.credence_after, "direct": flip.direct,
    }  # fmt: skip
