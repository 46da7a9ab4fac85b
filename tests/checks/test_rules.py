"""For every rule: a report that must fail, one that must pass, and one that is near."""

from datetime import date
from decimal import Decimal

import pytest

from nianbao.checks.audit import rule_states
from nianbao.checks.catalogue import catalogue
from nianbao.checks.context import make_context
from nianbao.checks.engine import check_and_count, check_report, count_places
from nianbao.checks.findings import Severity
from nianbao.report.book import Report
from tests.checks.rule_cases import CASES, HELP_ONLY, LAST, Maker, facts, one
from tests.checks.town import quiet_town, town


def rules_broken(make: Maker) -> set[str]:
    report, previous = make()
    found = check_report(report, previous).findings
    return {one.rule for one in found} | {i.rule for one in found for i in one.identities}


def test_every_rule_of_the_catalogue_has_its_three_cases() -> None:
    without = catalogue().keys() ^ (CASES.keys() | HELP_ONLY)

    assert without == set(), "give each three reports in CASES: it breaks, it holds, it is near"


@pytest.mark.parametrize("rule", CASES)
def test_what_must_fail_fails(rule: str) -> None:
    assert rule in rules_broken(CASES[rule][0])


@pytest.mark.parametrize("rule", CASES)
def test_what_must_pass_passes(rule: str) -> None:
    assert rule not in rules_broken(CASES[rule][1])


@pytest.mark.parametrize("rule", CASES)
def test_what_is_near_passes(rule: str) -> None:
    assert rule not in rules_broken(CASES[rule][2])


@pytest.mark.parametrize("rule", CASES)
def test_a_rule_that_finds_something_has_compared_a_place(rule: str) -> None:
    report, previous = CASES[rule][0]()

    assert count_places(make_context(report, previous))[0][rule] > 0


def test_a_rule_that_compared_nothing_never_holds() -> None:
    for make in (maker for three in CASES.values() for maker in three):
        report, previous = make()
        states = rule_states(report, check_report(report, previous), previous)

        assert [one.rule for one in states if (one.state == "holds") != (one.compared > 0)
                and one.state not in ("broken", "set_aside")] == []  # fmt: skip


def test_the_states_are_printed_for_every_rule_of_the_form() -> None:
    report = quiet_town()
    states = {one.rule: one for one in rule_states(report, check_report(report))}

    assert states["T3-BALANCE"].to_json() == {
        "rule": "T3-BALANCE", "state": "holds", "compared": 7
    }  # fmt: skip
    assert states["X-CARRY"].state == "no_last_year"
    assert states["TX-NEW"].state == "not_in_text"
    assert states["LV-SUIT"].state == "not_applicable"


@pytest.mark.parametrize("rule", CASES)
def test_a_finding_says_a_sentence_and_what_to_do(rule: str) -> None:
    report, previous = CASES[rule][0]()

    for finding in check_report(report, previous).findings:
        assert finding.message.endswith(("。", "？", "）。"))
        assert finding.hint
        about_facts = finding.rule == "LV-YEAR"  # mended on the page 报告信息, in no section
        assert about_facts or finding.section in {"overview", "proactive", "applications", "review_litigation",
                                   "problems", "other"}  # fmt: skip
        assert finding.subject


@pytest.mark.parametrize("rule", catalogue())
def test_a_rule_tells_the_clerk_what_it_rests_on(rule: str) -> None:
    info = catalogue()[rule]

    assert info.title
    assert info.basis_for("国办公开办函〔2021〕30号")
    assert info.advice.endswith("。")
    assert "{" not in info.basis_for("")


def test_an_unpaid_fee_that_section_six_passes_over_is_an_error() -> None:
    report = town({"table_3.other_fee_unpaid.natural_person": 1})
    report.texts["other"] = "无。"

    (fee,) = [one for one in check_report(report).findings if one.rule == "TX-FEE"]

    assert fee.severity is Severity.ERROR
    assert fee.cells == ("table_3.other_fee_unpaid.total",)


