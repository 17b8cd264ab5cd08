"""`claims check`: validate claims."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ..check.engine import Checked


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--article", "articles", multiple=True, type=click.Path(path_type=Path),
    help="Text of an article, to verify anchors and quotations with.",
)
def command(paths: tuple[Path, ...], articles: tuple[Path, ...]) -> int:
    """Validate files or folders of claims."""
    status, _ = run_check(paths, articles=articles)
    return status


def run_check(paths: tuple[Path, ...], *, articles: tuple[Path, ...] = (), quiet_when_good: bool = False) -> tuple[int, Checked]:
    """Check, print the report, and return the exit status with what was checked."""
    from ..check.engine import check_reading, read_article_texts
    from ..check.structure import build
    from ..load.raw import Reading
    from ..load.read import read
    from ..model.article import Article

    reading = Reading()
    for path in paths:
        reading += read(path)
    known = [model for raw in reading.records if raw.kind == "article" and isinstance(model := build(raw)[0], Article)]
    texts = read_article_texts(articles, known)
    checked = check_reading(reading, texts=texts)
    for f in checked.report.findings:
        click.echo(f"{f.file}:{f.position}: {f.code} {f.message}\n    {f.help}")
    return checked.report.exit_status, checked
