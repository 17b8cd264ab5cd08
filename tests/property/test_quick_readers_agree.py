"""The quick ways of reading JSON and YAML against the careful ones: whatever they take is the same value, without a problem, in place."""

from __future__ import annotations

import json
from typing import Any

import yaml
from hypothesis import given
from hypothesis import strategies as st
from json_strategies import clean_json_values, json_values

from claims.load.json_text import CarefulReader, parse_json, parse_quickly
from claims.load.marks import MISSING, NestedMarks, walk
from claims.load.yaml_lines import read_lines
from claims.load.yaml_text import parse_events

SLIPS = [
    "",
    *"[]{}:,'\"\\ \n-#&*!|>?%@~0e.x\u00a0\t",
    ": ",
    " #",
    "- ",
    "\n  ",
    "\n\n",
    "\n---\n",
    "a: b",
    r"\u0041",
    r"\ud800",
    "1e999",
    "NaN",
]


@st.composite
def slipped(draw: st.DrawFn, texts: st.SearchStrategy[str]) -> str:
    """Return a text with up to three slips of a hand in it."""
    text = draw(texts)
    for _ in range(draw(st.integers(0, 3))):
        place = draw(st.integers(0, len(text)))
        text = text[:place] + draw(st.sampled_from(SLIPS)) + text[place + draw(st.integers(0, 2)) :]
    return text


json_texts = st.tuples(json_values | clean_json_values, st.sampled_from([None, 0, 2]), st.booleans()).map(
    lambda drawn: json.dumps(drawn[0], indent=drawn[1], ensure_ascii=drawn[2])
)


@given(slipped(json_texts))
def test_json_read_quickly_is_json_read_with_care(text: str) -> None:
    value = parse_quickly(text)
    if value is not MISSING:
        reader = CarefulReader(text, 1)
        careful, _ = reader.document()
        assert reader.problems == []
        assert repr(value) == repr(careful)
        marks = parse_json(text).marks
        for path, inner in walk(value):
            place = marks.value(path)
            start = sum(map(len, text.split("\n")[: place.line - 1])) + place.line + place.column - 2 if "\r" not in text else None
            assert start is None or repr(json.JSONDecoder().raw_decode(text, start)[0]) == repr(inner)


keys = st.from_regex(r"[A-Za-z_][A-Za-z0-9_-]{0,5}", fullmatch=True)
scalars = st.one_of(
    st.sampled_from(
        ["", "no", "null", "~", "0010", "1e3", "-5", "- x", "x: y", "x #y", "it's", "'", '"', "x ", "x\ny", "[]", "é", "\u00a0", "="]
    ),
    st.text(st.sampled_from("ab1 :#-'\",.é\n"), max_size=30),
    st.none(),
    st.booleans(),
    st.integers(-100, 100),
)
block_values: st.SearchStrategy[Any] = st.recursive(
    scalars, lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(keys, inner, max_size=4)), max_leaves=15
)
written = st.tuples(
    block_values, st.sampled_from([5, 20, 80]), st.sampled_from([2, 3, 4]), st.sampled_from([None, "'", '"']), st.booleans()
).map(
    lambda drawn: yaml.safe_dump(
        drawn[0], width=drawn[1], indent=drawn[2], default_style=drawn[3], allow_unicode=drawn[4], default_flow_style=False, sort_keys=False
    )
)
line = st.tuples(
    st.sampled_from(["", "", "", "  ", "  ", "    ", " ", "   "]),
    st.sampled_from(["", "", "- ", "- - ", "-  "]),
    st.sampled_from(["", "a:", "b:", "c: ", "d: ", "e: ", "null: "]),
    st.sampled_from(
        ["", "", "x", "1", "x y", "'q'", '"d"', "[]", "{}", "'m\n    n'", "-1", "~", "# c", "x # c", "x:", "x: y", "'m", " n'", "x  "]
    ),
).map("".join)


@given(st.one_of(slipped(written), st.lists(line, max_size=8).map("\n".join)))
def test_yaml_read_by_lines_is_yaml_read_by_events(text: str) -> None:
    found = read_lines(text)
    if found is not None:
        whole = parse_events(text)
        assert whole.problems == ()
        assert repr(found[0]) == repr(whole.value)
        assert isinstance(whole.marks, NestedMarks)
        assert found[1] == whole.marks.places()
