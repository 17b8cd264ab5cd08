"""What a flat table is: its columns, where each stands in a record, and what a reader must know of it."""

from __future__ import annotations

from enum import StrEnum

import attrs

from ...model.docstring import attribute_docstrings
from ...model.record import Record
from ..marks import Path

Cell = str | int | bool | None
"""What a cell holds. Decimal numbers are exact strings; None is a blank, and a blank is a field that the record does not have."""

Row = tuple[Cell, ...]
"""The cells of a row, in the order of the table's columns."""


RecordType = type[Record]


class ColumnType(StrEnum):
    """What the cells of a column hold."""

    TEXT = "text"
    """One paragraph of text."""
    ID = "id"
    """An identifier or another short word without spaces."""
    ENUM = "enum"
    """A word of a fixed vocabulary."""
    EDTF = "edtf"
    """A date in EDTF, as text."""
    URL = "url"
    """An address."""
    DECIMAL = "decimal"
    """An exact decimal number, written as text."""
    INTEGER = "integer"
    """A whole number."""
    BOOLEAN = "boolean"
    """`true` or `false`."""
    LIST = "list"
    """Several words: items joined by "; ", the parts of an item by ":"."""


class Part(StrEnum):
    """What a column is for in its table."""

    FIELD = "field"
    """It holds a field of the record."""
    TAG = "tag"
    """It says to which kind of record, or to which of its lists, the row belongs."""
    OWNER = "owner"
    """Identifier of the record that the row belongs to."""
    NUMBER = "number"
    """The row's place among those of its record, from 1."""


@attrs.frozen
class Column:
    """One column. `name` is ASCII, at most 32 characters, and unique in its table."""

    name: str
    type: ColumnType
    path: Path = ()
    """Where the value stands in the object that the row describes, for instance `("payload", "speaker")`; empty for keys."""
    part: Part = Part.FIELD
    models: tuple[RecordType, ...] = ()
    """The record types whose field it holds: one, or several kinds of payload."""
    required: bool = False
    """Whether a row must fill it."""
    default: Cell = None
    """What a blank stands for; None where it stands for no value."""
    codes: tuple[tuple[str, str], ...] = ()
    """The words allowed and their meanings, where the column has a fixed vocabulary."""
    items: tuple[str, ...] = ()
    """Names of the parts of each item of a list; empty where the items are single words."""
    kinds: tuple[str, ...] = ()
    """Kinds of claim that have it; empty for all."""
    max_length: int | None = None
    """Longest text allowed, in code points."""
    refers: str | None = None
    """The table whose identifiers it holds."""
    declared: str | None = None
    """The list of the ledger's own record that declares its words: `topics`, `tags`, `sections`, `sides`."""
    unit: str = ""
    """Unit of its numbers."""
    words: str = ""
    """Its description, where no field of a model has one."""

    @property
    def label(self) -> str:
        """Its name as people see it."""
        words = self.name.replace("_", " ")
        shown = {"id": "ID", "url": "URL", "iso 3166": "ISO 3166", "archived url": "Archived URL", "publisher id": "Publisher ID"}
        return shown.get(words, words[:1].upper() + words[1:])

    @property
    def description(self) -> str:
        """What it means: the words at the field in the model."""
        if self.words:
            return self.words
        field = str(self.path[-1])
        told = {model.__name__: attribute_docstrings(model)[field] for model in self.models}
        if field == "kind":
            return "What kind of claim it is; it decides which of the columns below apply."
        if len(told) == 1:
            return next(iter(told.values()))
        return " ".join(f"{name}: {words}" for name, words in told.items())

    @property
    def blank(self) -> str:
        """What a blank cell means."""
        if self.required:
            return "Never blank."
        if self.default is not None:
            shown = str(self.default).lower() if isinstance(self.default, bool) else self.default
            return f"Blank means {shown}." if not self.kinds else f"Blank means {shown}, or that this kind of claim has no such field."
        if self.kinds:
            return "Not given, or this kind of claim has no such field."
        return "None." if self.type is ColumnType.LIST else "Not given."


@attrs.frozen
class Origin:
    """Where a table's rows come from: a kind of record, and the path of a list in it (empty: the record itself)."""

    kind: str
    path: Path = ()
    tag: str = ""
    """The word in the tag column that stands for it."""


@attrs.frozen
class Table:
    """One flat table."""

    name: str
    title: str
    description: str
    origins: tuple[Origin, ...]
    columns: tuple[Column, ...]

    @property
    def main(self) -> bool:
        """Whether its rows are records; if not, they are items of records' lists."""
        return self.origins[0].path == ()

    @property
    def primary_key(self) -> tuple[str, ...]:
        """Names of the columns that together tell its rows apart."""
        return ("id",) if self.main else tuple(column.name for column in self.columns if column.part is not Part.FIELD)

    def key(self, part: Part) -> Column | None:
        """Return its key column of that part, where it has one."""
        return next((column for column in self.columns if column.part is part), None)

    def column(self, name: str) -> Column:
        """Return a column by name. Raises KeyError."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)
