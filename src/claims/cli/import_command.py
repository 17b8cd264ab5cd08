"""`claims import`: an edited workbook or CSV back into the ledger."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .shared_options import json_option, ledger_option
from .terminal import echo_json

if TYPE_CHECKING:
    from ..intake.examine import Examined
    from ..intake.options import ImportOptions
    from ..model.ledger import LedgerRecord


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@ledger_option
@click.option("--map", "map_file", type=click.Path(path_type=Path), help="Column map (TOML or YAML) of a foreign workbook or CSV file.")
@click.option("--apply", "apply_", is_flag=True, help="Write what changed into the curated ledger that --ledger names.")
@click.option(
    "--removed", type=click.Choice(["keep", "withdraw"]),
    help="What becomes of records whose row is gone; asked on a terminal, else keep. Nothing is ever deleted.",
)
@click.option("--partial", is_flag=True, help="With --apply: write the records without problems, though others have some.")
@click.option("--reviewer", help="Who decides, for verdicts that were written over.")
@click.option("--reason", help="Why verdicts were written over or claims withdrawn, where the file does not say.")
@click.option("--date", "day", help="Date of history entries and overrides; by default today.")
@click.option("--marked", type=click.Path(path_type=Path), help="Where the marked copy goes; by default NAME.marked.xlsx beside the file.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="With --map: the claims file to write (.yaml or .json).")
@json_option
def command(
    file: Path,
    ledger_path: Path | None,
    map_file: Path | None,
    apply_: bool,
    removed: str | None,
    partial: bool,
    reviewer: str | None,
    reason: str | None,
    day: str | None,
    marked: Path | None,
    output: Path | None,
    as_json: bool,
) -> int:
    """Read an edited workbook or CSV back and show what changed against the ledger; --apply writes it.

    FILE is a workbook made by `claims export`, a folder of CSV tables, its datapackage.json, or one table as CSV; with --map any other.
    """
    from ..intake.options import ImportOptions, Removed
    from ..load.packed import load_packed
    from ..load.typed import load_ledger
    from ..model.date import is_edtf

    if day is not None and not is_edtf(day):
        raise click.BadParameter(f"{day!r} is not a date in EDTF; write for example 2021-06-30", param_hint="--date")
    if map_file is not None:
        return _draft(file, map_file, output, as_json)
    if apply_ and (ledger_path is None or not (ledger_path / "ledger.json").is_file()):
        raise click.UsageError("--apply writes into a curated ledger: name its folder with --ledger")
    ledger = load_packed() if ledger_path is None else load_ledger(ledger_path)
    given = {"reviewer": reviewer, "reason": reason, "partial": partial, **({"day": day} if day else {})}
    options = ImportOptions(**given)  # type: ignore[arg-type]
    if removed is not None:
        import attrs

        options = attrs.evolve(options, removed=Removed(removed))
    return _import(file, ledger, ledger_path, options, apply_, removed is None, marked, as_json)


def _import(
    file: Path, ledger: LedgerRecord, folder: Path | None, options: ImportOptions, apply_: bool, ask: bool, marked: Path | None,
    as_json: bool,
) -> int:  # fmt: skip
    from ..check.config import load_settings
    from ..intake.apply import write_records
    from ..intake.examine import examine
    from ..intake.marked import default_name, write_marked
    from ..intake.outcome import outcome
    from ..intake.words import as_json as to_json
    from ..intake.words import lines, summary
    from ..model.finding import Severity, in_order

    curated = folder if folder is not None and (folder / "ledger.json").is_file() else None
    found = examine(file, ledger, options, curated)
    if ask and found.gone and sys.stdin.isatty() and not as_json:
        asked = _ask(found, options)
        if asked is not options:
            options = asked
            found = examine(file, ledger, options, curated)
    result = outcome(found, ledger, options, load_settings().selection())
    findings = in_order([*found.findings, *result.findings])
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    if not as_json:
        for line in lines(found, result, findings):
            click.echo(line)
    applied: list[str] = []
    if apply_ and curated is not None and (not errors or options.partial):
        applied = [str(path) for path in write_records(curated, result.writes)]
    told = [finding for finding in findings if finding.severity is not Severity.NOTE]
    copy = write_marked(file, told, marked or default_name(file)) if errors and found.book.readable else None
    if as_json:
        echo_json(to_json(found, result, findings, applied) | {"marked": str(copy) if copy else None})
    else:
        click.echo(summary(found, result, findings))
        if copy is not None:
            click.echo(f"marked copy: {copy}")
        if applied:
            click.echo(f"{len(applied)} records written to {curated}; check them with: claims check {curated}")
        elif apply_ and errors:
            click.echo("nothing was written; mend what is marked, or write the rest with --partial")
        elif result.writes and not apply_:
            click.echo("nothing was written; --apply writes")
    if not found.book.readable:
        return 2
    return 1 if errors else 0


def _draft(file: Path, map_file: Path, output: Path | None, as_json: bool) -> int:
    from ..intake.foreign import draft, write_drafts
    from ..intake.foreign_map import read_foreign_map
    from ..intake.words import finding_lines
    from ..model.finding import Severity

    made = draft(file, read_foreign_map(map_file))
    errors = [finding for finding in made.findings if finding.severity is Severity.ERROR]
    if output is not None:
        write_drafts(made, output)
    if as_json:
        echo_json(
            {
                "rows": made.rows, "claims": len(made.claims), "skipped": made.skipped, "output": str(output) if output else None,
                "findings": [{"place": str(f.position), "severity": f.severity.value, "message": f.message} for f in made.findings],
            }
        )  # fmt: skip
    else:
        for finding in made.findings:
            for line in finding_lines(finding):
                click.echo(line)
        where = f" to {output}" if output else "; name a file with -o to write them"
        click.echo(f"{made.rows} rows: {len(made.claims)} drafts{where}, {made.skipped} rows passed over")
    return 1 if errors else 0


def _ask(found: Examined, options: ImportOptions) -> ImportOptions:
    import attrs

    from ..intake.options import Removed

    for gone in found.gone[:20]:
        click.echo(f"{gone.kind} {gone.record} {gone.field}: {gone.label}")
    choice = click.prompt("The rows of these are gone. Keep or withdraw them?", type=click.Choice(["keep", "withdraw"]), default="keep")
    if choice == "keep":
        return options
    reason = options.reason or click.prompt("Why")
    return attrs.evolve(options, removed=Removed.WITHDRAW, reason=reason)
