from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from builders import claim_value, ledger_value, write_curated, write_json
from hypothesis import given
from hypothesis import strategies as st

from claims.check.fix import DATE_FIELDS, apply_fix, find_fixes, mended, unified_diff
from claims.errors import UnreadableInput
from claims.load.typed import load_ledger
from claims.model.schema import json_schema


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        (("time",), "2021/06/30", "2021-06-30"),
        (("time",), "2021-6-3", "2021-06-03"),
        (("history", 0, "date"), "2021.6.30", "2021-06-30"),
        (("time",), "٢٠٢١-٠٦-٣٠", "2021-06-30"),
        (("time",), " 2021 ", "2021"),
        (("time",), "03/04/2021", "03/04/2021"),
        (("time",), "2021/06", "2021/06"),
        (("time",), "2021/13/01", "2021/13/01"),
        (("time",), "2021-2-30", "2021-2-30"),
        (("time",), "2021-6/3", "2021-6/3"),
        (("time",), "30 June 2021", "30 June 2021"),
        (("time",), "2021-06-30", "2021-06-30"),
        (("note",), "2021/06/30", "2021/06/30"),
        (("payload", "value"), "1,234,567", "1234567"),
        (("payload", "value"), "1,234.5", "1234.5"),
        (("payload", "value"), "1\u202f703", "1703"),
        (("payload", "value"), "−12", "-12"),
        (("payload", "value"), "１２", "12"),
        (("payload", "value"), "1,234", "1,234"),
        (("payload", "value"), "1.234.567", "1.234.567"),
        (("payload", "value"), "about 5 ", "about 5 "),
        (("citations", 0, "value"), "1,234,567", "1,234,567"),
        (("statement",), "Cafe\u0301", "Caf\u00e9"),
        (("url",), "https://x.example/Cafe\u0301", "https://x.example/Cafe\u0301"),
        (("checkable",), True, True),
    ],
)
def test_only_what_has_one_reading_is_mended(path: tuple[Any, ...], before: Any, after: Any) -> None:
    assert mended(path, before) == after
    assert mended(path, after) == after


def test_the_names_of_date_fields_are_those_of_the_schemas() -> None:
    found: set[str] = set()
    for name in ("claim", "source", "entity", "article", "ledger-info"):
        schema = json_schema(name)
        for definition in (schema, *schema["$defs"].values()):
            for field, described in definition.get("properties", {}).items():
                if "#/$defs/Edtf" in json.dumps(described):
                    found.add(field)
    assert found == DATE_FIELDS


def test_a_curated_record_gets_its_canonical_form_and_stays_the_same_record() -> None:
    write_curated(Path("pear"))
    before = load_ledger("pear")
    path = Path("pear/claims/pear-0001.json")
    value = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps(dict(reversed(value.items())), indent=4), encoding="utf-8")
    assert find_fixes(["pear"]).left_alone == ()
    (fix,) = find_fixes(["pear"]).fixes
    assert fix.file == str(path) and fix.done == ("canonical form",)
    apply_fix(fix)
    assert load_ledger("pear") == before
    assert find_fixes(["pear"]).fixes == ()


def test_the_diff_comes_first_and_is_a_patch() -> None:
    write_json(Path("new.json"), [claim_value(time="2020/6/3")])
    (fix,) = find_fixes(["new.json"]).fixes
    assert Path("new.json").read_bytes() == fix.old
    patch = unified_diff(fix)
    assert patch.startswith("--- a/new.json\n+++ b/new.json\n@@ ")
    assert '-    "time": "2020/6/3",\n' in patch and '+    "time": "2020-06-03",\n' in patch
    assert fix.done == ("time: '2020/6/3' became '2020-06-03'",)
    apply_fix(fix)
    assert json.loads(Path("new.json").read_text("utf-8"))[0]["time"] == "2020-06-03"


def test_a_patch_says_where_the_last_line_had_no_end() -> None:
    Path("new.json").write_text(json.dumps(claim_value()), encoding="utf-8")
    (fix,) = find_fixes(["new.json"]).fixes
    assert "\n\\ No newline at end of file\n" in unified_diff(fix)


def test_a_record_that_is_not_valid_is_mended_in_its_values_only() -> None:
    value = claim_value(time="2020/6/3", topic="Trade Wind")
    write_json(Path("new.json"), dict(reversed(value.items())))
    (fix,) = find_fixes(["new.json"]).fixes
    assert list(json.loads(fix.new)) == list(reversed(value))
    assert json.loads(fix.new)["time"] == "2020-06-03"


