"""The commands without a window. Their forms and exit codes are a contract with offices' scripts."""

import argparse
import errno
import logging
import re
import signal
from collections.abc import Sequence
from datetime import date
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any, NoReturn

from nianbao import installation
from nianbao.cli.console import close_output, complain, flush, remark, say, use_utf8
from nianbao.cli.ending import asked_to_end
from nianbao.report.errors import UserError

UNREADABLE = 2
"""The exit code for a file or a command line that cannot be used."""
CLOSED_PIPE = {errno.EPIPE, errno.EINVAL}
"""What writing into a closed pipe gives; Windows calls the pipe an invalid argument."""
ENDINGS = {signal.SIGINT: 130, signal.SIGTERM: 143}
"""The exit codes that shells expect after Ctrl+C, and after a system that shuts down."""


class _Parser(argparse.ArgumentParser):
    """An argument parser that speaks Chinese and never exits with another code than 2."""

    def error(self, message: str) -> NoReturn:
        del message  # argparse's own words are English
        raise UserError("命令的写法不对。", f"用法：\n{USAGE}")


USAGE = """\
  nianbao [文件]                                      打开窗口
  nianbao read 来源 [--json | --jsonl] [-o 报告.nianbao] 读出报告；可写多个来源或文件夹（-o 写文件夹）
  nianbao check 文件 [--last-year 文件] [--json | --jsonl]
                [--rules 本地规则.toml] [--record 审核情况表.docx]
                                                      审核报告；可写多个文件或文件夹；--last-year 可写几次
  nianbao export 文件 -o 输出文件 [--pdfa] [--template 模板.docx]
                                                      导出 .docx .html .xlsx .pdf，一图读懂 .png；
                                                      --pdfa 把 PDF 写成归档用的 PDF/A，
                                                      --template 让 .docx 和 .pdf 用单位自己的版式
  nianbao export 文件 -o 图.pdf --picture [--colours 松绿] [--last-year 上年文件]
                                                      一图读懂，.png .pdf .html；配色：青蓝 松绿 赭红
  nianbao export 文件 -o 对比稿.docx --comparison [--last-year 上年文件]
                                                      与上年对比，新增和删去用 Word 的修订标出
  nianbao export 文件夹 -o 文件夹 --to docx             整个文件夹逐份导出
  nianbao rollup 文件夹 -o 输出文件                    汇总成 .xlsx .nianbao .json
                [--roster 名单] [--year 年度] [--unit 本单位] [--last-year 上年文件夹]
                [--deadline 2025-01-20] [--leave-out-failing] [--json]
  nianbao --self-test                                 检查安装是否完好
  nianbao --version                                   显示版本"""


def run(arguments: Sequence[str]) -> int:
    """Carry out one command and return the exit code; whatever happens, print no traceback."""
    use_utf8()
    installation.watch()
    with asked_to_end() as asked:
        try:
            code = _run(arguments)
        except KeyboardInterrupt:
            code = ENDINGS[signal.SIGINT]
        except Exception as error:  # noqa: BLE001 - the last resort, as in the window
            # A library may call the interruption a failure of its own: it is none.
            code = UNREADABLE if asked else _failed(error)
    if not asked and code != ENDINGS[signal.SIGINT]:
        return code
    remark("已中断，没有做完。")
    return ENDINGS[asked[0]] if asked else code


def _run(arguments: Sequence[str]) -> int:
    try:
        options = _parser().parse_args(arguments)
        code: int = options.run(options)
        flush()
    except UserError as error:
        complain(error)
        return UNREADABLE
    except installation.ReplacedError:
        complain(UserError(installation.MESSAGE_OF_COMMAND, installation.ADVICE_OF_COMMAND))
        return UNREADABLE
    except OSError as error:
        if error.errno not in CLOSED_PIPE:
            raise
        close_output()  # whoever reads our output has seen enough
        return UNREADABLE
    return code


def _failed(error: Exception) -> int:
    from nianbao import logs

    log = logs.start()
    logging.getLogger(__name__).error("unexpected failure\n%s", logs.describe(error))
    where = f"日志在：{log}，里面没有报告的内容，可以发给开发人员。" if log else ""
    remark(f"遇到没有料到的情况，这一步没有做完，原来的文件没有改动。{where}")
    return UNREADABLE


