"""Sheets saved as text: commas, semicolons and tabs in every dress that Excel and WPS give them."""

import csv
import io
from collections.abc import Callable, Sequence
from decimal import Decimal

import pytest

from nianbao.formats.registry import load_form
from nianbao.importers.registry import bytes_for_review

FORM = load_form("gb_2021_30")
CELLS = {key: Decimal(n * 137 % 20_000) for n, key in enumerate(FORM.cells)}
Rows = Sequence[Sequence[str]]
Way = Callable[[], str]


def rows(number: Callable[[int], str] = str, *, merged: str = "blank") -> Rows:
    """The report's rows; cells that a merged cell covers are blank, hold its words, or are left out."""
    found: list[list[str]] = [["某县财政局2023年政府信息公开工作年度报告"]]
    for section in FORM.sections:
        found.append([section.label])
        if not section.table:
            found.append(["全年主动公开信息54条，办理申请，较好。"])
            continue
        layout = FORM.layouts[section.table]
        for at in range(layout.n_rows):
            line: list[str] = []
            for column in range(layout.n_columns):
                cell = layout.at(at, column)
                text = number(int(CELLS[cell.key])) if cell.key else cell.text
                if (cell.row, cell.col) == (at, column):
                    line.append(text)
                elif merged != "own":
                    line.append(text if merged == "repeated" else "")
            found.append(line)
    return found


def written(lines: Rows, sign: str = ",", *, quoted: bool = False, end: str = "\r\n") -> str:
    stream = io.StringIO()
    dialect = csv.unix_dialect if quoted else csv.excel  # of which one quotes every cell
    csv.writer(stream, dialect, delimiter=sign, lineterminator=end).writerows(lines)
    return stream.getvalue()


def equally_long(lines: Rows) -> Rows:
    width = max(map(len, lines))
    return [[*line, *[""] * (width - len(line))] for line in lines]


FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
WAYS: dict[str, Way] = {
    "repeated merged cells": lambda: written(rows(merged="repeated")),
    "no trace of merged cells": lambda: written(rows(merged="own"), ";"),
    "equally long": lambda: written(equally_long(rows())),
    "equally long, tabs": lambda: written(equally_long(rows()), "\t"),
    "quoted": lambda: written(rows(), quoted=True),
    "quoted, semicolons": lambda: written(rows(), ";", quoted=True),
    "line feeds": lambda: written(rows(), end="\n"),
    "carriage returns": lambda: written(rows(), end="\r"),
    "sep=;": lambda: "sep=;\r\n" + written(rows(), ";"),
    "thousands": lambda: written(rows("{:,}".format)),
    "thousands, full-width comma": lambda: written(rows(lambda n: f"{n:,}".replace(",", "，"))),
    "thousands, tabs": lambda: written(rows("{:,}".format), "\t", quoted=True),
    "full-width digits": lambda: written(rows(lambda n: str(n).translate(FULL_WIDTH))),
    "decimals": lambda: written(rows("{:,.2f}".format)),
    "as text": lambda: written(rows('="{}"'.format)),
    "apostrophes": lambda: written(rows("'{}".format)),
    "tabs behind numbers": lambda: written(rows("{}\t".format)),
    "blanks around numbers": lambda: written(rows(" {} ".format), ";"),
    "line ends in labels": lambda: written([[c.replace("（", "\n（") for c in r] for r in rows()]),
    "a blank column first": lambda: written([["", *line] for line in rows()]),
    "a blank column last": lambda: written([[*line, ""] for line in equally_long(rows())]),
    "blank lines": lambda: written(rows()).replace("\r\n", "\r\n\r\n"),
    "blanks behind commas": lambda: written(rows()).replace(",", ", "),
}


def read(text: str, ending: str, encoding: str = "utf-8") -> dict[str, Decimal | None]:
    result = bytes_for_review(text.encode(encoding), f"年报{ending}")
    return dict(result.reading.report.cells)


@pytest.mark.long(cases=8)
@pytest.mark.parametrize("ending", [".csv", ".txt", ".tsv"])
@pytest.mark.parametrize("way", sorted(WAYS))
def test_a_sheet_is_read_whole_whatever_its_name(way: str, ending: str) -> None:
    assert read(WAYS[way](), ending) == CELLS


@pytest.mark.long(cases=4)
@pytest.mark.parametrize(
    "encoding", ["utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
)
@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_a_sheet_is_read_in_every_encoding(sign: str, encoding: str) -> None:
    text = written(equally_long(rows()), sign)

    assert read(text, ".csv", encoding) == read(text, ".txt", encoding) == CELLS


DOUBTFUL: dict[str, Way] = {
    "powers of ten": lambda: written(rows(lambda n: f"{n:.1E}" if n > 9999 else str(n))),
    "decimal commas": lambda: written(rows("{},00".format), ";"),
    "thousands without quotes": lambda: "\n".join(",".join(line) for line in rows("{:,}".format)),
    "thousands, blanks": lambda: written(rows(lambda n: f"{n:,}".replace(",", " "))),
    "a column of numbers first": lambda: written([[str(n), *r] for n, r in enumerate(rows())]),
}


@pytest.mark.parametrize("ending", [".csv", ".txt"])
@pytest.mark.parametrize("way", sorted(DOUBTFUL))
def test_what_is_doubtful_in_a_sheet_is_declined(way: str, ending: str) -> None:
    found = read(DOUBTFUL[way](), ending)

    assert {key: n for key, n in found.items() if n is not None and n != CELLS[key]} == {}


def test_a_power_of_ten_keeps_its_place_in_its_row() -> None:
    """2.0E+04 may be 20480: it is declined, the numbers beside it are read."""
    found = read(DOUBTFUL["powers of ten"](), ".csv")

    wrong = {key for key, n in CELLS.items() if found.get(key) != n}
    assert wrong == {key for key, n in CELLS.items() if n > 9999}


def test_sentences_with_commas_are_no_sheet() -> None:
    text = "某县2023年政府信息公开工作年度报告\n一、总体情况\n" + "公开12,办结,3\n" * 6
    text += "二、主动公开政府信息情况\n无。\n五、存在的主要问题及改进情况\n无。"

    result = bytes_for_review(text.encode(), "年报.txt")

    assert "公开12,办结,3" in "".join(map(str, result.reading.report.texts.values()))
