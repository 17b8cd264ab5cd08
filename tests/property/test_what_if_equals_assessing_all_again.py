"""Law: what a scenario gives for the claims that it touches is what assessing the whole changed ledger again gives; others stay."""

from __future__ import annotations

from typing import Any

from builders import citation_value, claim_value, make_ledger, source_value
from hypothesis import given
from hypothesis import strategies as st

from claims.assess.ledger import assess_ledger
from claims.assess.what_if import Scenario, Standing
from claims.model.ledger import LedgerRecord
from claims.model.vocabulary import Reliability

SOURCES = ("alpha", "beta", "gamma", "delta")
LETTERS = [letter.value for letter in Reliability]

citations = st.builds(
    lambda source, stance, directness: citation_value(source, stance=stance, directness=directness),
    st.sampled_from(SOURCES),
    st.sampled_from(["supports", "contradicts", "partial", "mentions"]),
    st.sampled_from(["primary", "secondary", "tertiary"]),
)


@st.composite
def ledgers(draw: st.DrawFn) -> LedgerRecord:
    count = draw(st.integers(1, 6))
    ids = [f"pear-{number:04d}" for number in range(1, count + 1)]
    claims = []
    for id in ids:
        cited: list[Any] = draw(st.lists(citations, max_size=3))
        # Any claim may read any other, so circles occur as well as chains.
        read = draw(st.lists(st.sampled_from(ids), max_size=2))
        derivations = [
            {
                "formula": f"x {draw(st.sampled_from(['==', '!=']))} 1200", "inputs": [{"name": "x", "claim": other}], "result": "true",
                "bears": draw(st.sampled_from(["supports", "contradicts", "mentions"])),
            }
            for other in read
        ]  # fmt: skip
        checkable = draw(st.booleans()) or draw(st.booleans())
        extra = {} if checkable else {"why_not_checkable": "It is an opinion."}
        claims.append(claim_value(id, citations=cited, derivations=derivations, checkable=checkable, **extra))
    sources = []
    for place, id in enumerate(SOURCES):
        origin = draw(st.sampled_from([None, *SOURCES[:place]]))
        grade = {"reliability": draw(st.sampled_from(LETTERS)), "reason": "Drawn."}
        sources.append(source_value(id, grade=grade, **({"origin": origin} if origin else {})))
    return make_ledger(claims=claims, sources=sources)


scenarios = st.builds(
    lambda dropped, grades: Scenario(frozenset(dropped), {source: Reliability(letter) for source, letter in grades.items()}),
    st.sets(st.sampled_from(SOURCES), max_size=3),
    st.dictionaries(st.sampled_from(SOURCES), st.sampled_from(LETTERS), max_size=3),
)


@given(ledgers(), scenarios)
def test_touched_claims_get_the_result_of_assessing_all_and_the_others_keep_theirs(ledger: LedgerRecord, scenario: Scenario) -> None:
    standing = Standing(ledger)
    claims = [
        claim.model_copy(update={"citations": tuple(c for c in claim.citations if c.source not in scenario.dropped)})
        for claim in ledger.claims
    ]
    sources = [
        source.model_copy(update={"grade": source.grade.model_copy(update={"reliability": letter})})
        for source in ledger.sources
        for letter in [scenario.grades.get(source.id, source.grade.reliability)]
    ]
    expected = assess_ledger(claims, sources, standing.policy, standing.claimants).results
    assert {**standing.results, **standing.results_under(scenario)} == expected
