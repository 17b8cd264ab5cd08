"""The facts that the report tells."""

from __future__ import annotations

from hanging_ledger import hanging_ledger

from claims.query.report import report_facts

FACTS = report_facts(hanging_ledger())


def test_withdrawn_claims_are_nowhere() -> None:
    assert "pear-0008" not in FACTS.claims
    assert FACTS.counts.claims == 7
    assert FACTS.checkable == 6


def test_wrong_are_the_refuted_the_disputed_and_the_corrected() -> None:
    assert [one.claim.id for one in FACTS.wrong] == ["pear-0004"]
    assessment = {
        "verdict": "supported", "policy": "claims-default/1", "rationale": "Right but for a detail.", "corrected": "It was 1,201 tonnes.",
    }  # fmt: skip
    corrected = report_facts(hanging_ledger(pear_0001={"assessment": assessment}))
    assert [(one.claim.id, one.claim.verdict.value) for one in corrected.wrong] == [("pear-0001", "supported"), ("pear-0004", "refuted")]


def test_claims_stand_in_article_order() -> None:
    moved = hanging_ledger()
    first = moved.claims[0]
    late = first.model_copy(update={"anchors": (first.anchors[0].model_copy(update={"row": "r003", "start": 999, "end": 1000}),)})
    facts = report_facts(moved.model_copy(update={"claims": (late, *moved.claims[1:])}))
    assert list(facts.claims)[-1] == "pear-0001"


def test_later_unverified_and_contradictions() -> None:
    assert [one.claim.id for one in FACTS.later] == ["pear-0004"]
    assert [one.claim.id for one in FACTS.unverified] == ["pear-0005", "pear-0007"]
    assert [(pair.first.id, pair.second.id, pair.note) for pair in FACTS.contradictions] == [
        ("pear-0007", "pear-0004", "Day and plan differ.")
    ]


def test_a_contradiction_told_from_both_sides_is_one() -> None:
    facts = report_facts(hanging_ledger(pear_0004={"relations": [{"type": "contradicts", "target": "pear-0007"}]}))
    assert [pair.note for pair in facts.contradictions] == ["Day and plan differ."]


def test_a_derivation_that_speaks_against_its_claim_is_a_failure() -> None:
    assert FACTS.failures == ()
    failing = {"formula": "x == 1", "inputs": [{"name": "x", "claim": "pear-0001"}], "bears": "supports", "result": "false"}
    showing = failing | {"bears": "mentions"}
    facts = report_facts(hanging_ledger(pear_0005={"derivations": [failing, showing]}))
    assert [(failure.claim.id, failure.derivation.bears.value) for failure in facts.failures] == [("pear-0005", "supports")]


def test_evidence_that_counts_comes_first_and_background_last() -> None:
    cited = [
        {"source": "blog", "stance": "mentions", "directness": "primary", "says": "Background."},
        {"source": "copy", "stance": "supports", "directness": "secondary", "says": "A copy."},
        {"source": "wire", "stance": "supports", "directness": "secondary", "says": "The report."},
    ]
    facts = report_facts(hanging_ledger(pear_0005={"citations": cited}))
    (one,) = (one for one in facts.unverified if one.claim.id == "pear-0005")
    assert [(e.source.id, e.counted) for e in one.evidence] == [("wire", True), ("copy", False), ("blog", False)]
    assert one.evidence[-1].weight == 0


def test_sources_by_side_and_grade_leave_out_the_article_under_review() -> None:
    ledger = hanging_ledger()
    with_article = ledger.model_copy(update={"sources": (*ledger.sources, ledger.articles[0].source)})
    assert report_facts(with_article).grades == FACTS.grades
    assert FACTS.grades["freedonia"]["B"] == 1
    assert FACTS.grades["neutral"] == {"A": 0, "B": 2, "C": 2, "D": 1, "E": 0, "F": 0}
