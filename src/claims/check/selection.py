"""Which rules run, and which findings are taken out with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fnmatch import fnmatch
from typing import TYPE_CHECKING

import attrs

from ..errors import UnknownName
from ..load.raw import RawRecord
from ..model.accepted import Accepted
from ..model.finding import Finding, Severity
from .rule import FAMILIES, Rule

if TYPE_CHECKING:
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
        self, findings: Iterable[Finding], context: Context, rules: Mapping[str, Rule]
    ) -> tuple[list[Finding], list[Finding]]:
        """Return the findings that stand and those that were suppressed.

        Suppressions in place (a record's `accepted`) are honoured and, where they match nothing, reported as REF012.
        """
        kept: list[Finding] = []
        suppressed: list[Finding] = []
        accepted = {(raw.kind, raw.id, a.code): [raw, i, False] for raw, i, a in _accepted(context)}
        for finding in findings:
            if not self.wants(finding.code):
                continue
            entry = next((e for (_, rid, code), e in accepted.items() if rid == finding.record and code == finding.code), None)
            if entry is not None:
                entry[2] = True
                suppressed.append(finding)
            elif any(fnmatch(finding.file, pattern) and finding.code.startswith(codes) for pattern, codes in self.per_file_ignores):
                suppressed.append(finding)
            else:
                kept.append(attrs.evolve(finding, severity=self._severity(finding)))
        if self.wants("REF012"):
            kept += _unused(accepted, rules, self)
        return kept, suppressed

    def _severity(self, finding: Finding) -> Severity:
        matching = [(len(prefix), severity) for prefix, severity in self.severity if finding.code.startswith(prefix)]
        return max(matching)[1] if matching else finding.severity


def _accepted(context: Context) -> Iterable[tuple[RawRecord, int, Accepted]]:
    for raw, claim in context.checked_claims():
        yield from ((raw, index, item) for index, item in enumerate(claim.accepted))
    for raw, source in context.checked_sources():
        yield from ((raw, index, item) for index, item in enumerate(source.accepted))


def _unused(accepted: Mapping[tuple[str, str, str], list[object]], rules: Mapping[str, Rule], selection: Selection) -> list[Finding]:
    from .engine import locate
    from .rule import Problem

    found = []
    for (_, _, code), (raw, index, used) in accepted.items():
        rule = rules.get(code)
        if not used and (rule is None or selection.runs(rule)):
            words = f"{code} is accepted here and no longer occurs" if rule else f"there is no rule {code}"
            found.append(locate(rules["REF012"], Problem(raw, ("accepted", index), words, "remove the entry")))  # type: ignore[arg-type]
    return found


EVERYTHING = Selection()


def validate_codes(codes: Iterable[str], rules: Mapping[str, Rule]) -> tuple[str, ...]:
    """Return codes and prefixes as given. Raises UnknownName where one matches no rule."""
    checked = tuple(codes)
    for code in checked:
        if not any(known.startswith(code) for known in rules):
            raise UnknownName(f"no rule has the code or prefix {code!r}; families are {', '.join(FAMILIES)}")
    return checked
