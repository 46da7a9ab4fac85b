"""关于: what this is, its version, and every part that is shipped with its licence."""

import platform
import tomllib
from html import escape
from importlib.metadata import PackageNotFoundError, version

from PySide6.QtWidgets import QWidget

from nianbao import resources
from nianbao.ui.look.own_pages import OwnPages
from nianbao.ui.session.desk import Desk
from nianbao.ui.widgets.dialog_frame import Dialog

FILE = "help/licences.toml"


class AboutDialog(Dialog):
    """Name, version, licences."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("关于公开年报", parent)
        self.add_heading(
            "公开年报",
            f"版本 {_version('nianbao')}\n填报、审核和导出《政府信息公开工作年度报告》的离线程序。"
            "全部内容只保存在本机，不连接网络。",
        )
        self.words = OwnPages()
        self.words.setAccessibleName("许可说明")
        self.words.setHtml(licences_html())
        self.column.addWidget(self.words, 1)
        self.add_buttons("关闭", "")
        self.resize(560, 460)


def show_about(desk: Desk) -> None:
    """Show it over the window."""
    AboutDialog(desk.widget).exec()


def licences_html() -> str:
    """Return the licences as a small page."""
    data = tomllib.loads(resources.text(FILE))
    rows = "".join(_row(part) for part in data["components"])
    words = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in data["words"])
    return f"{words}<table>{rows}</table>"


def _row(part: dict[str, str]) -> str:
    cells = [part["name"], _version(part["name"]), part.get("shown", part["licence"])]
    row = "".join(f"<td style='padding:2px 16px 2px 0'>{escape(cell)}</td>" for cell in cells)
    if "holds" not in part:
        return f"<tr>{row}</tr>"
    holds = f"<td colspan='3' style='padding:0 0 4px 16px'>内含：{escape(part['holds'])}</td>"
    return f"<tr>{row}</tr><tr>{holds}</tr>"


def _version(package: str) -> str:
    if package == "Python":
        return platform.python_version()
    try:
        return version(package)
    except (PackageNotFoundError, ValueError):
        return ""