def test_parts_of_a_fee_add_up() -> None:
    report = town({"table_2.admin_fee.fee_amount": 1})
    report.texts["other"] = "对3件申请收取信息处理费500元：县公安局1件200元；县财政局2件200元。"

    (fee,) = [one for one in check_report(report).findings if one.rule == "TX-FEE"]

    assert fee.left == 500
    assert fee.right == 400


def test_the_deadline_follows_the_level() -> None:
    from nianbao.checks.settings import default_rules
    from nianbao.formats.levels import load_level

    deadlines = default_rules().deadlines

    assert deadlines.for_level(load_level("county_department"), 2023) == date(2024, 1, 31)
    assert deadlines.for_level(load_level("county_government"), 2023) == date(2024, 3, 31)


def test_a_deadline_is_a_day_that_every_year_has() -> None:
    from nianbao.checks.settings import parse_rules
    from nianbao.report.errors import UserError

    with pytest.raises(UserError):
        parse_rules(b'[deadlines]\ntownship = "02-29"\n', "本地规则.toml")


def test_a_long_chain_of_years_is_compared_pair_by_pair() -> None:
    middle = town({"table_3.carried_in.natural_person": 5, **LAST}, year=2022)
    oldest = town({"table_3.carried_out.natural_person": 4}, year=2021)

    found = [
        one for one in check_report(town(), [oldest, middle]).findings if one.rule == "X-CARRY"
    ]

    assert [(one.left, one.right) for one in found] == [(Decimal(5), Decimal(4))]
    assert "2022年上年结转 5" in found[0].message


def test_the_carry_works_from_the_trial_form() -> None:
    cells: dict[str, Decimal | None] = {"table_3.carried_out.natural_person": Decimal(3)}
    last = Report(form="gb_2019_60_trial", year=2022, unit="清河镇人民政府", cells=cells)

    assert [one.rule for one in check_report(town(), [last]).findings if one.rule == "X-CARRY"]


def test_a_jump_of_a_cell_and_its_total_is_said_once() -> None:
    last = town({"table_4.review_upheld": 20}, 2022)
    now = town({"table_4.review_upheld": 0, "table_4.review_corrected": 0})
    last.cells["table_4.review_corrected"] = Decimal(0)

    jumps = [one for one in check_report(now, [last]).findings if one.rule == "X-JUMP"]

    assert [one.cells for one in jumps] == [("table_4.review_upheld",)]


JUMPS = (
    (0, 10, True), (0, 9, False), (10, 0, True), (9, 0, False), (1, 6, True), (1, 5, False),
    (6, 1, True), (5, 1, False), (100, 501, True), (501, 100, True), (0, 0, False),
)  # fmt: skip


@pytest.mark.parametrize(("before", "now", "told"), JUMPS)
def test_a_jump_is_over_five_times_and_from_nothing_ten(
    before: int, now: int, *, told: bool
) -> None:
    last, report = (town({"table_2.licence.decisions": n}, year) for n, year in
                    ((before, 2022), (now, 2023)))  # fmt: skip

    jumps = [one for one in check_report(report, [last]).findings if one.rule == "X-JUMP"]

    assert bool(jumps) == told


def test_a_total_that_jumps_with_a_part_of_it_is_left_to_the_part() -> None:
    last = town({"table_3.received_new.natural_person": 0, "table_3.received_new.org_business": 0},
                2022)  # fmt: skip

    jumps = [one.cells for one in check_report(town(), [last]).findings if one.rule == "X-JUMP"]

    assert jumps == [("table_3.received_new.natural_person",)]


def test_a_total_that_jumps_without_any_part_of_it_is_said_itself() -> None:
    last = town({"table_3.received_new.natural_person": 0, "table_3.received_new.org_business": 0},
                2022)  # fmt: skip
    now = town({"table_3.received_new.natural_person": 8, "table_3.received_new.org_business": 8})

    jumps = [one.cells for one in check_report(now, [last]).findings if one.rule == "X-JUMP"]

    assert jumps == [("table_3.received_new.total",)]


def test_two_reports_of_last_year_are_both_compared() -> None:
    one_last, other = (
        town({"table_3.carried_out.natural_person": several}, year=2022) for several in (3, 4)
    )

    carried = [
        finding.right
        for finding in check_report(town(), [one_last, other]).findings
        if finding.rule == "X-CARRY"
    ]
    assert sorted(str(right) for right in carried) == ["3", "4"]


