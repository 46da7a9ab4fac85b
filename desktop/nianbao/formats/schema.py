"""The shape of a form file in ``resources/formats/``: frozen models, one key a field.

A form is declared once, as data. Rows and columns are trees, written flat with ``parent`` so that
one statutory row is one line of the file. Rules are structure (lists of row or column ids), never
formula strings, so that a misspelt id is found when the file is loaded.
"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal, TypeVar

from nianbao.models import Bounds, Model

ValueType = Literal["count", "change", "amount"]
"""count: whole and >= 0; change: whole, may be negative; amount: decimal >= 0."""

Axis = Literal["rows", "columns"]


One = TypeVar("One")
Some = Annotated[tuple[One, ...], Bounds(min_length=1)]
Positive = Annotated[int, Bounds(ge=1)]


@dataclass(frozen=True, kw_only=True)
class AxisItem(Model):
    """One statutory row or column; an item that others name as ``parent`` is a group."""

    id: str
    label: str
    """The official wording, letter-exact."""
    parent: str | None = None
    kind: Literal["input", "total"] = "input"
    short: str | None = None
    """A few words for messages, where the official label is a sentence."""
    breaks: str | None = None
    """The label with the line break that printed forms use."""
    span: Positive = 1
    """Grid columns that this column takes."""
    unit: str | None = None
    value_type: ValueType | None = None
    law: str | None = None
    note: str | None = None

    @property
    def is_total(self) -> bool:
        """Whether it adds up others, in the form's own words."""
        return self.kind == "total"

    @property
    def name(self) -> str:
        """What messages call this row or column."""
        return self.short or self.label


@dataclass(frozen=True, kw_only=True)
class Block(Model):
    """A part of a table with a head of its own: columns above, row labels at the left."""

    id: str = ""
    title: str | None = None
    """A band over the whole width, above the head."""
    corner: str | None = None
    """The text of the cell above the row labels."""
    corner_role: Literal["label", "note"] = "label"
    label_spans: tuple[int, ...]
    """Grid columns of each level of row labels; empty where rows carry no label."""
    prefix: bool = False
    """Whether the block's id begins its cells' ids (row ids alone would not be unique)."""
    unit: str
    value_type: ValueType
    columns: Some[AxisItem]
    rows: Some[AxisItem]


@dataclass(frozen=True, kw_only=True)
class Rule(Model):
    """An identity that holds along an axis: sum of ``left`` equals sum of ``right``.

    With axis "rows" the ids are rows and the identity holds in every column, and the reverse.
    A group's id stands for all of its leaves that are not totals.
    """

    id: str
    kind: Literal["sum", "balance"]
    axis: Axis
    left: Some[str]
    right: Some[str]


@dataclass(frozen=True, kw_only=True)
class TableDef(Model):
    """One statutory table."""

    id: str
    section: str
    grid_columns: Positive
    widths: tuple[int, ...]
    """Twips of each grid column, within the text width of 156 mm."""
    wide_widths: tuple[int, ...]
    """Twips as in the blank that offices circulate, wider than the text."""
    blocks: Some[Block]
    rules: tuple[Rule, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PartDef(Model):
    """A prescribed part of a text section (条例第五十条)."""

    id: str
    label: str


@dataclass(frozen=True, kw_only=True)
class SectionDef(Model):
    """One of the report's sections, with its official heading."""

    id: str
    number: str
    label: str
    table: str | None = None
    parts: tuple[PartDef, ...] = ()

    @property
    def name(self) -> str:
        """The heading without its number, as a sentence names it."""
        return self.label.removeprefix(f"{self.number}、")


@dataclass(frozen=True, kw_only=True)
class FamilyDef(Model):
    """A report that has one form or another in each year."""

    id: str
    name: str
    law: str
    """The law that prescribes the report, word for word as its forms name it."""
    picture: bool = False
    """Whether there is a picture of its reports (一图读懂)."""


@dataclass(frozen=True, kw_only=True)
class FormDef(Model):
    """A whole statutory form."""

    id: str
    name: str
    document: str
    law: str
    family: str = ""
    """The report that this is a form of; empty where its law tells (``resources/families.toml``)."""
    issued: date | None = None
    first_year: int
    last_year: int | None = None
    title: str
    sections: tuple[SectionDef, ...]
    tables: tuple[TableDef, ...]
