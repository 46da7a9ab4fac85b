"""Sentences that name the formats by hand name all of them."""

import pytest

from nianbao import resources
from nianbao.cli.main import USAGE
from nianbao.ui.commands.table import COMMANDS
from nianbao.ui.paper.formats import FORMATS

TIP, TIP_OF_ALL = (
    next(command.tip for command in COMMANDS if command.id == one)
    for one in ("export", "export_all")
)
HELP = resources.text("help/topics.toml")
SHORT = {".docx": "Word", ".pdf": "PDF", ".html": "网页", ".xlsx": "Excel"}


@pytest.mark.parametrize("ending", [one.ending for one in FORMATS])
def test_the_tips_the_help_and_the_usage_name_every_format(ending: str) -> None:
    topic = next(part for part in HELP.split("[[") if "导出文档。" in part)

    assert SHORT[ending] in TIP
    assert SHORT[ending] in TIP_OF_ALL
    assert SHORT[ending] in topic
    assert ending in USAGE
