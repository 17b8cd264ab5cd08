"""The YAML reader: the core schema of YAML 1.2, no aliases, anchors, tags or merge keys, and the place of every value.

Every case runs through libyaml and, since a machine may lack it, through PyYAML's own parser.
"""

from __future__ import annotations

import gc
import time
from typing import Any

import pytest
import yaml

from claims.load.marks import MISSING
from claims.load.yaml_scalars import AsWritten
from claims.load.yaml_text import parse_events, parse_yaml


@pytest.fixture(params=["libyaml", "python"], autouse=True)
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "python":
        monkeypatch.delattr(yaml, "CSafeLoader")
    else:
        assert hasattr(yaml, "CSafeLoader")
    return str(request.param)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: [yes, no, on, off, y, n, Yes, NO, tRUE]", {"a": ["yes", "no", "on", "off", "y", "n", "Yes", "NO", "tRUE"]}),
        ("a: [true, True, TRUE, false, False, FALSE]", {"a": [True, True, True, False, False, False]}),
        ("a: [null, Null, NULL, ~]\nb:\nc: nULL", {"a": [None] * 4, "b": None, "c": "nULL"}),
        ("a: [0, 12, -12, +3]", {"a": [0, 12, -12, 3]}),
        ("a: 2021-11-24\nb: 2021-11-24T10:00:00Z\nc: 12:30:45\nd: 1_000\ne: 0b1", {
            "a": "2021-11-24", "b": "2021-11-24T10:00:00Z", "c": "12:30:45", "d": "1_000", "e": "0b1"}),
        ("a: '0010'\nb: \"no\"\nc: '~'\nd: ''", {"a": "0010", "b": "no", "c": "~", "d": ""}),
        ("a: ! 3\nb: !!str 4\nc: !!str", {"a": "3", "b": "4", "c": ""}),
        ("a: |\n  x\n  y\nb: >\n  x\n  y\nc: |-\n  x\n", {"a": "x\ny\n", "b": "x y\n", "c": "x"}),
        ("- a\n- - b\n  - c\n- {d: e}", ["a", ["b", "c"], {"d": "e"}]),
        ('{"a": [1, "b\\u00e9\\n", null, true]}', {"a": [1, "bé\n", None, True]}),
        ("é: \U0001f350\nb: 'it''s'", {"é": "\U0001f350", "b": "it's"}),
        ("---\na: 1\n...\n", {"a": 1}),
        ("# comment\na: 1 # comment\n", {"a": 1}),
        ("a: x#y\nb: x:y\nc: https://x.example/#y", {"a": "x#y", "b": "x:y", "c": "https://x.example/#y"}),
        ("%YAML 1.1\n---\na: no\n", {"a": "no"}),
        ("a: 1\r\nb:\r\n  - x\r\n", {"a": 1, "b": ["x"]}),
        ("a: 1\rb: 2\r", {"a": 1, "b": 2}),
        ("'<<': 1\n'no': 2\n'1': 3", {"<<": 1, "no": 2, "1": 3}),
        ("null", None),
        ("just text", "just text"),
    ],
)  # fmt: skip
def test_read_as_yaml_1_2(text: str, value: Any) -> None:
    parsed = parse_yaml(text)
    assert parsed.problems == ()
    assert parsed.value == value
    assert parse_events(text).value == value


@pytest.mark.parametrize(
    "written", ["01", "0555567", "1.5", "-1.5", ".5", "5.", "1e3", "-2.5E-7", "0o17", "0x1F", ".inf", "-.INF", ".nan", "9" * 70, "+09"]
)
def test_what_yaml_takes_for_a_number_is_refused_by_its_type_and_shown_as_written(written: str) -> None:
    parsed = parse_yaml(f"a: {written}")
    assert isinstance(parsed.value["a"], AsWritten)
    assert parsed.marks.written(("a",)) == written


def test_how_a_plain_scalar_was_written_is_kept_only_where_it_is_no_text() -> None:
    marks = parse_yaml("a: [no, 'no', True, ~, +3]\nb:\n").marks
    assert [marks.written(("a", number)) for number in range(5)] == [None, None, "True", "~", "+3"]
    assert marks.written(("b",)) == ""


