"""Reports as files: new, open, save, save as, and the questions before anything would be lost."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from nianbao import resources, user_folders
from nianbao.checks.outline import unwritten
from nianbao.checks.remaining import standing
from nianbao.report.book import Report
from nianbao.report.errors import UserError
from nianbao.report.storage import held_file
from nianbao.report.storage.files import load_report
from nianbao.report.storage.watch import UNKNOWN, Holder, OpenMark, Stamp, mark_open
from nianbao.ui.session.safekeeping import Keeper
from nianbao.ui.session.session import Session
from nianbao.ui.system import preferences, recent
from nianbao.ui.widgets.messages import ask, tell_error

if TYPE_CHECKING:
    from nianbao.report.storage.recovery import Draft

ENDING = ".nianbao"
FILTER = f"公开年报的报告 (*{ENDING})"
SAVE_AS = "另存为…"
SAMPLES = {"sample": "sample-report", "practice": "sample-with-errors"}


class Documents(QObject):
    """The window's one session and the file it lives in."""

    opened = Signal(object)
    """The new Session."""
    came_forward = Signal()
    """The file that was asked for is the one that is open already."""
    kept = Signal(str)
    """Words about the last time the work was kept."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.session: Session | None = None
        self.keeper: Keeper | None = None

    def adopt(self, session: Session, mark: OpenMark | None = None, seen: Stamp = UNKNOWN) -> None:
        """Make a session the window's own; ``seen`` is what its file held when it was read."""
        self.note_standing()
        old, self.session = self.session, session
        if self.keeper is not None:
            self.keeper.close()
        self.keeper = Keeper(session, mark, seen)
        self.keeper.kept.connect(self.kept)
        self.opened.emit(session)
        if old is not None:
            old.retire()
            old.deleteLater()

    def note_standing(self) -> None:
        """Remember how the report stands that is saved in a file, for the list on the start page."""
        session = self.session
        if session is not None and session.path is not None and not session.is_dirty:
            words = standing(session.findings, unwritten=bool(unwritten(session))).words
            recent.note(session.path, session.report.unit, session.report.year, words)

    def new(self) -> None:
        """Ask for unit, level and year, and begin."""
        from nianbao.ui.dialogs.new_report import NewReportDialog

        dialog = NewReportDialog(self._window)
        if dialog.exec() == QDialog.DialogCode.Accepted and self.may_leave():
            self.adopt(Session(dialog.report(), parent=self))

    def begin_with(self, report: Report) -> bool:
        """Go on with a report that no file holds yet: imported, or made from last year's."""
        if not self.may_leave():
            return False
        session = Session(report, parent=self)
        session.undo_stack.resetClean()
        self.adopt(session)
        return True

    # Opening

    def open_path(self, path: Path) -> bool:
        """Open a file; say why where that fails. The open report's own file only comes forward."""
        path = held_file.real(path)
        if self._is_open_here(path) and path.is_file():
            self._tell_of_change(again=True)
            self.came_forward.emit()
            return True
        try:
            loaded = held_file.load(path, user_folders.versions())
        except UserError as error:
            return self._open_a_version(path, error)
        if not self.may_leave():
            return False
        mark = OpenMark(None) if self._is_open_here(path) else self._may_have(path)
        return mark is not None and self._show(path, loaded, mark)

    def _show(self, path: Path, loaded: held_file.Loaded, mark: OpenMark) -> bool:
        """Show a file as it is now: while it was asked, this or another window may have saved it."""
        if loaded.stamp.changed(path):
            try:
                loaded = held_file.load(path, user_folders.versions())
            except UserError as error:
                mark.release()
                tell_error(self._window, error)
                return False
        if self.keeper is not None and self._is_open_here(path):
            mark = self.keeper.hand_over_mark()
        session = Session(loaded.report, None if mark.is_copy else path, self)
        preferences.add_recent(path)
        preferences.remember_folder(path)
        self.adopt(session, mark, loaded.stamp)
        self.note_standing()
        return True

    def _open_a_version(self, path: Path, error: UserError) -> bool:
        """A file that cannot be read is told; its last readable version is offered, if one is kept."""
        from nianbao.report.storage.versions import newest_readable
        from nianbao.ui.dialogs.times import spoken_time

        version = newest_readable(user_folders.versions(), path)
        if version is None:
            tell_error(self._window, error)
            return False
        details = (
            f"程序里留有 {spoken_time(version.saved_at)} 保存的版本，可以打开它，再另取文件名保存。"
        )
        choices = {"version": "打开留存的版本", "cancel": "取消"}
        if ask(self._window, error.message, details, choices) != "version":
            return False
        return self.begin_with(version.load())

    def _may_have(self, path: Path) -> OpenMark | None:
        """Mark the file as open here; where somebody else has it, ask what to do."""
        mark = mark_open(path)
        if isinstance(mark, OpenMark):
            return mark
        choices = {"copy": "打开一份副本", "anyway": "仍然打开", "cancel": "取消"}
        details = (
            "两边同时修改，后保存的会盖掉先保存的。打开副本可以放心查看和修改，保存时另取文件名。"
        )
        answer = ask(self._window, mark.sentence(), details, choices)
        return None if answer == "cancel" else OpenMark(None, is_copy=answer == "copy")

    def open_sample(self, which: str = "sample") -> None:
        """Open a sample as a new report, so that the shipped file stays as it is."""
        if self.may_leave():
            path = resources.path(f"samples/{SAMPLES[which]}{ENDING}")
            self.adopt(Session(load_report(path), parent=self))

    def open_draft(self, draft: "Draft") -> bool:
        """Go on where an earlier run was interrupted; the work counts as not saved."""
        if not self.may_leave():
            return False
        mark = None if draft.origin is None else mark_open(draft.origin)
        mine = isinstance(mark, OpenMark)
        session = Session(draft.report, draft.origin if mine else None, self)
        session.undo_stack.resetClean()
        self.adopt(session, mark if isinstance(mark, OpenMark) else None, draft.seen)
        if draft.origin_was_changed and self.keeper is not None:
            self.keeper.note_told()  # the offer said so
        return True

    # Saving

    def save(self) -> bool:
        """Save to the report's own file; ask for one where there is none yet."""
        if self.session is None:
            return True
        if self.session.path is None:
            return self.save_as()
        return self._save_over(self.session.path)

    def save_as(self) -> bool:
        """Ask for a file and save to it."""
        if self.session is None:
            return True
        path = self._ask_where(self.session.report)
        if path is None:
            return False
        path = held_file.real(path)
        return self.save() if self._is_open_here(path) else self._move_to(path)

    def _ask_where(self, report: Report) -> Path | None:
        from nianbao.exporters.names import free_name, suggested_name
        from nianbao.ui.widgets.choose_file import file_to_save

        proposed = Path(preferences.folder_to_write()) / suggested_name(report, ENDING)
        if not self._is_open_here(proposed):  # Enter must not mean somebody else's report
            proposed = free_name(proposed)
        path = file_to_save(self._window, "另存为", FILTER, proposed)
        if path is None or path.suffix.lower() == ENDING:
            return path
        path = path.with_name(path.name + ENDING)
        return path if not path.exists() or self._may_replace(path) else None

    def _move_to(self, path: Path) -> bool:
        """Save to another file, which is marked as open here from then on."""
        mark = mark_open(path)
        if isinstance(mark, Holder):
            advice = "请换一个文件名，或等对方关闭后再保存。"
            return self._save_elsewhere(UserError(mark.sentence(), advice))
        try:
            self._write(path)
        except UserError as error:
            mark.release()
            return self._save_elsewhere(error)
        if self.keeper is not None:
            self.keeper.hold(mark)
        return True

    def _is_open_here(self, path: Path) -> bool:
        """Whether a path, however it is written, is the open report's own file."""
        mine = None if self.session is None else self.session.path
        return mine is not None and mine.resolve() == path.resolve()

    def _may_replace(self, path: Path) -> bool:
        """Ask about a file that the file dialog could not see, because the name had no ending."""
        choices = {"replace": "替换", "cancel": "取消"}
        return ask(self._window, f"已经有“{path.name}”，要替换它吗？", "", choices) == "replace"

    def _save_over(self, path: Path) -> bool:
        """Save to the report's own file; ask before anything is replaced that others wrote."""
        granted = None
        while True:
            try:
                self._write(path, self._seen(), granted)
            except held_file.ChangedOutsideError as outside:
                answer = self._ask_about_theirs(outside)
                if answer != "overwrite":
                    return answer == "save_as" and self.save_as()
                granted = outside.theirs
            except UserError as error:
                return self._save_elsewhere(error)
            else:
                return True

    def _save_elsewhere(self, error: UserError) -> bool:
        """Tell why a file cannot be written, and lead to where another is chosen."""
        kept = UserError(error.message, f"{error.advice}窗口里的内容都还在。")
        return tell_error(self._window, kept, SAVE_AS) and self.save_as()

    def _seen(self) -> Stamp:
        return UNKNOWN if self.keeper is None else self.keeper.seen

    def _ask_about_theirs(self, outside: held_file.ChangedOutsideError) -> str:
        choices = {"save_as": SAVE_AS, "overwrite": "用我的覆盖", "cancel": "取消"}
        if outside.theirs == held_file.GONE:
            choices = {"overwrite": "重新保存", "save_as": SAVE_AS, "cancel": "取消"}
        return ask(self._window, outside.message, outside.advice, choices)

    def _write(self, path: Path, seen: Stamp | None = None, granted: str | None = None) -> None:
        """Write the report; UserError where that fails, or would replace what nobody was asked of."""
        assert self.session is not None  # noqa: S101 - only asked with a report
        stamp = held_file.write(self.session.report, path, user_folders.versions(), seen, granted)
        self.session.saved_to(path)
        if self.keeper is not None:
            self.keeper.saved(path, stamp)
        preferences.add_recent(path)
        self.note_standing()
        preferences.remember_folder(path)

    def look_outside(self) -> None:
        """Tell, once for each change, that somebody else changed the file; offer to read it anew."""
        self._tell_of_change(again=False)

    def _tell_of_change(self, *, again: bool) -> None:
        """Tell of a change, ``again`` also where the clerk has heard of it."""
        keeper, session = self.keeper, self.session
        if keeper is None or session is None or session.path is None:
            return
        if not keeper.changed_outside() or (keeper.told_outside() and not again):
            return
        keeper.note_told()
        if not session.path.exists():
            advice = "窗口里的内容都还在，保存时可以重新保存一份，或者另存到别处。"
            gone = held_file.ChangedOutsideError(session.path, held_file.GONE)
            tell_error(self._window, UserError(gone.message, advice))
            return
        choices = {"reload": "重新读入", "keep": "继续用现在的内容"}
        details = "重新读入可以撤销。继续用现在的内容，保存时会再问一次。"
        question = f"“{session.path.name}”被别人改动过。"
        harmless = "keep" if session.is_dirty else "reload"
        if ask(self._window, question, details, choices, harmless) == "reload":
            self._reload(session, session.path)

    def _reload(self, session: Session, path: Path) -> None:
        try:
            loaded = held_file.load(path, user_folders.versions())
        except UserError as error:
            tell_error(self._window, error)
            return
        session.replace(loaded.report, "重新读入文件")
        if self.keeper is not None:
            self.keeper.saved(path, loaded.stamp, "已重新读入")
        session.undo_stack.setClean()

    # Leaving

    def may_leave(self) -> bool:
        """Whether the present report may go; asks where it has work that no file holds."""
        if self.session is None or not self.session.is_dirty:
            return True
        answer = ask(
            self._window,
            f"“{self.session.title}”有还没有保存的修改。",
            "要先保存吗？",
            {"save": "保存", "discard": "不保存", "cancel": "取消"},
        )
        return self.save() if answer == "save" else answer == "discard"

    def close(self) -> None:
        """The window closes, its work saved or given up."""
        self.note_standing()
        if self.keeper is not None:
            self.keeper.close()
            self.keeper = None
        if self.session is not None:
            self.session.retire()
