"""Commands that the window itself carries out: files, findings, panes, places, sizes."""

from nianbao.checks.outline import COMPARE, REVIEW
from nianbao.ui.commands.keys import words_of
from nianbao.ui.session.desk import Desk, OpenReport

USUAL_SIZE = 100
"""Percent."""


def new(desk: Desk) -> None:
    """Begin a blank report."""
    desk.documents.new()


def open_sample(desk: Desk) -> None:
    """Open the report that shows how a filled one looks."""
    desk.documents.open_sample("sample")


def open_practice(desk: Desk) -> None:
    """Open the report with an error to find."""
    desk.documents.open_sample("practice")


def save(desk: Desk, _shown: OpenReport) -> None:
    """Save the report."""
    desk.documents.save()


def save_as(desk: Desk, _shown: OpenReport) -> None:
    """Save the report under another name."""
    desk.documents.save_as()


def close(desk: Desk) -> None:
    """Close the window."""
    desk.widget.close()


def find(_desk: Desk, shown: OpenReport) -> None:
    """Open the bar to find and replace."""
    shown.find_words()


def step_finding(desk: Desk, shown: OpenReport, by: int) -> None:
    """Go to the next or the previous finding."""
    shown.step_finding(by)
    if shown.finding is None:
        desk.say("这里没有问题。")


def step_pane(_desk: Desk, shown: OpenReport, by: int) -> None:
    """Give the keyboard to the next or the previous pane."""
    shown.step_pane(by)


def go_to_place(_desk: Desk, shown: OpenReport, number: int) -> None:
    """Go to the n-th place, ready to type."""
    shown.show_number(number)


def zoom(desk: Desk, _shown: OpenReport, steps: int) -> None:
    """Show tables larger or smaller."""
    desk.zoom_by(steps)


def zoom_normally(desk: Desk, _shown: OpenReport) -> None:
    """Show tables in their usual size."""
    desk.zoom_to(USUAL_SIZE)


def compare(_desk: Desk, shown: OpenReport) -> None:
    """Show both years at a glance."""
    shown.show_place(COMPARE)
    if shown.page is not None:
        shown.page.take_keyboard()


def next_blank(desk: Desk, shown: OpenReport) -> None:
    """Go to the next cell or text that nobody has filled."""
    from nianbao.checks.remaining import next_blank as blank_after

    here = shown.page.about if shown.page is not None else ""
    key = blank_after(shown.session, here or shown.place)
    if key is None:
        desk.say("没有空白了，都填了。")
    elif key in shown.session.form.cells:
        shown.show_cells([key])
    else:
        shown.show_text(key)
        if shown.page is not None:
            shown.page.go_to(key)


def put_last_year_words(desk: Desk, shown: OpenReport) -> None:
    """Begin every text that is still empty with last year's words, in one step."""
    from nianbao.checks.texts.carried_words import numbers_now
    from nianbao.report.next_year import offered_texts

    session = shown.session
    last = session.last_report()
    known = numbers_now(last, session.report) if last is not None else {}
    offered = offered_texts(last, session.report, known) if last is not None else {}
    session.edit.begin_texts(offered, f"放入上年的文字，共 {len(offered)} 段")
    session.recheck()
    done = f"已放入 {len(offered)} 段，请逐处改写；没填的在【】里，按 {words_of('next_finding')} 逐处看。"
    if shown.page is not None:
        shown.page.take_keyboard()  # the button that was pressed goes, and the keyboard with it
    desk.say(done if offered else "没有空着的段，或者上年报告里没有文字。")


def to_review(_desk: Desk, shown: OpenReport) -> None:
    """Go to the page with what is still open, and the way out."""
    shown.show_place(REVIEW)


def home(desk: Desk, _shown: OpenReport) -> None:
    """Show the start page; the report stays open behind it."""
    desk.go_home()


def mend_finding(desk: Desk, shown: OpenReport) -> None:
    """Do what the chosen finding's card offers first."""
    if not shown.mend_finding():
        desk.say("先选中右边的一条提示；这一条没有可以直接改的地方。")


def fold_pane(_desk: Desk, shown: OpenReport, pane: int) -> None:
    """Fold an outer pane away, or open it again."""
    shown.fold_pane(pane)
