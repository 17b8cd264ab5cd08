"""The laws that the assessment keeps, whatever the evidence and for every policy of the default's shape.

Items are drawn as weights, citations as grades and judgements; each law stands in one test, in the words of docs/confidence.md.
"""

from __future__ import annotations

from math import exp
from random import Random

import attrs
from builders import citation_value, claim_value, make_claim, make_source
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.assess.evidence import Item, Result, assess_items
from claims.assess.ledger import Assessed, assess_ledger
from claims.assess.policy import DEFAULT_POLICY, Policy
from claims.model.claim import Claim
from claims.model.source import Source
from claims.model.vocabulary import Directness, Interest, Level, Reliability, Stance, Verdict

GRADES = [Reliability.A, Reliability.B, Reliability.C, Reliability.D, Reliability.E]
NEAREST_FIRST = [Directness.PRIMARY, Directness.SECONDARY, Directness.TERTIARY]
LEAST_SUSPECT_FIRST = [Interest.AGAINST_INTEREST, Interest.NEUTRAL, Interest.SELF_SERVING]
ORIGINS = ["alpha", "beta", "gamma", "delta"]

policy_weights = st.builds(
    DEFAULT_POLICY.weight, st.sampled_from(Reliability), st.sampled_from(Directness), st.sampled_from(Interest), st.sampled_from(Stance)
)
weights = st.one_of(policy_weights, st.floats(-6, 6, allow_nan=False))
items = st.builds(Item, st.sampled_from(ORIGINS), st.sampled_from(["s1", "s2", "s3"]), weights)
evidence = st.lists(items, max_size=8)
policies = st.builds(
    Policy,
    name=st.just("drawn/1"),
    floor=st.sampled_from([0.001, 0.01, 0.05]),
    supported_from=st.sampled_from([0.8, 0.85, 0.95]),
    refuted_to=st.sampled_from([0.05, 0.15, 0.2]),
)


def judged(result: Result) -> tuple[object, ...]:
    """Return all of a result but the names of the sources that count."""
    return (result.verdict, result.credence, result.confidence, result.level, result.likelihood)


@given(evidence, policies, st.randoms(use_true_random=False))
def test_order_does_not_matter(found: list[Item], policy: Policy, random: Random) -> None:
    shuffled = list(found)
    random.shuffle(shuffled)
    assert assess_items(shuffled, policy) == assess_items(found, policy)


@given(evidence, st.data())
def test_a_duplicate_changes_nothing(found: list[Item], data: st.DataObject) -> None:
    repeated = data.draw(st.lists(st.sampled_from(found), max_size=4)) if found else []
    assert assess_items(found + repeated) == assess_items(found)


@given(evidence, st.data())
def test_a_copy_in_the_same_group_changes_nothing(found: list[Item], data: st.DataObject) -> None:
    if found:
        copied = data.draw(st.sampled_from(found))
        share = data.draw(st.floats(0, 1))
        copy = attrs.evolve(copied, source="copyist", weight=copied.weight * share)
        assert judged(assess_items([*found, copy])) == judged(assess_items(found))


@given(evidence, policies, st.floats(0, 6))
def test_an_independent_supporting_group_never_lowers_credence(found: list[Item], policy: Policy, weight: float) -> None:
    more = [*found, Item("independent", "new", weight)]
    assert assess_items(more, policy).credence >= assess_items(found, policy).credence


@given(evidence, policies, st.floats(0, 6))
def test_an_independent_contradicting_group_never_raises_credence(found: list[Item], policy: Policy, weight: float) -> None:
    more = [*found, Item("independent", "new", -weight)]
    assert assess_items(more, policy).credence <= assess_items(found, policy).credence


@given(evidence)
def test_swapping_supports_and_contradicts_mirrors_everything_about_one_half(found: list[Item]) -> None:
    there = assess_items(found)
    back = assess_items([attrs.evolve(item, weight=-item.weight) for item in found])
    mirror = {Verdict.SUPPORTED: Verdict.REFUTED, Verdict.REFUTED: Verdict.SUPPORTED}
    assert back.credence == round(1 - there.credence, 4)
    assert back.verdict is mirror.get(there.verdict, there.verdict)
    assert (back.confidence, back.level) == (there.confidence, there.level)


