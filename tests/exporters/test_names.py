"""File names: the official one, and what a clerk types instead."""

from pathlib import Path

import pytest

from nianbao.exporters.names import suggested_name, typed_target, with_ending
from nianbao.report.errors import UserError
from tests.exporters.reports import blank, full

FORM = "gb_2021_30"
FOLDER = Path("/文档").absolute()


def test_the_file_name_is_the_official_one() -> None:
    assert suggested_name(full(FORM), ".docx") == (
        "临江县青山镇人民政府2021年政府信息公开工作年度报告.docx"
    )


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ('甲/乙:丙?*<>|\\"', "甲乙丙"),
        (" 青山 镇\n", "青山镇"),
        ("..", ""),
        ("", ""),
        ("con.", "_con"),
    ],
)
def test_the_file_name_is_one_that_every_system_takes(unit: str, expected: str) -> None:
    report = blank(FORM)
    report.change(facts={"unit": unit})

    assert suggested_name(report) == expected + "2021年政府信息公开工作年度报告"


def test_an_endless_unit_is_shortened() -> None:
    report = blank(FORM)
    report.change(facts={"unit": "很长的名称" * 100})

    name = suggested_name(report, ".docx")
    assert len(name.encode()) < 200
    assert name.endswith("年度报告.docx")


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("年报", "年报.docx"),
        ("年报.DOCX", "年报.DOCX"),
        ("年报2024.12", "年报2024.12.docx"),
        (f'"{FOLDER}/年报.docx"', "年报.docx"),
        ("  年报.docx  ", "年报.docx"),
    ],
)
def test_a_typed_name_becomes_a_file(typed: str, name: str) -> None:
    assert typed_target(typed, ".docx", FOLDER) == FOLDER / name


@pytest.mark.parametrize(
    "typed", ["", " ", '""', "/", "年报?.docx", 'a"b', "a|b", "nul.docx", "x/", ".docx"]
)
def test_what_can_be_no_file_is_refused_in_a_sentence(typed: str) -> None:
    with pytest.raises(UserError) as caught:
        typed_target(typed, ".docx", FOLDER)

    assert caught.value.message.endswith("。")
    assert "保存到" in caught.value.advice


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("/x/年报.docx", "/x/年报.pdf"),
        ("/x/年报2024.12", "/x/年报2024.12.pdf"),
        ("/x/年报.DOCX", "/x/年报.pdf"),
        ("", ""),
        ("/x/", "/x/"),
    ],
)
def test_another_format_changes_the_ending_only(typed: str, expected: str) -> None:
    assert with_ending(typed, (".docx", ".pdf"), ".pdf") == expected
