"""JSON is YAML: both readers give the same values at the same places, and the YAML that PyYAML writes comes back."""

from __future__ import annotations

import json
import re
from typing import Any

import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from claims.load.json_text import parse_json
from claims.load.marks import walk
from claims.load.yaml_text import parse_yaml

# Without what YAML writes otherwise: controls, line breaks of its own, and (for PyYAML) a byte-order mark inside.
texts = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cn"), exclude_characters="\ufeff"), max_size=20)
values: st.SearchStrategy[Any] = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-(10**30), 10**30), texts, st.sampled_from(["no", "~", "0010", "1e3", "2021-01-01",
    "", "<<"])),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(texts, inner, max_size=4)),
    max_leaves=15,
)


@given(values, st.sampled_from([None, 1, 2]))
def test_same_values_at_same_places(value: Any, indent: int | None) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    from_json, from_yaml = parse_json(text), parse_yaml(text)
    assert from_yaml.problems == from_json.problems == ()
    assert from_yaml.value == from_json.value == value
    for path, _ in walk(value):
        assert from_yaml.marks.value(path) == from_json.marks.value(path)
        assert from_yaml.marks.key(path) == from_json.marks.key(path)


def is_number_in_one_version_only(value: Any) -> bool:
    """Whether a text is one that YAML 1.1, which PyYAML writes, leaves plain and YAML 1.2, which we read, takes for a number."""
    return isinstance(value, str) and bool(re.fullmatch("[-+.0-9a-fA-FxXoO]+", value))


@given(values, st.sampled_from([True, False, None]), st.booleans())
def test_what_pyyaml_writes_comes_back(value: Any, flow: bool | None, plain_ascii: bool) -> None:
    assume(not any(is_number_in_one_version_only(inner) or any(map(is_number_in_one_version_only, path)) for path, inner in walk(value)))
    text = yaml.safe_dump(value, default_flow_style=flow, allow_unicode=not plain_ascii, sort_keys=False)
    assume("? " not in text)  # so it writes long keys, which no record has
    parsed = parse_yaml(text)
    assert parsed.value == value
    assert parsed.problems == ()
