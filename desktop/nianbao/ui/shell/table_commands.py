"""The window's commands on the table that is shown; loaded with the first table."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nianbao.ui.import_review.dialog import ImportReview
    from nianbao.ui.pages.table_page import TablePage
    from nianbao.ui.shell.main_window import MainWindow


def connect(window: "MainWindow") -> None:
    """Let the actions do their work on the table page that is shown."""
    ways: dict[str, Callable[[MainWindow, TablePage], None]] = {
        "copy": copy,
        "cut": cut,
        "paste": paste,
        "select_all": lambda _window, page: page.grid.select_table(),
        "fill_down": fill_down,
        "fill_right": fill_right,
        "clear": lambda _window, page: page.grid.clear_selection(),
        "fill_totals": fill_totals,
        "fill_zeros": fill_zeros,
        "note": edit_note,
        "last_year": show_last_year,
        "in_force": fill_in_force,
    }
    for name, way in ways.items():
        window.actions_by_id[name].triggered.connect(partial(_run, window, way))


def _run(
    window: "MainWindow",
    way: Callable[["MainWindow", "TablePage"], None],
    _checked: bool = False,
) -> None:
    page = window.table_page()
    if page is not None:
        way(window, page)


def copy(window: "MainWindow | ImportReview", page: "TablePage") -> None:
    """Copy the selected cells."""
    from nianbao.ui.grid import block_actions

    window.say(f"已复制 {block_actions.copy(page.grid)} 格。")


def cut(window: "MainWindow", page: "TablePage") -> None:
    """Cut the selected cells."""
    from nianbao.ui.grid import block_actions

    block_actions.cut(page.grid)
    window.say("已剪切。")


def paste(window: "MainWindow | ImportReview", page: "TablePage") -> None:
    """Paste; a block of more than one cell is shown before it is entered."""
    from nianbao.ui.dialogs.paste import PasteDialog
    from nianbao.ui.grid import block_actions

    plan = block_actions.plan_of_clipboard(page.grid)
    if plan is None:
        window.say("剪贴板里没有可以粘贴的表格内容。")
        return
    if plan.one_value and plan.items:
        keys = [item.key for item in plan.items]
        page.grid.grid.session.enter_everywhere(keys, plan.one_value)
        return
    before = page.grid.selected_keys()
    if plan.items:
        page.grid.select_keys([item.key for item in plan.items])
    dialog = PasteDialog(page.grid.grid.session, plan, window)
    if not dialog.exec():
        page.grid.select_keys(before or [page.grid.current_key])
    else:
        dashes = dialog.dashes.isChecked()
        window.say(f"已填入 {block_actions.enter_plan(page.grid, plan, dash_is_zero=dashes)} 格。")


def fill_down(window: "MainWindow", page: "TablePage") -> None:
    """Copy the first selected row down."""
    from nianbao.ui.grid import block_actions

    window.say(f"向下填充了 {block_actions.fill_down(page.grid)} 格。")


def fill_right(window: "MainWindow", page: "TablePage") -> None:
    """Copy the first selected column to the right."""
    from nianbao.ui.grid import block_actions

    window.say(f"向右填充了 {block_actions.fill_right(page.grid)} 格。")


def fill_totals(window: "MainWindow", page: "TablePage") -> None:
    """Enter the computed totals into blank total cells."""
    done = page.fill_totals()
    window.say(
        f"已填入 {done} 格合计。" if done else "没有可以填入的合计：合计格已填，或各项还没填全。"
    )


def fill_zeros(window: "MainWindow", page: "TablePage") -> None:
    """Enter 0 into the blank cells."""
    done = page.fill_zeros()
    said = f"已把 {done} 格空白填为 0。" if done else "这张表没有空白的格。"
    left = len(page.going_on())
    if left:
        said = f"已把 {done} 格空白填为 0；现行有效 {left} 格上年不是 0，请点“按上年推算”。"
    window.say(said)


def edit_note(window: "MainWindow", page: "TablePage") -> None:
    """Write the note of the current cell."""
    from nianbao.ui.dialogs.note import NoteDialog

    session, key = page.grid.grid.session, page.grid.current_key
    if not key:
        return
    dialog = NoteDialog(
        session.form.cells[key].name, session.report.cell_notes.get(key, ""), window
    )
    if dialog.exec():
        session.set_note(key, dialog.note())


def show_last_year(window: "MainWindow", page: "TablePage") -> None:
    """Show or hide last year's values beside the cells; ask for the report where there is none."""
    session = page.grid.grid.session
    action = window.actions_by_id["last_year"]
    if action.isChecked() and not session.previous:
        from nianbao.ui.workflows import last_year

        action.setChecked(last_year.choose(window, session))
    window.show_last_year(shown=action.isChecked())


def fill_in_force(window: "MainWindow", page: "TablePage") -> None:
    """Enter the documents in force that follow from last year's report."""
    from nianbao.report.next_year import computed_figures
    from nianbao.ui.workflows import last_year

    session = page.grid.grid.session
    last = session.last_report()
    if last is None and last_year.choose(window, session):
        last = session.last_report()
    if last is None:
        return
    values = computed_figures(last, session.report)
    if values:
        session.set_cells(values, f"推算现行有效件数 {len(values)} 格")
        window.say(f"已填入 {len(values)} 格：上年现行有效＋本年制发－本年废止。")
        page.grid.select_keys(list(values))
    else:
        window.say("没有可以推算的：现行有效件数已填，或者本年制发、废止件数还空着。")
