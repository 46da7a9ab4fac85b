"""The copied report, pasted into the editors of websites with a real Ctrl+V."""

from typing import Any

import pytest

from nianbao.exporters.printed.describe import describe
from nianbao.exporters.web.html import SITE_CSS, html_fragment
from tests.exporters.reports import full
from tests.web.conftest import Run

pytestmark = pytest.mark.slow

KEEP_LINES = ("tinymce", "ckeditor4", "kindeditor", "neditor")
KEEP_NEITHER = ("wangeditor4", "wangeditor5")
each_editor = pytest.mark.parametrize("editor", [*KEEP_LINES, *KEEP_NEITHER])
Seen = dict[str, Any]


@pytest.fixture(scope="module")
def trial(in_browser: Run, tmp_path_factory: pytest.TempPathFactory) -> Seen:
    """What each editor made of the fragment."""
    path = tmp_path_factory.mktemp("web") / "fragment.html"
    path.write_text(html_fragment(describe(full("gb_2021_30"))), encoding="utf-8")
    return in_browser("trial.mjs", path, SITE_CSS)


def facts(seen: Seen, *names: str) -> list[list[object]]:
    return [[table[name] for name in names] for table in seen["tables"]]


@each_editor
def test_every_word_number_and_merged_cell_arrives(trial: Seen, editor: str) -> None:
    source, pasted = trial["source"]["bare"], trial[editor]["bare"]

    assert len(pasted["tables"]) == 3
    assert facts(pasted, "rows", "spans", "texts") == facts(source, "rows", "spans", "texts")
    assert pasted["texts"] == source["texts"]


@each_editor
def test_nothing_is_cut_off_at_the_left(trial: Seen, editor: str) -> None:
    assert trial[editor]["bare"]["left"] >= 0


@pytest.mark.parametrize("editor", KEEP_LINES)
def test_tables_keep_lines_and_width(trial: Seen, editor: str) -> None:
    for table in trial[editor]["bare"]["tables"]:
        assert table["lined"]
        assert table["width"] == pytest.approx(1, abs=0.01)


@each_editor
def test_with_the_lines_that_help_gives_a_site_every_table_has_lines_and_width(
    trial: Seen, editor: str
) -> None:
    for table in trial[editor]["styled"]["tables"]:
        assert table["lined"]
        assert table["width"] == pytest.approx(1, abs=0.01)