def test_the_record_runs_no_check_again(monkeypatch: pytest.MonkeyPatch) -> None:
    report = quiet_town()
    counted = check_and_count(report)
    monkeypatch.setattr("nianbao.checks.audit.count_places", lambda _context: ({}, {}))

    assert rule_states(report, counted) != ()
    assert (counted.compared, counted.waiting) == count_places(make_context(report))
    assert counted.findings == check_report(report).findings
    assert any(state.compared for state in rule_states(report, counted))


YEARS_OF_REPORTS = (
    ("preamble", "现将2022年度报告公布如下。", True),
    ("preamble", "根据要求，编制2022年政府信息公开年度报告。", True),
    ("preamble", "现公布清河镇2022年度政府信息公开年报。", True),
    ("preamble", "现将2023年度报告公布如下。", False),
    ("overview.disclosure", "按时发布2022年政府信息公开工作年度报告。", False),
    ("overview.supervision", "针对2022年年报指出的问题逐项整改。", False),
    ("overview.lead", "2022年政府信息公开工作报告如下。", True),
)


@pytest.mark.parametrize(("key", "text", "wrong"), YEARS_OF_REPORTS)
def test_a_report_of_another_year_is_asked_about(key: str, text: str, *, wrong: bool) -> None:
    texts = {key.replace(".", "__"): text}

    assert ("TX-YEAR" in rules_broken(one(quiet_town(), **texts))) == wrong


NAMES = (
    ("申请人张建国申请公开宅基地审批信息。", True),
    ("向申请人李梅送达答复书。", True),
    ("申请人王小明就征地补偿提出申请。", True),
    ("申请人陈立新因不服答复申请复议。", True),
    ("向申请人送达答复书。", False),
    ("申请人就答复内容提出疑问。", False),
    ("申请人因个人原因撤回申请。", False),
    ("申请人关于征地的申请均已答复。", False),
    ("申请人向行政机关申请公开信息。", False),
    ("申请人何时申请、申请什么均有登记。", False),
)


@pytest.mark.parametrize(("text", "named"), NAMES)
def test_an_applicants_name_is_asked_about(text: str, *, named: bool) -> None:
    broken = rules_broken(one(quiet_town(), overview__on_request=text))

    assert ("P-NAME" in broken) == named


SELVES = (
    ("清河镇人民政府", "乡政府共收到群众来信3件。", True),
    ("清河镇人民政府", "2023年，乡政府认真落实条例。", True),
    ("清河镇人民政府", "镇政府认真落实条例。", False),
    ("清河镇人民政府", "乡镇政府认真落实条例。", False),
    ("清河镇人民政府", "2023年，高台镇人民政府认真落实条例。", True),
    ("清河县水利局", "2023年，清河县林业局认真落实条例。", True),
    ("清河县水利局", "2023年，县水利局认真落实条例。", False),
    ("清河县人力资源和社会保障局", "2023年，县人社局认真落实条例。", False),
    ("清河县发展和改革局", "县发改局积极推进信息公开。", False),
    ("清河县水利局", "各乡镇人民政府认真落实条例。", False),
    ("清河县水利局", "会同县林业局开展检查。", False),
)


@pytest.mark.parametrize(("unit", "text", "wrong"), SELVES)
def test_another_organs_name_is_asked_about(unit: str, text: str, *, wrong: bool) -> None:
    report = facts(quiet_town(), unit=unit)

    assert ("TX-SELF" in rules_broken(one(report, overview__disclosure=text))) == wrong


@pytest.mark.parametrize(
    ("unit", "may"),
    [
        ("清河县水利局", False),
        ("杭州市水利局", False),
        ("浙江省水利厅", False),
        ("昆山市人民政府", False),
        ("清河镇人民政府", False),
        ("杭州市人民政府", True),
        ("浙江省人民政府", True),
    ],
)
def test_departments_and_counties_make_no_regulations(unit: str, *, may: bool) -> None:
    report = facts(quiet_town({"table_2.regulation.issued": 2}), unit=unit)

    assert ("LV-REGULATION" not in rules_broken(one(report))) == may
