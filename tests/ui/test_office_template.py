"""版式 in the settings: a template saved, chosen, told about before the export, and given up again."""

from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.shared import Mm
from pypdf import PdfReader
from PySide6.QtGui import QPageLayout
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from nianbao import user_folders
from nianbao.exporters.word.sample_template import sample_template
from nianbao.report.errors import UserError
from nianbao.ui.dialogs.exporting.export import ExportDialog
from nianbao.ui.dialogs.exporting.export_all import ExportAllDialog
from nianbao.ui.dialogs.settings import SettingsDialog
from nianbao.ui.paper.formats_out import write
from nianbao.ui.paper.preview import PreviewDialog
from nianbao.ui.shell.main_window import MainWindow
from tests.checks.town import town
from tests.ui.grid_keys import open_window
from tests.ui.modal import answer, click, when_asked
from tests.ui.outside import choose_name

HEAD = "青山镇人民政府文件"


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> MainWindow:
    return open_window(qtbot, town(), tmp_path)


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """An office's template without page numbers."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = HEAD
    path = tmp_path / "本单位版式.docx"
    document.save(str(path))
    return path


def words_on(widget: QWidget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if not one.isHidden())


def in_settings(window: MainWindow, *buttons: str) -> str:
    """Press buttons in the settings; return what stood there before they were closed."""
    seen: list[str] = []

    def press(dialog: QWidget) -> None:
        for button in buttons:
            click(dialog, button)
        seen.append(words_on(dialog))
        click(dialog, "确定")

    when_asked(press, SettingsDialog)
    window.actions_by_id["settings"].trigger()
    return seen[0]


def before_export(window: MainWindow, ending: str) -> str:
    assert window.session is not None
    dialog = ExportDialog(window.session, window)
    dialog.format.setCurrentIndex(dialog.format.findData(ending))
    return words_on(dialog)


def before_exporting_all(window: MainWindow) -> str:
    assert window.session is not None
    return words_on(ExportAllDialog(window.session, lambda _extras: ("年报.docx",), window))


def written(tmp_path: Path) -> Document:
    path = tmp_path / "年报.docx"
    write(town(), path, wide=False)
    return docx.Document(str(path))


def test_a_template_is_chosen_told_about_used_and_given_up(
    window: MainWindow, template: Path, tmp_path: Path
) -> None:
    choose_name(template)
    said = in_settings(window, "选择模板")
    template.unlink()  # the stick is pulled out

    assert "没有页码" in said
    assert "Word 文档、PDF 和打印预览用模板" in said
    assert written(tmp_path).sections[0].header.paragraphs[0].text == HEAD
    assert "用模板“本单位版式.docx”的版式" in before_export(window, ".docx")
    assert "没有页码" in before_export(window, ".docx")
    assert "没有模板的页眉页脚" in before_export(window, ".pdf")
    assert "没有页码" not in before_export(window, ".pdf")
    assert "模板" not in before_export(window, ".html")
    assert "Word 文档和 PDF 用模板“本单位版式.docx”" in before_exporting_all(window)
    assert "没有页码" in before_exporting_all(window)

    assert "通行的公文版式" in in_settings(window, "不用模板")
    assert not user_folders.office_template().exists()
    assert written(tmp_path).sections[0].header.is_linked_to_previous
    assert "模板" not in before_export(window, ".docx")


def test_pdf_and_preview_take_the_page_of_the_template(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    document = docx.Document(BytesIO(sample_template()))
    section = document.sections[0]
    section.page_width, section.page_height = Mm(257), Mm(364)
    path = tmp_path / "大纸.docx"
    document.save(str(path))
    choose_name(path)
    in_settings(window, "选择模板")

    target = tmp_path / "年报.pdf"
    write(town(), target, wide=False)
    preview = PreviewDialog(town())
    qtbot.addWidget(preview)

    box = PdfReader(target).pages[0].mediabox
    sheet = preview.printer.pageLayout().fullRect(QPageLayout.Unit.Millimeter)
    assert [round(float(side) / 72 * 25.4) for side in (box.width, box.height)] == [257, 364]
    assert [round(sheet.width()), round(sheet.height())] == [257, 364]
    assert "用模板“大纸.docx”的版式" in words_on(preview)


def damage_the_copy(window: MainWindow, template: Path) -> None:
    choose_name(template)
    in_settings(window, "选择模板")
    user_folders.office_template().write_bytes(b"PK")


def test_the_preview_opens_with_our_layout_where_the_copy_was_damaged_since(
    window: MainWindow, template: Path, qtbot: QtBot
) -> None:
    damage_the_copy(window, template)

    preview = PreviewDialog(town())
    qtbot.addWidget(preview)

    assert "不能当模板" in words_on(preview)
    assert preview.page_count > 1


def test_a_sample_is_saved_and_chosen_again(window: MainWindow, tmp_path: Path) -> None:
    choose_name(tmp_path / "样本")
    in_settings(window, "保存样本模板")
    choose_name(tmp_path / "样本.docx")
    said = in_settings(window, "选择模板")

    assert "样本.docx" in said
    assert "没有页码" not in said
    assert (
        "会用到的"
        in docx.Document(BytesIO((tmp_path / "样本.docx").read_bytes())).paragraphs[1].text
    )


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", "不是文档".encode()])
def test_what_is_no_template_is_refused_and_changes_nothing(
    window: MainWindow, tmp_path: Path, content: bytes
) -> None:
    bad = tmp_path / "坏.docx"
    bad.write_bytes(content)
    choose_name(bad)
    asked: list[str] = []
    answer("知道了", asked)

    assert "通行的公文版式" in in_settings(window, "选择模板")
    assert "不能当模板" in asked[0]
    assert not user_folders.office_template().exists()


def test_a_copy_that_was_damaged_since_is_told_and_not_printed_with(
    window: MainWindow, template: Path, tmp_path: Path
) -> None:
    damage_the_copy(window, template)

    assert "不能当模板" in before_export(window, ".docx")
    with pytest.raises(UserError, match="不能当模板"):
        written(tmp_path)
