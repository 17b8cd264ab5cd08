"""Time ours and the peers in one session and print a table: `python -m benchmarks [ROWS…] [--size N] [--peers ENVIRONMENT]`."""

from __future__ import annotations

import argparse
import os
import platform
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from . import jobs_files, jobs_lines, jobs_whole, jobs_workbook
from .timing import Job, Result, measure, processor_time, table

GROUPS = ("lines", "processes", "whole", "files", "workbook")


def _jobs(group: str, folder: Path, size: int, peers: Path | None) -> Iterator[Job]:
    if group == "lines":
        yield from jobs_lines.jobs(folder, size)
    elif group == "processes":
        yield jobs_lines.two_processes(folder, max(size, 100_000))
    elif group == "whole":
        yield from jobs_whole.jobs(folder, min(size, 10_000), peers)
    elif group == "workbook":
        yield from jobs_workbook.jobs(folder, size)
    else:
        yield from jobs_files.jobs(folder, max(1, size // 10))


def main() -> None:
    """Run the rows that are asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("groups", nargs="*", metavar="ROWS", help=f"groups of rows: {', '.join(GROUPS)}; all by default")
    parser.add_argument("--size", type=int, default=20_000, help="records (default 20,000)")
    parser.add_argument("--peers", type=Path, help="environment that holds the peers' programs alone")
    parser.add_argument("--processor", action="store_true", help="take processor time, on a machine that others use too")
    given = parser.parse_args()
    if unknown := set(given.groups) - set(GROUPS):
        parser.error(f"no such rows: {', '.join(sorted(unknown))}")
    results: list[Result] = []
    with tempfile.TemporaryDirectory() as name:
        for group in given.groups or GROUPS:
            for job in _jobs(group, Path(name), given.size, given.peers):
                print(f"… {job.name}", flush=True)
                # What two processes save is time on the clock, whatever else is asked for.
                clock = processor_time if given.processor and group != "processes" else time.perf_counter
                results.append(measure(job, clock))
    clocked = "processor time" if given.processor else "time on the clock"
    print(f"\n{os.cpu_count()} cores, Python {platform.python_version()}, {given.size:,} records, {clocked}\n")
    print(table(results))


if __name__ == "__main__":
    main()
