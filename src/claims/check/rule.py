"""What a rule is: a code that is a promise, documentation, and a function that yields problems."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import attrs

from ..load.marks import Path
from ..load.raw import RawRecord
from ..model.finding import Severity

if TYPE_CHECKING:
    from .context import Context

FAMILIES: dict[str, str] = {
    "SYN": "syntax: is the text readable at all",
    "SCH": "JSON Schema: does the record have the right shape",
    "TYP": "types: is each value a valid one of its kind",
    "REF": "references and integrity: does what is named exist, once",
    "ANC": "anchors and coverage: does the claim stand where it says",
    "VAL": "values and derivations: do dates, numbers and arithmetic agree",
    "EVI": "evidence and assessment: does the verdict follow from what is cited",
    "STY": "style: can a reader rely on the wording",
}
"""Families of rules by the prefix of their codes."""


@attrs.frozen(eq=False)
class Problem:
    """What a rule found: a record, a place in it, and words. The engine adds code, file and position."""

    record: RawRecord
    path: Path
    message: str
    help: str = ""
    related: tuple[tuple[RawRecord, Path, str], ...] = ()
    of_key: bool = False
    """Whether the key, not the value, is what is wrong."""


Check = Callable[["Context"], Iterator[Problem]]


@attrs.frozen(eq=False)
class Rule:
    """One rule. Its documentation has a summary, then paragraphs beginning with `Why:`, `Bad:` and `Good:`."""

    code: str
    name: str
    severity: Severity
    documentation: str
    check: Check | None = None
    """None where the reader or the schema stage yields the findings of this code."""
    needs: tuple[str, ...] = ()
    """What the rule needs to run: `ledger`, `article`, `assessment`. Where it is missing the rule is reported as not run."""

    @property
    def family(self) -> str:
        """The code's prefix."""
        return self.code[:3]

    def section(self, title: str) -> str:
        """Return the paragraph of the documentation that begins with `title`, without it; for `Summary`, what stands before any."""
        found = {"Summary": ""}
        current = "Summary"
        for line in self.documentation.splitlines():
            head, colon, rest = line.partition(":")
            if colon and head in {"Why", "Bad", "Good"}:
                current, line = head, rest.strip()
                found[current] = ""
            found[current] = f"{found[current]}\n{line}".strip()
        return found.get(title, "")


def rule(code: str, name: str, *, severity: Severity = Severity.ERROR, needs: tuple[str, ...] = ()) -> Callable[[Check], Rule]:
    """Make a rule of a function that takes the context and yields problems; its docstring is the rule's documentation."""

    def make(check: Check) -> Rule:
        return Rule(code, name, severity, inspect.cleandoc(check.__doc__ or ""), check, needs)

    return make


def documented(code: str, name: str, documentation: str, *, severity: Severity = Severity.ERROR) -> Rule:
    """Describe a code whose findings come from reading files or from the schema stage."""
    return Rule(code, name, severity, inspect.cleandoc(documentation))
