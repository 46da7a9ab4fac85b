"""A county's folder, made by a script: reports of many units, in order or with any fault.

Everything here is invented. ``Folder`` puts files where offices put them and remembers nothing: what
each file ought to be is said by the tests.
"""

import io
import json
import os
import random
import zipfile
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from nianbao.exporters.registry import export_report
from nianbao.formats.registry import load_form
from nianbao.report.book import Report
from nianbao.report.storage.files import dump_report
from nianbao.rollup.sums import Sum

IN_TIME = datetime(2025, 1, 10, 9, 0)  # noqa: DTZ001 - the clock on the wall
FORM = "gb_2021_30"
YEAR = 2024
APPLICANTS = (
    "natural_person", "org_business", "org_research", "org_public_welfare", "org_legal_service",
    "org_other",
)  # fmt: skip
RESULTS = (
    "granted", "granted_partly", "deny_third_party", "deny_internal_affairs", "unable_not_held",
    "unable_needs_creation", "reject_petition", "reject_repeat", "other_other",
)  # fmt: skip
BUREAUS = (
    "发展和改革局", "教育局", "科学技术局", "工业和信息化局", "公安局", "民政局", "司法局", "财政局",
    "人力资源和社会保障局", "自然资源局", "生态环境局", "住房和城乡建设局", "交通运输局", "水务局",
    "农业农村局", "商务局", "文化和旅游局", "卫生健康委员会", "退役军人事务局", "应急管理局", "审计局",
    "市场监督管理局", "统计局", "医疗保障局", "行政审批局", "城市管理局", "林业局", "信访局", "气象局",
    "税务局", "档案馆", "供销合作社", "投资促进中心", "乡村振兴局", "地方金融监管局", "体育局", "粮食和物资储备局",
)  # fmt: skip
TOWNS = (
    "城关", "北山", "柳林", "石桥", "白水", "青龙", "桃源", "长岭", "金沙", "双河", "云台", "东坪", "西营",
    "南坝", "大堰", "杨村", "马店", "三岔", "高台", "清泉",
)  # fmt: skip
ROSTER = (
    *(f"清河县{bureau}" for bureau in BUREAUS),
    *(f"清河县{town}镇人民政府" for town in TOWNS),
    "清河县新城街道办事处",
    "清河县老城街道办事处",
    "清河经济开发区管理委员会",
)
OWN_UNIT = "清河县人民政府"
_WHO = ("办公室", "各股室", "分管负责人", "经办人员", "值班人员", "业务骨干", "联络员", "信息员")
_WHEN = ("按月", "按季", "年初", "年中", "每周", "逐项", "随时", "定期", "分批", "集中")
_DO = (
    "梳理",
    "更新",
    "核对",
    "发布",
    "解读",
    "归集",
    "审查",
    "整理",
    "回应",
    "通报",
    "完善",
    "检查",
)
_WHAT = (
    "机构职能", "办事指南", "惠民政策", "财政预决算", "招考信息", "应急预案", "规划计划", "重点项目", "民生实事",
    "公开目录", "服务事项", "监管信息", "宣传栏目", "便民电话", "统计资料", "征求意见", "会议情况", "权责清单",
)  # fmt: skip
_HOW = (
    "对照清单",
    "结合实际",
    "听取意见",
    "分工到人",
    "留痕备查",
    "公开透明",
    "方便群众",
    "及时准确",
    "逐件登记",
)


def lines(dice: random.Random, count: int) -> str:
    """Sentences that no other unit writes in this order."""
    return "".join(
        f"{dice.choice(_WHO)}{dice.choice(_WHEN)}{dice.choice(_DO)}{dice.choice(_WHAT)}，"
        f"{dice.choice(_HOW)}{dice.choice(_DO)}{dice.choice(_WHAT)}和{dice.choice(_WHAT)}。"
        for _ in range(count)
    )


