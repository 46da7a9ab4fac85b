"""Copying cells and pasting blocks, in the window and wherever else a table is shown."""

from collections.abc import Callable

from nianbao.report.errors import UserError
from nianbao.ui.dialogs.paste import PasteDialog
from nianbao.ui.grid import block_actions
from nianbao.ui.pages.table_page import TablePage
from nianbao.ui.widgets.messages import tell_error

Say = Callable[[str], None]


def copy(page: TablePage, say: Say) -> None:
    """Copy the selected cells."""
    say(f"已复制 {block_actions.copy(page.grid)} 格。")


def paste(page: TablePage, say: Say) -> None:
    """Paste; a block of more than one cell is shown before it is entered."""
    try:
        plan = block_actions.plan_of_clipboard(page.grid)
    except UserError as error:
        tell_error(page.window(), error)
        return
    if plan is None:
        say("剪贴板里没有可以粘贴的表格内容。")
        return
    if plan.one_value and plan.items:
        keys = [item.key for item in plan.items]
        page.session.edit.enter_everywhere(keys, plan.one_value)
        return
    before = page.grid.selected_keys()
    if plan.items:
        page.grid.select_keys([item.key for item in plan.items])
    dialog = PasteDialog(page.session, plan, page.window())
    if not dialog.exec():
        page.grid.select_keys(before or [page.grid.current_key])
    else:
        dashes = dialog.dashes.isChecked()
        say(f"已填入 {block_actions.enter_plan(page.grid, plan, dash_is_zero=dashes)} 格。")
