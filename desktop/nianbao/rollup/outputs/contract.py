"""The JSON of ``nianbao rollup``: a contract with offices' scripts."""

from collections.abc import Sequence
from typing import Any

from nianbao.report.contract import Reading
from nianbao.report.contract import to_contract as reading_to_json
from nianbao.report.numbers import format_number
from nianbao.rollup.found import RollupFinding
from nianbao.rollup.model import Collection, FileRow
from nianbao.rollup.sums import Sum


def to_json(
    collection: Collection, total: Sum, findings: Sequence[RollupFinding] = ()
) -> dict[str, Any]:
    """Return the object that scripts read: every file, who is missing, the sum and its blanks."""
    values = total.values()
    blanks = {key: list(names) for key in values if (names := total.blank_units(key))}
    return {
        "year": collection.year,
        "form": collection.form,
        "units": [_file(row) for row in collection.files],
        "missing": [unit.name for unit in collection.missing],
        "late": [unit.name for unit in collection.units if unit.file and unit.state == "late"],
        "sum": {
            key: None if value is None else format_number(value) for key, value in values.items()
        },
        "blank_units": blanks,
        "findings": [one.to_json() for one in findings],
        "summed": len(collection.summed),
        "year_proposed": collection.year_proposed,
        "years": {str(year): count for year, count in collection.years.items()},
        "notes": list(collection.notes),
    }


def to_file(
    collection: Collection, total: Sum, findings: Sequence[RollupFinding] = ()
) -> dict[str, Any]:
    """Return what a .json of a sum holds: the same, and the sum as ``nianbao read`` prints a report."""
    report = total.report(collection.own_unit)
    return {**reading_to_json(Reading(report)), **to_json(collection, total, findings)}


def _file(row: FileRow) -> dict[str, Any]:
    return {
        "unit": row.unit,
        "roster_name": row.roster_name or None,
        "state": str(row.state),
        "reason": row.reason,
        "file": row.place,
        "errors": row.errors,
        "warnings": row.warnings,
        "blanks": row.blanks,
        "summed": row.summed,
        "undecided": row.undecided,
        "received": None if row.modified is None else f"{row.modified:%Y-%m-%dT%H:%M:%S}",
        "late": row.late,
    }
