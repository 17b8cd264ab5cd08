"""What hangs on which source."""

from __future__ import annotations

from hanging_ledger import hanging_ledger

from claims.assess.sensitivity import one_down, sensitivity
from claims.model.vocabulary import Reliability

FOUND = sensitivity(hanging_ledger())


def test_sources_are_ranked_by_the_verdicts_that_hang_on_them() -> None:
    ranked = [(weight.source, len(weight.dropped), len(weight.lowered)) for weight in FOUND.sources]
    assert ranked[0] == ("office", 3, 3)
    assert ranked[1][0] in {"daily", "wire"}
    assert ranked == sorted(ranked, key=lambda row: (-row[1], -row[2]))
    assert ("blog", 0, 0) in ranked


def test_a_source_counts_only_where_it_is_the_weightiest_of_its_origin() -> None:
    counts = {weight.source: (weight.claims, weight.counts_in) for weight in FOUND.sources}
    assert counts["wire"] == (2, 2)
    assert counts["copy"] == (1, 0)


def test_verdicts_that_hang_on_a_single_source_name_every_such_source_by_rank() -> None:
    assert FOUND.hanging == {
        "pear-0001": ("office",), "pear-0002": ("wire", "daily"), "pear-0003": ("office", "wire", "daily"), "pear-0004": ("office",),
    }  # fmt: skip


def test_an_origin_is_dropped_with_its_copies() -> None:
    (origin,) = FOUND.origins
    assert (origin.origin, origin.sources) == ("wire", ("copy", "echo", "wire"))
    assert {flip.claim for flip in origin.dropped} == {"pear-0002", "pear-0003"}


def test_verdicts_with_one_group_of_evidence() -> None:
    narrow = {one.claim: (one.origin, one.sources) for one in FOUND.narrow}
    assert narrow == {"pear-0001": ("office", ("office",)), "pear-0003": ("derivation-1", ()), "pear-0004": ("office", ("office",))}


def test_several_publications_of_one_origin_are_one_group() -> None:
    cited = [
        {"source": source, "stance": "supports", "directness": "primary", "says": "It says so."} for source in ("echo", "copy", "wire")
    ]
    found = sensitivity(hanging_ledger(pear_0007={"citations": cited}))
    assert [(one.origin, one.sources) for one in found.narrow if one.claim == "pear-0007"] == [("wire", ("echo", "copy", "wire"))]


def test_below_e_there_is_nothing_and_f_is_no_degree() -> None:
    assert [one_down(letter) for letter in Reliability] == [Reliability.B, Reliability.C, Reliability.D, Reliability.E, None, None]
