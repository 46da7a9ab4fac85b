"""The choice between a PDF for the website and one for the archive, the same wherever it is made."""

from PySide6.QtWidgets import QCheckBox

from nianbao.ui.system import preferences

ARCHIVAL_ENDING = ".pdf"
_NAME = "export_archival"
_YES = "yes"


def archival_box() -> QCheckBox:
    """Return the box, ticked where the last choice was so."""
    box = QCheckBox("PDF 用长期保存的格式（PDF/A，归档用）(&A)")
    box.setToolTip("样子完全一样，文件稍大；字体和颜色说明都在文件里，多年以后照样能打开")
    box.setChecked(preferences.text(_NAME) == _YES)
    return box


def remember_choice(*, archival: bool) -> None:
    """Propose the same the next time."""
    preferences.remember(_NAME, _YES if archival else "")
