"""The style rules of the window: what Qt's palette cannot say, in the colours of the theme in use.

Qt's own drawing derives outlines from the window's colour, which nobody sees on black; so frames,
scroll bars and the small marks of controls are drawn by rules, the same in every theme.
"""

from PySide6.QtWidgets import QApplication

from nianbao import resources
from nianbao.ui.look import theme


def apply(app: QApplication) -> None:
    """Give the theme in use to the whole program."""
    app.setPalette(theme.palette())
    app.setStyleSheet(style_sheet())


def style_sheet() -> str:
    """Return the rules for the theme in use."""
    current = theme.current()
    values = {name: str(value) for name, value in current._asdict().items()}
    values["controls"] = resources.path("icons/controls").as_posix()
    values["ink"] = "light" if current.is_dark else "dark"
    values["tick"] = "dark" if current.is_dark else "light"
    text = _RULES
    for name in sorted(values, key=len, reverse=True):
        text = text.replace(f"@{name}", values[name])
    return text


_RULES = """
QToolBar { background: @panel; border: 0; border-bottom: 1px solid @rule; spacing: 2px; padding: 4px 8px; }
QToolBar::separator { background: @rule; width: 1px; margin: 6px 6px; }
QToolButton { border: 1px solid transparent; border-radius: 4px; padding: 4px 7px; color: @text; }
QToolButton:hover { background: @accent_soft; }
QToolButton:focus { border-color: @accent; }
QToolButton:pressed, QToolButton:checked { background: @accent_soft; border-color: @accent; }
QToolButton:disabled { color: @faint; }
QMenuBar { background: @panel; border-bottom: 1px solid @rule; }
QStatusBar { background: @panel; border-top: 1px solid @rule; }
QStatusBar::item { border: 0; }
QToolTip { background: @sheet; color: @text; border: 1px solid @grid; padding: 4px; }
QPushButton { background: @sheet; border: 1px solid @frame; border-radius: 4px; padding: 5px 14px; color: @text; }
QPushButton:hover { border-color: @accent; background: @accent_soft; }
QPushButton:focus { border: 2px solid @accent; padding: 4px 13px; }
QPushButton:default { background: @accent; color: @on_accent; border-color: @accent; }
QPushButton[primary="true"] { background: @accent; color: @on_accent; border-color: @accent; }
QPushButton[primary="true"]:focus { border: 2px solid @text; }
QPushButton:default:focus { border: 2px solid @text; }
QPushButton:disabled { color: @faint; border-color: @rule; background: @panel; }
#side { background: @panel; }
#side-left { background: @panel; border-right: 1px solid @rule; }
#side-right { background: @panel; border-left: 1px solid @rule; }
#panes::handle { background: @panel; }
#panes::handle:hover { background: @accent_soft; }
#page { background: @window; }
#sheet { background: @sheet; border: 1px solid @rule; border-radius: 2px; }
#start { background: @window; }
#card { background: @sheet; border: 1px solid @rule; border-radius: 6px; }
#proof { background: @sheet; border: 1px solid @rule; border-radius: 6px; }
#proof:focus { border: 2px solid @accent; }
#muted { color: @muted; }
#changes {
  border: 1px solid @rule; background: @sheet; color: @text;
  selection-background-color: @accent_soft; selection-color: @text;
}
#changes:focus { border-color: @accent; }
#row { text-align: left; border-color: @rule; padding: 0; }
#row:hover { border-color: @accent; }
#row:focus { border: 2px solid @accent; padding: 0; }
#todo {
  background: transparent; border: 1px solid transparent; color: @text; padding: 1px 6px; text-align: right;
}
#todo:hover { background: @accent_soft; }
#todo:focus { border-color: @accent; padding: 1px 6px; }
#doubt { color: @warning; }
#error { color: @error; }
#link { background: transparent; border: 1px solid transparent; color: @accent; padding: 3px 4px; text-align: left; }
#link:hover { background: @accent_soft; }
#views { background: @panel; border: 1px solid transparent; }
#views:focus { border-color: @accent; }
#views::item { padding: 6px 4px; border-radius: 4px; color: @text; }
#views::item:selected { background: @accent; color: @on_accent; }
QListWidget::item:selected:!focus { background: @accent_soft; color: @text; }
#chip { border-radius: 13px; padding: 3px 12px; }
#chip:focus { padding: 2px 11px; }
#chip:checked { background: @accent_soft; border-color: @accent; color: @accent; font-weight: bold; }
#link:focus { border: 1px solid @accent; padding: 3px 4px; }
QListWidget::item { padding: 3px; }
QPlainTextEdit, QLineEdit, QTextBrowser, QListWidget { border: 1px solid @frame; border-radius: 3px; }
QLineEdit { padding: 3px; }
QAbstractItemView QLineEdit { border: 0; padding: 0; }
QPlainTextEdit:focus, QLineEdit:focus, QTextBrowser:focus, QListWidget:focus { border-color: @accent; }
QCheckBox::indicator, QRadioButton::indicator {
  border: 1px solid @frame; background: @sheet; width: 14px; height: 14px; border-radius: 3px;
}
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:checked { border-color: @accent; background: @accent; image: url("@controls/tick-@tick.svg"); }
QRadioButton::indicator:checked { border: 5px solid @accent; background: @on_accent; width: 6px; height: 6px; }
QCheckBox:focus, QRadioButton:focus { color: @accent; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border-color: @accent; }
QCheckBox:disabled, QRadioButton:disabled, QLabel:disabled { color: @faint; }
QComboBox, QSpinBox {
  background: @sheet; color: @text; border: 1px solid @frame; border-radius: 3px; padding: 3px 4px;
  min-height: 20px;
}
QSpinBox { padding: 0 2px; min-height: 26px; }
QComboBox:focus, QSpinBox:focus, QComboBox:on { border-color: @accent; }
QComboBox:disabled, QSpinBox:disabled, QLineEdit:disabled, QPlainTextEdit:disabled {
  color: @faint; border-color: @rule; background: @panel;
}
QComboBox::drop-down { border: 0; width: 20px; }
QComboBox::down-arrow, QSpinBox::down-arrow { image: url("@controls/down-@ink.svg"); width: 12px; height: 12px; }
QSpinBox::up-arrow { image: url("@controls/up-@ink.svg"); width: 12px; height: 12px; }
QComboBox::down-arrow:disabled, QSpinBox::down-arrow:disabled, QSpinBox::up-arrow:disabled { image: none; }
QSpinBox::up-button, QSpinBox::down-button { border: 0; width: 18px; }
QSpinBox::up-button:hover, QSpinBox::down-button:hover { background: @accent_soft; }
QComboBox QAbstractItemView {
  border: 1px solid @frame; background: @sheet; selection-background-color: @accent; selection-color: @on_accent;
}
QScrollBar { background: transparent; border: 0; }
QScrollBar:vertical { width: 12px; }
QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: @scroll; border-radius: 3px; }
QScrollBar::handle:vertical { min-height: 32px; margin: 2px 3px; }
QScrollBar::handle:horizontal { min-width: 32px; margin: 3px 2px; }
QScrollBar::handle:hover { background: @muted; }
QScrollBar::handle:disabled { background: transparent; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: @scroll; }
QSlider::sub-page:horizontal { border-radius: 2px; background: @accent; }
QSlider::handle:horizontal {
  width: 8px; margin: -6px 0; border-radius: 3px; background: @sheet; border: 2px solid @accent;
}
QSlider::handle:horizontal:focus { background: @accent; }
QTabBar::tab { background: @panel; color: @text; border: 1px solid @rule; padding: 5px 12px; margin-right: -1px; }
QTabBar::tab:selected { background: @sheet; color: @accent; border-bottom: 2px solid @accent; }
QTabBar::tab:focus { border-color: @accent; }
QTabWidget::pane { border: 1px solid @rule; }
QMenu { background: @sheet; color: @text; border: 1px solid @frame; padding: 4px 0; }
QMenu::item { padding: 5px 24px 5px 5px; border-left: 3px solid transparent; }
QMenu::item:selected { background: @accent_soft; color: @text; border-left-color: @accent; }
QMenu::item:disabled { color: @faint; }
QMenu::separator { height: 1px; background: @rule; margin: 4px 8px; }
QMenu::icon { padding-left: 8px; }
QProgressBar { background: @sheet; border: 1px solid @frame; border-radius: 3px; text-align: center; }
QProgressBar::chunk { background: @accent; }
QHeaderView::section, QTableCornerButton::section {
  background: @label_fill; color: @text; border: 0; border-right: 1px solid @rule;
  border-bottom: 1px solid @rule; padding: 4px;
}
#units QHeaderView::section { padding: 4px 8px; }
#notice { background: @warning_soft; border: 1px solid @warning; border-radius: 4px; }
#notice QLabel { color: @text; }
QPlainTextEdit, QLineEdit, QSpinBox, QComboBox { selection-background-color: @accent; selection-color: @on_accent; }
"""