def unit_report(
    unit: str, year: int = YEAR, seed: str = "", *, carried_in: Mapping[str, int] | None = None
) -> Report:
    """A report in order: its tables balance and its texts say nothing wrong."""
    dice = random.Random(f"{unit}{year}{seed}")  # noqa: S311 - a test's dice
    form = load_form(FORM)
    cells: dict[str, Decimal | None] = {
        key: None if cell.is_total else Decimal(0) for key, cell in form.cells.items()
    }

    def add(key: str, count: int = 1) -> None:
        cells[key] = (cells[key] or Decimal(0)) + count

    for key in ("table_2.licence.decisions", "table_2.penalty.decisions"):
        add(key, dice.randint(0, 400))
    cells["table_2.admin_fee.fee_amount"] = Decimal(dice.randint(0, 99999)) / 100
    carried = dict.fromkeys(APPLICANTS, 0) if carried_in is None else dict(carried_in)
    for applicant, count in carried.items():
        for _ in range(count):
            add(f"table_3.carried_in.{applicant}")
            add(f"table_3.{dice.choice(RESULTS)}.{applicant}")
    for _ in range(dice.randint(0, 30)):
        applicant = dice.choice(APPLICANTS[:3])
        add(f"table_3.received_new.{applicant}")
        ending = "carried_out" if dice.random() < 0.1 else dice.choice(RESULTS)
        add(f"table_3.{ending}.{applicant}")
    for kind in ("review", "suit_direct"):
        add(f"table_4.{kind}_upheld", dice.randint(0, 3))
    report = Report(form=FORM, year=year, unit=unit, cells=cells)
    report.change(texts=_texts(dice, year), facts={"preamble": _preamble(year)})
    return report


def _preamble(year: int) -> str:
    return (
        "根据《中华人民共和国政府信息公开条例》和《国务院办公厅政府信息与政务公开办公室关于印发〈中华人民共和国政府"
        "信息公开工作年度报告格式〉的通知》（国办公开办函〔2021〕30号）要求，编制本报告。所列数据的统计期限自"
        f"{year}年1月1日起至{year}年12月31日止。"
    )


def _texts(dice: random.Random, year: int) -> dict[str, str]:
    parts = ("disclosure", "on_request", "information_management", "platforms")
    return {
        **{f"overview.{part}": lines(dice, 4) for part in parts},
        "overview.supervision": (
            f"{lines(dice, 2)}工作考核按期进行，社会评议总体满意，没有责任追究的情形。"
        ),
        "problems": (
            f"一是{lines(dice, 2)}还不够。二是{lines(dice, 2)}还不细。"
            f"下一步，一是改进，二是落实，{lines(dice, 2)}"
        ),
        "other": f"{year}年度没有收取信息处理费。",
    }


class Folder:
    """Where units' files arrive."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.mkdir(parents=True, exist_ok=True)

    def put(self, place: str, content: bytes, day: datetime | None = None) -> Path:
        """Put a file somewhere below the folder, with the date on which it arrived."""
        target = self.path / place
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        stamp = (day or IN_TIME).timestamp()
        os.utime(target, (stamp, stamp))
        return target

    def report(self, place: str, report: Report, day: datetime | None = None) -> Path:
        """Put a report there, in the format that the place's ending names."""
        return self.put(place, as_file(report, Path(place).suffix), day)


def as_file(report: Report, ending: str) -> bytes:
    """A report as a file's content."""
    if ending == ".nianbao":
        return dump_report(report)
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / f"年报{ending}"
        export_report(report, target)
        return target.read_bytes()


def zipped(files: Mapping[str, bytes], *, gbk: bool = False) -> bytes:
    """A zip; with ``gbk`` as Windows' Explorer writes Chinese names."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            shown = name.encode("gb18030").decode("cp437") if gbk else name
            archive.writestr(shown, content)
    content = stream.getvalue()
    return _without_utf8_flag(content) if gbk else content


def _without_utf8_flag(content: bytes) -> bytes:
    """Names that Python would call UTF-8 written again as the bytes that Explorer writes."""
    stream, source = io.BytesIO(), zipfile.ZipFile(io.BytesIO(content))
    with source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for info in source.infolist():
            plain = _Explorer(info.filename)
            plain.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(plain, source.read(info))
    return stream.getvalue()


class _Explorer(zipfile.ZipInfo):
    """An entry whose name is written in the system's own code page."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802 - the library's own name
        return self.filename.encode("cp437"), 0


def in_digits(found: Sum) -> dict[str, str]:
    """The program's sum, written as ``independent_sum`` writes its own."""
    return {
        key: format(value.normalize(), "f")
        for key, value in found.values().items()
        if value is not None
    }


def independent_sum(reports: list[Report]) -> dict[str, str]:
    """The sum of reports by nothing but their files: JSON, strings and Decimal."""
    form = load_form(FORM)
    sums: dict[str, Decimal] = {}
    for report in reports:
        cells = {
            key: None if value is None else Decimal(value)
            for key, value in json.loads(dump_report(report))["cells"].items()
        }
        for equation in form.sums:
            (target,) = equation.right
            parts = [cells.get(key) for key in equation.left]
            if cells.get(target) is None and None not in parts:
                cells[target] = sum((part for part in parts if part is not None), Decimal(0))
        for key, value in cells.items():
            if value is not None:
                sums[key] = sums.get(key, Decimal(0)) + value
    return {key: format(value.normalize(), "f") for key, value in sums.items()}
