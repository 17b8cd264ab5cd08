"""Stata: one .dta file each for claims, citations and sources, with variable and value labels."""

from __future__ import annotations

import datetime
import io
from pathlib import Path
from typing import Any, ClassVar

from ..load.atomic import write_bytes
from ..model.date import bounds
from ..model.ledger import LedgerRecord
from .exporter import ExportOptions
from .statistics_tables import LabelledTable, labelled_tables, sibling

LONGEST_SHORT_STRING = 2045
"""Bytes of Stata's ordinary strings; longer ones are strL."""


class StataExporter:
    """Writes labelled tables in Stata's format 118 (Stata 14 and newer)."""

    name: ClassVar[str] = "stata"
    title: ClassVar[str] = "Stata tables with variable and value labels"
    suffix: ClassVar[str] = ".dta"
    lossless: ClassVar[bool] = False
    extra: ClassVar[str] = "statistics"

    def write(self, ledger: LedgerRecord, target: Path, options: ExportOptions) -> tuple[Path, ...]:
        """Write the claims to `target` and citations and sources beside it. Raises MissingExtra without pandas."""
        day = max(bounds(ledger.ledger.issued)[0], datetime.date(1970, 1, 1))
        stamp = datetime.datetime(day.year, day.month, day.day)
        written = []
        for table in labelled_tables(ledger):
            path = sibling(target, table.name)
            write_bytes(path, _dta(table, stamp))
            written.append(path)
        return tuple(written)


def _dta(table: LabelledTable, stamp: datetime.datetime) -> bytes:
    import pandas as pd

    frame = table.frame.copy()
    dates: dict[Any, Any] = {}
    long = []
    for column in frame.columns:
        if pd.api.types.is_datetime64_any_dtype(frame[column]):
            dates[column] = "td"
            frame[column] = frame[column].astype("datetime64[ns]")
        elif isinstance(frame[column].dtype, pd.StringDtype):
            frame[column] = frame[column].fillna("").astype(object)
            if frame[column].map(lambda text: len(text.encode())).max() > LONGEST_SHORT_STRING:
                long.append(column)
        elif pd.api.types.is_bool_dtype(frame[column]):
            frame[column] = frame[column].astype("int8")
    stream = io.BytesIO()
    frame.to_stata(
        stream, write_index=False, version=118, time_stamp=stamp, data_label=table.title[:80], variable_labels=table.labels,
        convert_dates=dates, convert_strl=long,
    )  # fmt: skip
    return stream.getvalue()
