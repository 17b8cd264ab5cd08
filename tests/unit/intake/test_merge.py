"""Three ways to a record: what one side changed is taken, what both changed is never chosen."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from claims.intake.merge import merge

json_values = st.recursive(
    st.none() | st.booleans() | st.integers(0, 3) | st.sampled_from(["a", "b"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("xyz"), inner, max_size=3),
    max_leaves=8,
)
records = st.dictionaries(st.sampled_from(["id", "time", "payload"]), json_values, max_size=4)


@given(old=records, ours=records)
def test_where_the_ledger_stood_still_the_edit_stands(old: dict[str, object], ours: dict[str, object]) -> None:
    assert merge(old, ours, old) == (ours, [])
    assert merge(old, old, ours) == (ours, [])
    assert merge(old, ours, ours) == (ours, [])


@given(old=records, ours=records, theirs=records)
def test_neither_side_is_preferred(
    old: dict[str, object], ours: dict[str, object], theirs: dict[str, object]
) -> None:
    merged, conflicts = merge(old, ours, theirs)
    other, mirrored = merge(old, theirs, ours)
    assert {conflict.path for conflict in conflicts} == {conflict.path for conflict in mirrored}
    if not conflicts:
        assert merged == other


def test_changes_of_different_fields_are_both_taken() -> None:
    old = {"time": "2020", "payload": {"value": "1", "unit": "USD"}}
    ours = {"time": "2021", "payload": {"value": "1", "unit": "USD"}}
    theirs = {"time": "2020", "payload": {"value": "2", "unit": "USD"}, "topic": "trade"}
    assert merge(old, ours, theirs) == ({"time": "2021", "payload": {"value": "2", "unit": "USD"}, "topic": "trade"}, [])


def test_a_field_that_both_changed_is_a_conflict_with_all_three_values() -> None:
    merged, (conflict,) = merge({"time": "2020"}, {"time": "2021"}, {"time": "2019"})
    assert merged == {"time": "2019"}
    assert (conflict.path, conflict.old, conflict.ours, conflict.theirs) == (("time",), "2020", "2021", "2019")


def test_a_history_grows_on_both_sides() -> None:
    first, ours, theirs = {"note": "a"}, {"note": "b"}, {"note": "c"}
    merged, conflicts = merge({"history": [first]}, {"history": [first, ours]}, {"history": [first, theirs, theirs]})
    assert (merged, conflicts) == ({"history": [first, theirs, theirs, ours]}, [])
