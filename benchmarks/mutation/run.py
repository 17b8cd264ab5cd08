"""Drawing mistakes, trying each, and telling the figures."""

from __future__ import annotations

import atexit
import random
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context
from pathlib import Path

from . import of_claims, of_others  # noqa: F401  (they register their kinds)
from .kinds import KINDS, Files, Mutation
from .ledger_copy import Catch, LedgerCopy


def draw_mutations(files: Files, seed: int, count: int) -> list[Mutation]:
    """Return `count` different mistakes, the kinds in turn. A kind that finds no place a hundred times over is left out."""
    rng = random.Random(seed)
    found: list[Mutation] = []
    told: set[str] = set()
    kinds = list(KINDS)
    while len(found) < count and kinds:
        for name in list(kinds):
            for _ in range(400):
                mutation = KINDS[name](rng, files)
                if mutation is not None and mutation.told not in told:
                    told.add(mutation.told)
                    found.append(mutation)
                    break
            else:
                kinds.remove(name)
            if len(found) == count:
                break
    return found


def run(ledger: Path, seed: int, count: int, article: Path | None = None, *, processes: int = 1) -> Iterator[Catch]:
    """Yield what became of each of `count` mistakes in a copy of a ledger, its history held against git, and with the article's text where
    that is given. With several processes each has a copy of its own; what is found does not depend on their number.
    """
    if processes == 1:
        yield from _part((ledger, seed, count, article, 0, 1))
        return
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        parts = [(ledger, seed, count, article, part, processes * 8) for part in range(processes * 8)]
        for found in pool.map(_part, parts):
            yield from found


def _part(task: tuple[Path, int, int, Path | None, int, int]) -> list[Catch]:
    ledger, seed, count, article, part, parts = task
    copy = _copy(ledger, article)
    return [copy.try_out(mutation) for mutation in draw_mutations(copy.files, seed, count)[part::parts]]


@cache
def _copy(ledger: Path, article: Path | None) -> LedgerCopy:
    scratch = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, scratch, ignore_errors=True)
    return LedgerCopy(ledger, scratch, article)


def share(catches: Sequence[Catch], **which: bool) -> float:
    """Return the share of mistakes that were caught."""
    return sum(bool(catch.codes(**which)) for catch in catches) / len(catches)


def table(catches: Sequence[Catch], *, article: bool) -> str:
    """Return the figures as Markdown: caught by kind, in all, and the missed."""
    columns: list[tuple[str, dict[str, bool]]] = [("records alone", {"article": False, "history": False})]
    columns += [("and the article's text", {"article": True, "history": False})] if article else []
    columns.append(("and git", {"article": article, "history": True}))
    columns.append(("errors only", {"article": article, "history": True, "warnings": False}))
    lines = [f"| kind | tried | {' | '.join(name for name, _ in columns)} |", "|---|---:|" + "---:|" * len(columns)]
    for kind in dict.fromkeys(catch.mutation.kind for catch in catches):
        own = [catch for catch in catches if catch.mutation.kind == kind]
        counts = [sum(bool(catch.codes(**which)) for catch in own) for _, which in columns]
        lines.append(f"| {kind} | {len(own)} | {' | '.join(map(str, counts))} |")
    shares = [f"{share(catches, **which):.1%}" for _, which in columns]
    lines.append(f"| **all** | {len(catches)} | {' | '.join(f'**{value}**' for value in shares)} |")
    return "\n".join(lines)
