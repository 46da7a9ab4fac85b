"""Every command of the window, declared in one table: words, icon, keys and where it is listed."""

from typing import NamedTuple

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from nianbao.ui.look import icons


class ActionSpec(NamedTuple):
    """One command."""

    id: str
    text: str
    menu: str
    icon: str = ""
    keys: str = ""
    tip: str = ""
    bar: bool = False
    """Whether the tool bar shows it."""
    needs_report: bool = True
    needs_table: bool = False
    """Whether it works on a table, and is grey on other pages."""
    checkable: bool = False
    break_before: bool = False


ACTIONS = (
    ActionSpec(
        "new", "新建", "file", "new", "Ctrl+N", "新建一份报告", bar=True, needs_report=False
    ),
    ActionSpec(
        "open",
        "打开",
        "file",
        "open",
        "Ctrl+O",
        "打开报告，或者读入 Word、网页等资料",
        bar=True,
        needs_report=False,
    ),
    ActionSpec(
        "from_last_year",
        "从上年报告新建…",
        "file",
        "last_year",
        "Ctrl+Shift+N",
        "上年结转自动填好，单位信息照用",
        needs_report=False,
    ),
    ActionSpec(
        "import",
        "读入资料…",
        "file",
        "import",
        "Ctrl+I",
        "从 Word、网页、表格读出数字和文字",
        bar=True,
        needs_report=False,
        break_before=True,
    ),
    ActionSpec(
        "import_clipboard",
        "粘贴为报告",
        "file",
        "paste",
        "Ctrl+Shift+V",
        "读出复制的网页、文字或文件里的报告",
        needs_report=False,
    ),
    ActionSpec("save", "保存", "file", "save", "Ctrl+S", "保存报告", bar=True, break_before=True),
    ActionSpec("save_as", "另存为…", "file", "save_as", "Ctrl+Shift+S", "用另一个文件名保存"),
    ActionSpec(
        "preview",
        "打印预览…",
        "file",
        "preview",
        "Ctrl+P",
        "看打印出来的样子，可以直接打印",
        break_before=True,
    ),
    ActionSpec("export", "导出", "file", "export", "Ctrl+E", "导出 Word、PDF、网页或 Excel 文档"),
    ActionSpec(
        "copy_for_web",
        "复制到网页编辑器",
        "file",
        "copy",
        "Ctrl+Shift+C",
        "带格式复制整份报告，到网站后台的编辑器里粘贴",
    ),
    ActionSpec("versions", "历史版本…", "file", "history", "Ctrl+H", "看以前保存的内容，可以恢复"),
    ActionSpec(
        "settings", "设置…", "file", "settings", "Ctrl+,", needs_report=False, break_before=True
    ),
    ActionSpec("quit", "退出", "file", "", "Ctrl+Q", needs_report=False, break_before=True),
    ActionSpec("undo", "撤销", "edit", "undo", "Ctrl+Z", "撤销上一步", bar=True),
    ActionSpec("redo", "重做", "edit", "redo", "Ctrl+Y", "重做撤销的一步", bar=True),
    ActionSpec("cut", "剪切", "edit", "cut", "Ctrl+X", needs_table=True, break_before=True),
    ActionSpec("copy", "复制", "edit", "copy", "Ctrl+C", needs_table=True),
    ActionSpec("paste", "粘贴", "edit", "paste", "Ctrl+V", needs_table=True),
    ActionSpec("clear", "清除", "edit", "clear", "Del", "选中的格变成空白", needs_table=True),
    ActionSpec("select_all", "选中整张表", "edit", "", "Ctrl+A", needs_table=True),
    ActionSpec("find", "查找和替换…", "edit", "find", "Ctrl+F", break_before=True),
    ActionSpec("previous_finding", "上一处问题", "review", "previous", "Shift+F8"),
    ActionSpec("next_finding", "下一处问题", "review", "next", "F8"),
    ActionSpec(
        "set_aside", "写明情况，不再提醒…", "review", "note", "Alt+F8", "核对过没有问题的，写明情况"
    ),
    ActionSpec(
        "audit_record",
        "审核情况表…",
        "review",
        "review",
        "Ctrl+Alt+R",
        "每项规则的依据、结果和说明，可以打印",
        break_before=True,
    ),
    ActionSpec(
        "fill_totals",
        "填入合计",
        "table",
        "fill_total",
        "Alt+=",
        "把算出的合计填进空着的合计格",
        needs_table=True,
    ),
    ActionSpec(
        "fill_zeros",
        "其余填 0",
        "table",
        "fill_zero",
        "Ctrl+0",
        "把空着的格都填 0",
        needs_table=True,
    ),
    ActionSpec("fill_down", "向下填充", "table", "fill_down", "Ctrl+D", needs_table=True),
    ActionSpec("fill_right", "向右填充", "table", "fill_right", "Ctrl+R", needs_table=True),
    ActionSpec(
        "note", "备注…", "table", "note", "Shift+F2", "写在数字后面括号里的话", needs_table=True
    ),
    ActionSpec(
        "in_force",
        "按上年推算现行有效件数",
        "table",
        "last_year",
        "Alt+L",
        "上年现行有效＋本年制发－本年废止，填进空着的现行有效件数",
        needs_table=True,
    ),
    ActionSpec(
        "zero_applications",
        "零申请快速填报…",
        "table",
        "",
        "Ctrl+Alt+Z",
        "没有申请和案件的单位，表三、表四和文字一步填好",
        break_before=True,
    ),
    ActionSpec(
        "last_year",
        "上年对照",
        "view",
        "compare",
        "Ctrl+L",
        "在每格里显示上年的数",
        bar=True,
        needs_table=True,
        checkable=True,
    ),
    ActionSpec(
        "next_pane", "到下一栏", "view", "", "F6", "左栏、中间、右栏轮流", break_before=True
    ),
    ActionSpec("previous_pane", "到上一栏", "view", "", "Shift+F6"),
    ActionSpec("zoom_in", "放大", "view", "zoom_in", "Ctrl++", break_before=True),
    ActionSpec("zoom_out", "缩小", "view", "zoom_out", "Ctrl+-"),
    ActionSpec("zoom_normal", "原来大小", "view", "", "Ctrl+Alt+0"),
    ActionSpec("help", "这里怎么填", "help", "help", "F1", needs_report=False),
    ActionSpec("tour", "五步入门", "help", needs_report=False),
    ActionSpec("about", "关于公开年报", "help", needs_report=False, break_before=True),
)

