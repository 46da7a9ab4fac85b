"""Two years side by side: differences, their weight, charts and round scales."""

from decimal import Decimal

import pytest

from nianbao.formats.registry import all_forms, forms_in, load_form, own_family
from nianbao.report.comparison.changes import (
    Change,
    changes_in,
    longest,
    moved_words,
    ranked,
    total_columns,
    with_sign,
)
from nianbao.report.comparison.charts import cells_of, chart_definitions, charts_of
from nianbao.report.comparison.scale import MOST_STEPS, marks, step_for

FORM = load_form("gb_2021_30")
NOBODY: dict[str, Decimal] = {}


def change(last: str | None, now: str | None) -> Change:
    old, new = (None if one is None else Decimal(one) for one in (last, now))
    return Change("予以公开", old, new)


@pytest.mark.parametrize(
    ("last", "now", "signed", "share", "turn"),
    [
        ("100", "112", "+12", "+12.0%", "多 12"),
        ("100", "82", "−18", "−18.0%", "少 18"),
        ("7", "7", "0", "0.0%", "相同"),
        ("0", "3", "+3", "", "多 3"),
        ("3", "0", "−3", "−100.0%", "少 3"),
        (None, "3", "", "", ""),
        ("3", None, "", "", ""),
        ("1.50", "2.25", "+0.75", "+50.0%", "多 0.75"),
        ("1.50", "1.50", "0", "0.0%", "相同"),
        ("10000", "1", "−9999", "−99.99%", "少 9999"),
        ("10000", "9996", "−4", "−0.04%", "少 4"),
        ("10000", "19997", "+9997", "+99.97%", "多 9997"),
    ],
)
def test_a_change_is_said_in_figures_and_words(
    last: str | None, now: str | None, signed: str, share: str, turn: str
) -> None:
    one = change(last, now)

    assert (one.signed, one.share, one.turn) == (signed, share, turn)


def test_a_change_is_spoken_with_both_years_and_a_blank_is_not_0() -> None:
    assert change("120", "96").spoken(2022, 2023) == (
        "予以公开：2022 年 120 件，2023 年 96 件，少 24（−20.0%）"
    )
    assert change(None, "0").spoken(2022, 2023) == "予以公开：2022 年没有数，2023 年 0 件"


def test_from_2_to_8_says_more_than_from_1000_to_1006_and_0_to_1_says_little() -> None:
    weights = [change(*pair).weight for pair in (("2", "8"), ("0", "1"), ("1000", "1006"))]

    assert weights == sorted(weights, reverse=True)
    assert change("5", "5").weight == change(None, "5").weight == 0


def test_what_changed_most_comes_first_and_no_total_repeats_it() -> None:
    last = dict.fromkeys(FORM.cells, Decimal(20))
    natural = "table_3.granted.natural_person"
    now = {**last, natural: Decimal(90), "table_3.granted.total": Decimal(90)}
    now["table_2.penalty.decisions"] = Decimal(21)

    found = ranked(FORM, now.get, last.get, 10)

    assert [one.key for one in found] == [natural, "table_2.penalty.decisions"]
    assert ranked(FORM, now.get, last.get, 1) == found[:1]
    assert ranked(FORM, now.get, NOBODY.get, 10) == ()


def test_what_changed_most_is_said_in_a_line() -> None:
    changes = [change("844", "1157"), change("0", "3")]

    assert moved_words(changes) == "予以公开多 313（+37.1%）；予以公开多 3"
    assert moved_words([]) == ""


def test_a_table_that_adds_its_rows_up_is_shown_by_column_and_others_figure_by_figure() -> None:
    columns = {table: total_columns(FORM, table) for table in FORM.table_cells}
    sizes = {
        table: len(changes_in(FORM, table, NOBODY.get, NOBODY.get, next(iter(found), "")))
        for table, found in columns.items()
    }

    assert [bool(found) for found in columns.values()] == [False, True, False]
    assert list(columns["table_3"].values())[:2] == ["总计", "自然人"]
    assert sizes == {"table_2": 10, "table_3": 25, "table_4": 15}


