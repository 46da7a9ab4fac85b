"""What a clerk has decided about a folder: kept in one small file beside it, never in the units' files.

Two coordinators may work on one folder. Each keeps what the other has written meanwhile: saving
joins one's own changes to what stands in the file now.
"""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from nianbao.report.errors import UserError
from nianbao.report.storage.atomic import write_atomically
from nianbao.report.storage.files import read_bytes

DECISIONS_ENDING = ".汇总记录.json"
CACHE_ENDING = ".汇总缓存.db"
OWN_ENDINGS = (DECISIONS_ENDING, CACHE_ENDING)
"""Of what the program itself keeps; no reports."""
_MOST_BYTES = 20_000_000
_SCHEMA = 1


class Decisions(BaseModel):
    """Everything that was said about one folder; frozen: each answer gives a new value."""

    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True)

    schema_version: int = _SCHEMA
    year: int | None = None
    """The year that the clerk confirmed; None while it is only proposed."""
    roster: tuple[str, ...] = ()
    """The units that must hand in, in their order."""
    deadline: date | None = None
    own_unit: str = ""
    """The collecting unit, whose own report the sum becomes."""
    last_year: str = ""
    """Last year's folder: a path, relative to the folder's parent where it lies there."""
    leave_out_failing: bool = False
    versions: Mapping[str, str] = Field(default_factory=dict)
    """Unit → the place of the file that counts."""
    names: Mapping[str, str] = Field(default_factory=dict)
    """A name as written → the unit that it is."""
    counted: tuple[str, ...] = ()
    """Places of files that look like an earlier sum and are a unit's report all the same."""
    sums: tuple[str, ...] = ()
    """Places of files that the clerk knows to be earlier sums: nobody is asked again."""
    left_out: Mapping[str, str] = Field(default_factory=dict)
    """Unit → why it is left out of the sum ("" where no reason was given)."""
    taken_in: tuple[str, ...] = ()
    """Units with errors that are summed although failing ones are left out."""
    settled: Mapping[str, str] = Field(default_factory=dict)
    """Subject of a finding of the sum (``RollupFinding.subject``) → the reason that settles it."""

    def choose_version(self, unit: str, place: str) -> "Decisions":
        """Say which of several files of a unit counts."""
        return self._with(versions={**self.versions, unit: place})

    def confirm_name(self, written: str, unit: str) -> "Decisions":
        """Say which unit a name belongs to; remembered for every year's files of this folder."""
        return self._with(names={**self.names, written: unit})

    def count_as_unit(self, place: str) -> "Decisions":
        """Say that a file is a unit's report, though it looks like an earlier sum."""
        others = tuple(one for one in self.sums if one != place)
        return self._with(counted=(*dict.fromkeys((*self.counted, place)),), sums=others)

    def settle_sum(self, place: str) -> "Decisions":
        """Say that a file is an earlier sum, as was thought."""
        others = tuple(one for one in self.counted if one != place)
        return self._with(sums=(*dict.fromkeys((*self.sums, place)),), counted=others)

    def leave_out(self, unit: str, reason: str = "") -> "Decisions":
        """Leave a unit out of the sum."""
        others = tuple(one for one in self.taken_in if one != unit)
        return self._with(left_out={**self.left_out, unit: reason}, taken_in=others)

    def take_in(self, unit: str) -> "Decisions":
        """Take a unit into the sum, with errors or not."""
        others = {name: why for name, why in self.left_out.items() if name != unit}
        return self._with(left_out=others, taken_in=(*dict.fromkeys((*self.taken_in, unit)),))

    def settle(self, subject: str, reason: str) -> "Decisions":
        """Set a finding of the sum aside with a reason; UserError without one."""
        if not reason.strip():
            raise UserError("请写明理由。")
        return self._with(settled={**self.settled, subject: reason.strip()})

    def prepared(self, **fields: object) -> "Decisions":
        """Return the decisions with another year, roster, deadline …; UserError for a wrong value."""
        try:
            return Decisions.model_validate({**dict(self), **fields})
        except ValidationError as error:
            raise UserError("这一项填得不对，没有保存。") from error

    def _with(self, **fields: object) -> "Decisions":
        return self.model_copy(update=fields)


def home_of(folder: Path) -> Path:
    """Return where a folder's own files stand: beside it; within it, where nothing is beside it."""
    whole = folder.absolute()
    return whole if whole.parent == whole else whole.parent


def decisions_path(folder: Path) -> Path:
    """Return where a folder's decisions are kept."""
    return home_of(folder) / f"{_stem(folder)}{DECISIONS_ENDING}"


def cache_path(folder: Path) -> Path:
    """Return where the numbers of a folder's files are kept."""
    return home_of(folder) / f"{_stem(folder)}{CACHE_ENDING}"


def _stem(folder: Path) -> str:
    return folder.absolute().name or "盘"


def load_decisions(folder: Path) -> Decisions:
    """Return what was decided; nothing where nothing was; UserError where the file is damaged."""
    path = decisions_path(folder)
    try:
        if not path.is_file():
            return Decisions()
    except OSError:  # no file can have this name
        return Decisions()
    return _parse(read_bytes(path, _MOST_BYTES), path.name)


def save_decisions(folder: Path, before: Decisions, now: Decisions) -> Decisions:
    """Write what changed since ``before`` over what stands in the file; return what stands there then.

    Another coordinator's answers stay, but for those that are given anew here.
    """
    path = decisions_path(folder)
    joined = join(load_decisions(folder), before, now)
    data = joined.model_dump(mode="json", exclude_defaults=True, exclude={"schema_version"})
    body = json.dumps({"schema_version": _SCHEMA, **data}, ensure_ascii=False, indent=1)
    try:
        write_atomically(path, (body + "\n").encode())
    except UserError as error:
        advice = (
            f"回答记在文件夹旁边；那里不能写入的，请把“{folder.name}”复制到能写入的地方再汇总。"
        )
        raise UserError(f"刚才的回答没有记住：{error.message}", advice) from error
    return joined


def join(theirs: Decisions, before: Decisions, now: Decisions) -> Decisions:
    """Return their decisions with what changed from ``before`` to ``now``."""
    changed: dict[str, object] = {}
    for name in Decisions.model_fields:
        old, new, other = getattr(before, name), getattr(now, name), getattr(theirs, name)
        if new == old:
            continue
        if isinstance(new, Mapping):
            changed[name] = _joined_names(other, old, new)
        elif isinstance(new, tuple) and name != "roster":
            kept = [one for one in other if one in new or one not in old]
            changed[name] = tuple(dict.fromkeys([*kept, *(one for one in new if one not in old)]))
        else:
            changed[name] = new
    return theirs.model_copy(update=changed)


def _joined_names(
    theirs: Mapping[str, str], old: Mapping[str, str], new: Mapping[str, str]
) -> dict[str, str]:
    taken_away = old.keys() - new.keys()
    said = {name: value for name, value in new.items() if old.get(name) != value}
    return {**{name: one for name, one in theirs.items() if name not in taken_away}, **said}


def _parse(content: bytes, name: str) -> Decisions:
    try:
        data = json.loads(content.decode("utf-8-sig"))
        found = Decisions.model_validate(data)
    except (ValueError, RecursionError) as error:
        raise UserError(
            f"汇总记录“{name}”已损坏，读不出来。",
            "请改名保留这个文件，再重新打开文件夹；各单位的文件没有改动。",
        ) from error
    if found.schema_version > _SCHEMA:
        raise UserError(f"“{name}”是用更新版本的公开年报保存的。", "请先升级公开年报。")
    return found
