"""The strict JSON reader: what RFC 8259 has, and nothing that two readers could read in two ways.

The cases cover each kind of a well-known public suite of parsing tests, in inputs of our own.
"""

from __future__ import annotations

import time
from typing import Any

import pytest

from claims.load.json_text import MAX_DEPTH, MAX_NUMBER_LENGTH, dump_json, parse_json
from claims.load.marks import MISSING

GOOD: list[tuple[str, Any]] = [
    ("{}", {}), ("[]", []), ('""', ""), ("0", 0), ("-0", 0), ("-12", -12), ("true", True), ("false", False), ("null", None),
    (" \t\r\n[ ]\r\n\t ", []), ("[1,2]", [1, 2]), ("[ [ ] , { } ]", [[], {}]), ('{"a":1,"b":{"a":2}}', {"a": 1, "b": {"a": 2}}),
    ('{"":0}', {"": 0}), ("1.5", 1.5), ("-0.0", -0.0), ("1e3", 1000.0), ("1E+3", 1000.0), ("1e-3", 0.001), ("0e1", 0.0), ("1.25e2", 125.0),
    ("123456789012345678901234567890", 123456789012345678901234567890), (r'"\"\\\/\b\f\n\r\t"', '"\\/\b\f\n\r\t'), (r'"\u0041\u00e9"',
    "Aé"),
    (r'"\ud83c\udf50"', "\U0001f350"), (r'"\u0000"', "\0"), ('"\u007f"', "\x7f"), ('"\u2028\u2029"', "\u2028\u2029"), ('"\U0001f350"',
    "\U0001f350"),
    (r'"\uFFFF"', "\uffff"), ('"\ufeff"', "\ufeff"), (r'"\\u0041"', "\\u0041"), ('{"\\u0061":1}', {"a": 1}), ("1e-400", 0.0),
    ("[" * MAX_DEPTH + "]" * MAX_DEPTH, None), ("9" * MAX_NUMBER_LENGTH, int("9" * MAX_NUMBER_LENGTH)),
]  # fmt: skip

BAD = [
    "[1,]", "[,1]", "[1,,2]", "[1", "2]", "[1", "]1", "[]]", "[][]", "{}{}", '{"a":1,}', "{,}", '{"a"}', '{"a":}', '{"a"', "1}",
    '{"a":1', '"b":2}', "{a:1}", "{'a':1}", "{1:1}", "{null:1}", '{"a"::1}', '{"a":1,,"b":2}', "[:]", "{[]:1}", '{"a":1]', "[1}", "[",
    "{", '"', '"a', "'a'", "a", "tru", "truth", "True", "None", "undefined", "nul", "nulll", "01", "-01", "00", "+1", "-", "--1", "-a",
    ".5", "5.", "1.e3", "1e", "1e+", "1e1.5", "1_000", "0x10", "0b1", "1,5", "1e5e5", "++1", "-+1", "１", "-.5", "1.5.5", "-2.", "2.e+3",
    "0.e1", "1eE2", "NaN", "nan", "Infinity", "-Infinity", "inf", "-inf", "+Infinity", "-NaN", "1e400", "-1e400", "1e9999999999", '"\\q"',
    '"\\x41"', '"\\u12"', '"\\u12G4"', '"\\u"', '"\\"', '"\\U0001F350"', '"a\\', "[1]x", "[1]#c", "[1]//c", "[1]/*c*/", "/*c*/[1]", "#",
    "<a>", "&", "@", ";", "*", ",", ":", "]", "}",
]  # fmt: skip
BAD += [
    "", " ", "\n", "[1\u00a0]", "\u00a0[1]", "[1]\u2028", "\ufeff[1]", "[\v1]", "[\f1]", "[\x001]", "\0", '"a\nb"', '"a\tb"', '"a\0b"',
    '"a\x1fb"', '["a\nb"]', '{"a": 1\n"b": 2}',
    '["a" "b"]', '"a" "b"', "1 2", '{"a":1} x', "[1]\n[2]", '["a', '{"a":1', "[1,\n", "[true false]", "\u2060[]", '{"a":1}}', "['a']",
    "[0x1]", "[1e]", "[-]",
]  # fmt: skip


@pytest.mark.parametrize(("text", "value"), GOOD)
def test_accepted(text: str, value: Any) -> None:
    parsed = parse_json(text)
    assert parsed.problems == ()
    if value is not None or text == "null":
        assert parsed.value == value
        assert type(parsed.value) is type(value)


@pytest.mark.parametrize("text", BAD)
def test_refused_in_one_line_that_says_how_to_mend_it(text: str) -> None:
    parsed = parse_json(text)
    assert parsed.value is MISSING
    (problem,) = parsed.problems
    assert problem.code in {"SYN001", "SYN004"}
    assert 0 <= problem.offset <= len(text)
    assert problem.message
    assert problem.help
    assert "\n" not in problem.message


@pytest.mark.parametrize("text", [r'"\ud800"', r'"\udc00"', r'"\ud83cx"', r'"\ud83c\ud83c"', r'"\udf50\ud83c"', '"\ud800"',
    r'{"\ud800": 1}'])
def test_half_a_surrogate_pair_is_no_text(text: str) -> None:
    parsed = parse_json(text)
    (problem,) = parsed.problems
    assert (problem.code, problem.offset) == ("SYN005", text.index('"'))
    assert "lone surrogate" in problem.message
    assert "\ufffd" in str(parsed.value)


