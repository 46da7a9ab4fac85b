"""From what was read to what it means: every file in one state, every unit in one."""

from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from nianbao.formats.registry import form_for_year, load_form, newest_form
from nianbao.rollup.decisions import Decisions
from nianbao.rollup.files.reading import is_unread_report
from nianbao.rollup.judging.drafts import Draft
from nianbao.rollup.judging.earlier_sums import judge_sums, sum_questions
from nianbao.rollup.judging.naming import give_names, judge_names, name_questions
from nianbao.rollup.judging.versions import judge_versions, version_questions
from nianbao.rollup.model import FILE_WORDS, FileRow, FileState, Question, UnitRow, UnitState
from nianbao.rollup.numbers import Numbers
from nianbao.rollup.roster import Roster

_RANK = {state: rank for rank, state in enumerate(FILE_WORDS)}
_UNKNOWN_SENDER = frozenset({FileState.NAME_TO_CONFIRM, FileState.UNREADABLE})
_ABOUT_REPORTS = ("年报", "年度报告", "信息公开")


@dataclass(frozen=True)
class Against:
    """What the files are judged by."""

    year: int
    form: str
    roster: Roster | None
    deadline: date | None
    leave_out_failing: bool
    decisions: Decisions


@dataclass(frozen=True)
class Judged:
    """What comes out of it."""

    files: tuple[FileRow, ...]
    units: tuple[UnitRow, ...]
    questions: tuple[Question, ...]


def proposed_year(drafts: Sequence[Draft]) -> tuple[dict[int, int], int]:
    """Return how many reports name each year, and the year that most name; of two, the later one."""
    found = Counter(draft.kept.year for draft in drafts if draft.kept.year is not None)
    years = dict(sorted(found.items(), key=lambda one: (-one[1], -one[0])))
    newest = newest_form().definition.first_year
    return years, next(iter(years), newest)


def form_of(drafts: Sequence[Draft], year: int) -> str:
    """Return the form to sum: the one prescribed for the year, if any report has it; else most's."""
    found = Counter(
        draft.kept.form
        for draft in drafts
        if draft.kept.kind == "report" and draft.kept.year == year
    )
    if not found:
        return form_for_year(year).id
    most = found.most_common(1)[0][0]
    prescribed = form_for_year(year, load_form(most)).id
    return prescribed if prescribed in found else most


def judge(drafts: Sequence[Draft], numbers: Numbers, against: Against) -> Judged:
    """Return every file and unit in its state."""
    decisions, roster = against.decisions, against.roster
    units = give_names(drafts, roster, decisions)
    reported = {draft.unit for draft in drafts if draft.kept.kind == "report"}
    for draft in drafts:
        _first_state(draft, against, reported)
    judge_sums(drafts, numbers, decisions, units, closed=roster is not None)
    judge_names(drafts, closed=roster is not None)
    judge_versions(drafts, numbers, decisions)
    for draft in drafts:
        _take_or_leave(draft, against)
    rows = {draft.kept.place: draft.finished() for draft in drafts}
    found = _units(units, drafts, rows, roster)
    done = [unit.name for unit in found if unit.summed]
    questions = (
        *version_questions(drafts, rows, numbers),
        *name_questions(drafts, rows, done),
        *sum_questions(drafts, rows),
    )
    return Judged(tuple(rows.values()), found, questions)


def _first_state(draft: Draft, against: Against, reported: Container[str]) -> None:
    """What the file's own content says, without looking at the others."""
    kept = draft.kept
    if against.deadline is not None:
        draft.late = draft.modified.date() > against.deadline
    if kept.kind == "unreadable":
        draft.set(FileState.UNREADABLE, kept.reason)
    elif kept.kind == "foreign":
        unread = is_unread_report(kept.reason) and _is_about_a_report(draft, reported)
        draft.set(FileState.UNREADABLE if unread else FileState.NOT_A_REPORT, kept.reason)
    elif kept.kind == "report":
        _judge_report(draft, against)


def _is_about_a_report(draft: Draft, reported: Container[str]) -> bool:
    """Whether a picture or an empty file is all that a unit sent, and not an enclosure."""
    if draft.unit:
        return draft.unit not in reported
    return any(word in draft.name for word in _ABOUT_REPORTS)


