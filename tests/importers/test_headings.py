"""What a document shows as its headings is known after reading, in every way that it can be read."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from nianbao.checks.engine import check_report
from nianbao.importers.registry import bytes_for_review
from nianbao.importers.review import ImportResult
from nianbao.report.contract import from_contract, to_contract
from nianbao.report.storage.files import load_report, save_report
from nianbao.ui.import_review.doubts import doubts
from tests.importers.word_files import FORM, TEXT, TITLE, docx, paragraph, table

LABELS = [section.label for section in FORM.sections]


def read(*headings: str, text: str = "全年没有变化。") -> ImportResult:
    """A document with these headings, each above what belongs to the section of its place."""
    return bytes_for_review(docx("".join(pieces(headings, text))), "年报.docx")


def pieces(headings: tuple[str, ...], text: str) -> Iterator[str]:
    yield paragraph(TITLE)
    for section, heading in zip(FORM.sections, headings, strict=True):
        yield paragraph(heading) if heading else ""
        yield table(section.table) if section.table else paragraph(text)


def said(result: ImportResult) -> list[str]:
    return [one.message for one in result.problems if one.kind == "heading"]


def found(result: ImportResult) -> list[str]:
    findings = check_report(result.reading.report).findings
    return [one.message for one in findings if one.rule == "TX-STRUCT"]


def test_the_prescribed_headings_are_no_doubt() -> None:
    result = read(*LABELS)

    assert list((result.reading.report.source_headings or {}).values()) == LABELS
    assert said(result) == found(result) == []


@pytest.mark.long(cases=2)
@pytest.mark.parametrize(
    ("place", "written", "words"),
    [
        (4, "五、存在的主要问题和改进情况", "标题写成“五、存在的主要问题和改进情况”"),
        (5, "六、其它需要报告的事项", "标题写成“六、其它需要报告的事项”"),
        (3, "四、因政府信息公开行政复议、行政诉讼情况", "标题写成“四、因政府信息公开"),
        (4, "", "没有标题“五、存在的主要问题及改进情况”"),
        (0, "", "没有标题“一、总体情况”"),
    ],
)
def test_what_is_amiss_is_said_in_the_review_and_by_the_checks(
    place: int, written: str, words: str
) -> None:
    result = read(*[written if at == place else one for at, one in enumerate(LABELS)])

    assert len(said(result)) == 1
    assert words in said(result)[0]
    assert found(result) == said(result)
    assert said(result)[0] in [one.words for one in doubts(result)]


def test_two_headings_that_changed_places_are_found() -> None:
    swapped = [*LABELS[:4], LABELS[5], LABELS[4]]

    (message,) = said(read(*swapped))

    assert "次序应当反过来" in message


def test_a_heading_in_a_table_s_first_cell_is_one() -> None:
    html = "<p>{}</p>{}".format(
        TITLE,
        "".join(
            f"<table><tr><td>{label}</td></tr><tr><td>全年没有变化。</td></tr></table>"
            if section.id == "other"
            else f"<p>{label}</p><p>全年没有变化。</p>"
            for section, label in zip(FORM.sections, LABELS, strict=True)
        ),
    )

    assert said(bytes_for_review(html.encode(), "年报.html")) == []


def test_a_table_of_contents_does_not_count_and_does_no_harm() -> None:
    contents = "".join(paragraph(label) for label in LABELS)
    body = docx(paragraph(TITLE) + contents + "".join(list(pieces(tuple(LABELS), "没有。"))[1:]))

    assert said(bytes_for_review(body, "年报.docx")) == []


def test_a_sheet_of_tables_needs_no_headings() -> None:
    result = bytes_for_review("规章,1,0,3\n行政规范性文件,2,1,8\n".encode(), "表.csv")

    assert result.reading.report.source_headings is None
    assert said(result) == []


def test_the_headings_stay_in_the_file_and_in_the_json(tmp_path: Path) -> None:
    reading = read(*LABELS[:5], "六、其它需要报告的事项").reading
    path = tmp_path / "读出.nianbao"
    save_report(reading.report, path)

    for report in (load_report(path), from_contract(to_contract(reading)).report):
        assert [one.rule for one in check_report(report).findings].count("TX-STRUCT") == 1
        assert list(report.source_headings or {}) == [one.id for one in FORM.sections]


@pytest.mark.parametrize("ending", ['<w:r><w:br w:type="page"/></w:r>', "<w:r><w:br/></w:r>" * 2])
@pytest.mark.parametrize("at", range(len(LABELS)))
def test_a_sentence_that_begins_like_a_heading_is_one_of_its_section(at: int, ending: str) -> None:
    """Also where a page or a line ends behind the heading, with nothing on the rest of it."""
    sentence = f"{LABELS[at]}见下文。"
    under = list(pieces(("",) * len(LABELS), TEXT))[2::2]
    headings = [paragraph(label).replace("</w:p>", f"{ending}</w:p>") for label in LABELS]
    body = "".join(map("".join, zip(headings, under, strict=True)))
    body = body.replace(paragraph(TEXT), paragraph(TEXT) + paragraph(sentence))

    texts = bytes_for_review(docx(paragraph(TITLE) + body), "年报.docx").reading.report.texts

    keys = ("overview.lead", "problems", "other")
    assert texts == dict.fromkeys(keys, f"{TEXT}\n{sentence}")


@pytest.mark.parametrize("at", range(len(LABELS)))
def test_a_sentence_that_points_at_a_table_is_no_heading_where_none_is_missed(at: int) -> None:
    """Nor where the section that it names has no heading of its own."""
    sentence = f"{LABELS[at]}详见附件。{TEXT}"
    shown = [label for label in LABELS if label not in (LABELS[at], LABELS[-1])]
    body = "".join(paragraph(label) + paragraph(TEXT) for label in [*shown, LABELS[-1]])

    report = bytes_for_review(
        docx(paragraph(TITLE) + body + paragraph(sentence) + paragraph("其余照旧。")), "年报.docx"
    ).reading.report

    assert report.texts["other"] == f"{TEXT}\n{sentence}\n其余照旧。"


def test_a_heading_that_points_at_the_table_below_it_is_one() -> None:
    headings = [f"{label}见下表。" if number == 2 else label for number, label in enumerate(LABELS)]

    assert "applications" in (read(*headings).reading.report.source_headings or {})