def test_every_half_of_a_pair_is_reported_and_the_rest_is_read() -> None:
    parsed = parse_json(r'[{"id": "a\ud800"}, {"id": "b"}, {"id": "\udc00c", "n": 1}]')
    assert [(problem.code, problem.path) for problem in parsed.problems] == [("SYN005", (0, "id")), ("SYN005", (2, "id"))]
    assert parsed.value == [{"id": "a\ufffd"}, {"id": "b"}, {"id": "\ufffdc", "n": 1}]


@pytest.mark.parametrize(
    ("text", "offset", "code", "message"),
    [
        ('{"a": NaN}', 6, "SYN004", "NaN is not JSON"),
        ('{"a": -Infinity}', 6, "SYN004", "'-Infinity' is not a number"),
        ('{"a": 1e999}', 6, "SYN004", "out of range"),
        ("[" + "9" * 300 + "]", 1, "SYN004", "a number of 300 characters"),
        ('{"a": yes}', 6, "SYN001", "expected a value, found 'yes'"),
        ('{"a": 1,}', 8, "SYN001", "expected a key in double quotes, found '}'"),
        ('{"a" 1}', 5, "SYN001", "expected ':' after the key 'a', found '1'"),
        ("[1 2]", 3, "SYN001", "expected ',' or ']', found '2'"),
        ('{"a": 1 "b": 2}', 8, "SYN001", "expected ',' or '}', found '\"'"),
        ("[1", 2, "SYN001", "found the end of the file"),
        ("[1] 2", 4, "SYN001", "expected the end of the file, found '2'"),
        ('["a\nb"]', 3, "SYN001", "broken string: invalid control character"),
        ('["a', 1, "SYN001", "broken string: unterminated string"),
        ("[01]", 1, "SYN001", "'01'… is not a number"),
    ],
)
def test_the_place_and_the_words_of_a_mistake(text: str, offset: int, code: str, message: str) -> None:
    (problem,) = parse_json(text).problems
    assert (problem.offset, problem.code) == (offset, code)
    assert message in problem.message


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ('{"a": 1,\n "a": 2}', [10]),
        ('{"a": 1, "\\u0061": 2, "\\u0061": 3}', [9, 22]),
        ('{"x": [{"é": 1, "\\u00e9": 2}]}', [16]),
        ('{"": 1, "": 1}', [8]),
    ],
)
def test_a_repeated_key_is_reported_in_any_spelling_and_the_rest_is_read(text: str, places: list[int]) -> None:
    parsed = parse_json(text)
    assert parsed.value is not MISSING
    assert [(problem.code, problem.offset) for problem in parsed.problems] == [("SYN003", place) for place in places]
    assert "first on line 1" in parsed.problems[0].message


def test_a_repeated_key_names_the_line_in_the_file_that_the_text_came_from() -> None:
    assert "first on line 12" in parse_json('{"a": 1, "a": 2}', first_line=12).problems[0].message


@pytest.mark.parametrize(
    "text", ["[" * 100_000, '{"a":' * 100_000, "[" * 100_000 + "]" * 100_000, '[{"a":' * 50_000,
    "[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1)]
)
def test_hostile_nesting_is_a_finding(text: str) -> None:
    (problem,) = parse_json(text).problems
    assert problem.code == "SYN006"


@pytest.mark.parametrize(
    "text",
    [
        "{" + '"a":1,\n' * 20_000 + '"a":1}', "1" * 1_000_000, "1e" + "9" * 1_000_000, '"' + "a" * 3_000_000, '"' + "\\" * 1_000_001,
        " " * 3_000_000,
        "[" + "," * 1_000_000, "a" * 1_000_000, "-" * 1_000_000,
    ],
)  # fmt: skip
def test_hostile_size_takes_no_time(text: str) -> None:
    started = time.perf_counter()
    parsed = parse_json(text)
    [parsed.marks.at(problem.offset) for problem in parsed.problems]
    assert parsed.problems
    assert all(len(problem.message) < 200 for problem in parsed.problems)
    assert time.perf_counter() - started < 4  # far from the minutes that counting lines anew for each problem took


def test_places_of_values_and_keys() -> None:
    text = '{\n  "a": [1, {"b": "é"}],\r\n  "c": null\r}'
    marks = parse_json(text).marks
    assert str(marks.value(())) == "1:1"
    assert str(marks.value(("a",))) == "2:8"
    assert str(marks.value(("a", 0))) == "2:9"
    assert str(marks.value(("a", 1, "b"))) == "2:18"
    assert str(marks.key(("a", 1, "b"))) == "2:13"
    assert str(marks.value(("c",))) == "3:8"
    assert str(marks.value(("c", "gone", 3))) == "3:8"
    assert str(marks.key(("a", 0))) == "2:9"


def test_writing_keeps_characters_and_ends_with_a_line_feed() -> None:
    assert dump_json({"a": ["é", "\U0001f350", 1, True,
    None]}) == '{\n  "a": [\n    "é",\n    "\U0001f350",\n    1,\n    true,\n    null\n  ]\n}\n'
    with pytest.raises(ValueError, match="JSON"):
        dump_json(float("nan"))