@given(
    st.sampled_from(range(len(GRADES) - 1)), st.sampled_from(Directness), st.sampled_from(Interest), st.sampled_from(Stance), evidence
)
def test_a_better_grade_never_weakens_a_source(
    place: int, directness: Directness, interest: Interest, stance: Stance, others: list[Item]
) -> None:
    better = DEFAULT_POLICY.weight(GRADES[place], directness, interest, stance)
    worse = DEFAULT_POLICY.weight(GRADES[place + 1], directness, interest, stance)
    assert abs(better) >= abs(worse)
    with_better = assess_items([*others, Item("independent", "new", better)]).credence
    with_worse = assess_items([*others, Item("independent", "new", worse)]).credence
    assert with_better <= with_worse if stance is Stance.CONTRADICTS else with_better >= with_worse


@given(st.sampled_from(GRADES), st.sampled_from(Stance), st.sampled_from([0, 1]), st.sampled_from([0, 1]))
def test_a_nearer_or_less_suspect_source_never_weighs_less(grade: Reliability, stance: Stance, distance: int, suspicion: int) -> None:
    near = DEFAULT_POLICY.weight(grade, NEAREST_FIRST[distance], LEAST_SUSPECT_FIRST[suspicion], stance)
    far = DEFAULT_POLICY.weight(grade, NEAREST_FIRST[distance + 1], LEAST_SUSPECT_FIRST[suspicion], stance)
    suspect = DEFAULT_POLICY.weight(grade, NEAREST_FIRST[distance], LEAST_SUSPECT_FIRST[suspicion + 1], stance)
    assert abs(near) >= abs(far)
    assert abs(near) >= abs(suspect)


@given(policies)
def test_no_evidence_is_exactly_one_half_and_not_enough(policy: Policy) -> None:
    result = assess_items([], policy)
    assert (result.credence, result.verdict, result.groups) == (0.5, Verdict.NOT_ENOUGH, ())
    assert result.level is not Level.HIGH


@given(st.sampled_from(Directness), st.sampled_from(Interest), st.sampled_from(Stance))
def test_what_cannot_be_judged_weighs_nothing(directness: Directness, interest: Interest, stance: Stance) -> None:
    for grade in (Reliability.E, Reliability.F):
        weight = DEFAULT_POLICY.weight(grade, directness, interest, stance)
        assert weight == 0
        assert assess_items([Item("alpha", "s1", weight)]) == assess_items([])


@given(evidence, policies)
def test_credence_stays_within_the_floor(found: list[Item], policy: Policy) -> None:
    result = assess_items(found, policy)
    assert policy.floor <= result.credence <= 1 - policy.floor
    assert 0 <= result.confidence <= 1


@given(st.lists(st.floats(0, 6), min_size=2, max_size=6), st.integers(0, 63), st.sampled_from([1, -1]))
def test_splitting_a_group_of_one_mind_never_brings_credence_closer_to_one_half(sizes: list[float], cut: int, sign: int) -> None:
    together = [Item("alpha", f"s{number}", sign * size) for number, size in enumerate(sizes)]
    split = [attrs.evolve(item, group="beta") if cut >> number & 1 else item for number, item in enumerate(together)]
    assert abs(assess_items(split).credence - 0.5) >= abs(assess_items(together).credence - 0.5)


@given(evidence, policies)
def test_the_verdict_is_read_off_the_credence_and_the_sides(found: list[Item], policy: Policy) -> None:
    result = assess_items(found, policy)
    if result.verdict is Verdict.SUPPORTED:
        assert result.credence >= policy.supported_from
        assert result.confidence == result.credence
    elif result.verdict is Verdict.REFUTED:
        assert result.credence <= policy.refuted_to
        assert result.confidence == round(1 - result.credence, 4)
    else:
        assert policy.refuted_to < result.credence < policy.supported_from
        assert result.confidence == round(2 * min(result.credence, 1 - result.credence), 4)
    if result.verdict is Verdict.CONFLICTING:
        assert any(group.supporting for group in result.groups)
        assert any(group.contradicting for group in result.groups)


@given(evidence)
def test_never_high_on_a_single_group(found: list[Item]) -> None:
    result = assess_items(found)
    if len(result.groups) < 2:
        assert result.level is not Level.HIGH
    if result.confidence < 0.7:
        assert result.level is Level.LOW


