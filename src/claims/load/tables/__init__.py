"""The flat tables: a ledger as rows and columns without loss, and back.

`TABLES` says what tables and columns there are, with everything a reader or a codebook needs to know of a column; `flatten` gives the
rows; `unflatten` takes rows back, from whatever file, as raw records whose parts know their cells. Tables that come from outside are
recognised by `table_named` or `table_of_header` and fitted to our columns by `match_header`.
"""

from __future__ import annotations

from .column import Cell, Column, ColumnType, Origin, Part, Row, Table
from .flatten import flatten, rows_of
from .incoming import IncomingRow, IncomingTable, Place, header_problems, match_header, normal_name, table_named, table_of_header
from .layout import BY_NAME, TABLES
from .unflatten import Numbers, records_in, unflatten, unflatten_rows
from .wide import lists_beside, wide_columns

__all__ = [
    "BY_NAME", "TABLES", "Cell", "Column", "ColumnType", "IncomingRow", "IncomingTable", "Numbers", "Origin", "Part", "Place", "Row",
    "Table", "flatten", "header_problems", "lists_beside", "match_header", "normal_name", "records_in", "rows_of", "table_named",
    "table_of_header", "unflatten", "unflatten_rows", "wide_columns",
]  # fmt: skip
