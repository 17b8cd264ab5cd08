"""Assessing whole ledgers: origins, derivations, circles, and writing the result into the records."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import builders
import pytest
from builders import citation_value, claim_value, make_claim, make_ledger, make_source

from claims.assess.formula import FormulaError
from claims.assess.ledger import apply_result, assess_ledger, compute, origin_of, reassess, value_of
from claims.assess.policy import DEFAULT_POLICY
from claims.model.claim import Claim
from claims.model.ledger import LedgerRecord
from claims.model.source import Source
from claims.model.vocabulary import DerivationField, Level, Method, Verdict


def derived(claim_id: str, formula: str, *inputs: str, bears: str = "supports", **overrides: Any) -> Claim:
    """Return a claim with one derivation, whose variables a, b, … read the claims `inputs`, and no citation."""
    named = [{"name": chr(97 + number), "claim": claim} for number, claim in enumerate(inputs)]
    derivation = {"formula": formula, "inputs": named, "bears": bears, "result": "true"}
    return make_claim(claim_id, **{"citations": [], "derivations": [derivation]} | overrides)


def copying(**origins: str | None) -> dict[str, Source]:
    """Return sources by name, each with its origin."""
    return {name: make_source(name, **({"origin": origin} if origin else {})) for name, origin in origins.items()}


def test_copies_trace_back_to_one_origin() -> None:
    sources = copying(a="b", b="c", c=None, d="x")
    assert [origin_of(name, sources) for name in ("a", "b", "c", "d", "unknown")] == ["c", "c", "c", "x", "unknown"]


def test_sources_that_name_one_another_are_one_group_however_it_is_entered() -> None:
    sources = copying(a="c", b="a", c="b", z="c")
    assert {origin_of(name, sources) for name in sources} == {"a"}
    assert origin_of("a", copying(a="a")) == "a"


def test_two_copies_count_once() -> None:
    sources = [make_source("wire"), make_source("paper", origin="wire"), make_source("station", origin="wire")]
    claim = make_claim(citations=[citation_value(source.id) for source in sources])
    result = assess_ledger([claim], sources).results[claim.id]
    assert result is not None
    assert (result.credence, [group.origin for group in result.groups]) == (0.85, ["wire"])


@pytest.mark.parametrize(
    ("citation", "credence"),
    [
        (citation_value(), 0.85),
        (citation_value(role="origin"), 0.5),
        (citation_value("nowhere"), 0.5),
        (citation_value(stance="mentions"), 0.5),
        (citation_value(stance="contradicts"), 0.15),
    ],
)
def test_what_a_citation_weighs(citation: dict[str, Any], credence: float) -> None:
    claim = make_claim(citations=[citation])
    result = assess_ledger([claim], [make_source()]).results[claim.id]
    assert result is not None
    assert result.credence == credence


def test_a_derivation_counts_only_on_supported_claims() -> None:
    known, unknown = make_claim("pear-0001"), make_claim("pear-0002", citations=[])
    on_known = derived("pear-0003", "a == b", "pear-0001", "pear-0003")
    on_unknown = derived("pear-0004", "a == b", "pear-0002", "pear-0004")
    on_both = derived("pear-0005", "a == b", "pear-0001", "pear-0002")
    results = assess_ledger([on_both, on_unknown, on_known, unknown, known], [make_source()]).results
    found = {claim_id: result.credence for claim_id, result in results.items() if result}
    assert found == {"pear-0001": 0.85, "pear-0002": 0.5, "pear-0003": 0.95, "pear-0004": 0.5, "pear-0005": 0.5}


@pytest.mark.parametrize(
    ("formula", "bears", "credence"),
    [
        ("a == b", "supports", 0.95),
        ("a != b", "supports", 0.05),
        ("a == b", "contradicts", 0.05),
        ("a != b", "contradicts", 0.95),
        ("a == b", "mentions", 0.5),
        ("a / b", "supports", 0.5),
        ("a / (b - b)", "supports", 0.5),
        ("a ==", "supports", 0.5),
        ("a == c", "supports", 0.5),
        ("2 ** 1000 * a", "supports", 0.5),
    ],
)
def test_what_a_derivation_weighs(formula: str, bears: str, credence: float) -> None:
    claims = [make_claim("pear-0001"), derived("pear-0002", formula, "pear-0001", "pear-0002", bears=bears)]
    result = assess_ledger(claims, [make_source()]).results["pear-0002"]
    assert result is not None
    assert result.credence == credence


def test_the_same_derivation_twice_is_one_witness() -> None:
    claim = derived("pear-0002", "a == a", "pear-0001")
    doubled = claim.model_copy(update={"derivations": claim.derivations * 2})
    once, twice = (assess_ledger([make_claim("pear-0001"), c], [make_source()]).results["pear-0002"] for c in (claim, doubled))
    assert once == twice


def test_a_circle_is_named_and_weighs_nothing() -> None:
    claims = [
        derived("pear-0001", "a > 0", "pear-0003"),
        derived("pear-0002", "a > 0", "pear-0001"),
        derived("pear-0003", "a > 0", "pear-0002"),
        derived("pear-0004", "a > 0", "pear-0004"),
        derived("pear-0005", "a > 0", "pear-0003"),
    ]
    assessed = assess_ledger(claims, [])
    assert assessed.cycles == (("pear-0001", "pear-0002", "pear-0003"),)
    assert all(assessed.results[f"pear-000{number}"].credence == 0.5 for number in (1, 2, 3, 5))  # type: ignore[union-attr]
    assert {outcome.result for outcome in assessed.outcomes.values()} == {"true"}


def test_circles_that_share_a_claim_are_one_circle_in_every_process() -> None:
    """The hash seed decides the order of Python's sets; nothing here may hang on it."""
    program = (
        f"import json, sys; sys.path.insert(0, {str(Path(builders.__file__).parent)!r})\n"
        "from builders import make_claim\n"
        "from claims.assess.ledger import assess_ledger\n"
        "pairs = {1: [2, 3], 2: [1], 3: [1, 4], 4: [3], 5: [6], 6: [5]}\n"
        "inputs = {k: [{'name': 'a', 'claim': f'pear-000{v}'} for v in vs] for k, vs in pairs.items()}\n"
        "rest = {'formula': 'a > 0', 'bears': 'supports', 'result': 'true'}\n"
        "claims = [make_claim(f'pear-000{k}', derivations=[{**rest, 'inputs': inputs[k]}]) for k in pairs]\n"
        "print(json.dumps(assess_ledger(claims, []).cycles))"
    )

    def run(seed: str) -> str:
        settings = {**os.environ, "PYTHONHASHSEED": seed}
        return subprocess.run([sys.executable, "-c", program], env=settings, capture_output=True, text=True, check=True).stdout

    found = {run(seed) for seed in ("1", "7")}
    assert [json.loads(text) for text in found] == [
        [["pear-0001", "pear-0002", "pear-0003", "pear-0004"], ["pear-0005", "pear-0006"]]
    ]


