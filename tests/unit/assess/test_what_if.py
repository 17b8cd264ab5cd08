"""What flips when sources are dropped or graded otherwise."""

from __future__ import annotations

import pytest
from hanging_ledger import hanging_ledger

from claims.assess.what_if import Scenario, Standing, parse_scenario
from claims.errors import UnknownName
from claims.model.vocabulary import Reliability, Verdict

LEDGER = hanging_ledger()


def flipped(line: str) -> dict[str, Verdict]:
    return {flip.claim: flip.after for flip in Standing(LEDGER).flips(parse_scenario(line, LEDGER))}


def test_the_ledger_stands_as_its_builder_says() -> None:
    assert {claim.id: claim.verdict.value for claim in LEDGER.claims} == {
        "pear-0001": "supported", "pear-0002": "supported", "pear-0003": "supported", "pear-0004": "refuted",
        "pear-0005": "not-enough-evidence", "pear-0006": "not-checkable", "pear-0007": "not-enough-evidence",
        "pear-0008": "not-enough-evidence",
    }  # fmt: skip


def test_dropping_a_source_flips_what_cites_it_and_what_is_computed_from_that() -> None:
    assert flipped("drop office") == {
        "pear-0001": Verdict.NOT_ENOUGH, "pear-0003": Verdict.NOT_ENOUGH, "pear-0004": Verdict.NOT_ENOUGH,
    }  # fmt: skip
    direct = {flip.claim: flip.direct for flip in Standing(LEDGER).flips(parse_scenario("drop office", LEDGER))}
    assert direct == {"pear-0001": True, "pear-0003": False, "pear-0004": True}


def test_a_derivation_falls_with_either_of_its_inputs() -> None:
    assert flipped("drop daily") == {"pear-0002": Verdict.NOT_ENOUGH, "pear-0003": Verdict.NOT_ENOUGH}


def test_a_source_that_decides_nothing_flips_nothing() -> None:
    assert flipped("drop blog") == {}


def test_a_better_grade_can_decide_a_claim() -> None:
    assert flipped("grade wire=A") == {"pear-0007": Verdict.SUPPORTED}


def test_a_copy_keeps_its_origin_alive_unless_the_origin_is_dropped() -> None:
    standing = Standing(hanging_ledger(pear_0007={"citations": [_cited("wire"), _cited("echo"), _cited("daily")]}))
    one = standing.results_under(Scenario(dropped=frozenset({"wire"})))["pear-0007"]
    all_of_it = standing.results_under(parse_scenario("drop origin:wire", LEDGER))["pear-0007"]
    assert one is not None
    assert all_of_it is not None
    assert len(one.groups) == 2
    assert len(all_of_it.groups) == 1


def _cited(source: str) -> dict[str, str]:
    return {"source": source, "stance": "supports", "directness": "secondary", "says": "It says so."}


def test_a_reviewers_verdict_does_not_flip() -> None:
    override = {"verdict": "supported", "reason": "Seen in the archive.", "reviewer": "A. Reader", "date": "2021-08-01"}
    assessment = {"verdict": "supported", "policy": "claims-default/1", "rationale": "As the reviewer says.", "override": override}
    standing = Standing(hanging_ledger(pear_0001={"assessment": assessment}))
    assert [flip.claim for flip in standing.flips(Scenario(dropped=frozenset({"office"})))] == ["pear-0003", "pear-0004"]


def test_groups_of_sources() -> None:
    assert parse_scenario("drop side:freedonia", LEDGER) == Scenario(dropped=frozenset({"daily"}))
    assert parse_scenario("drop publisher:office", LEDGER).dropped == {"office"}
    assert parse_scenario("drop genre:statistics", LEDGER).dropped == {source.id for source in LEDGER.sources}
    assert parse_scenario("drop origin:wire", LEDGER).dropped == {"wire", "copy", "echo"}
    assert parse_scenario(" grade side:freedonia = d ", LEDGER).grades == {"daily": Reliability.D}


def test_scenarios_add_up() -> None:
    both = parse_scenario("drop office", LEDGER) | parse_scenario("grade daily=E", LEDGER)
    assert both.sources == {"office", "daily"}
    assert {flip.claim for flip in Standing(LEDGER).flips(both)} == {"pear-0001", "pear-0002", "pear-0003", "pear-0004"}


@pytest.mark.parametrize("line", ["", "drop", "drop office=D", "grade office", "grade office=", "grade office=G", "raise office=A"])
def test_a_line_of_another_form_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match=r"write"):
        parse_scenario(line, LEDGER)


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("drop ofice", "did you mean office"),
        ("drop side:fredonia", "did you mean freedonia"),
        ("drop owner:x", "side, publisher"),
        ("grade zzz=A", "there are blog"),
    ],
)
def test_an_unknown_source_is_answered_with_what_there_is(line: str, hint: str) -> None:
    with pytest.raises(UnknownName, match=hint):
        parse_scenario(line, LEDGER)


def test_an_unknown_policy_is_named() -> None:
    info = LEDGER.ledger.model_copy(update={"policy": "house-rules/7"})
    with pytest.raises(UnknownName, match="house-rules/7"):
        Standing(LEDGER.model_copy(update={"ledger": info}))
