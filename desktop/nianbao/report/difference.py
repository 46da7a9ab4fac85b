"""What differs between two states of a report, for offers to recover and to go back."""

from collections.abc import Mapping
from dataclasses import dataclass

from nianbao.report.book import Report

_TEXTUAL = ("preamble",)
_OTHER = (
    "form",
    "year",
    "year_guessed",
    "source_headings",
    "unit",
    "level",
    "publication",
    "auto_totals",
    "secrecy_reviewed",
    "decisions",
    "previous",
    "proofread",
)


@dataclass(frozen=True)
class Difference:
    """Keys of what is not the same; empty (and false) where two reports say the same."""

    cells: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.cells or self.notes or self.texts or self.facts)

    def summary(self) -> str:
        """Say in a few words how much differs."""
        parts = []
        if self.cells:
            parts.append(f"{len(self.cells)} 格数字")
        if self.notes:
            parts.append(f"{len(self.notes)} 处数字备注")
        if self.texts:
            parts.append(f"{len(self.texts)} 段文字")
        if self.facts:
            parts.append("报告信息")
        return "、".join(parts) or "内容相同"


def compare_reports(old: Report, new: Report) -> Difference:
    """Return what differs; a blank cell and an absent one are the same."""
    textual = tuple(name for name in _TEXTUAL if getattr(old, name) != getattr(new, name))
    return Difference(
        cells=_differing(old.cells, new.cells, None),
        notes=_differing(old.cell_notes, new.cell_notes, ""),
        texts=textual + _differing(old.texts, new.texts, ""),
        facts=tuple(name for name in _OTHER if getattr(old, name) != getattr(new, name)),
    )


def _differing(
    old: Mapping[str, object], new: Mapping[str, object], empty: object
) -> tuple[str, ...]:
    keys = dict.fromkeys([*old, *new])
    return tuple(key for key in keys if old.get(key, empty) != new.get(key, empty))