def test_a_chain_of_thousands_is_no_recursion() -> None:
    base = derived("pear-0000", "a > 0", "pear-0000")
    ids = [f"pear-{number:04}" for number in range(5000)]
    one = base.derivations[0]
    claims = [
        base.model_copy(
            update={"id": own, "derivations": (one.model_copy(update={"inputs": (one.inputs[0].model_copy(update={"claim": other}),)}),)}
        )
        for own, other in zip(ids, [*ids[1:], ids[-1]], strict=True)
    ]
    claims[-1] = make_claim(ids[-1])
    assessed = assess_ledger(claims, [make_source()])
    assert assessed.cycles == ()
    assert assessed.results["pear-0000"].credence == 0.95  # type: ignore[union-attr]
    assert list(assessed.results) == ids[::-1]


def test_arithmetic_on_the_claims_own_values_weighs_nothing() -> None:
    alone = derived("pear-0001", "a > 0", "pear-0001")
    result = assess_ledger([alone], []).results["pear-0001"]
    assert result is not None
    assert (result.credence, result.groups) == (0.5, ())


def test_values_that_a_formula_can_read() -> None:
    due = {"kind": "plan", "actor": "freedonia", "intention": "More pears.", "due": "2025", "later_outcome": "unknown"}
    plan = make_claim(payload=due)
    quantity = make_claim()
    assert value_of(quantity, DerivationField.VALUE) == Decimal(1200)
    assert value_of(quantity, DerivationField.TIME) == "2020"
    assert value_of(quantity, DerivationField.PERIOD) == "2020"
    assert value_of(plan, DerivationField.DUE) == "2025"
    for claim, field in ((quantity, DerivationField.DUE), (plan, DerivationField.VALUE), (plan, DerivationField.PERIOD)):
        with pytest.raises(FormulaError, match=claim.id):
            value_of(claim, field)


