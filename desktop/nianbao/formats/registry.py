"""Loads the shipped forms and picks one by id or by report year."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from types import MappingProxyType

from pydantic import ValidationError

from nianbao import resources
from nianbao.formats.equations import Equation, build_equations
from nianbao.formats.layout import CellDef, Layout, build_layout
from nianbao.formats.schema import FormDef, SectionDef, TableDef
from nianbao.formats.tree import FormError

FOLDER = "formats"


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

    def section_of(self, key: str) -> str:
        """Return the id of the section in which a cell stands."""
        return self._tables[self.cells[key].table].section

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
        keys: list[str] = []
        for section in self.sections:
            if section.parts:
                keys.append(f"{section.id}.lead")
                keys.extend(f"{section.id}.{part.id}" for part in section.parts)
            else:
                keys.append(section.id)
        return tuple(keys)

    @cached_property
    def _sections(self) -> dict[str, SectionDef]:
        return {section.id: section for section in self.sections}

    @cached_property
    def _tables(self) -> dict[str, TableDef]:
        return {table.id: table for table in self.definition.tables}


def parse_form(text: str, where: str) -> Form:
    """Build a form from TOML text; raise FormError naming ``where`` and the key at fault."""
    try:
        definition = FormDef.model_validate(tomllib.loads(text))
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


def form_for_year(year: int) -> Form:
    """Return the form prescribed for a report year; the nearest one outside all periods."""
    for form in all_forms():
        definition = form.definition
        if definition.first_year <= year <= (definition.last_year or year):
            return form
    return all_forms()[-1]
