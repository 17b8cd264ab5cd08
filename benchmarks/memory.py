"""Peak memory in one process: of checking a file, or of loading it and exporting it. `python -m benchmarks.memory FILE [--export xlsx]`."""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from pathlib import Path


def main() -> None:
    """Do what is asked and print seconds of processor time and the peaks of the resident set."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.memory", description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--export", metavar="FORMAT", help="load the file as a ledger and export it, instead of checking it")
    given = parser.parse_args()
    if given.export:
        _export(given.file, given.export)
    else:
        _check(given.file)


def _check(file: Path) -> None:
    from claims.check.bulk import check_bulk
    from claims.check.bulk_schema import quick_validator

    for kind in ("claim", "source", "entity", "article", "ledger"):
        quick_validator(kind)
    before, began = _peak(), time.perf_counter()
    report = check_bulk([file], processes=1).report
    taken = time.perf_counter() - began
    print(f"{report.records:,} records, {len(report.findings):,} findings, {taken:.1f} s")
    print(f"{before} MiB before, {_peak()} MiB at the peak")


def _export(file: Path, name: str) -> None:
    from claims.export.exporter import ExportOptions, get_exporter
    from claims.load.typed import load_ledger

    exporter = get_exporter(name)
    before, began = _peak(), time.process_time()
    ledger = load_ledger(file)
    loaded, read = _peak(), time.process_time()
    with tempfile.TemporaryDirectory() as folder:
        exporter.write(ledger, Path(folder) / f"ledger{exporter.suffix}", ExportOptions())
    print(
        f"{len(ledger.claims):,} claims: loaded in {read - began:.1f} s, exported in {time.process_time() - read:.1f} s of processor time"
    )
    print(f"{before} MiB before, {loaded} MiB with the ledger, {_peak()} MiB at the peak of exporting")


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()
