"""`claims build`: the main job."""

from __future__ import annotations

from pathlib import Path

import click

from .terminal import echo_table, verdict_mark


@click.command("build")
@click.option("--ledger", "ledger_path", type=click.Path(path_type=Path), help="Curated ledger. By default the one below `sources/`.")
@click.option("--article", "articles", multiple=True, type=click.Path(path_type=Path), help="Text of the article, to verify anchors with.")
@click.option("--check", "only_check", is_flag=True, help="Write nothing; fail where something committed is stale.")
@click.option("--root", type=click.Path(path_type=Path, file_okay=False), default=Path(), help="Folder of the repository.")
def command(ledger_path: Path | None, articles: tuple[Path, ...], only_check: bool, root: Path) -> int:
    """Check the ledger, then regenerate schemas, packed ledger, exports and reference pages.

    Nothing is written where the check finds an error. With --check, exit status 1 where a file differs from what would be generated.
    """
    from ..export.build import build_all, find_ledger, stale_files, write_all
    from .check_command import run_check

    folder = ledger_path or find_ledger(root)
    status, checked = run_check((folder,), articles=articles, quiet_when_good=True)
    if status:
        return status
    generated = build_all(folder, root)
    if only_check:
        stale = stale_files(generated, root)
        for name, why in stale:
            click.echo(f"{name}: {why}")
        if stale:
            click.echo(f"{len(stale)} generated files are stale; run: claims build")
            return 1
        click.echo(f"{len(generated)} generated files are as the code generates them")
        return 0
    changed = write_all(generated, root)
    _summary(folder, len(generated), changed)
    for code, reason in checked.report.not_run:
        click.echo(f"not run: {code}: {reason}")
    return 0


def _summary(folder: Path, generated: int, changed: list[str]) -> None:
    from ..api import load
    from ..query.coverage import coverage
    from ..query.summary import summarise

    ledger = load(folder)
    counts = summarise(ledger.record)
    click.secho(f"{ledger.info.title} ({ledger.info.id} {ledger.info.version})", bold=True)
    click.echo(f"{counts.claims} claims, {counts.citations} citations of {counts.sources} sources, {counts.derivations} derivations: valid")
    echo_table(("verdict", "claims"), [(verdict_mark(v), n) for v, n in counts.by_verdict.items()], frozenset({1}))
    for report in coverage(ledger.record):
        click.echo(f"{report.covered} of {report.wanted} statements of {report.article} carry claims")
    click.echo(f"{generated} files generated, {len(changed)} changed" + "".join(f"\n  {name}" for name in changed[:20]))
    if len(changed) > 20:
        click.echo(f"  … and {len(changed) - 20} more")
