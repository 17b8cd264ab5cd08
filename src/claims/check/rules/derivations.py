"""VAL: does the arithmetic hold, and is what is stored what it gives."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...load.raw import RawRecord
from ...model.vocabulary import Bearing, Verdict
from ..context import Context
from ..rule import Problem, rule

if TYPE_CHECKING:
    from ...assess.formula import Outcome
    from ...model.claim import Claim, Derivation


@rule("VAL001", "formula that does not compute", needs=("ledger",))
def does_not_compute(context: Context) -> Iterator[Problem]:
    """A derivation's formula gives nothing: it does not parse, divides by zero, compares a date with a number, or reads an absent value.

    Why: a check that cannot run is not a check that passed.
    Bad: "exports / (imports - imports)"
    Good: "exports / imports"
    """
    for raw, _, index, derivation, outcome in _computed(context):
        if outcome.error is not None and not _missing(derivation):
            yield Problem(raw, ("derivations", index, "formula"), outcome.error, "mend the formula or its inputs")


@rule("VAL002", "stored result out of date", needs=("ledger",))
def stale_result(context: Context) -> Iterator[Problem]:
    """The stored result of a derivation is not what its formula gives now.

    Why: a figure that it reads has changed, and the verdict with it.
    Bad: {"formula": "exports + imports == turnover", "result": "true"} where the sum is another
    Good: the result as `claims assess --apply` writes it
    """
    for raw, _, index, derivation, outcome in _computed(context):
        if outcome.result is not None and outcome.result != derivation.result:
            message = f"stored is {derivation.result}, the formula gives {outcome.result}"
            yield Problem(raw, ("derivations", index, "result"), message, "check the figures, then run `claims assess --apply`")


@rule("VAL003", "inputs do not fit the formula")
def unfit_inputs(context: Context) -> Iterator[Problem]:
    """A formula uses a variable without input, an input is not used, or two inputs have one name.

    Why: the formula would read something else than its author meant.
    Bad: "exports + imports" with inputs `export` and `imports`
    Good: "exports + imports" with inputs `exports` and `imports`
    """
    for raw, claim in context.checked_claims():
        for number, derivation in enumerate(claim.derivations):
            path = ("derivations", number)
            names = [variable.name for variable in derivation.inputs]
            if missing := _missing(derivation):
                message = f"the formula uses {', '.join(sorted(missing))}; inputs are {', '.join(sorted(names))}"
                yield Problem(raw, (*path, "formula"), message, "add the input, or mend the name")
            used = _variables(derivation)
            for index, name in enumerate(names):
                if names.index(name) != index:
                    yield Problem(raw, (*path, "inputs", index, "name"), f"a second input {name!r}", "give it another name, or remove it")
                elif used is not None and name not in used:
                    yield Problem(raw, (*path, "inputs", index, "name"), f"the formula does not use {name!r}", "remove it, or use it")


@rule("VAL004", "supported against its own arithmetic", needs=("ledger",))
def supported_against_arithmetic(context: Context) -> Iterator[Problem]:
    """A derivation speaks against the claim, and the claim stands as supported.

    Why: sums that do not come out are the surest sign of a slip, in the article or here.
    Bad: verdict `supported` where "exports + imports == turnover" is false
    Good: verdict and `corrected` after the sum, or the figure mended
    """
    for raw, claim, index, derivation, outcome in _computed(context):
        against = {Bearing.SUPPORTS: "false", Bearing.CONTRADICTS: "true"}.get(derivation.bears)
        if against is not None and outcome.result == against and claim.verdict is Verdict.SUPPORTED:
            message = f"“{derivation.formula}” is {outcome.result} and speaks against the claim, which stands as supported"
            yield Problem(raw, ("derivations", index), message, "mend the figures, or say in `corrected` what is right")


@rule("VAL005", "number that is said to bear on the claim", needs=("ledger",))
def number_that_bears(context: Context) -> Iterator[Problem]:
    """A formula gives a number and is said to support or contradict the claim.

    Why: a number is neither true nor false; only a comparison bears on anything.
    Bad: {"formula": "exports / total", "bears": "supports"}
    Good: {"formula": "exports / total < 0.001", "bears": "supports"}
    """
    for raw, _, index, derivation, outcome in _computed(context):
        if outcome.result not in {None, "true", "false"} and derivation.bears is not Bearing.MENTIONS:
            message = f"the formula gives the number {outcome.result} and is said to be {derivation.bears.value}"
            yield Problem(raw, ("derivations", index, "bears"), message, "compare it with something, or write `mentions`")


def _computed(context: Context) -> Iterator[tuple[RawRecord, Claim, int, Derivation, Outcome]]:
    """Derivations under check whose inputs are all known: unknown and broken claims are reported as such."""
    for raw, claim in context.checked_claims():
        for index, derivation in enumerate(claim.derivations):
            if all(variable.claim in context.claims for variable in derivation.inputs):
                yield raw, claim, index, derivation, context.assessed.outcomes[claim.id, index]


def _variables(derivation: Derivation) -> frozenset[str] | None:
    from ...assess.formula import FormulaError, variables

    try:
        return variables(derivation.formula)
    except FormulaError:
        return None


def _missing(derivation: Derivation) -> frozenset[str]:
    return (_variables(derivation) or frozenset()) - {variable.name for variable in derivation.inputs}


RULES = (does_not_compute, stale_result, unfit_inputs, supported_against_arithmetic, number_that_bears)
