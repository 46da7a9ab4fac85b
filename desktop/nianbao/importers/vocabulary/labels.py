"""Which items of the forms a label may mean.

All labels of the forms of one report make one vocabulary. A label is looked up letter-exact first (in
its comparable form), then without what stands in brackets, then by likeness, so that damaged,
shortened and explained labels are still found. Several items may answer; order and table decide.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Literal, NamedTuple

from nianbao.formats.registry import Form, forms_in
from nianbao.formats.schema import AxisItem, Block
from nianbao.importers.vocabulary.words import label_core, label_form, label_path

Axis = Literal["row", "column", "band", "corner"]

_LONGEST = 120
"""No label with its filling instructions is longer; a paragraph is."""
_SHORTEST_ALIKE = 4
"""Shorter labels are found letter-exact or not at all."""
_ALIKE = 0.76
_MARGIN = 0.08
_NEARLY = 0.88
"""A label so like another form's is no sign of either form: 规范性文件, 处理决定数量."""
_SMALLEST_PIECE = 0.2
_LONG_ENOUGH = 6
_MOST_KNOWN = 20_000
"""Hostile sources must not fill the memory."""


class Ref(NamedTuple):
    """An item of a form."""

    form: str
    table: str
    block: int
    axis: Axis
    item: str
    order: int
    """Position among the leaves of its axis in the table; -1 for groups, bands and corners."""

    @property
    def is_leaf(self) -> bool:
        """Whether the item is a row or column of cells."""
        return self.order >= 0


@dataclass(frozen=True)
class Match:
    """What a label may mean, and how sure each meaning is (1 is letter-exact)."""

    scores: Mapping[Ref, float]
    only_form: str | None
    """The form that alone has such a label; None where several have it."""
    axes: frozenset[Axis]
    """What it may be: a row, a column, …"""
    _leaves: dict[tuple[str, Axis], tuple[Ref, ...]] = field(default_factory=dict, compare=False)

    @cached_property
    def is_exact(self) -> bool:
        """Whether a label of some form is met letter by letter."""
        return max(self.scores.values()) == 1

    @cached_property
    def form_of_leaves(self) -> str | None:
        """The form that alone has it as a row or column; None where several have it."""
        forms = {ref.form for ref in self.scores if ref.is_leaf}
        return forms.pop() if len(forms) == 1 else None

    def leaves(self, form: str, axis: Axis) -> tuple[Ref, ...]:
        """Return the rows or columns of one form among the meanings, in the form's order."""
        wanted = (form, axis)
        if wanted not in self._leaves:
            found = [
                ref for ref in self.scores if ref.form == form and ref.axis == axis and ref.is_leaf
            ]
            self._leaves[wanted] = tuple(sorted(found, key=lambda ref: (ref.table, ref.order)))
        return self._leaves[wanted]

    def groups(self, form: str) -> tuple[Ref, ...]:
        """Return the groups of rows of one form among the letter-exact meanings."""
        return tuple(
            ref
            for ref, score in self.scores.items()
            if ref.form == form and ref.axis == "row" and not ref.is_leaf and score == 1
        )


class Vocabulary:
    """The labels of some forms. One for each family, so compared by identity."""

    def __init__(self, forms: tuple[Form, ...]) -> None:
        self._exact: dict[str, set[Ref]] = {}
        labels: dict[str, set[Ref]] = {}
        for text, alias, ref in _entries(forms):
            for written in {label_form(text), label_core(text)} - {""}:
                labels.setdefault(written, set()).add(ref)
            for written in {label_form(text), label_core(text), label_form(alias)} - {""}:
                self._exact.setdefault(written, set()).add(ref)
        self._under: dict[str, set[Ref]] = {}
        """Rows by the labels of some of their groups and their own."""
        for groups, label, ref in _grouped(forms):
            for at in range(len(groups)):
                path = "".join(map(label_path, (*groups[at:], label)))
                self._under.setdefault(path, set()).add(ref)
        self._labels = [(written, refs, frozenset(written)) for written, refs in labels.items()]
        self._forms = frozenset(form.id for form in forms)
        self._known: dict[str, Match | None] = {}

    def find(self, text: str) -> Match | None:
        """Return what a cell's text may mean; None where it is no label."""
        try:
            return self._known[text]
        except KeyError:
            if len(self._known) > _MOST_KNOWN:
                self._known.clear()
            match = self._known[text] = self._find(text)
            return match

    def is_fragment(self, text: str) -> bool:
        """Whether the text is a piece of some label: 结果, 尚未, 组织."""
        piece = label_form(text)
        return bool(piece) and any(piece in written for written, _, _ in self._labels)

    def is_piece(self, text: str) -> bool:
        """Whether the text is a piece of some label, or only of its numbering: 三、."""
        return self.is_fragment(text) or not label_form(text)

    def _find(self, text: str) -> Match | None:
        if len(text) > 4 * _LONGEST:
            return None
        whole = label_form(text)
        if not whole or whole.isdigit():
            return None
        core = label_core(text)
        exact = self._exact.get(whole) or self._joined(text) or self._exact.get(core, set())
        scores = dict.fromkeys(exact, 1.0)
        known = {ref.form for ref in exact}
        for form in self._forms - known:
            scores.update(self._alike({whole, core}, form))
        if not scores:
            return None
        return Match(scores, _only_form(scores), frozenset(ref.axis for ref in scores))

    def _joined(self, text: str) -> set[Ref]:
        """Return the items of a label that names its groups, too: （三）不予公开-1.属于国家秘密.

        Whatever joins them, a dash, a slash or nothing, no row's own label reads so.
        """
        return self._under.get(label_path(text), set())

    def _alike(self, spellings: set[str], form: str) -> dict[Ref, float]:
        best: dict[Ref, float] = {}
        for written in spellings:
            if not _SHORTEST_ALIKE <= len(written) <= _LONGEST:
                continue
            letters = frozenset(written)
            for label, refs, label_letters in self._labels:
                if len(label) < _SHORTEST_ALIKE or not _may_be_alike(letters, label_letters):
                    continue
                score = likeness(written, label)
                for ref in refs if score >= _ALIKE else ():
                    if ref.form == form:
                        best[ref] = max(score, best.get(ref, 0.0))
        top = max(best.values(), default=0.0)
        return {ref: min(score, 0.99) for ref, score in best.items() if score > top - _MARGIN}


