"""The window's commands on the table that is shown; loaded when first used."""

from nianbao.ui.grid import block_actions
from nianbao.ui.pages import copy_and_paste
from nianbao.ui.pages.table_page import TablePage
from nianbao.ui.session.desk import Desk
from nianbao.ui.shell.workspace import Workspace


def copy(desk: Desk, page: TablePage) -> None:
    """Copy the selected cells."""
    copy_and_paste.copy(page, desk.say)


def cut(desk: Desk, page: TablePage) -> None:
    """Cut the selected cells."""
    block_actions.cut(page.grid)
    desk.say("已剪切。")


def paste(desk: Desk, page: TablePage) -> None:
    """Paste; a block of more than one cell is shown before it is entered."""
    copy_and_paste.paste(page, desk.say)


def clear(_desk: Desk, page: TablePage) -> None:
    """Make the selected cells blank."""
    page.grid.clear_selection()


def select_all(_desk: Desk, page: TablePage) -> None:
    """Select every cell."""
    page.grid.select_table()


def fill_down(desk: Desk, page: TablePage) -> None:
    """Copy the first selected row down."""
    desk.say(f"向下填充了 {block_actions.fill_down(page.grid)} 格。")


def fill_right(desk: Desk, page: TablePage) -> None:
    """Copy the first selected column to the right."""
    desk.say(f"向右填充了 {block_actions.fill_right(page.grid)} 格。")


def fill_totals(desk: Desk, page: TablePage) -> None:
    """Enter the computed totals into blank total cells."""
    done = page.fill_totals()
    page.grid.go_where_typing_harms_nothing()
    desk.say(
        f"已填入 {done} 格合计。" if done else "没有可以填入的合计：合计格已填，或各项还没填全。"
    )


def fill_zeros(desk: Desk, page: TablePage) -> None:
    """Enter 0 into the blank cells."""
    done = page.fill_zeros()
    page.grid.go_where_typing_harms_nothing()
    said = f"已把 {done} 格空白填为 0。" if done else "这张表没有空白的格。"
    left = len(page.going_on())
    if left:
        said = f"已把 {done} 格空白填为 0；现行有效 {left} 格上年不是 0，请点“按上年推算”。"
    desk.say(said)


def edit_note(desk: Desk, page: TablePage) -> None:
    """Write the note of the current cell."""
    from nianbao.ui.dialogs.note import NoteDialog

    session, key = page.session, page.grid.current_key
    if not key:
        return
    dialog = NoteDialog(
        session.form.cells[key].name, session.report.cell_notes.get(key, ""), desk.widget
    )
    if dialog.exec():
        session.edit.set_note(key, dialog.note())


def show_last_year(desk: Desk, page: TablePage) -> None:
    """Show or hide last year's values beside the cells; ask for the report where there is none."""
    session = page.session
    shown = not page.shows_last_year
    if shown and not session.previous:
        from nianbao.ui.workflows import last_year

        shown = last_year.choose(desk.widget, session)
    desk.show_last_year(shown=shown)


def fill_in_force(desk: Desk, page: TablePage) -> None:
    """Enter the documents in force that follow from last year's report."""
    from nianbao.report.next_year import computed_figures
    from nianbao.ui.workflows import last_year

    session = page.session
    last = last_year.year_before(desk, session)
    if last is None:
        return
    values = computed_figures(last, session.report)
    if values:
        session.edit.set_cells(values, f"推算现行有效件数 {len(values)} 格")
        if desk.workspace is not None:  # where it was filled in, whichever table was shown
            desk.workspace.show_place(session.form.section_of(next(iter(values))))
        desk.say(f"已填入 {len(values)} 格：上年现行有效＋本年制发－本年废止。")
        page.grid.go_where_typing_harms_nothing()
    else:
        desk.say("没有可以推算的：现行有效件数已填，或者本年制发、废止件数还空着。")


def compare_years(_desk: Desk, table: TablePage) -> None:
    """Show the year before in the place of the table, or the table again."""
    table.compare_years(shown=not table.compares_years)


def fill_carried(desk: Desk, shown: Workspace) -> None:
    """Enter what the year before carried over; what was typed otherwise changes after a question."""
    from nianbao.report.next_year import carried_figures
    from nianbao.ui.workflows import last_year

    session = shown.session
    last = last_year.year_before(desk, session)
    if last is None:
        return
    figures = carried_figures(last, session.report)
    values = last_year.wanted_of(desk.widget, session, figures)
    if values is None:
        return
    done = session.edit.set_cells(values, f"填入上年结转 {len(values)} 格")
    if figures:
        shown.show_place(session.form.section_of(next(iter(figures))))
    if shown.table is not None:
        shown.table.grid.go_where_typing_harms_nothing()
    desk.say(f"已填入上年结转 {done} 格。" if done else "上年结转已经和上年报告一致，不用再填。")


def show_history(desk: Desk, page: TablePage) -> None:
    """Show what stood in the current cell before."""
    from nianbao.ui.workflows import show_cell_history

    show_cell_history.show(desk, page.session, page.grid.current_key)