def _judge_report(draft: Draft, against: Against) -> None:
    kept = draft.kept
    if kept.year is None:
        draft.set(FileState.WRONG_YEAR, "没有写明是哪一年的报告。")
    elif kept.year != against.year:
        draft.set(
            FileState.WRONG_YEAR, f"是 {kept.year} 年的报告，这次汇总的是 {against.year} 年。"
        )
    elif kept.form != against.form:
        theirs = load_form(kept.form).definition
        draft.set(FileState.OTHER_FORM, f"用的是{theirs.document}的格式，不能和其他单位相加。")
    elif kept.errors:
        draft.set(FileState.FAILING, f"审核有 {kept.errors} 处错误{_more(draft)}。")
    elif kept.blanks and kept.blanks == len(load_form(kept.form).cells):
        draft.set(FileState.TAKEN_WITH_WARNINGS, "表里一个数也没有填，像是还没有填完的草稿。")
    elif kept.warnings or kept.unread:
        words = [f"审核有 {kept.warnings} 处提醒"] if kept.warnings else []
        draft.set(
            FileState.TAKEN_WITH_WARNINGS, "，".join(words) + _more(draft, bool(words)) + "。"
        )
    else:
        draft.set(FileState.TAKEN, "")


def _more(draft: Draft, goes_on: bool = True) -> str:  # noqa: FBT001, FBT002 - one word
    if not draft.kept.unread:
        return ""
    return f"{'，' if goes_on else ''}有 {draft.kept.unread} 处没有读懂"


def _take_or_leave(draft: Draft, against: Against) -> None:
    """Whether the numbers count, after everything else is known."""
    decisions = against.decisions
    if not draft.is_summable:
        return
    if draft.unit in decisions.left_out:
        why = decisions.left_out[draft.unit]
        draft.reason = f"{draft.reason}已决定不计入汇总{f'：{why}' if why else ''}。"
        return
    failing = draft.state is FileState.FAILING and against.leave_out_failing
    if failing and draft.unit not in decisions.taken_in:
        draft.reason += "没有计入汇总。"
        return
    draft.summed = True


def _units(
    names: Sequence[str],
    drafts: Sequence[Draft],
    rows: Mapping[str, FileRow],
    roster: Roster | None,
) -> tuple[UnitRow, ...]:
    by_unit: dict[str, list[FileRow]] = {name: [] for name in names}
    for draft in drafts:
        if draft.unit and draft.state is not FileState.EARLIER_SUM:
            by_unit.setdefault(draft.unit, []).append(rows[draft.kept.place])
    pending = _pending(drafts, rows, by_unit)
    listed = frozenset(roster.units) if roster is not None else frozenset(by_unit)
    found = []
    for name, files in by_unit.items():
        came = [*files, *(pending.get(name, ()) if not files else ())]
        came = [one for one in came if one.state is not FileState.NOT_A_REPORT] or (
            came if roster is not None else []
        )
        if came or name in listed:
            found.append(_unit(name, came, on_roster=name in listed))
    if roster is None:
        return tuple(one for one in found if one.files)
    first, rest = found[: len(listed)], found[len(listed) :]
    return (*first, *sorted(rest, key=lambda unit: unit.name))


def _pending(
    drafts: Sequence[Draft], rows: Mapping[str, FileRow], by_unit: Mapping[str, Sequence[FileRow]]
) -> dict[str, list[FileRow]]:
    """Files whose names are doubtful, under the likeliest unit of which nothing else came.

    A damaged one too: whoever sent it is not told that nothing came.
    """
    found: dict[str, list[FileRow]] = {}
    for draft in drafts:
        if draft.state in _UNKNOWN_SENDER and not draft.unit:
            empty = (unit for unit in draft.proposals if not by_unit.get(unit))
            unit = next(empty, None)
            if unit is not None:
                found.setdefault(unit, []).append(rows[draft.kept.place])
    return found


def _unit(name: str, files: Sequence[FileRow], *, on_roster: bool) -> UnitRow:
    if not files:
        return UnitRow(name, UnitState.MISSING, on_roster=on_roster)
    best = min(files, key=lambda one: (not one.summed, _RANK[one.state], _age(one)))
    in_time = any(not one.late for one in files)
    state = UnitState.RECEIVED if in_time else UnitState.LATE
    return UnitRow(name, state, best, tuple(files), on_roster=on_roster)


def _age(row: FileRow) -> float:
    return -row.modified.timestamp() if row.modified else 0.0