def test_figures_that_are_not_of_one_kind_have_scales_of_their_own() -> None:
    values = {"table_2.licence.decisions": Decimal(9), "table_2.admin_fee.fee_amount": Decimal(5)}

    lengths = longest(changes_in(FORM, "table_2", values.get, NOBODY.get))

    assert sorted(lengths.values(), reverse=True)[:2] == [9, 5]


def test_every_chart_is_about_cells_of_the_form_and_has_a_bar_for_each_id() -> None:
    for chart in chart_definitions(FORM):
        for row in chart.rows:
            for column in chart.columns:
                assert list(cells_of(FORM, chart.table, row, column)), (chart.title, row, column)
        assert min(len(chart.rows), len(chart.columns)) == 1


def test_charts_name_their_bars_and_add_a_groups_parts_up() -> None:
    ones = dict.fromkeys(FORM.cells, Decimal(1))
    charts = {one.title: one for one in charts_of(FORM, ones.get, ones.get, (2022, 2023))}
    results = {one.name: one.now for one in charts["办理结果"].bars}

    assert results["予以公开"] == 1
    assert results["不予公开"] == 8
    assert [one.name for one in charts["行政复议和行政诉讼"].bars] == [
        "行政复议", "直接起诉", "复议后起诉",
    ]  # fmt: skip
    assert [one.name for one in charts["新收申请的申请人"].bars][:2] == ["自然人", "商业企业"]
    assert charts["办理结果"].spoken.startswith(
        "办理结果。予以公开：2022 年 1 件，2023 年 1 件，相同"
    )


def test_half_a_sum_is_no_sum_and_a_chart_without_a_figure_is_none() -> None:
    ones = dict.fromkeys(FORM.cells, Decimal(1))
    half = {key: value for key, value in ones.items() if "deny_third_party" not in key}
    (results,) = (
        one for one in charts_of(FORM, half.get, ones.get, (2022, 2023)) if one.title == "办理结果"
    )

    assert next(one for one in results.bars if one.name == "不予公开").now is None
    assert charts_of(FORM, NOBODY.get, NOBODY.get, (2022, 2023)) == ()


def test_every_form_of_the_report_has_its_charts_and_no_other_report_has() -> None:
    for form in all_forms():
        ones = dict.fromkeys(form.cells, Decimal(1))
        found = charts_of(form, ones.get, ones.get, (2019, 2020))
        assert bool(found) is (form in forms_in(own_family()))
        assert all(bar.now for chart in found for bar in chart.bars)


@pytest.mark.parametrize(
    ("largest", "steps"),
    [
        ("0", ["0", "1"]), ("1", ["0", "1"]), ("4", ["0", "1", "2", "3", "4"]),
        ("7", ["0", "2", "4", "6", "8"]), ("4880", ["0", "1000", "2000", "3000", "4000", "5000"]),
        ("2822652", ["0", "1000000", "2000000", "3000000"]), ("100", ["0", "20", "40", "60", "80", "100"]),
    ],
)  # fmt: skip
def test_a_scale_has_round_steps_that_no_bar_goes_beyond(largest: str, steps: list[str]) -> None:
    assert [f"{one}" for one in marks(Decimal(largest))] == steps


def test_half_a_piece_is_no_step_but_half_an_amount_is() -> None:
    assert step_for(Decimal(2)) == 1
    assert step_for(Decimal(2), whole=False) == Decimal("0.5")


def test_a_scale_covers_any_figure_in_a_few_steps() -> None:
    for power in range(-3, 12):
        for digits in (1, 17, 33, 50, 99):
            largest = Decimal(digits) * Decimal(10) ** power
            found = marks(largest, whole=power >= 0)
            assert found[0] == 0
            assert found[-1] >= largest > (found[-2] if power > 0 or digits > 10 else -1)
            assert len(found) <= MOST_STEPS + 1


def test_a_difference_is_printed_with_the_sign_of_print() -> None:
    assert [with_sign(Decimal(one)) for one in ("5", "-5", "0")] == ["+5", "−5", "0"]
