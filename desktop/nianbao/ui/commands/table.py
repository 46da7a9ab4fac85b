"""Every command of the window, declared once: its words, its keys, when it can be done, what does it.

Menus, the tool bar, context menus, buttons on pages, tips, the help's list of keys and the words of
the first steps all read this table; no key is written anywhere else.

A command names its handler as ``module:function``, which is looked up when the command is first
used: the table is needed before the first window is painted, what the commands do is not. So the
names point from here to rooms that are above this one; nothing is imported. A handler takes the
``Desk``, then what the command needs (see ``Needs``), then what is ``given``.
"""

from enum import Enum, auto
from typing import NamedTuple


class Needs(Enum):
    """What must be there for a command to be enabled, and what its handler is given."""

    NOTHING = auto()
    """A handler takes the desk alone."""
    REPORT = auto()
    """An open report; its handler takes ``OpenReport``."""
    EARLIER = auto()
    """An open report with an earlier year's kept beside it; its handler takes ``OpenReport``."""
    POSTER = auto()
    """An open report of which a picture can be drawn; its handler takes ``OpenReport``."""
    TABLE = auto()
    """A table that is shown; its handler takes the ``TablePage``."""
    TYPED_TOTALS = auto()
    """A table with totals that are not computed by themselves; its handler takes the ``TablePage``."""
    UNDO = auto()
    """An open report with a step to take back; its handler takes ``OpenReport``."""
    REDO = auto()
    """An open report with a step to do again; its handler takes ``OpenReport``."""


class Command(NamedTuple):
    """One command."""

    id: str
    text: str
    menu: str
    """The id of its menu; a command without one has a button on a page, or only keys."""
    icon: str
    keys: str
    """As Qt writes them in its portable form."""
    tip: str
    """What it does, where its words do not say all."""
    needs: Needs
    does: str
    """Its handler, ``module:function`` below ``nianbao.ui``."""
    given: tuple[int, ...] = ()
    """What the handler is told besides, where one handler serves several commands."""
    bar: bool = False
    """Whether the tool bar shows it."""
    checkable: bool = False
    break_before: bool = False
    """Whether a line divides it from what stands above it in its menu."""


MENUS = {
    "file": "文件(&F)",
    "edit": "编辑(&E)",
    "table": "表格(&T)",
    "review": "审核(&R)",
    "view": "视图(&V)",
    "help": "帮助(&H)",
}

CONTEXT_MENU = (
    ("cut", "copy", "paste", "clear"),
    ("fill_down", "fill_right", "fill_zeros", "fill_totals"),
    ("note", "cell_history", "last_year"),
)
"""What can be done with cells at the right mouse button, in groups."""

BAR_END = ("preview", "export")
"""What stands last in the tool bar, out of its menu's order."""

