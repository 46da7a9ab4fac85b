"""The unit and the year, wherever a published report names them."""

from collections.abc import Callable

import pytest

from nianbao.formats.registry import own_family
from nianbao.importers.registry import read_bytes
from nianbao.importers.whole.titles import contact_office_in, find_title, office_in, titles_in

TABLE = (
    "二、主动公开政府信息情况\n规章 | 0 | 0 | 0 |\n行政规范性文件 | 3 | 1 | 6 |\n"
    "行政许可 | 12 |\n行政处罚 | 5 |\n行政强制 | 0 |\n行政事业性收费 | 0 |\n"
)
HEADING = "一、总体情况\n全年工作平稳。\n"


@pytest.mark.parametrize(
    ("opening", "unit", "year"),
    [
        ("青河县人民政府2023年政府信息公开工作年度报告", "青河县人民政府", 2023),
        ("青河县财政局政府信息公开工作2022年度报告", "青河县财政局", 2022),
        ("2024年度白石镇政府信息公开工作年度报告", "白石镇", 2024),
        ("2025白石镇2025年度政府信息公开工作年度报告", "白石镇", 2025),
        ("　　　青河县人民政府\n　2023 年政府信息公开工作年度报告", "青河县人民政府", 2023),
        ("2025 年青河县人民政府东桥街道政府信息\n公开工作年度报告", "青河县人民政府东桥街道", 2025),
        ("白石镇二〇二三年政府信息公开工作年度报告", "白石镇", 2023),
        ("白石镇政府信息公开工作年度报告（2023年）", "白石镇", 2023),
        ("标 题 | 青河县教育局政府信息公开工作2024年度报告 | ||", "青河县教育局", 2024),
        ("青河县教育局2024年度政府信息公开工作报告 | ||||||||||||", "青河县教育局", 2024),
    ],
)
def test_a_title_names_unit_and_year(opening: str, unit: str, year: int) -> None:
    report = read_bytes(f"{opening}\n{HEADING}{TABLE}".encode(), "报告").report

    assert (report.unit, report.year) == (unit, year)


@pytest.mark.parametrize(
    "around",
    [
        "首页 > 政务公开 > 政府信息公开年报 > 乡镇政府信息公开工作年度报告\n",
        "当前位置：首页 > 东桥街道 > 政府信息公开年报\n",
        "政府信息公开\n政府信息公开年报\n政府信息公开指南\n登录\n注册\n",
        "索 引 号 | 0142/2024-00001 | 分 类 | 报告 |\n发布机构 | 县政府 | 发文日期 | 2024-01-20 |\n",
        "东桥街道2022年政府信息公开工作年度报告\n东桥街道2021年政府信息公开工作年度报告\n",
    ],
)
def test_the_title_over_the_text_is_taken_and_not_the_site_s_lines(around: str) -> None:
    title = "白石镇2023年政府信息公开工作年度报告\n"
    facts = "发布时间：2024-01-26 浏览次数：68 字体：[大 中 小]\n来源：白石镇\n"
    content = f"{around}{title}{facts}{HEADING}{TABLE}".encode()

    report = read_bytes(content, "报告").report

    assert (report.unit, report.year) == ("白石镇", 2023)
    assert report.preamble == ""


@pytest.mark.parametrize(
    ("sentence", "unit", "year"),
    [
        ("根据《政府信息公开条例》，现公布青河县教育局2025年政府信息公开工作年度报告。", "青河县教育局", 2025),
        ("依据《条例》规定，特向社会公布2025年白石乡人民政府政府信息公开工作情况报告。", "白石乡人民政府", 2025),
        ("按照《政府信息公开工作年度报告格式》，现公布青河县外办2024年度政府信息公开工作报告。", "青河县外办", 2024),
        ("根据条例规定，现公布我局2022年政府信息公开工作年度报告。", "", 2022),
        ("根据条例规定，现公布区统计局2023年政府信息公开工作年度报告。", "", 2023),
    ],
)  # fmt: skip
def test_a_sentence_names_unit_and_year(sentence: str, unit: str, year: int) -> None:
    report = read_bytes(f"{sentence}\n{HEADING}{TABLE}".encode(), "报告").report

    assert (report.unit, report.year) == (unit, year)
    assert report.preamble == sentence


def test_an_office_s_own_line_and_the_contact_are_the_last_resort() -> None:
    alone = read_bytes(f"青河县国资局\n{HEADING}{TABLE}".encode(), "报告").report
    contact = "如有疑问，请与白石乡人民政府党政办联系（电话：0000-0000000）。"

    assert alone.unit == "青河县国资局"
    assert contact_office_in(contact) == "白石乡人民政府"
    assert office_in("2022年，青河县交通运输局认真落实各项要求。") == "青河县交通运输局"


def test_a_form_s_or_a_law_s_name_is_no_report() -> None:
    law = "《中华人民共和国政府信息公开工作年度报告格式》"

    assert list(titles_in(law, own_family())) == []
    assert find_title(["现将我局2022年度政府信息公开工作报告如下："], own_family()) is None


def test_a_bare_region_gets_the_name_that_the_text_spells_out() -> None:
    opening = (
        "青河市2023年政府信息公开工作年度报告\n一、总体情况\n青河市人民政府网站公开信息8条。\n"
    )

    assert read_bytes(f"{opening}{TABLE}".encode(), "报告").report.unit == "青河市人民政府"


OFFICES = [
    *("临江县财政局", "临江县青山镇人民政府", "国家税务总局临江县税务局", "临江县第一中学"),
    *(
        "临江县机关事务服务中心",
        "新疆维吾尔自治区伊犁哈萨克自治州察布查尔锡伯自治县住房和城乡建设局",
    ),
]
BROKEN: dict[str, Callable[[str, int], list[str]]] = {
    "behind the name": lambda name, _: [name, "2023年", "政府信息公开工作年度报告"],
    "behind the year": lambda name, _: [f"{name}2023年", "政府信息公开工作年度报告"],
    "in the name": lambda name, at: [name[:at], f"{name[at:]}2023年政府信息公开工作年度报告"],
    "in the name and behind it": lambda name, at: [
        *(name[:at], name[at:], "2023年政府信息公开工作年度报告")
    ],
    "everywhere": lambda name, at: [name[:at], name[at:], "2023年", "政府信息公开工作年度报告"],
    "behind 关于": lambda name, _: [f"关于{name}", "2023年政府信息公开工作年度报告"],
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
@pytest.mark.parametrize("name", OFFICES)
def test_a_title_broken_over_lines_names_the_whole_office(
    broken: Callable[[str, int], list[str]], name: str
) -> None:
    at = 6 if name.startswith("国家") else 16 if len(name) > 20 else len(name) // 2
    opening = "\n".join(broken(name, at))

    report = read_bytes(f"{opening}\n{HEADING}{TABLE}".encode(), "报告").report

    assert (report.unit, report.year) == (name, 2023)


@pytest.mark.parametrize(
    "above", ["临江县人民政府网站", "临江县政务公开", "首页", "各县区", "青山镇", "联系我们"]
)
def test_a_site_s_line_above_a_title_is_no_part_of_the_name(above: str) -> None:
    title = "临江县财政局2023年政府信息公开工作年度报告"

    report = read_bytes(f"{above}\n{title}\n{HEADING}{TABLE}".encode(), "报告").report

    assert report.unit == "临江县财政局"
