"""`python -m benchmarks.mutation --seed 1 --count 1000 [--article FILE]`: insert mistakes into the shipped ledger, count the caught."""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path

from .run import run, share, table

ROOT = Path(__file__).parents[2]
FLOOR = 0.98


def main() -> int:
    """Run, print the figures and the missed, and return 1 where fewer than the floor were caught."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.mutation", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--article", type=Path, help="text of the article, to verify anchors with")
    parser.add_argument("--ledger", type=Path, default=ROOT / "sources" / "azpk")
    parser.add_argument("--missed-by-records", action="store_true", help="list also what only git or the article's text tells")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    started = time.perf_counter()
    catches = []
    for catch in run(options.ledger, options.seed, options.count, options.article, processes=options.processes):
        catches.append(catch)
        if len(catches) % 50 == 0:
            print(f"{len(catches)} of {options.count}, {time.perf_counter() - started:.0f} s", file=sys.stderr, flush=True)
    print(table(catches, article=options.article is not None))
    print(f"\nseed {options.seed}, {len(catches)} mistakes, {time.perf_counter() - started:.0f} s")
    for title, which in (("missed by all checks", True), ("missed by the records alone", False)):
        missed = [catch for catch in catches if not catch.codes(article=which, history=which)]
        if which or options.missed_by_records:
            print(f"\n{title}: {len(missed)}")
            for catch in missed:
                print(f"- {catch.mutation.told} ({catch.mutation.kind})")
    return 0 if share(catches) >= FLOOR else 1


if __name__ == "__main__":
    sys.exit(main())
