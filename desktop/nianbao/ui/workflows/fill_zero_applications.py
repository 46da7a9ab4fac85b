"""零申请快速填报: tables and texts in one undo step, after saying what will change."""

from nianbao.report.errors import UserError
from nianbao.report.fill import zero_fill
from nianbao.report.guide import load_guide
from nianbao.ui.session.desk import Desk, OpenReport
from nianbao.ui.widgets.messages import ask, tell_error

QUESTION = "本单位这一年没有收到申请，也没有复议和诉讼？"


def fill(desk: Desk, shown: OpenReport) -> None:
    """Ask, and fill in everything that follows from no application at all."""
    session = shown.session
    if not load_guide().zero_sections(session.form):
        tell_error(desk.widget, UserError("这种报告没有申请和案件的表。", "请逐格填写。"))
        return
    try:
        plan = zero_fill(load_guide(), session.form, session.report)
    except UserError as error:
        tell_error(desk.widget, error)
        return
    if not plan.cells and not plan.texts:
        done = UserError("没有要填的。", "申请和案件的表已经填完，文字也已写明。")
        tell_error(desk.widget, done)
        return
    details = f"将一步完成：{plan.summary()}。已填的数不会改动，可以撤销。"
    if ask(desk.widget, QUESTION, details, {"fill": "一步填好", "cancel": "取消"}) == "fill":
        session.edit.fill("零申请快速填报", plan.cells, plan.texts)
        desk.say(f"已完成：{plan.summary()}。")
