"""One large file, checked in one process or in several, each with a range of its bytes."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import BinaryIO

import orjson

from ..load.collector import paused_collector
from ..load.read import kind_of
from .bulk_scan import BLOCK, Known, Scan, blocks_of_lines
from .bulk_schema import quick_validator
from .bulk_tally import NAMESPACES, Tally, Vocabulary, namespace
from .rule import Rule

PAYS_FROM = 100_000
"""Records from which a second process pays: below, starting it costs more than it saves."""
_SAMPLE = 1 << 18
_HEAD_LINES = 20_000


def processes_for(path: Path, start: int) -> int:
    """Return how many processes to use for a file: one a core that this process may use, one in all below `PAYS_FROM` records."""
    size = path.stat().st_size - start
    with open(path, "rb") as stream:
        stream.seek(start)
        sample = stream.read(_SAMPLE)
    lines = sample.count(b"\n") or 1
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, max(1, int(size / (len(sample) / lines) / (PAYS_FROM / 2)))) if sample else 1


def scan_file(
    path: Path, name: str, number: int, start: int, known: Known, rules: Mapping[str, Rule], processes: int | None = None
) -> Tally:
    """Return the tally of a file from byte `start` on. Raises NotText where a line is not UTF-8, OSError where it cannot be read."""
    size = path.stat().st_size
    with open(path, "rb") as stream:
        count = processes_for(path, start) if processes is None else processes
        if count <= 1:
            return Scan(name, number, known, rules).run(blocks_of_lines(stream, start, size))
        known = _with_head(stream, start, known)
        edges = _edges(stream, start, size, count)
    # Forking costs a hundredth of a second and a fresh interpreter half of one; but a fork of several threads may hang.
    can_fork = "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1
    method = multiprocessing.get_context("fork" if can_fork else None)
    with ProcessPoolExecutor(max(1, len(edges) - 1), method) as pool:
        later = [pool.submit(_scan_part, path, name, number, known, start, *edge) for edge in edges[1:]]
        whole = _scan_part(path, name, number, known, start, *edges[0])
        for future in later:
            whole.add(future.result())
    return whole


def _scan_part(path: Path, name: str, number: int, known: Known, first: int, start: int, end: int) -> Tally:
    from .rules import all_rules

    rules = {rule.code: rule for rule in all_rules()}
    with open(path, "rb") as stream, paused_collector():
        before = _lines_between(stream, first, start)
        return Scan(name, number, known, rules, before).run(blocks_of_lines(stream, start, end, before))


def _lines_between(stream: BinaryIO, start: int, end: int) -> int:
    stream.seek(start)
    count = 0
    while start < end and (block := stream.read(min(BLOCK, end - start))):
        count += block.count(b"\n")
        start += len(block)
    return count


def _edges(stream: BinaryIO, start: int, size: int, count: int) -> list[tuple[int, int]]:
    """Return `count` ranges of bytes, or fewer, each of whole lines."""
    cuts = [start]
    for part in range(1, count):
        stream.seek(max(cuts[-1], start + (size - start) * part // count))
        stream.readline()
        if cuts[-1] < stream.tell() < size:
            cuts.append(stream.tell())
    return list(zip(cuts, [*cuts[1:], size], strict=True))


def _with_head(stream: BinaryIO, start: int, known: Known) -> Known:
    """Return what is known with the ledger, entities and sources at the head of the file, so that no part has to leave them open."""
    ids = {name: set(known.ids[name]) for name in NAMESPACES}
    vocabulary = known.vocabulary
    stream.seek(start)
    for _ in range(_HEAD_LINES):
        line = stream.readline(1 << 24)
        try:
            value = orjson.loads(line)
        except orjson.JSONDecodeError:
            continue
        kind = kind_of(value)
        if not line or kind == "claim" or kind is None:
            break
        owner = value.get("source") if kind == "article" else value
        identifier = owner.get("id") if isinstance(owner, dict) else None
        if isinstance(identifier, str):
            ids[namespace(kind)].add(identifier)
        if kind == "ledger" and vocabulary is None and quick_validator(kind)(value):
            vocabulary = Vocabulary.of(value)
    return Known(ids, vocabulary)
