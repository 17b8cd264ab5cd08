"""The line-by-line reader of plain YAML: what it takes, and that it leaves to the whole reader whatever is not beyond doubt."""

from __future__ import annotations

from typing import Any

import pytest
from builders import claim_value, ledger_value

from claims.load.json_text import MAX_DEPTH
from claims.load.yaml_lines import read_lines
from claims.load.yaml_text import parse_events, parse_yaml


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: b\n", {"a": "b"}),
        ("a: b", {"a": "b"}),
        ("---\na: b\n", {"a": "b"}),
        ("# above\n\na: b\n  # between\nc:\n# and here\n  d: e\n", {"a": "b", "c": {"d": "e"}}),
        ("a:\nb:   \n", {"a": None, "b": None}),
        ("a:\n- b\n-  c\nd:\n  - - e\n    - f\n  - g: h\n    i:\n    - j\n", {"a": ["b", "c"], "d": [["e", "f"], {"g": "h", "i": ["j"]}]}),
        ("  - a: 1\n    b: null\n  - c\n", [{"a": 1, "b": None}, "c"]),
        ("a: one\n  two  \n  'three' four\nb: 1\n 2\n", {"a": "one two 'three' four", "b": "1 2"}),
        ("- one\n -two\n- 2\n", ["one -two", 2]),
        ("a: 'it''s'\nb: ''\nc: 'one\n  two\n  '\n", {"a": "it's", "b": "", "c": "one two "}),
        ('a: "say \\"é\\" \\u00e9\\n"\nb: "#"\n', {"a": 'say "é" é\n', "b": "#"}),
        ("a: []\nb: {}\n", {"a": [], "b": {}}),
        ("a: http://x.example/#y\nb: -1\nc: x#y\nd: f(x), [y]\n", {"a": "http://x.example/#y", "b": -1, "c": "x#y", "d": "f(x), [y]"}),
    ],
)  # fmt: skip
def test_what_is_plain_is_read_as_the_whole_reader_reads_it(text: str, value: Any) -> None:
    found = read_lines(text)
    assert found is not None
    assert found[0] == value
    same_as_the_whole_reader(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "# nothing\n", "text\n", "[]\n", "a: b: c\n", "a: b:\n", "a: b #c\n", "a: # c\n", "a: 'b' # c\n", "a: &b c\n", "a: *b\n",
        "a: !b c\n", "a: |\n  b\n", "a: >\n  b\n", "a: [b]\n", "a: {b: c}\n", "? a\n: b\n", "<<: a\n", "a: @b\n", "a: %b\n",
        "a: - b\n", "a: ?\n", "-\n- a\n", "a: 1\na: 2\n", "null: 1\n", "yes: 1\nTrue: 1\n", "1: a\n", "'a': b\n", "a: b\n---\nc: d\n",
        "a: b\n...\n", "%YAML 1.2\n---\na: b\n", "a: b\n\n  c\n", "a: b\n  c: d\n", "a: b\n  # c\n  d\n", "a:\n  b: c\n d: e\n",
        "- a\nb: c\n", "a: b\n- c\n", " a: b\nc: d\n", "a: 'b\n\n  c'\n", "a: 'b\nc'\n", 'a: "b\n  c"\n', 'a: "\\x41"\n',
        'a: "\\ud83c\\udf50"\n', "a: 'b'c\n", "a:\n  'b'\n", "a: b\n  c:\n", "a:\tb\n", "a: b\r\n", "\ufeffa: b\n", "a: b\u2028c\n",
        "a: b\x85c\n", "a: \x07\n", "a: b\n  'c\n  d'\n", "a" * 200 + ": b\n", "a:b\n",
    ],
)  # fmt: skip
def test_what_is_not_plain_is_left_to_the_whole_reader(text: str) -> None:
    assert read_lines(text) is None


@pytest.mark.parametrize("value", [claim_value(), [claim_value()] * 2, ledger_value()])
@pytest.mark.parametrize("width", [30, 80, 10_000])
def test_records_as_programs_write_them_are_plain(value: Any, width: int) -> None:
    import yaml

    class Writer(yaml.SafeDumper):
        def ignore_aliases(self, data: Any) -> bool:
            return True

    text = yaml.dump(value, Dumper=Writer, allow_unicode=True, sort_keys=False, width=width)
    found = read_lines(text)
    assert found is not None
    assert found[0] == value
    same_as_the_whole_reader(text)


@pytest.mark.parametrize(
    "deep", ["".join(" " * n + "a:\n" for n in range(200)), "- " * 200 + "a\n", "- " * 64 + "[]\n", "- " * 63 + "a: {}\n"]
)
def test_what_nests_too_deep_is_left_to_the_whole_reader(deep: str) -> None:
    assert read_lines(deep) is None
    assert [problem.code for problem in parse_yaml(deep).problems] == ["SYN006"]


def test_the_greatest_depth_is_read() -> None:
    text = "- " * MAX_DEPTH + "a\n"
    assert read_lines(text) is not None
    same_as_the_whole_reader(text)


def test_a_scalar_folded_over_very_many_lines_takes_no_time() -> None:
    text = "a: b\n" + "  " + "c\n  " * 300_000
    assert read_lines(text) is None


def same_as_the_whole_reader(text: str) -> None:
    found, whole = read_lines(text), parse_events(text)
    assert found is not None
    assert whole.problems == ()
    assert repr(found[0]) == repr(whole.value)
    assert found[1] == whole.marks.places()  # type: ignore[attr-defined]
