"""What the program of version 0.1.0 left on a clerk's computer goes on in this one.

The files are its own: its window opened a report, saved it twice, went on typing and was killed; then
it began a report that was never saved, and was killed again. The report stood in /clerk.
"""

import hashlib
import shutil
from datetime import datetime
from pathlib import Path

import pytest

from nianbao.report.storage.files import load_report, save_report
from nianbao.report.storage.migrations import SCHEMA_VERSION
from nianbao.report.storage.recovery import find_drafts
from nianbao.report.storage.versions import keep_version, list_versions, newest_readable

WRITTEN = Path(__file__).parent / "written_by_0_1_0"
NAME = "政府信息公开工作年度报告.nianbao"
FILE = Path("/clerk") / NAME
PEOPLE = "table_3.received_new.natural_person"
BUSINESS = "table_3.received_new.org_business"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The user's folder as that version left it; its versions lie where this system spells the path."""
    copy = shutil.copytree(WRITTEN, tmp_path / "data", copy_function=shutil.copyfile)
    (kept,) = (copy / "versions").iterdir()
    spelled = hashlib.sha256(str(FILE.absolute()).encode()).hexdigest()[:20]
    kept.rename(kept.with_name(spelled))
    return copy


def test_its_report_opens_whole_and_is_saved_anew(data: Path) -> None:
    old = load_report(data / NAME)

    save_report(old, data / NAME)

    assert old.cell(PEOPLE) == 52
    assert old.text("problems") == "一是制度不够健全。\n二是公开不够及时。"
    assert old.unit == "定州市砖路镇人民政府"
    assert f'"schema_version": {SCHEMA_VERSION}' in (data / NAME).read_text(encoding="utf-8")
    assert load_report(data / NAME) == old


def test_what_was_typed_after_the_last_save_is_offered(data: Path) -> None:
    never_saved, saved = find_drafts(data / "recovery")

    assert saved.origin == FILE
    assert not saved.is_cut_short
    assert [saved.report.cell(key) for key in (PEOPLE, BUSINESS)] == [52, 7]
    assert saved.report.cell_notes[BUSINESS] == "其中一件为口头申请"
    assert never_saved.origin is None
    assert never_saved.report.cell(PEOPLE) == 12
    assert never_saved.report.text("problems") == "尚未保存的话。"
    for draft in (never_saved, saved):
        draft.discard()
    assert find_drafts(data / "recovery") == ()


def test_each_of_its_saves_can_be_gone_back_to(data: Path) -> None:
    versions = list_versions(data / "versions", FILE)

    assert [one.load().cell(PEOPLE) for one in versions] == [52, 51, 0]
    assert newest_readable(data / "versions", FILE) == versions[0]


def test_the_next_save_is_the_latest_even_where_the_clock_was_set_back(data: Path) -> None:
    keep_version(data / "versions", FILE, b"{}", datetime(2020, 1, 1).astimezone())

    versions = list_versions(data / "versions", FILE)

    assert [one.number for one in versions] == [1, 0, 0, 0]
    assert versions[0].path.read_bytes() == b"{}"


def test_its_versions_are_found_where_paths_are_written_in_several_ways(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows takes 年报.nianbao and 年报.NIANBAO for one name, which that version did not know."""
    monkeypatch.setattr(
        "nianbao.report.storage.versions.os.path.normcase", lambda name: name.upper()
    )
    keep_version(data / "versions", FILE, b"{}")

    assert [one.number for one in list_versions(data / "versions", FILE)] == [1, 0, 0, 0]
