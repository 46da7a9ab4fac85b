"""Trees of rows or columns, read from the flat lists of a form file."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from nianbao.formats.schema import AxisItem


class FormError(Exception):
    """A form file that cannot be used; names the file's key. A defect of the program, not of a user."""


class Node(NamedTuple):
    """An item with its children and its depth (0 at the top)."""

    item: AxisItem
    depth: int
    children: tuple["Node", ...]

    def leaves(self) -> Iterator["Node"]:
        """Yield the nodes without children below and including this one, in order."""
        if not self.children:
            yield self
        for child in self.children:
            yield from child.leaves()

    @property
    def height(self) -> int:
        """Levels from this node down to its deepest leaf, itself included."""
        return 1 + max((child.height for child in self.children), default=0)


def build(items: Sequence[AxisItem], where: str) -> tuple[Node, ...]:
    """Return the top nodes of ``items``.

    Raises FormError for an id used twice, for an unknown parent, and for a parent that does not
    stand above its child without another branch between them.
    """
    known: set[str] = set()
    for item in items:
        if item.id in known:
            raise FormError(f"{where}: id {item.id!r} is used twice")
        if item.parent is not None and item.parent not in known:
            raise FormError(f"{where}: {item.id!r} names an unknown parent {item.parent!r}")
        known.add(item.id)
    nodes = _children(items, None, 0)
    written = [item.id for item in items]
    read = [item.id for node in nodes for item in _preorder(node)]
    if written != read:
        raise FormError(f"{where}: children must follow their parent: {read} against {written}")
    return nodes


def _children(items: Sequence[AxisItem], parent: str | None, depth: int) -> tuple[Node, ...]:
    return tuple(
        Node(item, depth, _children(items, item.id, depth + 1))
        for item in items
        if item.parent == parent
    )


def _preorder(node: Node) -> Iterator[AxisItem]:
    yield node.item
    for child in node.children:
        yield from _preorder(child)


def expand(nodes: Sequence[Node], item_id: str) -> tuple[AxisItem, ...] | None:
    """Return the leaves an id stands for: itself, or a group's leaves without totals; None if unknown."""
    for node in nodes:
        if node.item.id == item_id:
            return tuple(
                leaf.item for leaf in node.leaves() if leaf is node or not leaf.item.is_total
            )
        found = expand(node.children, item_id)
        if found is not None:
            return found
    return None


def path_labels(items: Sequence[AxisItem], item: AxisItem) -> tuple[str, ...]:
    """Return the official labels from the top group down to ``item``."""
    by_id = {one.id: one for one in items}
    labels = [item.label]
    while item.parent is not None:
        item = by_id[item.parent]
        labels.append(item.label)
    return tuple(reversed(labels))
