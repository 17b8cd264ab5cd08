"""Peak memory of checking a file in one process: `python -m benchmarks.memory FILE`."""

from __future__ import annotations

import resource
import sys
import time
from pathlib import Path


def main() -> None:
    """Check the file and print records, seconds, and the peak of the resident set before and after."""
    from claims.check.bulk import check_bulk
    from claims.check.bulk_schema import quick_validator

    for kind in ("claim", "source", "entity", "article", "ledger"):
        quick_validator(kind)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.perf_counter()
    report = check_bulk([Path(sys.argv[1])], processes=1).report
    taken = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"{report.records:,} records, {len(report.findings):,} findings, {taken:.1f} s")
    print(f"{before // 1024} MiB before, {after // 1024} MiB at the peak")


if __name__ == "__main__":
    main()
