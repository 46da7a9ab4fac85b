"""At the start: what an earlier run left behind, offered with time and difference."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from nianbao import user_folders
from nianbao.report.errors import UserError
from nianbao.report.storage.recovery import Draft, find_drafts
from nianbao.ui.widgets.messages import tell_error

if TYPE_CHECKING:
    from nianbao.ui.workflows.documents import Documents


def offer_recovery(window: QWidget, documents: "Documents") -> None:
    """Ask about drafts, and open the one that is wanted."""
    damaged: list[Path] = []
    drafts = find_drafts(user_folders.recovery(), damaged.append)
    if damaged:
        _tell_damaged(window, damaged)
    if not drafts:
        return
    from nianbao.ui.dialogs.recovery import Answer, RecoveryDialog  # few starts have drafts

    dialog = RecoveryDialog(drafts, window)
    dialog.exec()
    chosen = dialog.chosen if dialog.answer is Answer.RESTORE else None
    opened = chosen is not None and documents.open_draft(chosen)
    for draft in drafts:
        _settle(draft, taken=opened and draft is chosen, given_up=draft in dialog.given_up)


def _tell_damaged(window: QWidget, files: list[Path]) -> None:
    """Say that something is lost, where it is kept, and what is not touched by it."""
    advice = (
        f"损坏的记录留在“{files[0]}”，可以请技术人员看看能不能找回。"
        "保存过的报告不受影响，打开后还可以在“历史版本”里找回以前的内容。"
    )
    count = "一份报告" if len(files) == 1 else f" {len(files)} 份报告"
    tell_error(window, UserError(f"上次没有保存的{count}的记录已经损坏，不能恢复。", advice))


def _settle(draft: Draft, *, taken: bool, given_up: bool) -> None:
    """A draft that was taken over has a journal of its own by now."""
    if taken:
        draft.settle()
    elif given_up:
        draft.discard()
    else:
        draft.keep_for_later()
