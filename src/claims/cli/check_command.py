"""`claims check`: validate claims."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import click

from .terminal import colourful

if TYPE_CHECKING:
    from ..check.config import Settings
    from ..check.engine import Checked
    from ..check.selection import Selection
    from ..load.raw import Reading
    from ..model.ledger import LedgerRecord


@attrs.frozen
class CheckRun:
    """What a run of the check was asked for."""

    paths: tuple[Path, ...] = ()
    articles: tuple[Path, ...] = ()
    ledger: Path | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    baseline: Path | None = None
    changed_since: str | None = None
    history_since: str | None = None
    config: Path | None = None
    all_rules: bool = False


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--ledger", type=click.Path(path_type=Path), help="Ledger that new claims refer to.")
@click.option(
    "--article", "articles", multiple=True, type=click.Path(path_type=Path),
    help="Text of an article, to verify anchors and quotations with.",
)  # fmt: skip
@click.option("--format", "report_format", help="text, json, github, sarif, junit, or auto (github inside GitHub Actions, else text).")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write the report to a file; the terminal shows it as text.")
@click.option("--select", multiple=True, metavar="CODES", help="Codes or prefixes to run, comma-separated.")
@click.option("--ignore", multiple=True, metavar="CODES", help="Codes or prefixes to leave out.")
@click.option("--fail-on", type=click.Choice(["error", "warning", "note"]), help="Least severity that fails; by default error.")
@click.option("--baseline", type=click.Path(path_type=Path), help="Known findings; new ones fail, and so do entries that no longer occur.")
@click.option("--write-baseline", type=click.Path(path_type=Path), help="Write what is found now as a baseline, and end with 0.")
@click.option("--changed-since", metavar="REV", help="Report only on what differs from a git revision, and what references it.")
@click.option("--history-since", metavar="REV", help="Revision since which histories must only have grown.")
@click.option("--all-rules", is_flag=True, help="Run every rule on large JSON Lines files too, with all their records in memory.")
@click.option("--fix", is_flag=True, help="Mend what is mechanical: canonical form, normal form of text, unambiguous dates.")
@click.option("--diff", "show_diff", is_flag=True, help="With --fix: show what would change and write nothing.")
@click.option("--config", type=click.Path(path_type=Path), help="Configuration file; by default the nearest claims.toml or pyproject.toml.")
def command(
    paths: tuple[Path, ...],
    ledger: Path | None,
    articles: tuple[Path, ...],
    report_format: str | None,
    output: Path | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str | None,
    baseline: Path | None,
    write_baseline: Path | None,
    changed_since: str | None,
    history_since: str | None,
    all_rules: bool,
    fix: bool,
    show_diff: bool,
    config: Path | None,
) -> int:
    """Validate files or folders of claims: JSON, JSON Lines, YAML, CSV, XLSX, or a ledger's folder.

    Without PATHS it checks those of the configuration. Every problem is told in one run, each with its place, code and remedy.
    """
    from ..check.config import exit_status, load_settings
    from ..check.reports import chosen_format, get_renderer
    from ..errors import UnknownName
    from ..model.finding import Severity

    settings = load_settings(config)
    name = chosen_format(report_format or settings.values.format, os.environ)
    render = get_renderer(name)
    run = CheckRun(
        paths or tuple(settings.path(p) for p in settings.values.paths), articles, ledger, _codes(select), _codes(ignore), baseline,
        changed_since, history_since, config, all_rules,
    )  # fmt: skip
    if not run.paths:
        raise click.UsageError("name a file or folder to check, or set `paths` in [tool.claims]")
    if show_diff and not fix:
        raise UnknownName("--diff goes with --fix")
    if fix:
        _fix(run.paths, show_diff, to_errors=name != "text")
    checked = perform(run, settings)
    if write_baseline is not None:
        from ..check import baseline as baselines

        baselines.write_baseline(write_baseline, checked, write_baseline.absolute().parent)
        click.echo(f"{write_baseline}: {len(checked.report.findings)} findings are known from now on")
        return 2 if checked.report.unreadable else 0
    text = render(checked, color=colourful() and output is None)
    if output is not None:
        from ..load.atomic import write_bytes

        write_bytes(output, text.encode())
        text = get_renderer("text")(checked, color=colourful())
    sys.stdout.write(text)
    return exit_status(checked.report, Severity(fail_on) if fail_on else settings.values.fail_on)


def perform(run: CheckRun, settings: Settings | None = None) -> Checked:
    """Read, check, follow documents and history, narrow, and apply the baseline."""
    from ..check.config import load_settings
    from ..check.engine import check_reading, is_large
    from ..check.history_in_git import check_history
    from ..check.stage import DOCUMENT_CODES, with_stage
    from ..load.collector import paused_collector
    from ..load.raw import Reading
    from ..load.read import read

    settings = settings or load_settings(run.config)
    selection: Selection = settings.selection(select=run.select, ignore=run.ignore)
    if not run.all_rules and any(map(is_large, run.paths)):
        from ..check.bulk import check_bulk

        checked = check_bulk(run.paths, otherwise=lambda prefixes: _known_ledger(run, settings, prefixes), selection=selection)
    else:
        with paused_collector():
            reading = Reading.joined(map(read, run.paths))
            records = reading.every_record
            prefixes = {raw.id.rpartition("-")[0] for raw in records if raw.kind == "claim"}
            against = None if any(raw.kind == "ledger" for raw in records) else _known_ledger(run, settings, prefixes)
            articles = run.articles or tuple(settings.path(name) for name in settings.values.article)
            checked = check_reading(reading, against=against, texts=_texts(reading, against, articles), selection=selection, light=True)
    if documents := settings.document_files():
        from ..check.documents import check_documents

        checked = check_documents(checked, documents, selection=selection)
    else:
        checked = with_stage(checked, DOCUMENT_CODES, (), selection=selection)
    checked = check_history(checked, run.paths, run.history_since or run.changed_since, selection=selection)
    baseline = run.baseline or (settings.path(settings.values.baseline) if settings.values.baseline else None)
    if baseline is not None:
        from ..check.baseline import apply_baseline, read_baseline

        # Before narrowing: an entry is stale where the whole check did not meet it.
        checked = apply_baseline(checked, read_baseline(baseline), selection=selection, root=baseline.absolute().parent)
    if run.changed_since is not None:
        from ..check.changed import narrow

        checked = narrow(checked, run.changed_since, run.paths, settled_by=filter(None, (settings.file, baseline)))
    return checked


def _known_ledger(run: CheckRun, settings: Settings, prefixes: Collection[str]) -> LedgerRecord | None:
    """Return what new claims refer to: the ledger that was named, else the configured one, else the shipped one where they fit it.

    They fit it where one of their identifiers has its prefix, or where none is a claim's.
    """
    from ..load.packed import PACKED_NAME, load_packed

    named = run.ledger or (settings.path(settings.values.ledger) if settings.values.ledger else None)
    if named:
        from ..load.typed import load_ledger

        return load_ledger(named)
    return load_packed() if not prefixes or PACKED_NAME.partition(".")[0] in prefixes else None


def _texts(reading: Reading, against: LedgerRecord | None, files: Sequence[Path]) -> dict[str, str]:
    if not files:
        return {}
    from ..check.engine import read_article_texts
    from ..check.structure import build
    from ..model.article import Article

    known = [model for raw in reading.every_record if raw.kind == "article" and isinstance(model := build(raw)[0], Article)]
    return read_article_texts(files, known or (against.articles if against else ()))


def _codes(given: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(code.strip().upper() for item in given for code in item.split(",") if code.strip())


def _fix(paths: tuple[Path, ...], show_diff: bool, *, to_errors: bool) -> None:
    """Show the whole diff, then write; `to_errors` keeps it out of a report that a program reads."""
    from ..check.fix import apply_fix, find_fixes, unified_diff

    found = find_fixes(paths)
    for fix in found.fixes:
        click.echo(unified_diff(fix), nl=False, err=to_errors)
    for fix in found.fixes:
        if not show_diff:
            apply_fix(fix)
        click.echo(f"{fix.file}: {'would be mended' if show_diff else 'mended'}: {'; '.join(fix.done)}", err=to_errors)
    for file, reason in found.left_alone:
        click.echo(f"{file}: left alone: {reason}", err=to_errors)