def test_all_records_of_a_whole_ledger_in_one_file() -> None:
    value = ledger_value(claims=[claim_value(), claim_value("pear-0002", time="2020/6/3")])
    write_json(Path("all.json"), value)
    (fix,) = find_fixes(["all.json"]).fixes
    value["claims"][1]["time"] = "2020-06-03"
    again = json.loads(fix.new)
    assert again["claims"] == [_dropping_defaults(claim) for claim in value["claims"]]


def _dropping_defaults(value: dict[str, Any]) -> dict[str, Any]:
    from claims.model.claim import Claim

    return Claim.from_json_value(value).to_json_value()


def test_yaml_keeps_its_comments_and_layout() -> None:
    text = (
        "# a comment\nid: pear-0001   # of the claim\ntime: 2021/6/3\npayload:\n  value: '1,234,567'\n  note: \"Cafe\u0301\"\n"
        "history:\n  - {date: 2021.6.3, note: x}\nlong: >\n  Cafe\u0301\n  folded\n"
    )
    Path("new.yaml").write_bytes(text.encode())
    (fix,) = find_fixes(["new.yaml"]).fixes
    assert fix.new.decode() == (
        "# a comment\nid: pear-0001   # of the claim\ntime: '2021-06-03'\npayload:\n  value: '1234567'\n  note: \"Caf\u00e9\"\n"
        "history:\n  - {date: '2021-06-03', note: x}\nlong: >\n  Cafe\u0301\n  folded\n"
    )


def test_json_lines_keep_their_layout() -> None:
    lines = [json.dumps(claim_value(time="2020/6/3")), "", json.dumps(claim_value("pear-0002")), "{broken"]
    Path("new.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (fix,) = find_fixes(["new.jsonl"]).fixes
    assert fix.new.decode().split("\n") == [lines[0].replace("2020/6/3", "2020-06-03"), *lines[1:]]


def test_a_byte_order_mark_goes() -> None:
    Path("new.yaml").write_bytes(b"\xef\xbb\xbfid: pear-0001\ntime: '2021'\n")
    (fix,) = find_fixes(["new.yaml"]).fixes
    assert (fix.new, fix.done) == (b"id: pear-0001\ntime: '2021'\n", ("byte-order mark removed",))


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.json", b'{"id": "x", "id": "y"}', "mend its syntax first"),
        ("a.json", b"{", "mend its syntax first"),
        ("a.yaml", b"a: [", "mend its syntax first"),
        ("a.json", b'{"id": 0.1000000000000000055}', "it has numbers that would be rounded"),
        ("a.json", b"\xff", "is not UTF-8"),
    ],
)
def test_what_is_left_alone_says_why(name: str, data: bytes, reason: str) -> None:
    Path(name).write_bytes(data)
    found = find_fixes([name])
    assert found.fixes == ()
    ((file, why),) = found.left_alone
    assert file == name and reason in why


def test_links_and_tables_are_left_alone(folder: Path) -> None:
    write_json(Path("real.json"), claim_value())
    Path("link.json").symlink_to("real.json")
    Path("t.csv").write_text("id,statement\r\n", encoding="utf-8")
    assert dict(find_fixes(["link.json", "t.csv"]).left_alone) == {
        "link.json": "a symbolic link: mend the file that it leads to", "t.csv": "a table: mend it by hand, or with `claims import`",
    }  # fmt: skip


def test_a_file_that_changed_meanwhile_stays() -> None:
    write_json(Path("new.json"), claim_value(time="2020/6/3"))
    (fix,) = find_fixes(["new.json"]).fixes
    Path("new.json").write_text("{}", encoding="utf-8")
    with pytest.raises(UnreadableInput, match="the file changed meanwhile; nothing was written"):
        apply_fix(fix)
    assert Path("new.json").read_text("utf-8") == "{}"


@given(st.text(max_size=12), st.sampled_from([("time",), ("payload", "value"), ("statement",)]))
def test_mending_twice_is_mending_once(text: str, path: tuple[str, ...]) -> None:
    once = mended(path, text)
    assert mended(path, once) == once
    if path == ("statement",):
        assert once == unicodedata.normalize("NFC", text)
