"""The recovery journal: what it writes, and what is put together from it."""

import errno
import shutil
import stat
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nianbao.formats.registry import load_form
from nianbao.report.book import Decision, Publication, Report, blank_report
from nianbao.report.storage.files import save_report
from nianbao.report.storage.journal import Journal
from nianbao.report.storage.recovery import Draft, find_drafts
from nianbao.report.storage.watch import digest_of
from tests.draws import draws

FORM = load_form("gb_2021_30")
NEW = "table_3.received_new.natural_person"


@pytest.fixture
def report() -> Report:
    return blank_report(FORM.id, FORM.cells, 2023)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "recovery"


@pytest.fixture
def follow(folder: Path) -> Iterator[Callable[[Report], Journal]]:
    journals: list[Journal] = []

    def start(report: Report, origin: Path | None = None, *, unsaved: bool = False) -> Journal:
        journal = Journal(folder, report, origin, unsaved=unsaved)
        report.listen(journal.record)
        journals.append(journal)
        return journal

    yield start
    for journal in journals:
        journal.close()


def abandon(journal: Journal) -> None:
    """Let go of lock and file as the system does when a process dies; the files stay."""
    assert journal._lock is not None
    journal._lock._stream.close()
    with journal._guard:
        if journal._stream is not None:
            journal._stream.close()
            journal._stream = None


def only_draft(folder: Path) -> Draft:
    (draft,) = find_drafts(folder)
    return draft


def test_every_kind_of_edit_is_recovered(
    report: Report, folder: Path, follow: Callable[..., Journal]
) -> None:
    journal = follow(report)
    report.change(cells={NEW: Decimal(22), "table_2.admin_fee.fee_amount": Decimal("18.8710")})
    report.change(cells={NEW: None})
    report.change(notes={"table_2.normative_doc.issued": "其中修订16件"})
    report.change(texts={"overview.lead": "第一稿\n第二段"})
    report.change(texts={"overview.lead": "第二稿\n第二段"})
    report.change(
        facts={"unit": "某镇人民政府", "preamble": "前言", "year": 2024, "secrecy_reviewed": True}
    )
    report.change(
        facts={"publication": Publication(signed_on=date(2024, 1, 20), attachments=("甲",))}
    )
    report.change(
        facts={"decisions": (Decision(rule="EMPTY", subject="a", fingerprint="b", reason="c"),)}
    )
    abandon(journal)

    draft = only_draft(folder)

    assert asdict(draft.report) == asdict(report)
    assert draft.origin is None
    assert draft.difference is None


