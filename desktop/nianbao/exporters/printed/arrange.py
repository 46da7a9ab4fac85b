"""What a block owes to its neighbours: which blocks stay on one page, and the blank around tables."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from nianbao.exporters.printed.page_setup import Setup
from nianbao.exporters.printed.paper import PaperTable, Paragraph

Block = Paragraph | PaperTable


def arranged(blocks: Sequence[Block], setup: Setup) -> Iterator[Block]:
    """Yield the blocks, each as its neighbours want it."""
    followers = [*blocks[1:], None]
    before: Block | None = None
    for block, after in zip(blocks, followers, strict=True):
        if isinstance(block, Paragraph):
            yield _arranged(block, before, after, setup)
        else:
            yield block
        before = block


def _arranged(
    block: Paragraph, before: Block | None, after: Block | None, setup: Setup
) -> Paragraph:
    gap = setup.table.gap
    if isinstance(before, PaperTable):
        block = replace(block, before=gap)
    if isinstance(after, PaperTable):
        return replace(block, after=gap)
    if isinstance(after, Paragraph):
        return replace(block, keep_next=_keeps(block, after, setup))
    return block


def _keeps(block: Paragraph, after: Paragraph, setup: Setup) -> bool | None:
    """Whether a paragraph stays on one page with the next; None where its style knows.

    A signature must not stand alone: the text before it goes along. A heading under which nothing
    stands is not tied to the next one, else all headings of a blank report were one block.
    """
    if after.style == "signature":
        return True
    outline, following = setup.styles[block.style].outline, setup.styles[after.style].outline
    if outline and following and following <= outline:
        return False
    return block.keep_next
