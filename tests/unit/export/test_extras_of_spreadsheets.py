"""Without an optional package the formats that need it say which extra to install, and nothing is written."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

_SCRIPT = """
import sys
sys.modules[{absent!r}] = None
from claims.errors import MissingExtra
from claims.export.exporter import ExportOptions, get_exporter
from claims.load.packed import load_packed
from pathlib import Path
try:
    get_exporter({name!r}).write(load_packed(), Path({target!r}), ExportOptions())
except MissingExtra as error:
    print(error)
"""


@pytest.mark.parametrize(
    ("name", "absent", "extra"),
    [
        ("xlsx", "xlsxwriter", "excel"), ("xlsx-template", "xlsxwriter", "excel"), ("stata", "pandas", "pandas"),
        ("spss", "pyreadstat", "statistics"),
    ],
)  # fmt: skip
def test_a_missing_package_is_named_with_its_extra(name: str, absent: str, extra: str, tmp_path: Path) -> None:
    script = _SCRIPT.format(absent=absent, name=name, target=str(tmp_path / "out"))
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert f"factclaims[{extra}]" in done.stdout
    assert not list(tmp_path.iterdir())


def test_listing_the_formats_loads_none_of_their_packages() -> None:
    script = (
        "import sys; from claims.export.exporter import exporter_names, get_exporter; list(map(get_exporter, exporter_names()));"
        "print([name for name in ('xlsxwriter', 'openpyxl', 'pandas', 'pyreadstat') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
