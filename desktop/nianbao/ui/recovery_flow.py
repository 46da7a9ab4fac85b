"""At the start: what an earlier run left behind, offered with time and difference."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from nianbao import places
from nianbao.report.recovery import Draft, find_drafts
from nianbao.ui.dialogs.recovery import Answer, RecoveryDialog

if TYPE_CHECKING:
    from nianbao.ui.documents import Documents


def offer_recovery(window: QWidget, documents: "Documents") -> None:
    """Ask about drafts, and open the one that is wanted."""
    drafts = find_drafts(places.recovery())
    if not drafts:
        return
    dialog = RecoveryDialog(drafts, window)
    dialog.exec()
    chosen = dialog.chosen if dialog.answer is Answer.RESTORE else None
    opened = chosen is not None and documents.open_draft(chosen)
    for draft in drafts:
        _settle(draft, taken=opened and draft is chosen, given_up=draft in dialog.given_up)


def _settle(draft: Draft, *, taken: bool, given_up: bool) -> None:
    """A draft that was taken over has a journal of its own by now."""
    if taken or given_up:
        draft.discard()
    else:
        draft.keep_for_later()
