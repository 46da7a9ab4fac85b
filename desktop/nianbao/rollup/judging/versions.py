"""Several files of one unit: which one counts, and where they differ."""

import re
from collections.abc import Mapping, Sequence

from nianbao.rollup.decisions import Decisions
from nianbao.rollup.judging.drafts import Draft
from nianbao.rollup.model import FileRow, FileState, Question
from nianbao.rollup.numbers import Numbers

_COPY = re.compile(r"副本|复件|拷贝|备份|copy|[(（]\d{1,2}[)）]|\.bak$", re.IGNORECASE)


def judge_versions(drafts: Sequence[Draft], numbers: Numbers, decisions: Decisions) -> None:
    """Leave one file of each unit; where they differ and nobody chose, leave none and ask."""
    by_unit: dict[str, list[Draft]] = {}
    for draft in drafts:
        if draft.is_summable:
            by_unit.setdefault(draft.unit, []).append(draft)
    for unit, found in by_unit.items():
        if len(found) > 1:
            _choose(sorted(found, key=_newest_first), decisions.versions.get(unit), numbers)


def _newest_first(draft: Draft) -> tuple[object, ...]:
    """The newest first; of two of one second, the one that is no copy."""
    second = draft.kept.modified // 1_000_000_000
    return -second, _is_copy(draft), draft.kept.unread, draft.kept.place


def _is_copy(draft: Draft) -> bool:
    return bool(_COPY.search(draft.name))


def _choose(found: Sequence[Draft], chosen: str | None, numbers: Numbers) -> None:
    one = next((draft for draft in found if draft.kept.place == chosen), None)
    if one is None and not differing(found, numbers):
        one = min(found, key=_is_copy)  # of those that are none, the newest
    others = [draft for draft in found if draft is not one]
    for draft in others:
        if one is None:
            names = "、".join(f"“{each.kept.place}”" for each in found if each is not draft)
            reason = f"与{names}是同一个单位的，数据不同，请选用一份。"
            draft.set(FileState.SEVERAL_VERSIONS, reason, undecided=True)
        elif chosen == one.kept.place:
            draft.set(FileState.SEVERAL_VERSIONS, f"已选用“{one.kept.place}”，这一份没有计入。")
        else:
            draft.set(FileState.SEVERAL_VERSIONS, f"与“{one.kept.place}”的数据相同，只汇总那一份。")


def differing(found: Sequence[Draft], numbers: Numbers) -> tuple[str, ...]:
    """Return the cells in which files differ; a cell that is blank and one that is not there are one."""
    rows = [numbers.row(draft.row) for draft in found]
    first = rows[0]
    return tuple(
        key for key in numbers.keys if any(row.get(key) != first.get(key) for row in rows[1:])
    )


def version_questions(
    drafts: Sequence[Draft], rows: Mapping[str, FileRow], numbers: Numbers
) -> tuple[Question, ...]:
    """Return one question for each unit whose files differ."""
    by_unit: dict[str, list[Draft]] = {}
    for draft in drafts:
        if draft.state is FileState.SEVERAL_VERSIONS and draft.undecided:
            by_unit.setdefault(draft.unit, []).append(draft)
    questions = []
    for unit, found in by_unit.items():
        found.sort(key=_newest_first)
        cells = differing(found, numbers)
        questions.append(
            Question(
                "versions",
                unit,
                f"“{unit}”报了 {len(found)} 份，有 {len(cells)} 格的数不同，请选用一份。",
                tuple(rows[draft.kept.place] for draft in found),
                tuple(draft.kept.place for draft in found),
                cells,
            )
        )
    return tuple(questions)
