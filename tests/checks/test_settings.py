"""Local rules from an office's own file, and the level that an organ's name tells."""

from dataclasses import asdict
from pathlib import Path

import pytest

from nianbao.checks.engine import check_report
from nianbao.checks.local_changes import local_changes, sentences
from nianbao.checks.settings import default_rules, load_rules
from nianbao.formats.levels import level_of
from nianbao.report.errors import UserError
from nianbao.report.storage.files import load_report, save_report
from tests.checks.town import town


def test_an_offices_file_changes_only_what_it_names(tmp_path: Path) -> None:
    path = tmp_path / "本地规则.toml"
    path.write_text(
        '[limits]\noverview_characters = 20\n[overview]\nsub_headings = ["政务公开专区"]\n', "utf-8"
    )

    rules = load_rules(path)

    assert rules.limits.overview_characters == 20
    assert rules.limits.same_text_percent == default_rules().limits.same_text_percent
    report = town()
    report.texts["overview.lead"] = "公开工作扎实推进。" * 3
    messages = [one.message for one in check_report(report, rules=rules).findings]
    assert any("超过本地要求的 20 个字" in one for one in messages)
    assert any("政务公开专区" in one for one in messages)


@pytest.mark.parametrize(
    "content", ["[limits", "[limits]\nunknown = 1\n", "[limits]\njump_times = 0\n", "limits = 3\n",
                '[deadlines]\ntownship = "02-31"\n', "\x00\x01", f"a = {'[' * 3000}{']' * 3000}",
                f"a = {'9' * 5000}"],
)  # fmt: skip
def test_a_bad_file_of_rules_is_refused_with_a_sentence(tmp_path: Path, content: str) -> None:
    path = tmp_path / "rules.toml"
    path.write_text(content, encoding="utf-8")

    with pytest.raises(UserError, match="不是本地规则文件"):
        load_rules(path)


@pytest.mark.parametrize(
    ("content", "where"),
    [
        ("[limits]\njump_times = 4\nunknown = 1\n", "limits.unknown"),
        ("[limits]\njump_times = 0\n", "limits.jump_times"),
        ('[overview]\nsub_headings = "政民互动"\n', "overview.sub_headings"),
        ("[limits]\njump_times = 4\n[overview\n", "第 3 行"),
    ],
)
def test_who_wrote_a_bad_file_of_rules_is_told_where(
    tmp_path: Path, content: str, where: str
) -> None:
    path = tmp_path / "rules.toml"
    path.write_text(content, encoding="utf-8")

    with pytest.raises(UserError) as told:
        load_rules(path)

    assert where in told.value.message


def test_what_an_office_has_changed_is_said_with_what_it_was(tmp_path: Path) -> None:
    path = tmp_path / "rules.toml"
    path.write_text(
        '[limits]\njump_times = 3\njump_least = 10\n[overview]\nsub_headings = ["政民互动"]\n'
        '[deadlines]\ntownship = "01-20"\n',
        "utf-8",
    )

    assert local_changes(default_rules()) == ()
    assert local_changes(load_rules(path)) == (
        "与上年相差 3 倍以上的要核实（默认 5）",
        "总体情况另要写“政民互动”（默认 无）",
    )


def test_every_limit_that_a_check_reads_has_its_words() -> None:
    rules = default_rules()

    said = {table: set(keys) for table, keys in sentences().items()}

    assert said == {
        "limits": set(asdict(rules.limits)),
        "overview": set(asdict(rules.overview)),
    }
    assert all(one.count("{}") == 1 for keys in sentences().values() for one in keys.values())


def test_a_missing_file_of_rules_is_a_sentence_too(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="找不到"):
        load_rules(tmp_path / "没有.toml")


@pytest.mark.parametrize(
    ("unit", "level"),
    [
        ("定州市砖路镇", "township"),
        ("广州市荔湾区人民政府中南街道办事处", "township"),
        ("南京市栖霞区交通运输局", "county_department"),
        ("淮安市洪泽区人民政府", "county_government"),
        ("武汉市生态环境局", "city_department"),
        ("宿迁市人民政府", "city_government"),
        ("江苏省教育厅", "province_department"),
        ("上海市人民政府", "province_government"),
        ("平潭综合实验区", "other"),
        ("", "other"),
    ],
)
def test_the_name_of_an_organ_tells_its_level_where_nobody_chose_one(unit: str, level: str) -> None:
    assert level_of("", unit).id == level


def test_a_chosen_level_stands() -> None:
    assert level_of("county_government", "定州市砖路镇").id == "county_government"


def test_a_township_chosen_on_purpose_is_not_the_default() -> None:
    unit = "清河县经济开发区管理委员会"

    assert level_of("township", unit).id == "township"
    assert level_of("", unit).id != "township"


def test_a_level_that_nobody_knows_is_judged_by_name() -> None:
    assert level_of("galaxy", "清河镇人民政府").id == "township"


def test_the_chosen_township_is_kept_in_the_file(tmp_path: Path) -> None:
    report = town()
    report.unit, report.level = "清河县农业农村局", "township"
    save_report(report, tmp_path / "报告.nianbao")

    assert load_report(tmp_path / "报告.nianbao").level == "township"
