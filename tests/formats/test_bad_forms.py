"""A form file with a slip fails when it is loaded, and the message names the key."""

import re

import pytest

from nianbao.formats.registry import parse_form
from nianbao.formats.tree import FormError

GOOD = """
id = "small"
name = "小表"
document = "文号"
law = "条例"
first_year = 2021
title = "{year}年报告"

[[sections]]
id = "numbers"
number = "一"
label = "一、数"
table = "t"

[[tables]]
id = "t"
section = "numbers"
grid_columns = 4
widths = [1, 1, 1, 1]
wide_widths = [2, 2, 2, 2]

[[tables.blocks]]
label_spans = [1]
corner = "项目"
unit = "件"
value_type = "count"
columns = [
  { id = "group", label = "组" },
  { id = "a", label = "甲", parent = "group" },
  { id = "b", label = "乙", parent = "group" },
  { id = "total", label = "总计", kind = "total" },
]
rows = [{ id = "one", label = "一行" }]

[[tables.rules]]
id = "SUM"
kind = "sum"
axis = "columns"
left = ["group"]
right = ["total"]
"""


def test_the_small_form_loads() -> None:
    form = parse_form(GOOD, "small.toml")
    assert list(form.cells) == ["t.one.a", "t.one.b", "t.one.total"]
    (equation,) = form.equations
    assert (equation.left, equation.right) == (("t.one.a", "t.one.b"), ("t.one.total",))


@pytest.mark.parametrize(
    ("old", "new", "names"),
    [
        ('corner = "项目"', 'cornr = "项目"', "cornr"),
        ('left = ["group"]', 'left = ["grup"]', "SUM.*'grup'"),
        ('left = ["group"]', 'left = ["one"]', "SUM"),
        ('parent = "group" },\n  { id = "b"', 'parent = "grp" },\n  { id = "b"', "'grp'"),
        ('id = "b", label', 'id = "a", label', "'a' is used twice"),
        ("grid_columns = 4", "grid_columns = 3", "reaches beyond"),
        ("grid_columns = 4", "grid_columns = 5", "gap in row 0 after '总计'"),
        ("widths = [1, 1, 1, 1]", "widths = [1, 1, 1]", "widths"),
        ('label = "乙", parent', 'span = 2, label = "乙", parent', "reaches beyond the grid"),
        ('section = "numbers"', 'section = "words"', "'numbers'"),
        ('right = ["total"]', 'right = ["a", "total"]', "SUM"),
        ("[[tables]]", "[[tables", "small.toml"),
    ],
)
def test_a_slip_is_named(old: str, new: str, names: str) -> None:
    text = GOOD.replace(old, new, 1)
    assert text != GOOD
    with pytest.raises(FormError) as caught:
        parse_form(text, "small.toml")
    assert re.search(names, str(caught.value)), str(caught.value)


def test_a_row_deeper_than_its_label_columns_is_named() -> None:
    text = GOOD.replace(
        'rows = [{ id = "one", label = "一行" }]',
        'rows = [{ id = "one", label = "一" }, { id = "deep", label = "深", parent = "one" }]',
    )
    with pytest.raises(FormError, match="'deep'"):
        parse_form(text, "small.toml")


def test_children_that_do_not_follow_their_parent_are_named() -> None:
    text = GOOD.replace(
        '  { id = "total", label = "总计", kind = "total" },\n',
        '  { id = "total", label = "总计", kind = "total" },\n'
        '  { id = "late", label = "晚", parent = "group" },\n',
    )
    with pytest.raises(FormError, match="children must follow"):
        parse_form(text, "small.toml")