def _only_form(scores: Mapping[Ref, float]) -> str | None:
    sure = {ref.form for ref, score in scores.items() if score == 1}
    alike = {ref.form for ref, score in scores.items() if score > _NEARLY}
    return sure.pop() if len(sure) == 1 and len(alike) == 1 else None


def _may_be_alike(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    return len(ours & theirs) * 5 >= 3 * min(len(ours), len(theirs))


@lru_cache(maxsize=4096)
def likeness(ours: str, label: str) -> float:
    """Return how alike two comparable labels are, from 0 to 1.

    A piece of the label, or the label within more words, counts as alike from half its length on.
    """
    shorter, longer = sorted((ours, label), key=len)
    if shorter in longer:
        part = len(shorter) / len(longer)
        enough = _SMALLEST_PIECE if longer is label else 0.5
        return 0.76 + 0.24 * part if part >= enough else 0.0
    common = _common(ours, label)
    if common == len(ours) >= _LONG_ENOUGH:  # words left out: 上年结转申请数量
        return 0.76 + 0.24 * len(ours) / len(label)
    return 2 * common / (len(ours) + len(label))


def _common(left: str, right: str) -> int:
    """Return the length of the longest common subsequence."""
    row = [0] * (len(right) + 1)
    for letter in left:
        above = 0
        for number, other in enumerate(right, 1):
            above, row[number] = (
                row[number],
                above + 1 if letter == other else max(row[number], row[number - 1]),
            )
    return row[-1]


@lru_cache(maxsize=8)
def vocabulary(family: str) -> Vocabulary:
    """Return the vocabulary of the forms of one family."""
    return Vocabulary(forms_in(family))


def _entries(forms: tuple[Form, ...]) -> Iterator[tuple[str, str, Ref]]:
    for form in forms:
        for table in form.definition.tables:
            rows = columns = 0
            for number, block in enumerate(table.blocks):
                head = (form.id, table.id, number)
                yield from _words_of_block(head, block)
                leaves = _leaves(block.rows)
                for item in block.rows:
                    order = rows + leaves.index(item.id) if item.id in leaves else -1
                    yield item.label, item.short or "", Ref(*head, "row", item.id, order)
                rows += len(leaves)
                leaves = _leaves(block.columns)
                for item in block.columns:
                    order = columns + leaves.index(item.id) if item.id in leaves else -1
                    yield item.label, "", Ref(*head, "column", item.id, order)
                columns += len(leaves)


def _grouped(forms: tuple[Form, ...]) -> Iterator[tuple[Sequence[str], str, Ref]]:
    """Yield each row that has groups: the groups' labels, the widest first, its own, and the row."""
    refs = {
        (ref.form, ref.table, ref.block, ref.item): ref
        for _, _, ref in _entries(forms)
        if ref.axis == "row"
    }
    for form in forms:
        for table in form.definition.tables:
            for number, block in enumerate(table.blocks):
                items = {item.id: item for item in block.rows}
                for item in block.rows:
                    groups: list[str] = []
                    above = items.get(item.parent or "")
                    while above is not None:
                        groups.insert(0, above.label)
                        above = items.get(above.parent or "")
                    if groups:
                        yield groups, item.label, refs[form.id, table.id, number, item.id]


def _words_of_block(head: tuple[str, str, int], block: Block) -> Iterator[tuple[str, str, Ref]]:
    if block.title:
        yield block.title, "", Ref(*head, "band", "", -1)
    if block.corner:
        yield block.corner, "", Ref(*head, "corner", "", -1)


def _leaves(items: tuple[AxisItem, ...]) -> list[str]:
    parents = {item.parent for item in items}
    return [item.id for item in items if item.id not in parents]
