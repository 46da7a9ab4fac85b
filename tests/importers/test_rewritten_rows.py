"""Tables that clerks wrote anew: rows that name their groups, heads that name some of the columns."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

import pytest

from nianbao.formats.registry import load_form
from nianbao.importers.registry import read_bytes
from nianbao.report.contract import Reading

FORM = load_form("gb_2021_30")
LAYOUT = FORM.layouts["table_3"]
NUMBERS = {key: Decimal(n * 31 % 97) for n, key in enumerate(FORM.cells)}
NAMES = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
EVERY = range(len(NAMES))
Label = Callable[[Sequence[str]], str]


def printed() -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    """Each row's labels, its groups' first, and its cells."""
    for row in range(LAYOUT.n_rows):
        cells = [LAYOUT.at(row, column) for column in range(LAYOUT.n_columns)]
        keys = [cell.key for cell in cells if cell.key]
        if keys:
            yield (
                list(dict.fromkeys(cell.text for cell in cells if not cell.key and cell.text)),
                keys,
            )


def report(
    sign: str, label: Label, columns: Sequence[int] = EVERY, below_heads: str = "", blank: str = ""
) -> Reading:
    """Read a report in whose 表三 each row has its label and some of the columns."""
    lines = ["某县财政局2023年政府信息公开工作年度报告", "一、总体情况", "全年公开信息54条。"]
    lines.append("三、收到和处理政府信息公开申请情况")
    lines.append(sign.join(["项目", *(NAMES[at] for at in columns)]))
    lines += [below_heads] if below_heads else []
    for labels, keys in printed():
        numbers = ["" if keys[at] == blank else str(NUMBERS[keys[at]]) for at in columns]
        lines.append(sign.join([label(labels), *(one for one in numbers if one)]))
    lines += ["五、存在的主要问题及改进情况", "公开不够及时。"]
    return read_bytes("\n".join(lines).encode(), "报告.txt")


def read(reading: Reading) -> dict[str, Decimal]:
    return {key: value for key, value in reading.report.cells.items() if value is not None}


def wanted(columns: Sequence[int] = EVERY) -> dict[str, Decimal]:
    return {keys[at]: NUMBERS[keys[at]] for _, keys in printed() for at in columns}


SIGNS = {"tabs": "\t", "bars": " | ", "blanks": "    "}
JOINERS = (
    "-",
    "—",
    "——",
    "–",
    "－",
    "：",
    ":",
    "/",
    "／",
    "·",
    "→",
    " > ",
    "~",
    "，",
    "、",
    "_",
    "",
)


@pytest.mark.long(cases=8)
@pytest.mark.parametrize("sign", sorted(SIGNS))
@pytest.mark.parametrize("joiner", JOINERS)
def test_a_row_may_name_its_groups_whatever_joins_them(joiner: str, sign: str) -> None:
    """三、本年度办理结果-（三）不予公开-1.属于国家秘密, and without the first."""
    every = report(SIGNS[sign], joiner.join)
    nearest = report(SIGNS[sign], lambda labels: joiner.join(labels[-2:]))

    assert read(every) == read(nearest) == wanted()


def test_a_row_may_stand_in_brackets_behind_its_group() -> None:
    def label(labels: Sequence[str]) -> str:
        return labels[0] if len(labels) == 1 else f"{labels[-2]}（{labels[-1]}）"

    assert read(report("\t", label)) == wanted()


def own(labels: Sequence[str]) -> str:
    return labels[-1]


SOME: tuple[Sequence[int], ...] = ((0, 6), (0, 1, 6), (0, 1, 5, 6), range(6), (6, 0), (0, 5))


@pytest.mark.long(cases=4)
@pytest.mark.parametrize("sign", sorted(SIGNS))
@pytest.mark.parametrize("columns", SOME, ids=str)
def test_heads_may_name_some_of_the_columns_in_any_order(columns: Sequence[int], sign: str) -> None:
    reading = report(SIGNS[sign], own, columns)

    assert read(reading) == wanted(columns)
    assert "自然人" not in "".join(map(str, reading.report.texts.values()))


@pytest.mark.parametrize("below", ["商业  科研  社会", "（单位：件）"])
def test_words_between_heads_and_rows_without_marks_may_be_more_heads(below: str) -> None:
    assert read(report("    ", own, (0, 6), below_heads=below)) == {}


def test_where_a_row_without_marks_lacks_a_number_none_is_placed_by_its_heads() -> None:
    blank = "table_3.granted.natural_person"

    assert read(report("    ", own, (0, 1, 6), blank=blank)) == {}


@pytest.mark.parametrize("sign", ["\t", " | "])
@pytest.mark.parametrize("odd", ["未发生", "见附件", "1+1", "N/A", "？", "零", "12①", "1.0E+05"])
def test_one_odd_cell_of_a_table_without_labels_loses_only_itself(odd: str, sign: str) -> None:
    lines = ["某县财政局2023年政府信息公开工作年度报告", "四、政府信息公开行政复议、行政诉讼情况"]
    wanted: dict[str, Decimal] = {}
    for row in FORM.layouts["table_4"].rows():
        texts = [cell.text or str(NUMBERS.get(cell.key or "", "")) for cell in row]
        if row[0].key:
            wanted = {cell.key: NUMBERS[cell.key] for cell in row if cell.key}
            texts[7] = odd
            del wanted[row[7].key or ""]
        lines.append(sign.join(texts))

    reading = read_bytes("\n".join([*lines, "五、存在的主要问题及改进情况"]).encode(), "报告.txt")

    assert read(reading) == wanted
