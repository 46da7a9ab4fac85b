"""The list of units, however an office keeps it."""

import io
from pathlib import Path

import openpyxl
import pytest

from nianbao.report.errors import UserError
from nianbao.rollup.roster import parse_roster, read_roster


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize(
    "text",
    [
        "单位名称,备注\n甲镇,x\n乙镇,\n甲镇,\n",
        "甲镇\n乙镇\n",
        "序号,单位\n1,甲镇\n2,乙镇\n",
        "序号;单位名称;联系人\n1;甲镇;张\n2;乙镇;李\n",
        "1\t甲镇\n2\t乙镇\n",
        "1.甲镇\n2.乙镇\n",
        "全县报送单位名单\n序号,单位名称\n1,甲镇\n2,乙镇\n",
    ],
)
def test_a_roster_is_read_as_offices_save_it(text: str, encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "名单.csv"
    path.write_bytes(text.encode(encoding))

    assert read_roster(path).units == ("甲镇", "乙镇")


@pytest.mark.parametrize(
    "text", ["甲镇、乙镇", "甲镇，乙镇", "甲镇\r\n\r\n 乙镇 \n", "（1）甲镇\n（2）乙镇"]
)
def test_a_roster_may_be_pasted(text: str) -> None:
    assert parse_roster(text).units == ("甲镇", "乙镇")


def test_a_roster_may_be_a_workbook(tmp_path: Path) -> None:
    book, stream = openpyxl.Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["2024年报送单位"],
        ["序号", "单位名称", "电话"],
        [1, "甲镇", "1"],
        [2, "乙镇", "2"],
    ):
        sheet.append(row)
    book.save(stream)
    path = tmp_path / "名单.xlsx"
    path.write_bytes(stream.getvalue())

    assert read_roster(path).units == ("甲镇", "乙镇")


def test_names_that_stand_twice_count_once_and_are_told() -> None:
    names = [f"第{number}单位" for number in range(9_000)]

    roster = parse_roster("\n".join([*names, *names[:1_000]]))

    assert roster.units == tuple(names)
    assert roster.repeated == tuple(names[:1_000])


@pytest.mark.parametrize("content", [b"\0\0", b"PK\x03\x04\xff\xff"])
def test_a_roster_that_is_no_text_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "名单.csv"
    path.write_bytes(content)

    with pytest.raises(UserError, match=r"不是文字文件|打不开"):
        read_roster(path)


@pytest.mark.long(cases=1)
@pytest.mark.parametrize("text", ["甲" * 3_000_000, "甲\n" * 200_001, f"甲\n{'乙' * 201}\n"])
def test_a_roster_without_end_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "名单.txt"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(UserError, match="不像是单位名单"):
        read_roster(path)


@pytest.mark.parametrize("text", ["\n\n", "单位名称\n", "1\n2\n"])
def test_a_roster_without_names_is_refused(text: str) -> None:
    with pytest.raises(UserError, match="没有单位名称"):
        parse_roster(text)
