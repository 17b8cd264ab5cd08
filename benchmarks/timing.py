"""Taking times fairly: ours and the peers in turn (A B C A B C), medians of each, and what one is of another."""

from __future__ import annotations

import gc
import resource
import statistics
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from importlib.util import find_spec

import attrs

OURS = "claims"


@attrs.frozen
class Contender:
    """One way of doing a job, and how many items it does: peers too slow for the whole job do a part of it."""

    run: Callable[[], object]
    items: int


@attrs.frozen
class Goal:
    """A target: our rate is to be at least `times` that of a peer."""

    peer: str
    times: float


@attrs.frozen
class Job:
    """A row of the table."""

    name: str
    unit: str
    contenders: Mapping[str, Contender]
    goals: tuple[Goal, ...] = ()
    rounds: int = 3


@attrs.frozen
class Result:
    """Seconds an item, by contender."""

    job: Job
    seconds: Mapping[str, float]

    def times(self, peer: str) -> float | None:
        """How many times as fast as a peer we are."""
        return self.seconds[peer] / self.seconds[OURS] if peer in self.seconds and OURS in self.seconds else None


def processor_time() -> float:
    """Seconds of processor that this process and its finished children have used."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def measure(job: Job, clock: Callable[[], float] = time.perf_counter) -> Result:
    """Run the contenders in turn and return their medians. Each is run once before, so that nothing is imported while time is taken."""
    taken: dict[str, list[float]] = {name: [] for name in job.contenders}
    if all(contender.items < 2_000 or name == OURS for name, contender in job.contenders.items()):
        for contender in job.contenders.values():
            contender.run()
    for _ in range(job.rounds):
        for name, contender in job.contenders.items():
            gc.collect()
            began = clock()
            contender.run()
            taken[name].append((clock() - began) / contender.items)
    return Result(job, {name: statistics.median(times) for name, times in taken.items()})


def command(*words: str, allowed: Sequence[int] = (0, 1)) -> Callable[[], object]:
    """Return a function that runs a program to its end. Raises RuntimeError where it ends with another status."""

    def run() -> None:
        ended = subprocess.run(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
        if ended.returncode not in allowed:
            raise RuntimeError(f"{words}: status {ended.returncode}: {ended.stderr.decode(errors='replace')[-400:]}")

    return run


def installed(*modules: str) -> bool:
    """Whether all the modules can be imported."""
    return all(find_spec(module) for module in modules)


def table(results: Sequence[Result]) -> str:
    """Return results as a Markdown table."""
    rows = ["| job | ours | peer | our rate is | target | |", "|---|---|---|---|---|---|"]
    for result in results:
        goals = {goal.peer: goal.times for goal in result.job.goals}
        first = True
        for peer in result.seconds:
            if peer == OURS:
                continue
            times = result.times(peer) or 0.0
            goal = goals.get(peer)
            verdict = "" if goal is None else "met" if times >= goal else f"missed by {1 - times / goal:.0%}"
            ours = _rate(result.seconds[OURS], result.job.unit) if first else ""
            shown = f"{_rate(result.seconds[peer], result.job.unit)} {peer}"
            target = "" if goal is None else f"≥ {goal:g} ×"
            rows.append(f"| {result.job.name if first else ''} | {ours} | {shown} | {times:.2f} × | {target} | {verdict} |")
            first = False
    return "\n".join(rows)


def _rate(seconds: float, unit: str) -> str:
    if unit == "ms":
        return f"{seconds * 1000:.0f} ms"
    rate = 1 / seconds
    return f"{rate / 1000:.1f}k {unit}/s" if rate >= 1000 else f"{rate:.0f} {unit}/s"
