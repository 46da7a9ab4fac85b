"""What the panel offers about a finding: the remedies of the checks, and the way back."""

from nianbao.checks.findings import Finding
from nianbao.checks.remedies import Remedy, remedies
from nianbao.report.numbers import format_number
from nianbao.ui.session.session import Session


def offers(session: Session, finding: Finding) -> tuple[Remedy, ...]:
    """Return what can be done, the way back of the edit that brought the finding last."""
    found = remedies(session.report, finding)
    cause = session.history.cause(finding)
    if cause is None or any(one.cells.get(cause.key) == cause.old for one in found if one.cells):
        return found
    words = "改回空白" if cause.old is None else f"改回 {format_number(cause.old)}"
    return (*found, Remedy(words, cells={cause.key: cause.old}))


def cause_words(session: Session, finding: Finding) -> str:
    """Say after which edit a finding appeared; empty where that is not known."""
    cause = session.history.cause(finding)
    if cause is None:
        return ""
    name = session.form.cells[cause.key].name
    old, new = (format_number(one) or "空白" for one in (cause.old, cause.new))
    return f"把“{name}”由 {old} 改为 {new} 以后出现。"


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
