"""`claims check` on hostile files: one clean answer that names the file, within two seconds of work each, in little memory.

All run in one process of its own under a limit on address space, so that a bomb that goes off fails the test and not the machine.
"""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

LIMIT = 1024 * 1024 * 1024
"""Bytes of address space; the interpreter and the libraries alone map about half of it."""
GROWTH = 160 * 1024
"""Kilobytes by which the resident set may grow over all files."""

LEDGER = Path(__file__).parents[1] / "rules" / "base" / "demo"
"""A small ledger to check against, since the shipped one takes a while to load."""

RUNNER = f"""
import contextlib, io, json, resource, sys, time
resource.setrlimit(resource.RLIMIT_AS, ({LIMIT}, {LIMIT}))
from claims.cli.app import run
found = dict()
def peak():
    try:  # of this program alone; getrusage also counts what the process was before it became this program
        return next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM"))
    except (OSError, StopIteration):
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
with contextlib.redirect_stdout(io.StringIO()):
    run(["check", sys.argv[1], "--ledger", {str(LEDGER)!r}])
before = peak()
for path in sys.argv[2:]:
    out = io.StringIO()
    started = time.process_time()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        status = run(["check", path, "--ledger", {str(LEDGER)!r}])
    found[path] = [status, time.process_time() - started, out.getvalue()]
print(json.dumps([peak() - before, found]))
"""

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def workbook(sheet: bytes) -> bytes:
    """Return a workbook with this XML as its only sheet."""
    rels = '<Relationships xmlns="{}"><Relationship Id="r1" Type="{}/{}" Target="{}"/></Relationships>'
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": rels.format(PACKAGE, OFFICE, "officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="claims" sheetId="1" r:id="r1"/></sheets>'
        "</workbook>",
        "xl/_rels/workbook.xml.rels": rels.format(PACKAGE, OFFICE, "worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": sheet,
    }  # fmt: skip
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


def rows(cells: bytes, declaration: bytes = b"") -> bytes:
    return declaration + b'<worksheet xmlns="' + MAIN.encode() + b'"><sheetData>' + cells + b"</sheetData></worksheet>"


BILLION = b"".join(b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * 10 if n else b"aaaaaaaaaa") for n in range(10))
CELL = b'<row r="1"><c r="A1" t="inlineStr"><is><t>%s</t></is></c></row>'