# fmt: off
_IN_MENUS = (
    Command("new", "新建", "file", "new", "Ctrl+N", "新建一份报告",
            Needs.NOTHING, "shell.commands:new", bar=True),
    Command("open", "打开", "file", "open", "Ctrl+O", "打开报告，或者读入 Word、网页等资料",
            Needs.NOTHING, "workflows.open_report:choose", bar=True),
    Command("from_last_year", "从上年报告新建…", "file", "last_year", "Ctrl+Shift+N",
            "上年结转自动填好，单位信息照用", Needs.NOTHING, "workflows.last_year_dialog:begin"),
    Command("home", "回首页", "file", "home", "Alt+Home", "看最近的报告，或者另开一份；正在填的还在",
            Needs.REPORT, "shell.commands:home"),
    Command("import", "读入资料…", "file", "import", "Ctrl+I", "从 Word、网页、表格读出数字和文字",
            Needs.NOTHING, "workflows.import_report:import_file", bar=True, break_before=True),
    Command("import_clipboard", "粘贴为报告", "file", "paste", "Ctrl+Shift+V",
            "读出复制的网页、文字或文件里的报告",
            Needs.NOTHING, "workflows.open_report:paste_as_report"),
    Command("rollup", "汇总…", "file", "rollup", "Ctrl+Alt+H",
            "收齐各单位的报告，查谁没报、哪里有错，合成本级的数",
            Needs.NOTHING, "rollup.start:show"),
    Command("save", "保存", "file", "save", "Ctrl+S", "保存报告",
            Needs.REPORT, "shell.commands:save", bar=True, break_before=True),
    Command("save_as", "另存为…", "file", "save_as", "Ctrl+Shift+S", "用另一个文件名保存",
            Needs.REPORT, "shell.commands:save_as"),
    Command("preview", "打印预览…", "file", "preview", "Ctrl+P", "看打印出来的样子，可以直接打印",
            Needs.REPORT, "workflows.show_pages:preview", break_before=True),
    Command("export", "导出", "file", "export", "Ctrl+E", "导出 Word、PDF、网页或 Excel 文档",
            Needs.REPORT, "workflows.export_report:export_report"),
    Command("export_all", "导出全部…", "file", "", "Ctrl+Shift+E",
            "Word、PDF、网页、Excel 和审核情况表，一步存进一个文件夹",
            Needs.REPORT, "workflows.export_all:export_all"),
    Command("export_changes", "导出对比稿…", "file", "", "",
            "Word 文档，用修订标出今年和上年的不同，给审核的人看；先要添加上年报告",
            Needs.EARLIER, "workflows.export_changes:export_changes"),
    Command("poster", "导出一图读懂…", "file", "chart", "Ctrl+Shift+P",
            "把报告的数字画成一张长图，和报告一起公布",
            Needs.POSTER, "workflows.export_poster:export_poster"),
    Command("copy_for_web", "复制到网页编辑器", "file", "copy", "Ctrl+Shift+C",
            "带格式复制整份报告，到网站后台的编辑器里粘贴",
            Needs.REPORT, "workflows.show_pages:copy_for_web"),
    Command("versions", "历史版本…", "file", "history", "Ctrl+H", "看以前保存的内容，可以恢复",
            Needs.REPORT, "workflows.restore_version:choose"),
    Command("settings", "设置…", "file", "settings", "Ctrl+,", "",
            Needs.NOTHING, "workflows.change_settings:change", break_before=True),
    Command("quit", "退出", "file", "", "Ctrl+Q", "",
            Needs.NOTHING, "shell.commands:close", break_before=True),
    Command("undo", "撤销", "edit", "undo", "Ctrl+Z", "撤销上一步",
            Needs.UNDO, "shell.undo_and_show:undo", bar=True),
    Command("redo", "重做", "edit", "redo", "Ctrl+Y", "重做撤销的一步",
            Needs.REDO, "shell.undo_and_show:redo", bar=True),
    Command("cut", "剪切", "edit", "cut", "Ctrl+X", "",
            Needs.TABLE, "shell.table_commands:cut", break_before=True),
    Command("copy", "复制", "edit", "copy", "Ctrl+C", "",
            Needs.TABLE, "shell.table_commands:copy"),
    Command("paste", "粘贴", "edit", "paste", "Ctrl+V", "",
            Needs.TABLE, "shell.table_commands:paste"),
    Command("clear", "清除", "edit", "clear", "Del", "选中的格变成空白",
            Needs.TABLE, "shell.table_commands:clear"),
    Command("select_all", "选中整张表", "edit", "", "Ctrl+A", "",
            Needs.TABLE, "shell.table_commands:select_all"),
    Command("finder", "快速查找…", "edit", "find", "Ctrl+K", "用汉字或拼音首字母找行、文字、命令、问题、说明",
            Needs.NOTHING, "finder.dialog:find", break_before=True),
    Command("find", "查找和替换…", "edit", "find", "Ctrl+F", "",
            Needs.REPORT, "shell.commands:find"),
    Command("last_year_words", "放入上年的文字", "edit", "last_year", "Alt+W",
            "空着的各段都放入：年份已改，认得出的数字取自表格，其余留【】；一步，可以撤销",
            Needs.EARLIER, "shell.commands:put_last_year_words"),
    Command("previous_finding", "上一处问题", "review", "previous", "Shift+F8", "",
            Needs.REPORT, "shell.commands:step_finding", (-1,)),
    Command("next_finding", "下一处问题", "review", "next", "F8", "",
            Needs.REPORT, "shell.commands:step_finding", (1,)),
    Command("next_blank", "下一处空白", "review", "", "F9", "没有填的格、没有写的文字",
            Needs.REPORT, "shell.commands:next_blank"),
    Command("to_review", "到审核与导出", "review", "", "Ctrl+F9", "",
            Needs.REPORT, "shell.commands:to_review"),
    Command("mend", "按提示改", "review", "", "Alt+Return",
            "照选中的提示改数、改文字，或者去要写的地方；可以撤销",
            Needs.REPORT, "shell.commands:mend_finding"),
    Command("set_aside", "写明情况，不再提醒…", "review", "note", "Alt+F8",
            "核对过没有问题的，写明情况", Needs.REPORT, "workflows.set_finding_aside:set_aside"),
    Command("basis", "看依据和法规原文", "review", "help", "Ctrl+F8",
            "这条提示依据什么，引用的条文是怎么写的", Needs.REPORT, "help.window:show_basis"),
    Command("proofread", "对照校对…", "review", "review", "F7", "一格一格和资料、上年核对，按一下打勾",
            Needs.REPORT, "workflows.proofread:proofread"),
    Command("audit_record", "审核情况表…", "review", "review", "Ctrl+Alt+R",
            "每项规则的依据、结果和说明，可以打印",
            Needs.REPORT, "workflows.write_audit_record:write_record", break_before=True),
    Command("fill_totals", "填入合计", "table", "fill_total", "Alt+=",
            "把算出的合计填进空着的合计格；自动合计打开时不用",
            Needs.TYPED_TOTALS, "shell.table_commands:fill_totals"),
    Command("fill_zeros", "其余填 0", "table", "fill_zero", "Ctrl+0", "把空着的格都填 0",
            Needs.TABLE, "shell.table_commands:fill_zeros"),
    Command("fill_down", "向下填充", "table", "fill_down", "Ctrl+D", "",
            Needs.TABLE, "shell.table_commands:fill_down"),
    Command("fill_right", "向右填充", "table", "fill_right", "Ctrl+R", "",
            Needs.TABLE, "shell.table_commands:fill_right"),
    Command("note", "备注…", "table", "note", "Shift+F2", "写在数字后面括号里的话",
            Needs.TABLE, "shell.table_commands:edit_note"),
    Command("cell_history", "这一格的历史…", "table", "history", "Ctrl+Shift+H",
            "这次打开以后、前几次保存时和上年填的数",
            Needs.TABLE, "shell.table_commands:show_history"),
    Command("in_force", "按上年推算现行有效件数", "table", "last_year", "Alt+L",
            "上年现行有效＋本年制发－本年废止，填进空着的现行有效件数",
            Needs.TABLE, "shell.table_commands:fill_in_force"),
    Command("carried", "填入上年结转", "table", "", "Alt+J",
            "上年报告的结转下年，填进空着的上年结转",
            Needs.REPORT, "shell.table_commands:fill_carried"),
    Command("zero_applications", "零申请快速填报…", "table", "", "Ctrl+Alt+Z",
            "没有申请和案件的单位，有关的表和文字一步填好",
            Needs.REPORT, "workflows.fill_zero_applications:fill", break_before=True),
    Command("last_year", "上年对照", "view", "compare", "Ctrl+L", "在每格里显示上年的数",
            Needs.TABLE, "shell.table_commands:show_last_year", bar=True, checkable=True),
    Command("compare_table", "本表与上年对比", "view", "chart", "Alt+C",
            "逐项列出两年的数和增减；再按一次回到表格",
            Needs.TABLE, "shell.table_commands:compare_years"),
    Command("compare", "与上年对比", "view", "", "Ctrl+Alt+L", "变化最大的数字，两年的图",
            Needs.REPORT, "shell.commands:compare"),
    Command("next_pane", "到下一栏", "view", "", "F6", "左栏、中间、右栏轮流",
            Needs.REPORT, "shell.commands:step_pane", (1,), break_before=True),
    Command("previous_pane", "到上一栏", "view", "", "Shift+F6", "",
            Needs.REPORT, "shell.commands:step_pane", (-1,)),
    Command("fold_left", "左栏：收起或展开", "view", "", "Ctrl+[", "收起以后表格更宽；宽窄可以拖动",
            Needs.REPORT, "shell.commands:fold_pane", (0,), break_before=True),
    Command("fold_right", "右栏：收起或展开", "view", "", "Ctrl+]", "收起以后表格更宽；宽窄可以拖动",
            Needs.REPORT, "shell.commands:fold_pane", (2,)),
    Command("zoom_in", "放大", "view", "zoom_in", "Ctrl++", "",
            Needs.REPORT, "shell.commands:zoom", (1,), break_before=True),
    Command("zoom_out", "缩小", "view", "zoom_out", "Ctrl+-", "",
            Needs.REPORT, "shell.commands:zoom", (-1,)),
    Command("zoom_normal", "原来大小", "view", "", "Ctrl+Alt+0", "",
            Needs.REPORT, "shell.commands:zoom_normally"),
    Command("help", "这里怎么填", "help", "help", "F1", "",
            Needs.NOTHING, "help.window:show_help"),
    Command("calendar", "全年日程", "help", "", "", "什么时候做什么，依据是什么",
            Needs.NOTHING, "help.window:show_calendar"),
    Command("laws", "条例全文和有关条文", "help", "", "", "政府信息公开条例，和说明引用的其他法律条文",
            Needs.NOTHING, "help.window:show_laws"),
    Command("keys", "全部按键", "help", "", "Ctrl+/", "一张表列出所有的按键",
            Needs.NOTHING, "help.keys_sheet:show_keys"),
    Command("tour", "五步入门", "help", "", "", "",
            Needs.NOTHING, "help.tour:show_tour"),
    Command("about", "关于公开年报", "help", "", "", "",
            Needs.NOTHING, "dialogs.about:show_about", break_before=True),
)
# fmt: on