def test_a_derivation_that_reads_nothing_says_why() -> None:
    claim = derived("pear-0002", "a > 0", "pear-0009")
    assert compute(claim.derivations[0], {}).error == "there is no claim pear-0009"
    no_number = make_claim("pear-0009", payload={"kind": "cause", "cause": "x", "effect": "y"})
    assert compute(claim.derivations[0], {"pear-0009": no_number}).error == "pear-0009 is no quantity and has no value"


def test_the_result_is_written_into_the_claim_and_nothing_else_changes() -> None:
    (claim,) = reassess(make_ledger()).claims
    assessment = claim.assessment
    assert (assessment.verdict, assessment.credence, assessment.confidence) == (Verdict.SUPPORTED, Decimal("0.8500"), Decimal("0.8500"))
    assert (assessment.level, assessment.method, assessment.computed_verdict) == (Level.MODERATE, Method.COMPUTED, None)
    assert [(r.group, r.weight, r.sources) for r in assessment.reasons] == [("port-office-2021", Decimal("1.7346"), ("port-office-2021",))]
    assert assessment.rationale == "Nothing has been weighed yet."
    rest = {"assessment"}
    assert claim.model_dump(exclude=rest) == make_claim().model_dump(exclude=rest)
    assert Claim.from_json_value(claim.to_json_value()) == claim


def test_reassessing_twice_changes_nothing() -> None:
    once = reassess(make_ledger())
    assert reassess(once) == once
    assert LedgerRecord.from_json_value(once.to_json_value()) == once


def test_a_reviewer_stands_above_the_policy_and_the_computed_verdict_stays() -> None:
    override = {"verdict": "refuted", "reason": "A misprint.", "reviewer": "Ada Berg", "date": "2021-07-03"}
    value = claim_value()
    value["assessment"]["override"] = override
    (claim,) = reassess(make_ledger(claims=[value])).claims
    assert (claim.verdict, claim.assessment.computed_verdict) == (Verdict.REFUTED, Verdict.SUPPORTED)
    assert (claim.assessment.method, claim.assessment.credence) == (Method.REVIEWER, Decimal("0.8500"))


def test_what_cannot_be_checked_has_no_numbers() -> None:
    (claim,) = reassess(make_ledger(claims=[claim_value(checkable=False, why_not_checkable="An opinion.")])).claims
    assert claim.verdict is Verdict.NOT_CHECKABLE
    assessment = claim.assessment
    assert (assessment.credence, assessment.confidence, assessment.level, assessment.reasons) == (None, None, None, ())


def test_a_derivation_gets_its_recomputed_result_and_keeps_the_old_where_there_is_none() -> None:
    listed = [make_claim("pear-0001"), derived("pear-0002", "a / 7", "pear-0001"), derived("pear-0003", "a / 7", "pear-0009")]
    claims = {claim.id: claim for claim in listed}
    assessed = assess_ledger(claims.values(), [])
    second, third = (apply_result(claims[i], assessed.results[i], assessed.outcomes, DEFAULT_POLICY) for i in ("pear-0002", "pear-0003"))
    assert second.derivations[0].result == "171.428571428571"
    assert third.derivations[0].result == "true"
