"""The 对比稿: all changes accepted it is this year's report, all rejected last year's, letter by letter."""

import random
import zipfile
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from nianbao.exporters.against_last_year import comparison_name, write_comparison
from nianbao.exporters.exporter import Printed
from nianbao.exporters.printed.describe import describe
from nianbao.exporters.word.changes import render_changes
from nianbao.exporters.word.decided import read_decided
from nianbao.formats.registry import all_forms, load_form
from nianbao.report.book import Publication, Report
from nianbao.report.errors import UserError
from tests.exporters.docx_reader import W, value
from tests.exporters.reports import blank, full, long
from tests.exporters.sdk import complaints, needs_sdk

FORM = "gb_2021_30"


def printed(report: Report) -> Printed:
    """What a report says on paper."""
    paper = describe(report)
    return Printed(
        tuple(
            {(c.place.row, c.place.col): c.text for c in table.cells} for table in paper.tables()
        ),
        tuple(block.text for block in paper.paragraphs()),
    )


def document(report: Report, earlier: Report) -> bytes:
    return render_changes(describe(report), describe(earlier))


def assert_holds_both(report: Report, earlier: Report) -> bytes:
    content = document(report, earlier)
    assert read_decided(content, accepted=True) == printed(report)
    assert read_decided(content, accepted=False) == printed(earlier)
    return content


def last_years(form_id: str = FORM) -> Report:
    """A report of the year before with other numbers, sentences moved, one gone, one more."""
    report = full(form_id, step=5)
    report.change(
        facts={
            "year": report.year - 1,
            "publication": Publication(signed_on=date(2024, 1, 12), show_signature=True),
        },
        texts={
            "overview.lead": "2023年，青山镇按县里的要求公开信息。\n各村按季报送。",
            "overview.disclosure": "全年公开信息61条。\n1.规划计划\n公开年度计划4条。",
            "problems": "（一）存在问题\n公开不够全面。\n（二）改进措施。一是按月通报。\n下步再抓。",
            "other": "",
        },
    )
    return report


REPORTS = {
    "changed": (full(FORM), last_years()),
    "the other way round": (last_years(), full(FORM)),
    "from nothing": (full(FORM), blank(FORM)),
    "to nothing": (blank(FORM), full(FORM)),
    "long": (long(FORM), full(FORM)),
    "the same": (full(FORM), full(FORM)),
    "trial form": (full("gb_2019_60_trial"), last_years("gb_2019_60_trial")),
}
each_pair = pytest.mark.parametrize("name", REPORTS)


@pytest.mark.long(cases=2)
@each_pair
def test_both_reports_stand_in_the_document(name: str) -> None:
    assert_holds_both(*REPORTS[name])


@pytest.mark.long
def test_both_reports_stand_in_the_document_whatever_is_written() -> None:
    chance = random.Random(8)  # noqa: S311 - texts, no secrets
    lines = [
        "（一）存在问题", "公开不够及时。", "公开不够及时、不够全面。", "（二）改进措施。一是定人。",
        "1.规划计划", "注：由县局提供。", "2024年公开信息54条。", "2023年公开信息61条。",
    ]  # fmt: skip
    keys = [part.id for part in load_form(FORM).sections if part.table is None]
    for _ in range(40):
        pair = (blank(FORM), blank(FORM))
        for report in pair:
            texts = {
                key: "\n".join(chance.choices(lines, k=chance.randrange(5)))
                for key in (*keys, "overview.lead", "proactive")
            }
            contact = chance.choice(["", "电话：0000-1234567。", "地址：青山镇。\n电话：0000。"])
            attachments = tuple(chance.sample(["清单", "流程图", "名单"], k=chance.randrange(3)))
            report.change(
                texts=texts,
                facts={
                    "unit": chance.choice(["", "青山镇人民政府"]),
                    "publication": Publication(contact=contact, attachments=attachments),
                },
            )
        assert_holds_both(*pair)


