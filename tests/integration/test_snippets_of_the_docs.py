"""The Python and R lines of docs/workbook.md read the shipped tables with the right types."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

import claims
from claims.model.vocabulary import Verdict
from claims.query.summary import summarise

ROOT = Path(__file__).parents[2]


def block(language: str) -> str:
    (code,) = re.findall(rf"^```{language}\n(.*?)^```", (ROOT / "docs/workbook.md").read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    return str(code)


def test_the_python_lines_read_the_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    names: dict[str, object] = {}
    exec(compile(block("python"), "docs/workbook.md", "exec"), names)
    frame, citations = names["claims"], names["citations"]
    ledger = claims.load()
    assert frame["verdict"].value_counts().to_dict() == {v: n for v, n in summarise(ledger.record).by_verdict.items() if n}  # type: ignore[index]
    assert str(frame["confidence"].dtype) == "Float64" or frame["confidence"].dtype.kind == "f"  # type: ignore[index]
    assert len(citations) == sum(len(claim.citations) for claim in ledger.record.claims)  # type: ignore[arg-type]


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="R is not installed")
def test_the_r_lines_read_the_tables() -> None:
    told = 'cat(nrow(claims), nrow(citations), sum(is.na(claims$verdict)), class(claims$confidence), class(claims$checkable), "\\n")\n'
    told += 'cat(table(claims$verdict), "\\n")\n'
    told += 'cat(all(make.names(names(claims)) == names(claims)), "\\n")\n'
    done = subprocess.run(["Rscript", "--vanilla", "-e", block("r") + told], cwd=ROOT, capture_output=True, text=True, check=True)
    counts = summarise(claims.load().record)
    first, verdicts, names = done.stdout.strip().splitlines()
    assert first.split() == [str(counts.claims), str(counts.citations), "0", "numeric", "logical"]
    assert [int(number) for number in verdicts.split()] == [counts.by_verdict[verdict] for verdict in Verdict]
    assert names.strip() == "TRUE"
