"""Numbers of some offices, or of what is left: what they can be at most, and each said once."""

import pytest

from tests.checks.statements import Case
from tests.checks.worlds import world


@pytest.mark.parametrize(
    ("unit", "key", "said"),
    [
        ("清河县水利局", "overview.on_request", "我局本级办结政府信息公开申请{}件。"),
        ("安平市人民政府", "overview.disclosure", "市直部门制发行政规范性文件{}件。"),
        ("清河县税务局", "overview.disclosure", "公开税务行政许可3件、税务行政处罚{}件。"),
    ],
)
def test_some_offices_have_no_more_than_all(unit: str, key: str, said: str) -> None:
    of = world("usual", said, unit)

    def doubted(number: int) -> bool:
        return bool(Case("some", said.format(number), key, of, is_true=True).findings())

    assert doubted(999_999)
    assert not doubted(3)


def test_the_period_may_begin_and_end_in_words() -> None:
    of = world("usual", "period")

    def doubted(last: int) -> bool:
        said = f"本报告统计时间自2023年1月1日始，至{last}年12月31日止。"
        return bool(Case("period", said, "overview.lead", of, is_true=True).findings())

    assert doubted(2024)
    assert not doubted(2023)


@pytest.mark.parametrize(
    "said",
    [
        "除{}件结转外，均已办结。",
        "除{}件结转外，其余申请均已办结。",
        "除{}件因情况复杂结转下年外，其余均已办结。",
    ],
)
def test_what_is_left_by_all_that_are_closed_is_found_once(said: str) -> None:
    of = world("usual", "left")
    right = int(of.names["out"])

    def found(number: int) -> int:
        text = said.format(number)
        return len(Case("left", text, "overview.on_request", of, is_true=True).findings())

    assert [found(right + by) for by in (-1, 0, 1)] == [1, 0, 1]