FILES: dict[str, bytes] = {
    "brackets.json": b"[" * 100_000,
    "braces.json": b'{"a":' * 100_000,
    "brackets.yaml": b"[" * 100_000,
    "deep-blocks.yaml": b"".join(b" " * depth + b"a:\n" for depth in range(700)),
    "lines-of-brackets.jsonl": b"\n".join([b"[" * 50_000] * 2),
    "duplicate-key.json": b'{"id": "x-0001", "i\\u0064": "x-0002", "statement": "S."}',
    "duplicate-key.yaml": b'id: x-0001\n"id": x-0002\nstatement: S.\n',
    "duplicate-key.jsonl": b'{"id": "x-0001", "id": "x-0002"}\n',
    "not-a-number.json": b'{"id": NaN}',
    "infinity.jsonl": b'{"id": -Infinity}\n',
    "not-a-number.yaml": b"id: .nan\nstatement: S.\n",
    "surrogate.json": b'{"id": "\\ud83d", "statement": "S."}',
    "surrogate.jsonl": b'{"id": "\\udc00"}\n',
    "surrogate.yaml": b'id: "\\ud83d"\n',
    "utf-16.json": '{"id": "x-0001"}'.encode("utf-16"),
    "utf-16-without-mark.json": '{"id": "x-0001"}'.encode("utf-16-le"),
    "utf-32.yaml": "id: x-0001".encode("utf-32"),
    "windows-1254.csv": "id,statement\nx-0001,Şuşa.\n".encode("cp1254"),
    "mark-alone.json": b"\xef\xbb\xbf",
    "two-marks.json": b"\xef\xbb\xbf\xef\xbb\xbf{}",
    "zeros.json": bytes(1_000_000),
    "alias-bomb.yaml": b"a0: &a0 [x, x]\n" + b"".join(b"a%d: &a%d [*a%d, *a%d]\n" % (n, n, n - 1, n - 1) for n in range(1, 60)),
    "alias-cycle.yaml": b"&a [*a]\n",
    "merge-key.yaml": b"<<: {id: x-0001}\nstatement: S.\n",
    "python-tag.yaml": b"!!python/object/apply:os.system [echo]\n",
    "long-number.json": b'{"id": ' + b"9" * 1_000_000 + b"}",
    "long-exponent.json": b'{"id": 1e999999999}',
    "long-number.yaml": b"id: " + b"9" * 1_000_000 + b"\n",
    "long-line.csv": b"id,statement\nx-0001," + b"a" * 2_000_000 + b"\n",
    "open-quote.csv": b'id,statement\nx-0001,"' + b"a\n" * 200_000,
    "many-columns.csv": b",".join(b"c%d" % n for n in range(20_000)) + b"\n" + b"," * 19_999 + b"\n",
    "many-small-records.jsonl": b"{}\n" * 2_000,
    "zip-bomb.xlsx": workbook(rows(CELL % bytes(b" " * 200_000_000))),
    "billion-laughs.xlsx": workbook(rows(CELL % b"&e9;", b"<!DOCTYPE x [" + BILLION + b"]>")),
    "external-entity.xlsx": workbook(rows(CELL % b"&e;", b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>')),
    "external-subset.xlsx": workbook(rows(CELL % b"a", b'<!DOCTYPE x SYSTEM "file:///etc/hostname">')),
    "deep.xlsx": workbook(b"<a>" * 100_000),
    "far-cell.xlsx": workbook(rows(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')),
    "cut.xlsx": workbook(rows(CELL % b"id"))[:-40],
    "not-a-zip.xlsx": b"PK\3\4" + bytes(100),
    "line\nbreak.json": b"{",
    "\x1b[31mred.json": b"{",
    "empty.json": b"",
    "empty.yaml": b"",
    "empty.jsonl": b"",
    "empty.csv": b"",
    "empty.xlsx": b"",
}
"""File name to content: each must end in a finding or as unreadable."""


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("hostile")
    sound = folder / "sound.json"
    sound.write_text('{"id": "x-0001", "statement": 1.5}', encoding="utf-8")
    for name, data in FILES.items():
        (folder / name).write_bytes(data)
    os.mkfifo(folder / "pipe.json")
    (folder / "circle.json").symlink_to(folder / "circle.json")
    (folder / "folder.json").mkdir()
    outside = tmp_path_factory.mktemp("outside")
    (outside / "secret.json").write_text('{"secret": "word"}', encoding="utf-8")
    (folder / "tree").mkdir()
    (folder / "tree" / "link.json").symlink_to(outside / "secret.json")
    paths = [str(path) for path in sorted(folder.iterdir()) if path != sound]
    environment = {name: value for name, value in os.environ.items() if name != "GITHUB_ACTIONS"}
    done = subprocess.run(
        [sys.executable, "-c", RUNNER, str(sound), *paths], capture_output=True, text=True, check=False, timeout=300, env=environment
    )
    assert done.returncode == 0, done.stderr[-2000:]
    growth, found = json.loads(done.stdout)
    return {"growth": growth, "found": {Path(path).name: answer for path, answer in found.items()}}


@pytest.mark.parametrize("name", [*FILES, "pipe.json", "circle.json", "folder.json", "tree"])
def test_each_is_answered_in_clean_words_that_name_it(answers: dict[str, Any], name: str) -> None:
    status, seconds, out = answers["found"][name]
    assert status in {1, 2}, out
    assert name.encode("unicode_escape").decode() in out
    assert "Traceback" not in out
    assert "\x1b[31m" not in out
    assert re.search(r"^0 errors", out, re.MULTILINE) is None
    assert seconds < 2


def test_memory_stays_small(answers: dict[str, Any]) -> None:
    assert answers["growth"] < GROWTH


def test_nothing_outside_is_read(answers: dict[str, Any]) -> None:
    status, _, out = answers["found"]["tree"]
    assert status == 1
    assert "leads out of the folder" in out
    assert "secret" not in out.replace("secret.json", "")
    host = Path("/etc/hostname")
    if host.is_file() and len(host.read_text().strip()) > 3:
        assert host.read_text().strip() not in answers["found"]["external-entity.xlsx"][2]


def test_what_cannot_be_read_at_all_is_told_from_what_is_wrong(answers: dict[str, Any]) -> None:
    never_read = ("pipe.json", "circle.json", "utf-16.json", "zip-bomb.xlsx", "cut.xlsx")
    assert {name: answers["found"][name][0] for name in never_read} == dict.fromkeys(never_read, 2)
    assert {answers["found"][name][0] for name in ("brackets.json", "alias-bomb.yaml")} == {1}
