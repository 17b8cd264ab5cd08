"""`claims build`: the main job."""

from __future__ import annotations

from pathlib import Path

import click

from .terminal import colourful, echo_table, verdict_mark


@click.command("build")
@click.option("--ledger", "ledger_path", type=click.Path(path_type=Path), help="Curated ledger. By default the one below `sources/`.")
@click.option("--article", "articles", multiple=True, type=click.Path(path_type=Path), help="Text of the article, to verify anchors with.")
@click.option("--check", "only_check", is_flag=True, help="Write nothing; fail where something committed is stale.")
@click.option("--root", type=click.Path(path_type=Path, file_okay=False), default=Path(), help="Folder of the repository.")
def command(ledger_path: Path | None, articles: tuple[Path, ...], only_check: bool, root: Path) -> int:
    """Check the ledger, then regenerate schemas, packed ledger, exports and reference pages.

    Nothing is written where the check finds an error. With --check, exit status 1 where a file differs from what would be generated.
    """
    from ..check.engine import check_reading, read_article_texts
    from ..check.reports import get_renderer
    from ..export.build import build_all, find_ledger, stale_files, write_all
    from ..load.read import read
    from ..load.typed import load_ledger

    folder = ledger_path or find_ledger(root)
    texts = read_article_texts(articles, load_ledger(folder).articles) if articles else {}
    checked = check_reading(read(folder), texts=texts)
    if checked.report.exit_status:
        click.echo(get_renderer("text")(checked, color=colourful()), nl=False)
        click.echo("nothing was written")
        return checked.report.exit_status
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
    _not_run(checked.report.not_run)
    return 0


def _not_run(entries: tuple[tuple[str, str], ...]) -> None:
    by_reason: dict[str, list[str]] = {}
    for code, reason in entries:
        by_reason.setdefault(reason, []).append(code)
    for reason, codes in by_reason.items():
        click.echo(f"not run: {', '.join(codes)}: {reason}")


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
