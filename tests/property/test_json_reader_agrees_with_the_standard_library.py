"""Our strict JSON reader against Python's own: where both accept, the same value; where only one accepts, for a named reason."""

from __future__ import annotations

import json
import re
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from json_strategies import clean_json_values

from claims.load.json_text import MAX_DEPTH, parse_json
from claims.load.marks import MISSING, walk

spellings = st.fixed_dictionaries({"ensure_ascii": st.booleans(), "indent": st.sampled_from([None, 0, 2, "\t"])})
nearly_json = st.text(st.sampled_from('[]{}:,"\\ \n\t0123456789.-+eEtrufalsnNIiy/éud8\U0001f350\x00'), max_size=30)


def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({key for key, _ in pairs}) < len(pairs):
        raise ValueError("repeated key")
    return dict(pairs)


def refuse(word: str) -> Any:
    raise ValueError(word)


def standard(text: str) -> Any:
    """Return what Python's reader makes of a text, made strict by its own hooks; raises ValueError."""
    value = json.loads(text, object_pairs_hook=unique, parse_constant=refuse)
    for path, inner in walk(value):
        strings = [inner, *map(str, path[-1:])] if isinstance(inner, str) else list(map(str, path[-1:]))
        "".join(strings).encode("utf-8")  # UnicodeEncodeError, a ValueError, for half a surrogate pair
        if isinstance(inner, float) and inner in (float("inf"), float("-inf")):
            raise ValueError("out of range")
        if len(path) >= MAX_DEPTH and isinstance(inner, list | dict):
            raise ValueError("too deep")
    return value


def same(text: str) -> None:
    parsed = parse_json(text)
    try:
        value = standard(text)
    except (ValueError, RecursionError):
        assert parsed.problems
    else:
        assert parsed.problems == ()
        assert repr(parsed.value) == repr(value)  # tells 1 from 1.0 and from True, and the order of keys


@given(clean_json_values, spellings)
def test_what_python_writes_we_read_alike(value: Any, spelling: dict[str, Any]) -> None:
    text = json.dumps(value, **spelling)
    parsed = parse_json(text)
    assert parsed.problems == ()
    assert repr(parsed.value) == repr(value)


@given(nearly_json)
def test_on_what_is_nearly_json_both_say_the_same(text: str) -> None:
    same(text)


@given(clean_json_values, spellings, st.data())
def test_on_json_with_a_slip_both_say_the_same(value: Any, spelling: dict[str, Any], data: st.DataObject) -> None:
    text = json.dumps(value, **spelling)
    place = data.draw(st.integers(0, len(text)))
    char = data.draw(st.sampled_from(["", *'[]{}:,"\\ \n0e-.tN\u00a0\ufeff\x00', r"\u0041", r"\ud800"]))
    same(text[:place] + char + text[place + data.draw(st.integers(0, 1)) :])


@given(clean_json_values, spellings)
def test_at_the_place_of_a_value_stands_the_value(value: Any, spelling: dict[str, Any]) -> None:
    text = json.dumps(value, **spelling)
    marks, lines = parse_json(text).marks, re.split(r"\r\n|\r|\n", text)
    for path, inner in walk(value):
        place = marks.value(path)
        rest = "\n".join([lines[place.line - 1][place.column - 1 :], *lines[place.line :]])
        assert json.JSONDecoder().raw_decode(rest)[0] == inner
        if path and isinstance(path[-1], str):
            place = marks.key(path)
            assert json.JSONDecoder().raw_decode(lines[place.line - 1][place.column - 1 :])[0] == path[-1]


@given(st.one_of(st.text(max_size=40), nearly_json))
def test_it_never_raises_and_says_something_of_whatever_it_does_not_read(text: str) -> None:
    parsed = parse_json(text)
    assert parsed.value is not MISSING or parsed.problems
    for problem in parsed.problems:
        assert 0 <= problem.offset <= len(text)
        assert parsed.marks.at(problem.offset).line >= 1
        assert problem.message.isprintable() or "\n" not in problem.message
