"""A table is read the same as it is written and by its elements, whatever stands in and between its cells."""

from random import Random
from typing import TYPE_CHECKING

import pytest
from lxml import html

from nianbao.importers.document import Grid
from nianbao.importers.readers.web import read_html
from nianbao.importers.readers.written_grids import written_grid

if TYPE_CHECKING:
    from lxml.etree import _Element

INSIDE = (
    *("5", "<p>5</p>", "", "<p></p>", "<p class=x></p>", " 5\n", "&nbsp;", "<p>&nbsp;</p>5", "５"),
    *(
        "<p>5</p><p>6</p>",
        "<b>5</b>6",
        "<span> 5</span> <span>6</span>",
        "<br>",
        "5<br>",
        "<br>5<br>6",
    ),
    *(
        "<img src=a>5",
        "<h3>5</h3>",
        "<ul><li>5</ul>",
        "<p title='<td>'>5</p>",
        "<p a<td=''>5</p>",
        "\x015",
    ),
    *(
        "<tr>5</tr>",
        "<div>5<tr></tr></div>6",
        "<input value=5>",
        "<p>5</td></p>",
        "<td>5",
        "</tr><tr>",
        "<th>5</th>",
        "5&amp;6&lt;7",
    ),
)
GIVEN = (
    *(
        "",
        "",
        "",
        " colspan=2",
        " rowspan=2",
        ' colspan="3" rowspan=" 2"',
        " colspan=x",
        " colspan=0",
    ),
    *(
        " title='colspan=\"7\"'",
        ' title="x colspan=" rowspan=3',
        " a<td=''",
        " colspan='\n2'",
        " COLSPAN=2",
    ),
)
BETWEEN = (
    *(
        "",
        "",
        "",
        "",
        "\n",
        "loose",
        "<tr></tr>",
        "<tr class=x></tr>",
        "<tbody>",
        "</tbody><tbody>",
        "<thead>",
    ),
    *(
        "<tfoot>",
        "<caption>5</caption>",
        "<colgroup><col></colgroup>",
        "<p>loose</p>",
        "<td>5</td>",
    ),
)


def none_of_several(td: "_Element") -> str:
    pytest.fail(f"{td.tag} has several texts")


def a_table(seed: int) -> str:
    draw = Random(seed)  # noqa: S311 - a test's dice
    odd = draw.choice([0, 0.05, 0.5])
    """How much of it is out of the way."""

    def some(of: tuple[str, ...]) -> str:
        return draw.choice(of) if draw.random() < odd else of[0]

    rows = "".join(
        f"{some(BETWEEN)}<tr>"
        + "".join(
            f"<{name}{draw.choice(GIVEN[:6])}{some(GIVEN)}>{some(INSIDE)}</{name}>{some(BETWEEN)}"
            for name in draw.choices(["td", "th"], [9, 1], k=draw.randint(1, 4))
        )
        + "</tr>"
        for _ in range(draw.randint(1, 4))
    )
    return f"<table><tr><td>总计</td><td>1</td></tr>{rows}</table>"


@pytest.mark.parametrize("seed", range(300))
def test_a_table_is_read_the_same_as_it_is_written(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = f"<p>前</p>{a_table(seed)}<p>后</p>".encode()
    as_written = read_html(page, "x").blocks

    monkeypatch.setattr("nianbao.importers.readers.web.written_grid", lambda *_: None)

    assert as_written == read_html(page, "x").blocks


@pytest.mark.parametrize(
    "inside", ["5", "<p>5</p>", "", "<p></p>", "<br>", "<p><span>5</span></p>", "\xa0"]
)
def test_a_cell_of_one_text_is_read_as_it_is_written(inside: str) -> None:
    table = html.fromstring(f"<table><tr><td>总计</td></tr><tr><th>{inside}</th></tr></table>")

    grid = written_grid(table, none_of_several)

    assert grid is not None
    assert [cell.text for cell in grid.rows[1]] == ["5" if "5" in inside else ""]


def test_cells_of_several_texts_are_asked_for() -> None:
    cells = "<tr><td>总<b>计</b></td><td>5</td><td><p>6</p><p>7</p></td></tr>"

    grid = written_grid(
        html.fromstring(f"<table>{cells}</table>"),
        lambda td: "".join(map(str, td.itertext())) + "!",
    )

    assert grid is not None
    assert [cell.text for cell in grid.rows[0]] == ["总计!", "5", "67!"]


@pytest.mark.parametrize(
    "other", ["loose", "<caption>5</caption>", "<tr></tr>", "<tr><td>5</td>6</tr>"]
)
def test_a_table_with_more_than_cells_is_declined(other: str) -> None:
    table = html.fromstring(f"<table>{other}<tr><td>5</td></tr></table>")

    assert html.tostring(table).startswith(b"<table>")
    assert written_grid(table, none_of_several) is None


def test_tags_of_any_length_are_read_but_not_kept() -> None:
    cell = f"<td class={'x' * 6000}>5</td>"

    found = read_html(f"<table><tr><td>总计</td></tr><tr>{cell}</tr></table>".encode(), "x").blocks

    assert [cell.text for block in found if isinstance(block, Grid) for cell in block.rows[1]] == [
        "5"
    ]
