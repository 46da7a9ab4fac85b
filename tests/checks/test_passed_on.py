"""An office's rules and template in one file: what is written is read, what is broken is refused."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nianbao.checks.passed_on import Carried, read_passed_on, write_passed_on
from nianbao.checks.settings import default_rules, load_rules, parse_rules, rules_from
from nianbao.report.errors import UserError

RULES = {"limits": {"overview_characters": 800}, "deadlines": {"township": "01-20"}}


@given(
    headings=st.lists(st.text(st.characters(codec="utf-8"), max_size=8), max_size=3),
    content=st.binary(min_size=1, max_size=500),
)
def test_what_is_written_is_read_back(headings: list[str], content: bytes) -> None:
    rules = rules_from({**RULES, "overview": {"sub_headings": headings}}, "规则")
    template = Carried("县里的“模板”.docx", content)

    passed = read_passed_on(write_passed_on(rules, template), "规则.toml")

    assert rules_from(passed.tables, "规则") == rules
    assert passed.template == template


def test_only_what_differs_is_written() -> None:
    written = write_passed_on(rules_from(RULES, "规则"), None).decode()

    assert "overview_characters = 800" in written
    assert "problems_characters" not in written
    assert "template" not in written
    assert read_passed_on(write_passed_on(default_rules(), None), "规则").tables == {}


def test_a_file_with_a_template_serves_as_rules_too(tmp_path: Path) -> None:
    path = tmp_path / "规则.toml"
    path.write_bytes(write_passed_on(rules_from(RULES, "规则"), Carried("模板.docx", b"PK")))

    assert load_rules(path).limits.overview_characters == 800
    assert parse_rules(path.read_bytes(), path.name).deadlines.township == "01-20"


REFUSED = {
    "place on another computer": ("[template]\nfile = 'D:\\\\模板.docx'", "没有带上模板本身"),
    "no content": ('[template]\nname = "模板.docx"', "不完整"),
    "no name": ('[template]\ncontent = "UEs="', "不完整"),
    "empty": ('[template]\nname = "模板.docx"\ncontent = ""', "不完整"),
    "cut": ('[template]\nname = "模板.docx"\ncontent = "UEsDB"', "不完整"),
    "no letters of it": ('[template]\nname = "模板.docx"\ncontent = "模板"', "不完整"),
    "a number": ('[template]\nname = 1\ncontent = "UEs="', "不完整"),
    "no table": ('template = "模板.docx"', "不完整"),
    "a rule that is none": ("[limits]\nnobody = 1", "不是本地规则文件"),
    "no such file": ("这是一封信", "不是本地规则文件"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_broken_is_refused_in_one_sentence(name: str) -> None:
    content, said = REFUSED[name]

    with pytest.raises(UserError, match=said):
        read_passed_on(content.encode(), "规则.toml")


@pytest.mark.parametrize("place", ["D:\\共享\\模板.docx", "/srv/模板.docx", "../模板.docx"])
def test_a_name_brings_no_folder_along(place: str) -> None:
    written = write_passed_on(default_rules(), Carried(place, b"PK"))

    passed = read_passed_on(written, "规则.toml")

    assert passed.template == Carried("模板.docx", b"PK")
