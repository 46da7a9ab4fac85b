"""Loads the shipped forms and picks one by id, or by report year within a family."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import NamedTuple

from pydantic_core import ValidationError

from nianbao import resources
from nianbao.formats.equations import Equation, build_equations
from nianbao.formats.layout import CellDef, Layout, build_layout
from nianbao.formats.schema import AxisItem, FamilyDef, FormDef, SectionDef, TableDef
from nianbao.formats.tree import FormError
from nianbao.models import read

FOLDER = "formats"
FAMILIES = "families.toml"


class Line(NamedTuple):
    """A row or a column of a table with its cells, in the order of the form."""

    is_row: bool
    item: AxisItem
    keys: tuple[str, ...]


@dataclass(frozen=True)
class Form:
    """A form ready for use: the declaration with its layouts, cells and equations."""

    definition: FormDef
    layouts: Mapping[str, Layout]
    cells: Mapping[str, CellDef]
    equations: tuple[Equation, ...]

    @property
    def id(self) -> str:
        """The form's permanent id."""
        return self.definition.id

    @cached_property
    def family(self) -> str:
        """The report that this is a form of: forms of one family succeed each other by year."""
        definition = self.definition
        of_law = (one.id for one in all_families() if one.law == definition.law)
        return definition.family or next(of_law, self.id)

    @cached_property
    def has_picture(self) -> bool:
        """Whether there is a picture of its reports (一图读懂)."""
        return any(one.picture for one in all_families() if one.id == self.family)

    def is_for(self, year: int) -> bool:
        """Whether the form is the one prescribed for a report year."""
        return self.definition.first_year <= year <= (self.definition.last_year or year)

    @property
    def sections(self) -> tuple[SectionDef, ...]:
        """The sections in the report's order."""
        return self.definition.sections

    def section(self, section_id: str) -> SectionDef:
        """Return one section; KeyError where the form has none of that id."""
        return self._sections[section_id]

    def table(self, table_id: str) -> TableDef:
        """Return one table; KeyError where the form has none of that id."""
        return self._tables[table_id]

    def find_section(self, section_id: str) -> SectionDef | None:
        """Return one section; None where the form has none of that id."""
        return self._sections.get(section_id)

    def find_table(self, table_id: str) -> TableDef | None:
        """Return one table; None where the form has none of that id."""
        return self._tables.get(table_id)

    def section_of(self, key: str) -> str:
        """Return the id of the section in which a cell stands."""
        return self._tables[self.cells[key].table].section

    @cached_property
    def identities(self) -> tuple[str, ...]:
        """The rule ids of the identities that the form declares, each once."""
        return tuple(dict.fromkeys(equation.rule for equation in self.equations))

    @cached_property
    def equations_of(self) -> Mapping[str, tuple[Equation, ...]]:
        """The equations in which each cell stands."""
        found: dict[str, list[Equation]] = {key: [] for key in self.cells}
        for equation in self.equations:
            for key in equation.keys:
                found[key].append(equation)
        return MappingProxyType({key: tuple(value) for key, value in found.items()})

    @cached_property
    def sums(self) -> tuple[Equation, ...]:
        """The sum equations; those of a total row or column last, since they build on the others."""
        sums = [equation for equation in self.equations if equation.kind == "sum"]
        return tuple(sorted(sums, key=lambda equation: equation.crosses_total))

    @cached_property
    def order(self) -> Mapping[str, int]:
        """The place of each cell in the order of the form."""
        return MappingProxyType({key: number for number, key in enumerate(self.cells)})

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The rows and columns of all tables, those of two cells or more."""
        found: dict[tuple[str, bool, str], list[CellDef]] = {}
        for cell in self.cells.values():
            found.setdefault((cell.table, True, cell.row.id), []).append(cell)
            found.setdefault((cell.table, False, cell.column.id), []).append(cell)
        return tuple(
            Line(is_row, cells[0].row if is_row else cells[0].column, tuple(c.key for c in cells))
            for (_table, is_row, _id), cells in found.items()
            if len(cells) > 1
        )

    @cached_property
    def table_cells(self) -> Mapping[str, tuple[str, ...]]:
        """The cell keys of each table."""
        return MappingProxyType(
            {
                table.id: tuple(key for key, cell in self.cells.items() if cell.table == table.id)
                for table in self.definition.tables
            }
        )

    @cached_property
    def text_keys(self) -> tuple[str, ...]:
        """The keys of all texts: ``section`` or ``section.part``; parted sections begin with a lead."""
        return tuple(key for section in self.sections for key in self.text_keys_of(section.id))

    def text_keys_of(self, section_id: str) -> tuple[str, ...]:
        """Return the keys of one section's texts; KeyError where the form has no such section."""
        parts = [part.id for part in self.section(section_id).parts]
        return (
            tuple(f"{section_id}.{part}" for part in ("lead", *parts)) if parts else (section_id,)
        )

    @cached_property
    def _sections(self) -> dict[str, SectionDef]:
        return {section.id: section for section in self.sections}

    @cached_property
    def _tables(self) -> dict[str, TableDef]:
        return {table.id: table for table in self.definition.tables}


