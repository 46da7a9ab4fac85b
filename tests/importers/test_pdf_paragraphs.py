"""Lines of a PDF in which nothing is indented: what goes on with a paragraph, and what does not."""

import pytest

from nianbao.importers.document import Paragraph
from nianbao.importers.readers.pdf.paragraphs import paragraphs
from nianbao.importers.readers.pdf.ruling import TextLine

SIZE, LEFT, WIDTH = 15.0, 56.8, 510.0


def width(text: str) -> float:
    return sum(SIZE / 2 if letter.isascii() else SIZE for letter in text)


def joined(*texts: str, full: int = 0) -> list[str]:
    """The paragraphs of lines that all begin at one place; that one of them reaches the right."""
    lines = [
        TextLine(
            text,
            LEFT,
            LEFT + (WIDTH if number == full else width(text)),
            800 - 42.0 * number,
            SIZE,
        )
        for number, text in enumerate(texts)
    ]
    return [block.text for block in paragraphs([lines]) if isinstance(block, Paragraph)]


FULL = "政务公开平台1个，其中网站专栏3个：机构职能、政策文件、财政预"
SHORT = (
    "一、总体情况",
    "来源：县统计局。",
    "存在以下问题：",
    "联系电话变更已公告。",
    "（一）主动公开",
)


def test_a_full_line_goes_on_where_nothing_is_indented() -> None:
    assert joined(FULL, "决算。", *SHORT) == [FULL + "决算。", *SHORT]


@pytest.mark.parametrize(
    ("begin", "rest"),
    [
        ("截至2024年12月31日，本机关的公开指南见http://", "www.example.gov.cn/gkzn/index.html。"),
        ("如对本报告有疑问，请与本机关办公室联系，邮箱是a@", "bureau-of-finance.example.gov.cn"),
        ("如对本报告有疑问，请与本机关政务服务中心的政务公开办公室联系，电话：0000-", "1234567。"),
    ],
)
def test_an_address_that_had_no_room_goes_on(begin: str, rest: str) -> None:
    assert joined(FULL, "决算。", *SHORT, begin, rest)[-1] == begin + rest


def test_a_date_on_the_right_is_no_beginning_of_the_contact() -> None:
    contact = "联系电话：0000-1234567"
    lines = [
        *(
            TextLine(text, LEFT, LEFT + width(text), 800 - 42.0 * at, SIZE)
            for at, text in enumerate(SHORT)
        ),
        TextLine(FULL, LEFT, LEFT + WIDTH, 580, SIZE),
        TextLine("决算。", LEFT, LEFT + 45, 538, SIZE),
        TextLine("2024年9月16日", LEFT + WIDTH - 135, LEFT + WIDTH, 490, SIZE),
        TextLine(contact, LEFT, LEFT + width(contact), 448, SIZE),
    ]
    texts = [block.text for block in paragraphs([lines]) if isinstance(block, Paragraph)]

    assert texts[-3:] == [FULL + "决算。", "2024年9月16日", contact]


@pytest.mark.parametrize(
    ("begin", "other"),
    [
        ("编号是2024-", "1.规范性文件公开。"),
        ("联系我们栏目答复留言12条", "2024年12月31日，网站完成改版。"),
        ("公开指南见http://www.example.gov.cn", "www.example.gov.cn/gkzn/index.html。"),
    ],
)
def test_another_paragraph_begins_where_there_was_room(begin: str, other: str) -> None:
    assert joined(FULL, "决算。", *SHORT, begin, other)[-2:] == [begin, other]
