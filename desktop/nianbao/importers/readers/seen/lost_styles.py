"""Which runs of a Word document wear a style that the broken part of styles no longer tells.

Such a style may strike, hide or raise. Only the style that many cells with numbers wear does none of
it: nobody publishes a table like that.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_MANY = 3
"""One of so many cells with numbers must wear a style that is usual."""
_FEWEST = 4
_MOST_STEPS = 20


class LostStyles:
    """The styles that were found, against those that are worn."""

    def __init__(
        self, w: str, found: Collection[str], own: Collection[str], based: Mapping[str, str]
    ) -> None:
        self._w = w
        self._sure = {name for name in found if _leads_home(name, found, own, based)}

    def look_at(self, root: "_Element") -> None:
        """Learn which styles of paragraphs the cells with numbers wear as a rule, table by table."""
        worn: dict[_Element | None, Counter[str]] = defaultdict(Counter)
        for text in root.iter(f"{self._w}t"):
            table = next(text.iterancestors(f"{self._w}tbl"), None)
            if table is not None and (text.text or "").strip().isdecimal():
                worn[table][self._style_of_paragraph(text)] += 1
        for styles in worn.values():
            usual = max(_FEWEST, styles.total() / _MANY)
            self._sure.update(name for name, count in styles.items() if count >= usual)

    def has(self, run: "_Element") -> bool:
        """Whether the run, or its paragraph, wears a style that is not known."""
        style = run.find(f"{self._w}rPr/{self._w}rStyle")
        own = style.get(f"{self._w}val") or "" if style is not None else ""
        return any(name and name not in self._sure for name in (own, self._style_of_paragraph(run)))

    def _style_of_paragraph(self, one: "_Element") -> str:
        paragraph = next(one.iterancestors(f"{self._w}p"), None)
        style = None
        if paragraph is not None:
            style = paragraph.find(f"{self._w}pPr/{self._w}pStyle")
        return style.get(f"{self._w}val") or "" if style is not None else ""


def _leads_home(
    name: str, found: Collection[str], own: Collection[str], based: Mapping[str, str]
) -> bool:
    """Whether a style, and all that it is based on as far as that counts, was found."""
    for _ in range(_MOST_STEPS):
        if name in own:
            return True
        if name not in based:
            return name in found
        name = based[name]
        if name not in found:
            return False
    return False