def test_the_same_report_twice_has_no_changes() -> None:
    content = document(full(FORM), full(FORM))
    root = etree.fromstring(zipfile.ZipFile(BytesIO(content)).read("word/document.xml"))

    assert list(root.iter(f"{W}ins", f"{W}del", f"{W}pPrChange")) == []


def test_a_number_changes_in_its_cell_as_a_whole() -> None:
    report, earlier = full(FORM), full(FORM)
    key = next(cell.key for cell in load_form(FORM).layouts["table_3"].cells if cell.key)
    report.change(cells={key: Decimal(321)})
    earlier.change(cells={key: Decimal(319)})
    root = etree.fromstring(
        zipfile.ZipFile(BytesIO(document(report, earlier))).read("word/document.xml")
    )

    changes = [
        (node.tag.removeprefix(W), "".join(map(str, node.itertext())))
        for node in root.iter(f"{W}ins", f"{W}del")
    ]
    assert [(kind, text) for kind, text in changes if text] == [("del", "319"), ("ins", "321")]


def test_an_old_and_a_new_number_without_room_for_both_stand_in_two_lines() -> None:
    root = etree.fromstring(
        zipfile.ZipFile(BytesIO(document(full(FORM), last_years()))).read("word/document.xml")
    )
    narrow = list(root.iter(f"{W}tbl"))[-1].findall(f"{W}tr")[-1]

    parted = [tc.find(f".//{W}ins/{W}del/{W}r/{W}br") is not None for tc in narrow.iter(f"{W}tc")]
    assert parted == [True] * len(parted)


def test_every_change_has_a_number_of_its_own_an_author_and_the_same_moment() -> None:
    root = etree.fromstring(
        zipfile.ZipFile(BytesIO(document(*REPORTS["changed"]))).read("word/document.xml")
    )
    changes = list(root.iter(f"{W}ins", f"{W}del", f"{W}pPrChange"))

    assert len({value(one, "id") for one in changes}) == len(changes)
    assert {value(one, "author") for one in changes} == {f"与{last_years().year}年报告对比"}
    assert {value(one, "date") for one in changes} == {f"{full(FORM).year}-12-31T00:00:00Z"}


def test_every_page_says_what_it_is() -> None:
    with zipfile.ZipFile(BytesIO(document(*REPORTS["changed"]))) as package:
        heads = [package.read(name) for name in package.namelist() if "header" in name]

    assert len(heads) == 2
    assert all("对比稿" in head.decode() for head in heads)


def test_a_report_of_another_form_is_refused_in_one_sentence(tmp_path: Path) -> None:
    target = tmp_path / "对比稿.docx"
    with pytest.raises(UserError, match="另一种格式"):
        write_comparison(full(FORM), full("gb_2019_60_trial"), target)

    assert not target.exists()


def test_the_file_has_a_name_of_its_own() -> None:
    report, earlier = REPORTS["changed"]
    name = comparison_name(report, earlier)

    assert name.endswith(f"年政府信息公开工作年度报告（与{earlier.year}年对比稿）.docx")


@pytest.mark.long(cases=2)
@each_pair
def test_it_is_read_back_and_put_in_place(name: str, tmp_path: Path) -> None:
    target = tmp_path / "对比稿.docx"
    write_comparison(*REPORTS[name], target)

    assert read_decided(target.read_bytes(), accepted=True) == printed(REPORTS[name][0])


@pytest.mark.slow
@pytest.mark.parametrize("form_id", [form.id for form in all_forms()])
def test_validators_find_nothing(form_id: str, tmp_path: Path) -> None:
    for number, pair in enumerate(
        ((full(form_id), last_years(form_id)), (last_years(form_id), long(form_id)))
    ):
        path = tmp_path / f"{number}.docx"
        path.write_bytes(document(*pair))
        result = OpenXmlValidator().validate(path)
        assert [f"{error.description} {error.path}" for error in result.errors] == []


@needs_sdk
@pytest.mark.slow
@each_pair
def test_the_open_xml_sdk_finds_nothing(name: str, tmp_path: Path) -> None:
    path = tmp_path / "changes.docx"
    path.write_bytes(document(*REPORTS[name]))

    assert complaints(path) == []
