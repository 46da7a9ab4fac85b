"""What the pages for people name is there: links, paths, commands of make and of the program."""

import re
import shlex
from pathlib import Path

import pytest

from nianbao.cli.main import _parser

ROOT = Path(__file__).resolve().parents[1]
READMES = [ROOT / "README.md", ROOT / "README.zh-CN.md"]
PAGES = [*ROOT.glob("*.md"), *ROOT.glob("packaging/*/*.md")]
PLACES = ("", "desktop", "desktop/nianbao", "desktop/nianbao/ui", "resources")
"""Where a path of a page may begin, besides the page's own folder."""
each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))


def anchors(page: Path) -> set[str]:
    """The names by which links lead to a page's headings."""
    headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@each_page
def test_every_link_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8"))
    ours = [link.partition("#") for link in links if "://" not in link]

    lost = [
        f"{path}#{heading}"
        for path, _, heading in ours
        if not (target := page.parent / path if path else page).exists()
        or (heading and heading not in anchors(target))
    ]

    assert lost == []


@each_page
def test_every_path_of_the_project_is_there(page: Path) -> None:
    named = re.findall(
        r"`((?:desktop|packaging|resources|tests)/[\w./-]+|[\w-]+(?:/[\w-]+)+\.(?:py|toml|json))`",
        page.read_text("utf-8"),
    )

    lost = [
        path
        for path in named
        if not any((ROOT / place / path).exists() for place in PLACES)
        and not (page.parent / path).exists()
    ]

    assert lost == []


@each_page
def test_every_test_file_that_is_named_is_there(page: Path) -> None:
    named = set(re.findall(r"\btest_\w+\.py\b", page.read_text("utf-8")))

    assert {name for name in named if not any(ROOT.glob(f"tests/**/{name}"))} == set()


@each_page
def test_make_knows_every_command_that_is_named(page: Path) -> None:
    makefiles = [ROOT / "Makefile", *ROOT.glob("packaging/*/*.mk")]
    targets = re.findall(
        r"^([a-z-]+):", "\n".join(one.read_text("utf-8") for one in makefiles), re.MULTILINE
    )
    named = re.findall(r"(?:`|^)make ([a-z][a-z-]*)\b", page.read_text("utf-8"), re.MULTILINE)

    assert set(named) - set(targets) == set()


@pytest.mark.parametrize("page", READMES, ids=lambda page: page.name)
def test_the_program_understands_every_command_of_a_readme(page: Path) -> None:
    commands = re.findall(r"^nianbao (.+)$", page.read_text("utf-8"), re.MULTILINE)
    words = [shlex.split(command, comments=True) for command in commands]
    window = [one for one in words if len(one) == 1 and one[0].endswith(".nianbao")]

    understood = [_parser().parse_args(one) for one in words if one and one not in window]

    assert len(understood) > 8


def test_both_readmes_show_a_side_each_and_say_what_is_not_proven() -> None:
    for page in READMES:
        text = page.read_text("utf-8")

        assert re.findall(r"(table|rollup|pages)(?:-3)?\.png", text)[:3] == [
            "table",
            "rollup",
            "pages",
        ]
        for word in ("Wine", "Word", "WPS", "统信", "麒麟", "make run", "make test", "SECURITY.md"):
            assert word in text