@given(evidence)
def test_a_reader_can_redo_the_sum_by_hand(found: list[Item]) -> None:
    result = assess_items(found)
    total = sum(group.weight for group in result.groups)
    assert abs(min(max(1 / (1 + exp(-total)), 0.01), 0.99) - result.credence) < 1e-4
    assert all(abs(group.weight - (group.supporting - group.contradicting)) < 1e-12 for group in result.groups)
    assert [abs(group.weight) for group in result.groups] == sorted((abs(group.weight) for group in result.groups), reverse=True)


# The same through records: sources that copy one another, derivations that read other claims.

NAMES = [f"s{number}" for number in range(5)]
citations = st.builds(
    lambda source, stance, directness, interest, role: citation_value(
        source, stance=stance, directness=directness, interest=interest, role=role
    ),
    st.sampled_from([*NAMES, "nowhere"]),
    st.sampled_from(Stance),
    st.sampled_from(Directness),
    st.sampled_from(Interest),
    st.sampled_from(["evidence", "evidence", "evidence", "origin"]),
)


@st.composite
def ledgers(draw: st.DrawFn) -> tuple[list[Claim], list[Source]]:
    sources = []
    for name in NAMES:
        origin = draw(st.sampled_from([None, None, *NAMES]))
        grade = {"reliability": draw(st.sampled_from(Reliability)), "reason": "Drawn."}
        sources.append(make_source(name, grade=grade, **({"origin": origin} if origin else {})))
    ids = [f"pear-{number:04}" for number in range(1, draw(st.integers(1, 6)) + 1)]
    claims = []
    for claim_id in ids:
        derivations = [
            {
                "formula": draw(st.sampled_from(["a == b", "a + b > 3000", "a != b", "a / b", "a / (b - b)"])),
                "inputs": [{"name": "a", "claim": draw(st.sampled_from(ids))}, {"name": "b", "claim": draw(st.sampled_from(ids))}],
                "bears": draw(st.sampled_from(["supports", "contradicts", "mentions"])),
                "result": "true",
            }
            for _ in range(draw(st.integers(0, 2)))
        ]
        value = claim_value(claim_id, citations=draw(st.lists(citations, max_size=3)), derivations=derivations)
        claims.append(make_claim(**value | {"checkable": draw(st.sampled_from([True, True, True, False]))}))
    return claims, sources


def same(first: Assessed, second: Assessed) -> bool:
    return (first.results, first.outcomes, set(first.cycles)) == (second.results, second.outcomes, set(second.cycles))


@settings(max_examples=30)
@given(ledgers(), st.randoms(use_true_random=False))
def test_a_ledger_is_assessed_alike_in_any_order(ledger: tuple[list[Claim], list[Source]], random: Random) -> None:
    claims, sources = ledger
    shuffled_claims, shuffled_sources = list(claims), list(sources)
    random.shuffle(shuffled_claims)
    random.shuffle(shuffled_sources)
    turned = [claim.model_copy(update={"citations": claim.citations[::-1]}) for claim in shuffled_claims]
    assert same(assess_ledger(turned, shuffled_sources), assess_ledger(claims, sources))


@settings(max_examples=30)
@given(ledgers())
def test_citing_the_same_twice_changes_nothing(ledger: tuple[list[Claim], list[Source]]) -> None:
    claims, sources = ledger
    doubled = [c.model_copy(update={"citations": c.citations * 2, "derivations": c.derivations * 2}) for c in claims]
    assert assess_ledger(doubled, sources).results == assess_ledger(claims, sources).results


@settings(max_examples=30)
@given(ledgers())
def test_the_article_under_review_and_what_copies_it_weigh_nothing(ledger: tuple[list[Claim], list[Source]]) -> None:
    claims, sources = ledger
    claimants = frozenset(NAMES)
    without = [claim.model_copy(update={"citations": ()}) for claim in claims]
    assert assess_ledger(claims, sources, claimants=claimants).results == assess_ledger(without, sources, claimants=claimants).results


@settings(max_examples=30)
@given(ledgers())
def test_every_claim_gets_a_result_and_only_uncheckable_ones_none(ledger: tuple[list[Claim], list[Source]]) -> None:
    claims, sources = ledger
    assessed = assess_ledger(claims, sources)
    assert assessed.results.keys() == {claim.id for claim in claims}
    assert {claim_id for claim_id, result in assessed.results.items() if result is None} == {c.id for c in claims if not c.checkable}
    assert assessed.outcomes.keys() == {(claim.id, number) for claim in claims for number in range(len(claim.derivations))}
    for cycle in assessed.cycles:
        assert len(cycle) > 1
        assert cycle == tuple(sorted(cycle))
