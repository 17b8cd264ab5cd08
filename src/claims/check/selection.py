"""Which rules run, and which findings are taken out with a reason."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from ..errors import UnknownName
from ..load.raw import RawRecord
from ..model.finding import Finding, Severity
from .rule import FAMILIES, Rule

if TYPE_CHECKING:
    from ..model.accepted import Accepted
    from .context import Context


@attrs.frozen
class Selection:
    """Codes or prefixes to run and to leave out, and severities that differ from the rules' own."""

    select: tuple[str, ...] = ()
    """Codes or prefixes; empty for all."""
    ignore: tuple[str, ...] = ()
    """Codes or prefixes to leave out; the longer prefix wins over `select`."""
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """File pattern and the codes or prefixes ignored in files that match it."""
    severity: tuple[tuple[str, Severity], ...] = ()
    """Severity by code or prefix."""

    def runs(self, rule: Rule) -> bool:
        """Whether a rule is selected."""
        return self.wants(rule.code)

    def wants(self, code: str) -> bool:
        """Whether findings of a code are wanted."""
        chosen = max((len(p) for p in self.select if code.startswith(p)), default=-1 if self.select else 0)
        left_out = max((len(p) for p in self.ignore if code.startswith(p)), default=-1)
        return chosen > left_out

    def apply(
        self, findings: Iterable[Finding], context: Context, rules: Mapping[str, Rule], not_run: frozenset[str] = frozenset()
    ) -> tuple[list[Finding], list[Finding]]:
        """Return the findings that stand and those that were suppressed.

        Suppressions in place (a record's `accepted`) are honoured and, where they match nothing, reported as REF012. One whose rule
        did not run (`not_run`, or not selected) says nothing.
        """
        kept: list[Finding] = []
        suppressed: list[Finding] = []
        entries = list(_accepted(context))
        by_place = {
            (file, raw.id, item.code): number for number, (raw, _, item) in enumerate(entries) for file in (raw.file, *raw.other_files)
        }
        used: set[int] = set()
        for finding in findings:
            if not self.wants(finding.code):
                continue
            number = by_place.get((finding.file, finding.record, finding.code))
            if number is not None:
                used.add(number)
                suppressed.append(finding)
            elif self._ignored_in_file(finding):
                suppressed.append(finding)
            else:
                kept.append(attrs.evolve(finding, severity=self._severity(finding)))
        if self.wants("REF012"):
            for finding in _unused([entry for number, entry in enumerate(entries) if number not in used], rules, self, not_run):
                (suppressed if self._ignored_in_file(finding) else kept).append(attrs.evolve(finding, severity=self._severity(finding)))
        return kept, suppressed

    def _ignored_in_file(self, finding: Finding) -> bool:
        return any(_matches(finding.file, pattern) and finding.code.startswith(codes) for pattern, codes in self.per_file_ignores)

    def _severity(self, finding: Finding) -> Severity:
        matching = [(len(prefix), severity) for prefix, severity in self.severity if finding.code.startswith(prefix)]
        return max(matching)[1] if matching else finding.severity


def _matches(file: str, pattern: str) -> bool:
    # A pattern in full, as a configuration file makes it, is met by any way of naming the file.
    return fnmatch(os.path.normpath(Path(file).absolute()) if Path(pattern).is_absolute() else file, pattern)


def _accepted(context: Context) -> Iterator[tuple[RawRecord, int, Accepted]]:
    for raw, claim in context.checked_claims():
        yield from ((raw, index, item) for index, item in enumerate(claim.accepted))
    for raw, source in context.checked_sources():
        yield from ((raw, index, item) for index, item in enumerate(source.accepted))


def _unused(
    entries: Iterable[tuple[RawRecord, int, Accepted]], rules: Mapping[str, Rule], selection: Selection, not_run: frozenset[str]
) -> Iterator[Finding]:
    from .engine import locate
    from .rule import Problem

    for raw, index, item in entries:
        rule = rules.get(item.code)
        if rule is None:
            words = f"there is no rule {item.code}"
        elif selection.runs(rule) and item.code not in not_run:
            words = f"{item.code} is accepted here and does not occur"
        else:
            continue
        yield locate(rules["REF012"], Problem(raw, ("accepted", index), words, "remove the entry"))


EVERYTHING = Selection()


def validate_codes(codes: Iterable[str], rules: Mapping[str, Rule]) -> tuple[str, ...]:
    """Return codes and prefixes as given. Raises UnknownName where one matches no rule."""
    checked = tuple(codes)
    for code in checked:
        if not any(known.startswith(code) for known in rules):
            raise UnknownName(f"no rule has the code or prefix {code!r}; families are {', '.join(FAMILIES)}")
    return checked