def parse_form(text: str, where: str) -> Form:
    """Build a form from TOML text; raise FormError naming ``where`` and the key at fault."""
    try:
        definition = read(FormDef, tomllib.loads(text))
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise FormError(f"{where}: {error}") from error
    layouts: dict[str, Layout] = {}
    cells: dict[str, CellDef] = {}
    equations: list[Equation] = []
    for table in definition.tables:
        layouts[table.id], inputs = build_layout(table)
        equations.extend(build_equations(table, inputs))
        for cell in inputs:
            if cell.key in cells:
                raise FormError(f"{where}: cell {cell.key!r} stands twice")
            cells[cell.key] = cell
    _check_sections(definition, where)
    return Form(definition, MappingProxyType(layouts), MappingProxyType(cells), tuple(equations))


def _check_sections(definition: FormDef, where: str) -> None:
    tables = {table.id: table.section for table in definition.tables}
    for section in definition.sections:
        if section.table is not None and tables.pop(section.table, None) != section.id:
            raise FormError(f"{where}: section {section.id!r} and table {section.table!r} disagree")
    if tables:
        raise FormError(f"{where}: no section holds {sorted(tables)}")


@lru_cache(maxsize=1)
def all_forms() -> tuple[Form, ...]:
    """Return every shipped form, the newest first."""
    forms = [_load(name) for name in resources.names(FOLDER, ".toml")]
    return tuple(sorted(forms, key=lambda form: form.definition.first_year, reverse=True))


@lru_cache(maxsize=8)
def load_form(form_id: str) -> Form:
    """Return the shipped form of that id, alone; KeyError where there is none."""
    name = f"{FOLDER}/{form_id}.toml"
    if name not in resources.names(FOLDER, ".toml") or _load(name).id != form_id:
        raise KeyError(form_id)
    return _load(name)


@lru_cache(maxsize=8)
def _load(name: str) -> Form:
    return parse_form(resources.text(name), name)


@lru_cache(maxsize=1)
def all_families() -> tuple[FamilyDef, ...]:
    """Return the reports that the program knows, its own first."""
    data = tomllib.loads(resources.text(FAMILIES))
    return tuple(read(FamilyDef, entry) for entry in data["families"])


def own_family() -> str:
    """Return the id of the report that the program is for."""
    return all_families()[0].id


def forms_in(family: str) -> tuple[Form, ...]:
    """Return the forms of a family, the newest first."""
    return tuple(one for one in all_forms() if one.family == family)


def family_of(form: Form | None = None) -> tuple[Form, ...]:
    """Return the forms of one report, the newest first: those of ``form``, or the program's own."""
    return forms_in(own_family() if form is None else form.family)


def all_reports() -> tuple[Form, ...]:
    """Return the newest form of each report that has forms, the program's own first."""
    families = dict.fromkeys((own_family(), *(form.family for form in all_forms())))
    return tuple(forms_in(family)[0] for family in families)


def newest_form() -> Form:
    """Return the newest form of the report that the program is for."""
    return family_of()[0]


def form_for_year(year: int, form: Form | None = None) -> Form:
    """Return the form that a report takes in a year; the nearest one outside all periods.

    The report is the one that ``form`` is a form of, or the program's own.
    """
    forms = family_of(form)
    prescribed = next((one for one in forms if one.is_for(year)), None)
    return prescribed or (forms[0] if year > forms[0].definition.first_year else forms[-1])


@lru_cache(maxsize=1)
def all_identities() -> frozenset[str]:
    """Return the rule ids of all identities that some form declares."""
    return frozenset(one for form in all_forms() for one in form.identities)
