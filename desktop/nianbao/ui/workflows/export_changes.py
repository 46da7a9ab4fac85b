"""From the window to the 对比稿: where to, written beside the work, and opened if wanted."""

from copy import deepcopy
from pathlib import Path

from nianbao.exporters.against_last_year import ENDING, comparison_name, write_comparison
from nianbao.report.errors import UserError
from nianbao.ui.session.desk import Desk, OpenReport
from nianbao.ui.system import preferences
from nianbao.ui.widgets.choose_file import file_to_save
from nianbao.ui.widgets.messages import tell_error
from nianbao.ui.widgets.progress import work_beside
from nianbao.ui.workflows.export_report import offer_to_open

_KINDS = f"Word 文档 (*{ENDING})"


def export_changes(desk: Desk, shown: OpenReport) -> None:
    """Ask where to, write the document against the newest earlier report, and offer to open it."""
    window = desk.widget
    report = deepcopy(shown.session.report)
    earlier = shown.session.last_report()
    if earlier is None:
        return
    folder = Path(preferences.text("export_folder", preferences.folder()))
    proposed = folder / comparison_name(report, earlier)
    path = file_to_save(window, "对比稿存到哪里", _KINDS, proposed)
    if path is None:
        return
    if path.suffix.lower() != ENDING:
        path = path.with_name(path.name + ENDING)

    def work() -> bool:
        write_comparison(report, earlier, path)
        return True

    try:
        done = work_beside(window, f"正在导出“{path.name}”…", work)
    except UserError as error:
        tell_error(window, error)
        return
    if done:
        preferences.remember("export_folder", path.parent)
        offer_to_open(window, path)
