"""SPSS: one .sav file each for claims, citations and sources, with variable and value labels."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any, ClassVar

from ..errors import MissingExtra
from ..load.atomic import write_bytes
from ..model.date import bounds
from ..model.ledger import LedgerRecord
from .exporter import ExportOptions
from .statistics_tables import LabelledTable, labelled_tables, sibling

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DATE_AT = 92
"""Where the header has the day and time of writing: nine and eight bytes."""


class SpssExporter:
    """Writes labelled tables as SPSS system files."""

    name: ClassVar[str] = "spss"
    title: ClassVar[str] = "SPSS tables with variable and value labels"
    suffix: ClassVar[str] = ".sav"
    lossless: ClassVar[bool] = False
    extra: ClassVar[str] = "statistics"

    def write(self, ledger: LedgerRecord, target: Path, options: ExportOptions) -> tuple[Path, ...]:
        """Write the claims to `target` and citations and sources beside it. Raises MissingExtra without pandas and pyreadstat."""
        try:
            import pyreadstat
        except ModuleNotFoundError:
            raise MissingExtra("SPSS files need pyreadstat: pip install 'factclaims[statistics]'") from None
        day = bounds(ledger.ledger.issued)[0]
        stamp = f"{day.day:02d} {_MONTHS[day.month - 1]} {day.year % 100:02d}00:00:00".encode()
        written = []
        for table in labelled_tables(ledger):
            path = sibling(target, table.name)
            write_bytes(path, _sav(table, stamp, pyreadstat))
            written.append(path)
        return tuple(written)


def _sav(table: LabelledTable, stamp: bytes, pyreadstat: Any) -> bytes:
    import pandas as pd

    frame = table.frame.copy()
    values: dict[str, dict[int, str]] = {}
    formats = {}
    for column in frame.columns:
        series = frame[column]
        if isinstance(series.dtype, pd.CategoricalDtype):
            values[column] = dict(enumerate(map(str, series.cat.categories), 1))
            frame[column] = (series.cat.codes + 1).where(series.notna()).astype("float64")
            formats[column] = "F4.0"
        elif pd.api.types.is_bool_dtype(series):
            values[column] = {0: "no", 1: "yes"}
            frame[column] = series.astype("int8")
        elif pd.api.types.is_datetime64_any_dtype(series):
            frame[column] = series.dt.date.where(series.notna(), None).astype(object)
        elif isinstance(series.dtype, pd.StringDtype):
            frame[column] = series.fillna("").astype(object)
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "table.sav"
        pyreadstat.write_sav(
            frame, str(path), file_label=table.title[:64], column_labels=[table.labels[column] for column in frame.columns],
            variable_value_labels=values, variable_format=formats,
        )  # fmt: skip
        data = bytearray(path.read_bytes())
    # pyreadstat writes the present time; the ledger's day instead makes the same bytes of the same ledger.
    data[_DATE_AT : _DATE_AT + len(stamp)] = stamp
    return bytes(data)
