"""`claims export`: a ledger in any format."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from .shared_options import selected, where_option
from .terminal import echo_table


@click.command("export")
@click.option("--to", "formats", metavar="FORMAT[,FORMAT]", help="Formats; by default told by the ending of --output.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File or folder to write; with several formats, a folder.")
@click.option("--list", "list_formats", is_flag=True, help="List the formats.")
@click.option("--columns", help="Columns of the claims table, by name, comma-separated.")
@click.option("--language", default="en", show_default=True, help="Language of labels.")
@click.option(
    "--for-excel",
    is_flag=True,
    help="CSV: byte-order mark, line ends and neutralised text for a double click in Excel; undone on import.",
)
@click.option("--delimiter", type=click.Choice([",", ";", "tab"]), help="CSV: the delimiter.")
@click.option("--form", type=click.Choice(["long", "wide"]), help="XLSX: claims and citations in one more table, long or wide.")
@click.option("--no-freeze", is_flag=True, help="XLSX: no frozen panes, for screen readers.")
@where_option
@click.option(
    "--ledger",
    "ledger_paths",
    type=click.Path(path_type=Path),
    metavar="PATH",
    multiple=True,
    help="Ledger to write: a folder, a file or an exported package. By default the one that the package carries. "
    "Several, each with a --ledger of its own, make one workbook.",
)
def command(
    formats: str | None,
    output: Path | None,
    list_formats: bool,
    columns: str | None,
    language: str,
    for_excel: bool,
    delimiter: str | None,
    form: str | None,
    no_freeze: bool,
    where: dict[str, Any],
    ledger_paths: tuple[Path, ...],
) -> int:
    """Write a ledger, or the part of it that --where selects."""
    from ..export.exporter import ExportOptions, exporter_names, format_of, get_exporter, write_ledgers

    if list_formats:
        rows = [(e.name, e.title, e.suffix or "a folder", "yes" if e.lossless else "no") for e in map(get_exporter, exporter_names())]
        echo_table(("format", "what", "ending", "comes back losslessly"), rows)
        return 0
    if formats is None and output is None:
        raise click.UsageError("say where to (-o claims.xlsx) or which format (--to xlsx); `claims export --list` shows the formats")
    names = [name.strip() for name in formats.split(",")] if formats else [format_of(output)] if output else []
    ledgers = [selected(path, where) for path in ledger_paths or (None,)]
    extra = {"for_excel": for_excel, "delimiter": "\t" if delimiter == "tab" else delimiter, "form": form, "freeze": not no_freeze}
    options = ExportOptions(
        columns=tuple(c.strip() for c in columns.split(",")) if columns else (),
        language=language,
        selection=ledgers[0].selection,
        extra={key: value for key, value in extra.items() if value is not None},
    )
    for name in names:
        exporter = get_exporter(name)
        own_name = f"{'-'.join(ledger.info.id for ledger in ledgers)}{exporter.suffix or '-' + name}"
        target = output if output and len(names) == 1 and not output.is_dir() else (output or Path()) / own_name
        target.parent.mkdir(parents=True, exist_ok=True)
        written = write_ledgers(exporter, [ledger.record for ledger in ledgers], target, options)
        several = f" of {len(ledgers)} ledgers" if len(ledgers) > 1 else ""
        files = f" ({len(written)} files)" if len(written) > 1 else ""
        click.echo(f"{name}: {sum(map(len, ledgers))} claims{several} to {target}{files}")
    return 0
