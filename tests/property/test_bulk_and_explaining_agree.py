"""Large files are checked line by line, small ones record by record: both tell the same, finding by finding, place by place."""

from __future__ import annotations

import json
from typing import Any

import orjson
from benchmarks.defects import DEFECTS
from benchmarks.generate import claim_value, world
from builders import make_ledger
from hypothesis import given, settings
from hypothesis import strategies as st
from same_report import assert_same_report

from claims.check.bulk_schema import quick_validator
from claims.check.structure import _explain, _innermost, explain, fast_validator, reference_validator
from claims.load.bulk import has_repeated_key
from claims.load.json_text import parse_json
from claims.load.raw import RawRecord
from claims.model.date import COMMON_FORMS
from claims.model.edtf_form import edtf_form

WORLD = [orjson.dumps(value) for _, value in world()]
AGAINST = make_ledger()


def _written(line: bytes, style: str) -> bytes:
    """The same JSON as other programs write it."""
    if style == "plain":
        return line
    try:
        value = json.loads(line)
    except ValueError:
        return line
    if style == "spaced":
        return json.dumps(value).encode()
    if style == "escaped":
        return line.replace(b"border", b"b\\u006frder").replace(b"The ", b"\\u0022The\\u0022 ", 1)
    return b"  " + line + b" \r"


@st.composite
def lines(draw: st.DrawFn) -> bytes:
    value = claim_value(draw(st.integers(1, 12)), seed=draw(st.integers(1, 3)))
    if draw(st.integers(0, 9)) == 0:
        value["accepted"] = [{"code": draw(st.sampled_from(["REF007", "REF006", "STY001", "XXX999"])), "reason": "It is so."}]
    defect = draw(st.none() | st.sampled_from(DEFECTS))
    line = orjson.dumps(value) if defect is None else defect.make(value)
    return _written(line, draw(st.sampled_from(["plain", "plain", "spaced", "escaped", "padded"])))


files = st.lists(
    st.one_of(lines(), lines(), lines(), st.sampled_from([*WORLD[:3], *WORLD[-3:], *WORLD[60:70], b"", b" \t\r", b"\xff"])), max_size=12
).flatmap(
    lambda body: st.tuples(
        st.sampled_from([b"", b"", b"", b"\xef\xbb\xbf"]),
        st.sampled_from([b"", WORLD[0] + b"\n"]),
        st.just(b"\n".join(body)),
        st.sampled_from([b"", b"\n"]),
    )
).map(b"".join)


@given(st.lists(files, min_size=1, max_size=2), st.sampled_from([None, AGAINST]), st.booleans())
@settings(max_examples=60)
def test_both_paths_tell_the_same(tmp_path_factory: Any, contents: list[bytes], against: Any, beside: bool) -> None:
    folder = tmp_path_factory.mktemp("bulk")
    paths = [folder / f"file-{number}.jsonl" for number in range(len(contents))]
    for path, content in zip(paths, contents, strict=True):
        path.write_bytes(content)
    if beside:  # a small file of another kind next to them
        paths.append(folder / "beside.json")
        paths[-1].write_bytes(b"[" + b",".join([*WORLD[60:75], orjson.dumps(claim_value(3))]) + b"]")
    assert_same_report(*paths, against=against)


def test_several_processes_tell_what_one_tells(tmp_path: Any) -> None:
    body = [defect.make(claim_value(number)) for number, defect in enumerate(DEFECTS, 1)]
    good = [orjson.dumps(claim_value(number)) for number in range(100, 160)]
    path = tmp_path / "claims.jsonl"
    path.write_bytes(b"\n".join([*good[:20], *body, *WORLD, *good[20:], good[3]]) + b"\n")
    for processes in (1, 2, 3):
        assert_same_report(path, processes=processes)


values = st.one_of(
    st.builds(claim_value, st.integers(1, 500)),
    st.builds(lambda number, defect: orjson.loads(defect.make(claim_value(number))), st.integers(2, 500), st.sampled_from(
        [defect for defect in DEFECTS if not defect.code.startswith("SYN") and defect.code != "SCH010" and "number" not in defect.name]
    )),
)  # fmt: skip


@given(values)
def test_three_validators_give_one_verdict(value: Any) -> None:
    verdict = reference_validator("claim").is_valid(value)
    assert fast_validator("claim").is_valid(value) == verdict
    assert quick_validator("claim")(value) == verdict


@given(values)
def test_explaining_doubtful_fields_only_leaves_no_word_out(value: Any) -> None:
    raw = RawRecord("claim", value, "claims.json")
    whole = [_explain(raw, inner) for error in reference_validator("claim").iter_errors(value) for inner in _innermost(error)]
    shown = [(code, problem.path, problem.message, problem.help, problem.of_key) for code, problem in explain(raw)]
    assert shown == [(code, problem.path, problem.message, problem.help, problem.of_key) for code, problem in whole]


@given(st.from_regex(COMMON_FORMS, fullmatch=True).map(lambda text: text.removesuffix("\n")))
def test_the_common_forms_of_dates_are_edtf(text: str) -> None:
    assert edtf_form(text) is not None


keys = st.sampled_from(["a", "b", '"', "\\", "é", "/", "\n"])
objects = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.text('ab"\\/é\n', max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.lists(st.tuples(keys, inner), max_size=4).map(tuple),
    max_leaves=12,
)


def _string(text: str, ascii: bool, odd: bool) -> str:
    if odd:  # quotes by their number, which is as good JSON
        return json.dumps(text.replace('"', "\0"), ensure_ascii=ascii).replace("\\u0000", "\\u0022")
    return json.dumps(text, ensure_ascii=ascii)


def _text(value: Any, ascii: bool, odd: bool) -> str:
    if isinstance(value, tuple):
        return "{" + ", ".join(f"{_string(key, ascii, odd)}: {_text(inner, ascii, odd)}" for key, inner in value) + "}"
    if isinstance(value, list):
        return "[" + ",".join(_text(inner, ascii, odd) for inner in value) + "]"
    return _string(value, ascii, odd) if isinstance(value, str) else json.dumps(value)


@given(objects, st.booleans(), st.booleans())
def test_no_repeated_key_goes_unseen(value: Any, ascii: bool, odd: bool) -> None:
    text = _text(value, ascii, odd)
    repeated = any(problem.code == "SYN003" for problem in parse_json(text).problems)
    seen = has_repeated_key(text.encode(), orjson.loads(text))
    assert seen if repeated else (not seen or "\\u0022" in text)