@given(st.lists(st.text(alphabet="公开年报abc\n1😀", max_size=12), min_size=1, max_size=12))
@settings(max_examples=draws(60), deadline=None)
def test_any_sequence_of_texts_is_recovered(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("recovery")
    report = blank_report(FORM.id, FORM.cells, 2023)
    journal = Journal(folder, report, None)
    report.listen(journal.record)
    for text in texts:
        report.change(texts={"problems": text})
    abandon(journal)

    draft = only_draft(folder)

    assert draft.report.text("problems") == texts[-1]
    draft.discard()
    journal.close()


def test_a_saved_report_leaves_nothing_to_recover(
    report: Report, tmp_path: Path, folder: Path, follow: Callable[..., Journal]
) -> None:
    file = tmp_path / "a.nianbao"
    journal = follow(report)
    report.change(texts={"problems": "写好了"})
    save_report(report, file)
    journal.saved(file, digest_of(file.read_bytes()))
    abandon(journal)

    assert find_drafts(folder) == ()
    assert list(folder.glob("*.journal")) == []


def test_killed_between_saving_and_noting_it_nothing_is_offered(
    report: Report, tmp_path: Path, folder: Path, follow: Callable[..., Journal]
) -> None:
    file = tmp_path / "a.nianbao"
    save_report(report, file)
    journal = follow(report, file)
    report.change(texts={"problems": "写好了"})
    save_report(report, file)
    abandon(journal)

    assert find_drafts(folder) == ()


def test_the_offer_says_what_differs_from_the_file(
    report: Report, tmp_path: Path, folder: Path, follow: Callable[..., Journal]
) -> None:
    file = tmp_path / "a.nianbao"
    save_report(report, file)
    journal = follow(report, file)
    report.change(cells={NEW: Decimal(3), "table_3.carried_in.natural_person": Decimal(0)})
    report.change(texts={"problems": "新的"})
    report.change(facts={"unit": "某镇"})
    abandon(journal)

    draft = only_draft(folder)

    assert draft.origin == file
    assert draft.difference is not None
    assert draft.difference.summary() == "2 格数字、1 段文字、报告信息"


def test_a_torn_last_line_costs_only_that_edit(
    report: Report, folder: Path, follow: Callable[..., Journal]
) -> None:
    journal = follow(report)
    report.change(cells={NEW: Decimal(1)})
    report.change(cells={NEW: Decimal(2)})
    abandon(journal)
    content = journal.path.read_bytes()
    journal.path.write_bytes(content[:-7])

    draft = only_draft(folder)
    assert draft.report.cell(NEW) == 1
    assert not draft.is_cut_short


def damage_line(journal: Journal, number: int) -> None:
    """Spoil one line in the middle, as a failing disk does."""
    lines = journal.path.read_bytes().splitlines(keepends=True)
    lines[number] = b"#" + lines[number][1:]
    journal.path.write_bytes(b"".join(lines))


def test_edits_that_follow_a_damaged_line_are_told_as_lost(
    report: Report, folder: Path, follow: Callable[..., Journal]
) -> None:
    journal = follow(report)
    for value in (1, 2, 3):
        report.change(cells={NEW: Decimal(value)})
    abandon(journal)
    damage_line(journal, 2)

    draft = only_draft(folder)
    assert draft.report.cell(NEW) == 1
    assert draft.is_cut_short
    draft.settle()
    assert [path.suffix for path in folder.glob("*.damaged")] == [".damaged"]
    assert find_drafts(folder) == ()


def test_what_was_typed_after_saving_is_told_where_the_journal_is_damaged(
    report: Report, tmp_path: Path, folder: Path, follow: Callable[..., Journal]
) -> None:
    file = tmp_path / "a.nianbao"
    journal = follow(report)
    save_report(report, file)
    journal.saved(file, digest_of(file.read_bytes()))
    report.change(cells={NEW: Decimal(1)})
    report.change(cells={NEW: Decimal(2)})
    abandon(journal)
    damage_line(journal, 2)
    told: list[Path] = []

    assert find_drafts(folder, told.append) == ()
    assert [path.exists() for path in told] == [True]


def test_a_journal_full_of_zeros_is_kept_aside_and_not_offered(folder: Path) -> None:
    folder.mkdir()
    (folder / "x.journal").write_bytes(b"\0" * 500)

    assert find_drafts(folder) == ()
    assert [path.name for path in folder.iterdir()] == ["x.damaged"]


def test_the_journal_of_an_open_window_is_left_alone(
    report: Report, folder: Path, follow: Callable[..., Journal]
) -> None:
    follow(report)
    report.change(cells={NEW: Decimal(1)})

    assert find_drafts(folder) == ()
    assert len(list(folder.glob("*.journal"))) == 1


def test_a_draft_kept_for_later_is_offered_again(
    report: Report, folder: Path, follow: Callable[..., Journal]
) -> None:
    journal = follow(report)
    report.change(cells={NEW: Decimal(1)})
    abandon(journal)
    only_draft(folder).keep_for_later()

    assert only_draft(folder).report.cell(NEW) == 1


def test_an_imported_report_is_offered_without_any_edit(
    report: Report, folder: Path, follow: Callable[..., Journal]
) -> None:
    abandon(follow(report, None, unsaved=True))

    assert only_draft(folder).report.year == 2023


def test_a_journal_that_grew_begins_anew_and_loses_nothing(
    report: Report, folder: Path, follow: Callable[..., Journal], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nianbao.report.storage.journal.MAX_EDIT_BYTES", 2_000)
    journal = follow(report)
    for number in range(300):
        report.change(cells={NEW: Decimal(number)})
    abandon(journal)

    assert journal.path.stat().st_size < 20_000
    assert only_draft(folder).report.cell(NEW) == 299


def test_closing_leaves_no_trace(
    report: Report, folder: Path, follow: Callable[..., Journal]
) -> None:
    journal = follow(report)
    report.change(cells={NEW: Decimal(1)})
    journal.close()
    report.change(cells={NEW: Decimal(2)})

    assert list(folder.iterdir()) == []


def test_a_folder_that_cannot_be_written_does_not_stop_the_typing(
    report: Report, tmp_path: Path, follow: Callable[..., Journal]
) -> None:
    blocked = tmp_path / "recovery"
    blocked.write_text("a file where the folder should be")
    journal = follow(report)
    report.change(cells={NEW: Decimal(1)})

    assert [journal.failed] == [True]
    assert report.cell(NEW) == 1

    blocked.unlink()
    report.change(cells={NEW: Decimal(2)})

    assert [journal.failed] == [False]
    abandon(journal)
    assert only_draft(blocked).report.cell(NEW) == 2


def test_another_report_in_the_window_is_recovered_instead(
    report: Report, folder: Path, follow: Callable[..., Journal]
) -> None:
    journal = follow(report)
    report.change(cells={NEW: Decimal(1)})
    other = blank_report(FORM.id, FORM.cells, 2024)
    journal.replace(other)
    other.listen(journal.record)
    other.change(cells={NEW: Decimal(7)})
    abandon(journal)

    recovered = only_draft(folder).report
    assert recovered.year == 2024
    assert recovered.cell(NEW) == 7


@pytest.mark.skipif(sys.platform == "win32", reason="an open file holds its folder there")
def test_a_folder_that_was_taken_away_is_made_anew_and_told(
    report: Report, folder: Path, follow: Callable[..., Journal]
) -> None:
    journal = follow(report)
    report.change(cells={NEW: Decimal(1)})
    shutil.rmtree(folder)
    report.change(cells={NEW: Decimal(2)})
    report.change(cells={NEW: Decimal(3)})

    assert journal.was_remade
    assert not journal.failed
    abandon(journal)
    assert only_draft(folder).report.cell(NEW) == 3


def test_a_disk_that_fails_at_the_moment_of_an_import_never_mixes_two_reports(
    report: Report, folder: Path, follow: Callable[..., Journal], monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = follow(report)
    report.change(texts={"problems": "原来的"})
    other = blank_report(FORM.id, FORM.cells, 2024)

    def full(*_all: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as disk:
        disk.setattr("nianbao.report.storage.journal.os.fsync", full)
        journal.replace(other)
        assert journal.failed
        other.listen(journal.record)
        other.change(texts={"other": "读入以后写的"})
    abandon(journal)
    (draft,) = find_drafts(folder)

    found = (draft.report.year, draft.report.text("problems"), draft.report.text("other"))
    assert found == (2023, "原来的", "")
    draft.keep_for_later()


def test_after_the_disk_has_room_again_the_imported_report_is_kept(
    report: Report, folder: Path, follow: Callable[..., Journal], monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = follow(report)
    report.change(texts={"problems": "原来的"})
    other = blank_report(FORM.id, FORM.cells, 2024)
    with monkeypatch.context() as disk:
        disk.setattr("nianbao.report.storage.journal.make_private", _no_room)
        journal.replace(other)
    other.listen(journal.record)
    other.change(texts={"other": "读入以后写的"})
    abandon(journal)

    draft = only_draft(folder)
    found = (draft.report.year, draft.report.text("problems"), draft.report.text("other"))
    assert found == (2024, "", "读入以后写的")


def _no_room(_folder: Path) -> None:
    raise OSError(errno.ENOSPC, "full")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has access lists")
def test_nobody_else_may_read_a_draft(
    report: Report, folder: Path, follow: Callable[..., Journal]
) -> None:
    journal = follow(report)

    assert stat.S_IMODE(journal.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
