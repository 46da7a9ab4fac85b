"""Where titles and long names of organs are broken."""

import pytest

from nianbao.exporters.printed.paragraphs import em_width
from nianbao.exporters.printed.title import name_lines, title_lines

TITLE = "2024年政府信息公开工作年度报告"
WIDTH = 20


@pytest.mark.parametrize(
    ("unit", "lines"),
    [
        ("", [TITLE]),
        ("青山镇", [f"青山镇{TITLE}"]),
        ("临江县青山镇人民政府", ["临江县青山镇人民政府", TITLE]),
        ("黔东南苗族侗族自治州市场监督管理局", ["黔东南苗族侗族自治州市场监督管理局", TITLE]),
        (
            "新疆维吾尔自治区伊犁哈萨克自治州察布查尔锡伯自治县人民政府",
            ["新疆维吾尔自治区伊犁哈萨克自治州", "察布查尔锡伯自治县人民政府", TITLE],
        ),
    ],
)
def test_the_unit_stands_above_the_title_where_one_line_has_no_room(
    unit: str, lines: list[str]
) -> None:
    assert list(title_lines(unit, TITLE, WIDTH)) == lines


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        (
            "内蒙古自治区锡林郭勒盟锡林浩特市市场监督管理局",
            ["内蒙古自治区锡林郭勒盟", "锡林浩特市市场监督管理局"],
        ),
        (
            "黔南布依族苗族自治州长顺县住房和城乡建设局",
            ["黔南布依族苗族自治州", "长顺县住房和城乡建设局"],
        ),
        (
            "浙江省杭州市临平区人民政府南苑街道办事处办公室",
            ["浙江省杭州市临平区人民政府", "南苑街道办事处办公室"],
        ),
        (
            "江西省景德镇市昌江区城市管理和综合行政执法局",
            ["江西省景德镇市昌江区", "城市管理和综合行政执法局"],
        ),
    ],
)
def test_a_name_is_broken_between_its_parts(name: str, lines: list[str]) -> None:
    assert list(name_lines(name, WIDTH)) == lines


@pytest.mark.parametrize("name", ["很长的单位名称" * 10, "a" * 100, "甲", "市" * 50])
def test_a_name_of_any_length_is_kept_whole_in_lines_that_fit(name: str) -> None:
    lines = name_lines(name, WIDTH)

    assert "".join(lines) == name
    assert all(0 < len(line) <= 2 * WIDTH for line in lines)
    assert all(len(line) <= WIDTH for line in lines if not line.isascii())


@pytest.mark.long
@pytest.mark.parametrize("letter", ["甲", "a", "局"])
def test_a_name_without_end_is_broken_into_lines_too(letter: str) -> None:
    lines = name_lines(letter * 2000, 20)

    assert "".join(lines) == letter * 2000
    assert all(em_width(line) <= 20 for line in lines)