MENUS = {
    "file": "文件(&F)",
    "edit": "编辑(&E)",
    "table": "表格(&T)",
    "review": "审核(&R)",
    "view": "视图(&V)",
    "help": "帮助(&H)",
}


def build_actions(parent: QObject) -> dict[str, QAction]:
    """Return all actions by id."""
    return {spec.id: _build(spec, parent) for spec in ACTIONS}


def _build(spec: ActionSpec, parent: QObject) -> QAction:
    action = QAction(spec.text, parent)
    action.setCheckable(spec.checkable)
    if spec.keys:
        give_keys(action, spec.keys)
    action.setToolTip(_tip(spec))
    return action


def tip_of(name: str) -> str:
    """Return what a command does, with its keys."""
    return next(_tip(spec) for spec in ACTIONS if spec.id == name)


def _tip(spec: ActionSpec) -> str:
    tip = spec.tip or spec.text.rstrip("…")
    return f"{tip}（{spec.keys}）" if spec.keys else tip


def give_keys(action: QAction, keys: str) -> None:
    """Set a shortcut; ``setShortcut`` would build all of Qt's enums before it looks at the keys."""
    action.setProperty("shortcut", keys)


def draw_icons(actions: dict[str, QAction], *, bar_only: bool = False) -> None:
    """Give the actions their icons in the theme's colours; those of the menus can wait."""
    for spec in ACTIONS:
        if spec.icon and (spec.bar or not bar_only):
            actions[spec.id].setIcon(icons.icon(spec.icon))