def _parser() -> _Parser:
    parser = _Parser(prog="nianbao", add_help=False)
    parser.set_defaults(run=_no_command)
    parser.add_argument("-h", "--help", action="store_true")
    parser.add_argument("--version", action="store_true")
    parser.add_argument("--self-test", action="store_true")
    commands = parser.add_subparsers(parser_class=_Parser)
    _add_read(commands)
    _add_check(commands)
    _add_export(commands)
    _add_rollup(commands)
    return parser


def _no_command(options: argparse.Namespace) -> int:
    if options.self_test:
        code: int = import_module("nianbao.cli.self_test").self_test()
        return code
    if options.version:
        say(f"公开年报 {version('nianbao')}")
        return 0
    say(f"公开年报\n{USAGE}")
    return 0 if options.help else UNREADABLE


def _add_read(commands: Any) -> None:  # noqa: ANN401 - argparse hides the type
    parser = commands.add_parser("read", add_help=False)
    parser.add_argument("sources", nargs="+")
    _add_style(parser)
    parser.add_argument("-o", "--output", type=Path)
    parser.set_defaults(run=_read)


def _add_style(parser: argparse.ArgumentParser) -> None:
    """Words for people; one JSON object for scripts, or one a line as they come."""
    parser.set_defaults(style="words")
    styles = parser.add_mutually_exclusive_group()
    styles.add_argument("--json", action="store_const", const="json", dest="style")
    styles.add_argument("--jsonl", action="store_const", const="jsonl", dest="style")


def _add_check(commands: Any) -> None:  # noqa: ANN401 - argparse hides the type
    parser = commands.add_parser("check", add_help=False)
    parser.add_argument("files", nargs="+")
    parser.add_argument("--last-year", action="append", default=[])
    parser.add_argument("--rules", type=Path)
    parser.add_argument("--record", type=Path)
    _add_style(parser)
    parser.set_defaults(run=_check)


def _add_export(commands: Any) -> None:  # noqa: ANN401 - argparse hides the type
    parser = commands.add_parser("export", add_help=False)
    parser.add_argument("file")
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--to", default="")
    parser.add_argument("--pdfa", action="store_true")
    parser.add_argument("--template", type=Path)
    parser.add_argument("--picture", action="store_true")
    parser.add_argument("--colours", default="")
    parser.add_argument("--comparison", action="store_true")
    parser.add_argument("--last-year", action="append", default=[])
    parser.set_defaults(run=_export)


def _add_rollup(commands: Any) -> None:  # noqa: ANN401 - argparse hides the type
    parser = commands.add_parser("rollup", add_help=False)
    parser.add_argument("folder", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--roster", type=Path)
    parser.add_argument("--year", type=int)
    parser.add_argument("--unit", default="")
    parser.add_argument("--last-year", type=Path)
    parser.add_argument("--deadline", type=_day)
    parser.add_argument("--leave-out-failing", action="store_true")
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=_rollup)


def _day(text: str) -> date:
    """A day as 2025-01-20 or 2025年1月20日."""
    parts = re.findall(r"[0-9]+", text)
    try:
        year, month, day = map(int, parts)
        return date(year, month, day)
    except ValueError as error:
        raise UserError(f"日期“{text}”写得不对。", "请写成 2025-01-20 这样。") from error


def _read(options: argparse.Namespace) -> int:
    from nianbao.cli.read import read

    return read(options.sources, style=options.style, output=options.output)


def _check(options: argparse.Namespace) -> int:
    from nianbao.cli.check import Ways, check

    ways = Ways(options.last_year, options.rules, options.record, options.style)
    return check(options.files, ways)


def _export(options: argparse.Namespace) -> int:
    from nianbao.cli.export import Wishes, export

    kind = options.to.lower().lstrip(".")
    wishes = Wishes(
        kind,
        options.pdfa,
        options.template,
        options.picture,
        options.colours,
        options.comparison,
        options.last_year,
    )
    return export(options.file, options.output, wishes)


def _rollup(options: argparse.Namespace) -> int:
    from nianbao.cli.rollup import Wishes, rollup

    wishes = Wishes(
        options.roster,
        options.year,
        options.unit,
        options.last_year,
        options.deadline,
        options.leave_out_failing,
        options.json,
    )
    return rollup(options.folder, options.output, wishes)
