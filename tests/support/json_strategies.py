"""Any JSON value, hostile ones included, and texts that are nearly JSON or YAML."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

odd_strings = st.sampled_from(["", "kind", "claims", "é", "\ud800", "\u2028", "\x00", "__proto__", "2021", "a\nb"])
strings = st.one_of(st.text(max_size=20), odd_strings)
scalars = st.one_of(
    st.none(), st.booleans(), st.integers(-5, 5), st.integers(-(10**40), 10**40), st.floats(allow_nan=True, allow_infinity=True), strings
)
json_values: st.SearchStrategy[Any] = st.recursive(
    scalars, lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(strings, inner, max_size=4)), max_leaves=15
)
"""Any value that a reader could hand on, and some that none may."""

clean_strings = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)
clean_json_values: st.SearchStrategy[Any] = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(-(10**40), 10**40), st.floats(allow_nan=False, allow_infinity=False), clean_strings
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(clean_strings, inner, max_size=4)),
    max_leaves=20,
)
"""JSON values that every strict reader accepts."""