PLACES = 9
"""As many places of the navigation's upper level as there are digits have keys of their own."""

_ON_PAGES = (
    Command(
        "sample",
        "示例报告",
        "",
        "sample",
        "",
        "用一份填好的报告试一试",
        Needs.NOTHING,
        "shell.commands:open_sample",
    ),
    Command(
        "practice",
        "找错练习",
        "",
        "review",
        "",
        "一份有一处错误的报告，看看怎样核对",
        Needs.NOTHING,
        "shell.commands:open_practice",
    ),
    Command(
        "earlier_report",
        "添加上年报告…",
        "",
        "",
        "",
        "随报告保存，下次打开还在；可以添加几个年度",
        Needs.REPORT,
        "workflows.last_year:choose_for",
    ),
)

_PLACES = tuple(
    Command(
        f"place_{number}",
        f"到左边第 {number} 项",
        "",
        "",
        f"Ctrl+{number}",
        "",
        Needs.REPORT,
        "shell.commands:go_to_place",
        (number,),
    )
    for number in range(1, PLACES + 1)
)

COMMANDS = (*_IN_MENUS, *_ON_PAGES, *_PLACES)

TABLE_KEYS = (
    ("方向键、Tab、回车", "在格子间移动"),
    ("数字", "直接输入就开始填"),
    ("F2", "修改格子里的数"),
    ("319+1、=56-2", "算好再填进去"),
    ("Shift+方向键", "选中一块"),
    ("Ctrl+Enter", "把一个数填进选中的每一格"),
    ("Ctrl+Tab", "离开表格"),
)
"""Keys that the table itself answers, as Excel does, and what they do; listed in the help."""

REREAD = "F5"
ROLLUP_KEYS = (
    (REREAD, "把文件夹重新看一遍"),
    ("回车", "打开这个单位的报告，或者看汇总格里各单位的数"),
)
"""Keys that the window 汇总 answers besides those of the commands of the same name."""