@pytest.mark.parametrize(
    ("text", "code", "place", "words"),
    [
        ("a: &x 1\n", "SYN007", "1:4", "the anchor &x"),
        ("a: &x [1]\n", "SYN007", "1:4", "the anchor &x"),
        ("&x a: 1\n", "SYN007", "1:1", "the anchor &x on a key"),
        ("b: 1\na: *x\n", "SYN007", "2:4", "the alias *x"),
        ("- 1\n- &a\n  - *a\n", "SYN007", "2:3", "the anchor &a"),
        ("a: {b: 1, <<: {c: 2}}\n", "SYN007", "1:11", "the merge key <<"),
        ("a: !!int '3'\n", "SYN007", "1:4", "the tag"),
        ("!!int 3: a\n", "SYN007", "1:1", "the tag"),
        ("!!python/object/apply:os.system ['true']\n", "SYN007", "1:1", "the tag"),
        ("a: !!binary aGk=\n", "SYN007", "1:4", "the tag"),
        ("!!set {a, b}\n", "SYN007", "1:1", "the tag"),
        ("%TAG ! tag:x.example,2021:\n---\na: !y 1\n", "SYN007", "3:4", "the tag tag:x.example,2021:y"),
        ("a: 1\n---\nb: 2\n", "SYN002", "2:1", "a second YAML document"),
        ("", "SYN002", "1:1", "the file is empty"),
        ("# only a comment\n", "SYN002", "1:1", "the file is empty"),
        ("a:\n\tb: 1\n", "SYN002", "2:1", "cannot start any token"),
        ("a: b: c\n", "SYN002", "1:5", "mapping values are not allowed"),
        ("a: [1, 2\nb: 3\n", "SYN002", "2:2", "not YAML"),
        ("a: 'it's'\n", "SYN002", "1:8", "not YAML"),
        ("a: 1\n  b: 2\n", "SYN002", "2:4", "mapping values are not allowed"),
        ("a: @x\n", "SYN002", "1:4", "cannot start any token"),
        ("a: \"\\q\"\n", "SYN002", "1:", "unknown escape"),
        ("? [a]\n: 1\n", "SYN008", "1:3", "a key that is not text"),
        ("{a: 1}: 2\n", "SYN008", "1:1", "a key that is not text"),
        ("b: x\na: \0\n", "SYN005", "2:4", "unacceptable character #x0000"),
        ("é: \U0001f350\na: \x07\n", "SYN005", "2:4", "unacceptable character #x0007"),
        ("a: \x7f\n", "SYN005", "1:4", "unacceptable character #x007f"),
        ("a: \ufffe\n", "SYN005", "1:4", "unacceptable character #xfffe"),
        ("a: \ud800\n", "SYN005", "1:4", "not YAML"),
    ],
)  # fmt: skip
def test_what_is_refused_says_where_and_why(text: str, code: str, place: str, words: str) -> None:
    parsed = parse_yaml(text)
    assert parsed.value is MISSING
    (problem,) = parsed.problems
    assert problem.code == code
    assert str(parsed.marks.at(problem.offset)).startswith(place)
    assert words in problem.message
    assert problem.help


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("a: 1\nb: 2\n'a': 3\n\"\\x61\": 4\n", [("SYN003", "3:1"), ("SYN003", "4:1")]),
        ("a:\n  - {x: 1, y: 2, x: 3}\n", [("SYN003", "2:18")]),
        ("1: a\n'1': b\n", [("SYN008", "1:1"), ("SYN003", "2:1")]),
        ("true: a\nnull: b\n~: c\n1.5: d\n2021: e\n", [("SYN008", f"{line}:1") for line in range(1, 6)]),
    ],
)
def test_keys_that_stand_twice_or_are_no_text_are_reported_and_the_rest_is_read(text: str, problems: list[tuple[str, str]]) -> None:
    parsed = parse_yaml(text)
    assert parsed.value is not MISSING
    assert [(problem.code, str(parsed.marks.at(problem.offset))) for problem in parsed.problems] == problems


def test_a_repeated_key_names_its_first_line() -> None:
    assert "first on line 2" in parse_yaml("b: 0\na: 1\na: 2\n").problems[0].message


def test_places_count_characters_and_not_bytes() -> None:
    text = "\U0001f350é: x\nlist: [\U0001f350, y]\nblock:\n  - z: |\n      text\n"
    marks = parse_yaml(text).marks
    assert str(marks.value(("\U0001f350é",))) == "1:5"
    assert str(marks.value(("list", 1))) == "2:11"
    assert str(marks.key(("block",))) == "3:1"
    assert str(marks.value(("block", 0, "z"))) == "4:8"
    assert str(marks.key(("block", 0, "z"))) == "4:5"


def bomb(width: int = 9, depth: int = 9) -> str:
    lines = ["a0: &a0 [" + ", ".join("x" * width) + "]"]
    lines += [f"a{n}: &a{n} [" + ", ".join([f"*a{n - 1}"] * width) + "]" for n in range(1, depth)]
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (bomb(), "SYN007"), ("[" * 20_000, "SYN006"), ("[" * 10_000 + "]" * 10_000, "SYN006"), ("{a: " * 20_000, "SYN006"),
        ("- " * 20_000, "SYN006"), ("".join(" " * n + "a:\n" for n in range(500)), "SYN006"), ("? " * 20_000, "SYN008"),
        ('"' + "a" * 100_000, "SYN002"), ("#" * 100_000, "SYN002"), ("- &a\n" * 20_000, "SYN007"), ("a" * 5_000 + ": 1\n", "SYN002"),
    ],
)  # fmt: skip
def test_hostile_text_is_a_finding_at_once(text: str, code: str) -> None:
    started = time.perf_counter()
    (problem,) = parse_yaml(text).problems
    assert problem.code == code
    assert time.perf_counter() - started < 4


def test_flow_maps_without_keys_end_in_a_finding() -> None:
    (problem,) = parse_yaml("{" * 10_000).problems
    assert problem.code in {"SYN006", "SYN008"}


@pytest.mark.parametrize("text", ["i", "a: &x [1]", "a: [1", "- |\n  text\n", "!", "a: 1\na: 2 # twice", "\x07"])
def test_nothing_is_left_to_the_collector(text: str) -> None:
    # A parser of libyaml holds kilobytes that the collector does not see, so it would let thousands of them pile up.
    parse_yaml(text)
    gc.collect()
    gc.disable()
    try:
        before = len(gc.get_objects())
        for _ in range(20):
            parse_yaml(text)
        assert len(gc.get_objects()) - before < 20
    finally:
        gc.enable()
