"""What the panel offers about a finding: the remedies of the checks, and the way back."""

from nianbao.checks.findings import Finding
from nianbao.checks.remedies import Remedy, remedies
from nianbao.report.numbers import format_number
from nianbao.ui.session.session import Session


def offers(session: Session, finding: Finding) -> tuple[Remedy, ...]:
    """Return what can be done, the way back of the edit that brought the finding last."""
    found = remedies(session.report, finding)
    back = {one.key: one.old for one in session.history.cause(finding)}
    if not back or any(one.cells == back for one in found):
        return found
    (first, *others) = back.values()
    words = f"撤回这 {len(back)} 格" if others else f"改回 {format_number(first)}"
    return (*found, Remedy(words, cells=back))


def cause_words(session: Session, finding: Finding) -> str:
    """Say after which edit a finding appeared; empty where that is not known."""
    step = session.history.cause(finding)
    if len(step) > 1:
        return f"一步改动 {len(step)} 格以后出现。"
    for one in step:
        name = session.form.cells[one.key].name
        old, new = (format_number(value) or "空白" for value in (one.old, one.new))
        return f"把“{name}”由 {old} 改为 {new} 以后出现。"
    return ""


def also_failed(session: Session, finding: Finding) -> str:
    """Name the other equations that the same cause makes fail."""
    from nianbao.checks.tables.identities import place_name

    equations = {(one.rule, one.keys): one for one in session.form.equations}
    named = []
    for one in finding.identities[1:]:
        equation = equations.get((one.rule, one.cells))
        if equation is not None:
            sides = f"{format_number(one.left)} ≠ {format_number(one.right)}"
            named.append(f"{place_name(session.form, equation)}（{sides}）")
    return f"同一处错误还使{'、'.join(named)}对不上。" if named else ""
