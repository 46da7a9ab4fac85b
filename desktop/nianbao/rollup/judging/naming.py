"""Which unit each file comes from: by the report, by the file's name, by its folder, by what was said."""

from collections.abc import Iterable, Mapping, Sequence

from nianbao.rollup.decisions import Decisions
from nianbao.rollup.judging.drafts import Draft
from nianbao.rollup.model import FileRow, FileState, Question
from nianbao.rollup.names import Match, Names, home_of, is_region, plain, unit_in_file_name
from nianbao.rollup.roster import Roster


def give_names(
    drafts: Sequence[Draft], roster: Roster | None, decisions: Decisions
) -> tuple[str, ...]:
    """Fill in units and proposals; return the units: of the roster, else of the files."""
    for draft in drafts:
        draft.written = draft.kept.unit or _in_file_name(draft)
    written = [draft.written for draft in drafts if draft.kept.kind == "report" and draft.written]
    if roster is not None:
        home = home_of((*roster.units, decisions.own_unit, *written))
        names = Names(roster.units, home)
    else:
        said = [decisions.names.get(one, one) for one in written]
        names = Names(_one_of_each(said), home_of((decisions.own_unit, *said)))
    for draft in drafts:
        _give_name(draft, names, decisions, closed=roster is not None)
    extra = [draft.unit for draft in drafts if draft.unit]
    return tuple(dict.fromkeys((*names.units, *extra))) if roster is not None else names.units


def _in_file_name(draft: Draft) -> str:
    stem = draft.name.rpartition(".")[0] or draft.name
    return unit_in_file_name(stem)


def _one_of_each(written: Iterable[str]) -> tuple[str, ...]:
    """Names without a list: of those that are certainly one unit's, the most complete."""
    longest: dict[str, str] = {}
    for name in written:
        form, shown = plain(name), "".join(name.split())
        if form and len(shown) > len(longest.get(form, "")):
            longest[form] = shown
    every = Names(longest.values(), home_of(longest.values()))
    kept: list[str] = []
    for form, name in longest.items():
        longer = every.longer(form)
        if len(longer) != 1:
            kept.append(name)
    return tuple(sorted(kept))


def _give_name(draft: Draft, names: Names, decisions: Decisions, *, closed: bool) -> None:
    said = decisions.names.get(draft.kept.place) or decisions.names.get(draft.written)
    if said:
        draft.unit = names.is_sure(said) or said
        return
    own = _own(draft, names) if draft.kept.unit else None
    by_file = names.is_sure(_in_file_name(draft))
    if draft.kept.kind != "report":
        draft.unit = by_file or _by_folder(draft, names)
        if not draft.unit:
            draft.proposals = names.find(_in_file_name(draft)).proposals
        return
    if own is None:
        draft.unit = by_file or _by_folder(draft, names)
        draft.proposals = () if draft.unit else names.find(draft.written).proposals
        if not draft.unit and not closed and draft.written:
            draft.unit = draft.written
    elif own.name and by_file and by_file != own.name:
        draft.proposals, draft.contradicts = (own.name, by_file), True
    elif own.name:
        draft.unit = own.name
    else:
        draft.proposals = own.proposals
        if by_file and (by_file in own.proposals or not own.proposals):
            draft.proposals = (by_file, *(one for one in own.proposals if one != by_file))


def _own(draft: Draft, names: Names) -> Match:
    """The unit that the report names; a bare 教育局 is that of the county whose folder it lies in."""
    written = draft.kept.unit
    for folder in reversed(draft.kept.place.split("/")[:-1]):
        region = unit_in_file_name(folder.removesuffix(".zip"))
        if is_region(region) and (unit := names.is_listed(f"{region}{plain(written)}")):
            return Match(unit)
    return names.find(written)


def _by_folder(draft: Draft, names: Names) -> str:
    """The unit that the nearest folder is named after."""
    for folder in reversed(draft.kept.place.split("/")[:-1]):
        unit = names.is_sure(unit_in_file_name(folder.removesuffix(".zip")))
        if unit:
            return unit
    return ""


def judge_names(drafts: Sequence[Draft], *, closed: bool) -> None:
    """Set the reports whose unit is doubtful apart: nobody's numbers are guessed."""
    for draft in drafts:
        if not draft.is_summable or draft.unit:
            continue
        draft.set(FileState.NAME_TO_CONFIRM, _doubt(draft, closed=closed), undecided=True)


def _doubt(draft: Draft, *, closed: bool) -> str:
    written = draft.kept.unit
    if not written and not draft.written:
        return "报告和文件名都没有写单位名称，请确认是哪个单位。"
    if not written:
        return f"报告没有写单位名称，文件名写的是“{draft.written}”，请确认是哪个单位。"
    if draft.contradicts:
        return f"报告写的是“{written}”，文件名写的是“{_in_file_name(draft)}”，请确认是哪个单位。"
    if draft.proposals:
        near = "”“".join(draft.proposals[:2])
        return f"写的是“{written}”，名单上有“{near}”，请确认是不是。"
    return f"名单上没有“{written}”，请确认是哪个单位。" if closed else f"“{written}”请确认。"


def name_questions(
    drafts: Sequence[Draft], rows: Mapping[str, FileRow], handed_in: Iterable[str]
) -> tuple[Question, ...]:
    """Return what to ask, once for each written name."""
    done = set(handed_in)
    by_subject: dict[str, list[Draft]] = {}
    for draft in drafts:
        if draft.state is FileState.NAME_TO_CONFIRM:
            by_subject.setdefault(subject_of(draft), []).append(draft)
    return tuple(
        Question(
            "name",
            subject,
            found[0].reason,
            tuple(rows[draft.kept.place] for draft in found),
            tuple(sorted(found[0].proposals, key=lambda unit: unit in done)),
        )
        for subject, found in by_subject.items()
    )


def subject_of(draft: Draft) -> str:
    """Return what an answer is remembered under: the name; the file, where it contradicts itself."""
    return draft.kept.place if draft.contradicts or not draft.written else draft.written
