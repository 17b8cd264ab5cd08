"""The rules, one module a family. A module lists its rules in `RULES`; modules do not know one another."""

from __future__ import annotations

from functools import cache

from ...errors import NameTaken
from ...registry import RULE_MODULES, plug_ins, resolve
from ..rule import Rule

GROUP = "claims.rules"


@cache
def all_rules() -> tuple[Rule, ...]:
    """Return every rule, in order of code. Raises NameTaken where two modules use one code."""
    found: dict[str, tuple[Rule, str]] = {}
    for name, place in plug_ins(GROUP, RULE_MODULES).items():
        for rule in resolve(place).RULES:
            if rule.code in found:
                raise NameTaken(f"the code {rule.code} is used by the rule modules {found[rule.code][1]!r} and {name!r}")
            found[rule.code] = (rule, name)
    return tuple(rule for rule, _ in sorted(found.values(), key=lambda entry: entry[0].code))
