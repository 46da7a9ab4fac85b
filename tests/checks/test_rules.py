"""For every rule: a report that must fail, one that must pass, and one that is near."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from nianbao.checks.audit import rule_states
from nianbao.checks.catalogue import catalogue
from nianbao.checks.context import make_context
from nianbao.checks.engine import check_and_count, check_report, count_places
from nianbao.checks.findings import Severity
from nianbao.report.book import Report
from tests.checks.town import quiet_town, town

Maker = Callable[[], tuple[Report, list[Report]]]


def one(report: Report, *previous: Report, **texts: str) -> Maker:
    """A report with texts (`__` for the dot of a text key) and the earlier reports."""

    def make() -> tuple[Report, list[Report]]:
        for key, text in texts.items():
            if key == "preamble":
                report.preamble = text
            else:
                report.texts[key.replace("__", ".")] = text
        return report, list(previous)

    return make


def facts(report: Report, **values: object) -> Report:
    """The report with fields of its own changed."""
    changed = replace(report)
    changed.change(facts=values)
    return changed


LONG = (
    "我镇公开工作还存在一些不足：主动公开的内容不够丰富，干部业务能力"
    "有待提高。下一步将加强学习培训，完善工作制度，提升公开质量和水平。"
)
FIVE = {f"overview__{part}": "已按要求开展。" for part in
        ("disclosure", "on_request", "information_management", "platforms")}  # fmt: skip
GOVERNED = {**FIVE, "overview__supervision": "开展工作考核和社会评议，未发生责任追究。"}
LAST = {"table_3.carried_out.natural_person": 1, "table_2.normative_doc.in_force": 10}
OLD_TEXT = (
    "坚持把政务公开作为推进依法行政、建设服务型政府的重要抓手，健全机制"
    "，压实责任，主动回应社会关切，切实保障群众知情权、参与权和监督权。"
)
NEW_TEXT = (
    "今年新设村务公开电子屏十二块，赶集日现场解答惠农补贴怎么申领，把养"
    "老、医保、危房改造的办事流程印成小册子送到家门口，群众都说看得懂。"
)

CASES: dict[str, tuple[Maker, Maker, Maker]] = {
    "T3-BALANCE": (
        one(town({"table_3.carried_out.natural_person": 2})),
        one(town()),
        one(town({"table_3.carried_out.natural_person": None})),
    ),
    "T3-RESULT-SUM": (
        one(town({"table_3.result_total.org_legal_service": 1})),
        one(town({"table_3.result_total.natural_person": 10})),
        one(town({"table_3.granted.org_legal_service": None})),
    ),
    "T3-ROW-SUM": (
        one(town({"table_3.granted.total": 7})),
        one(town({"table_3.granted.total": 6})),
        one(town({"table_3.granted.total": None})),
    ),
    "T4-SUM": (
        one(town({"table_4.review_total": 0})),
        one(town({"table_4.review_total": 2})),
        one(town({"table_4.review_other": None, "table_4.review_total": 3})),
    ),
    "NUM": (
        one(town({"table_2.licence.decisions": -1})),
        one(town({"table_2.licence.decisions": 1})),
        one(town({"table_2.admin_fee.fee_amount": 0})),
    ),
    "EMPTY": (
        one(town({"table_2.licence.decisions": None})),
        one(town()),
        one(town({"table_3.granted.total": None})),
    ),
    "X-LAST": (
        one(town(), facts(town(year=2022), unit="白塔镇人民政府")),
        one(town(), town(year=2022)),
        one(town(), facts(town(year=2022), unit="清河镇")),
    ),
    "X-CARRY": (
        one(town(), town({"table_3.carried_out.natural_person": 3}, year=2022)),
        one(town(), town(LAST, year=2022)),
        one(town(), town({"table_3.carried_out.natural_person": 3}, year=2021)),
    ),
    "X-BRING": (
        one(town({"table_3.carried_in.natural_person": None}), town(LAST, year=2022)),
        one(town(), town(LAST, year=2022)),
        one(town({"table_3.carried_in.natural_person": None}), town(LAST, year=2021)),
    ),
    "X-FORCE": (
        one(town(), town({"table_2.normative_doc.in_force": 11}, year=2022)),
        one(town(), town(LAST, year=2022)),
        one(town(), town({"table_2.normative_doc.in_force": None}, year=2022)),
    ),
    "X-NEG": (
        one(
            town({"table_2.normative_doc.repealed": 9}),
            town({"table_2.normative_doc.in_force": 5}, 2022),
        ),
        one(town(), town(LAST, year=2022)),
        one(
            town({"table_2.normative_doc.repealed": 8}),
            town({"table_2.normative_doc.in_force": 5}, 2022),
        ),
    ),
    "X-JUMP": (
        one(town({"table_2.licence.decisions": 61}), town({"table_2.licence.decisions": 12}, 2022)),
        one(town({"table_2.licence.decisions": 20}), town({"table_2.licence.decisions": 12}, 2022)),
        one(town({"table_2.licence.decisions": 60}), town({"table_2.licence.decisions": 12}, 2022)),
    ),
    "X-SAME": (
        one(town(), facts(town(year=2022), texts={"problems": OLD_TEXT}), problems=OLD_TEXT),
        one(town(), facts(town(year=2022), texts={"problems": OLD_TEXT}), problems=NEW_TEXT),
        one(
            town(),
            facts(town(year=2022), texts={"problems": OLD_TEXT}),
            problems=OLD_TEXT[:30] + NEW_TEXT,
        ),
    ),
    "TX-NEW": (
        one(town(), overview__on_request="收到政府信息公开申请15件。"),
        one(town(), overview__on_request="收到政府信息公开申请12件。"),
        one(town(), overview__on_request="受理政府信息公开申请13件。"),
    ),
    "TX-HANDLED": (
        one(town(), overview__on_request="办结政府信息公开申请13件。"),
        one(town(), overview__on_request="办结政府信息公开申请12件。"),
        one(town(), overview__on_request="收办政府信息公开申请13件。"),
    ),
    "TX-APPLICANT": (
        one(town(), overview__on_request="收到申请12件，其中自然人9件。"),
        one(town(), overview__on_request="收到申请12件，其中自然人10件。"),
        one(town(), overview__on_request="收办申请13件，其中自然人11件。"),
    ),
    "TX-NONE": (
        one(town(), overview__on_request="未收到政府信息公开申请。"),
        one(quiet_town(), overview__on_request="未收到政府信息公开申请。"),
        one(town(), overview__on_request="未收到涉及国家秘密的政府信息公开申请。"),
    ),
    "TX-DONE": (
        one(town(), overview__on_request="收到申请12件，全部办结。"),
        one(
            town({"table_3.carried_out.natural_person": 0}),
            overview__on_request="收到申请12件，全部办结。",
        ),
        one(town(), overview__on_request="收到申请12件，除结转1件外，全部办结。"),
    ),
    "TX-REVIEW": (
        one(town(), overview__supervision="因政府信息公开引发行政复议1件。"),
        one(town(), overview__supervision="因政府信息公开引发行政复议2件。"),
        one(town(), overview__supervision="全年审理行政复议案件36件。"),
    ),
    "TX-SUIT": (
        one(town(), overview__supervision="未发生因政府信息公开引发的行政诉讼。"),
        one(quiet_town(), overview__supervision="未发生因政府信息公开引发的行政诉讼。"),
        one(town(), overview__supervision="未发生行政诉讼败诉案件。"),
    ),
    "TX-DOC": (
        one(town(), overview__disclosure="全年制发行政规范性文件4件。"),
        one(town(), overview__disclosure="全年制发行政规范性文件3件。"),
        one(town(), overview__disclosure="全年清理行政规范性文件40件。"),
    ),
    "TX-DECISIONS": (
        one(town({"table_2.licence.decisions": 7}), overview__lead="作出行政许可决定8件。"),
        one(town({"table_2.licence.decisions": 7}), overview__lead="作出行政许可决定7件。"),
        one(town({"table_2.licence.decisions": 7}), overview__lead="受理行政许可申请8件。"),
    ),
    "TX-REPEAT": (
        one(town(), overview__on_request="全年收到申请12件。共收到政府信息公开申请21件。"),
        one(town(), overview__on_request="全年收到申请12件。共收到政府信息公开申请12件。"),
        one(town(), overview__on_request="收到申请12件。镇党政办公室收到申请7件。"),
    ),
    "TX-CITE": (
        one(town(), preamble="根据《中华人民共和国政府信息公开条列》（国务院令第711号）编制。"),
        one(town(), preamble="根据《中华人民共和国政府信息公开条例》（国务院令第711号）编制。"),
        one(town(), preamble="根据《江苏省政府信息公开条例实施办法》第711条编制。"),
    ),
    "TX-SELF": (
        one(town(), overview__lead="我局认真做好政府信息公开工作。"),
        one(town(), overview__lead="我镇认真做好政府信息公开工作。"),
        one(town(), overview__lead="我县各乡镇、县公安局认真做好政府信息公开工作。"),
    ),
    "TX-WORDING": (
        one(town(), problems="一是公开不及时；三是解读不够。"),
        one(town(), problems="一是公开不及时；二是解读不够。"),
        one(town(), problems="1）公开不及时；2）解读不够……"),
    ),
    "TX-LIST": (
        one(town(), overview__disclosure="公开信息90条，包括公告30条、动态50条、其他20条。"),
        one(town(), overview__disclosure="公开信息100条，包括公告30条、动态50条、其他20条。"),
        one(town(), overview__disclosure="公开信息近100条，包括公告30条、动态50条、其他10条。"),
    ),
    "TX-BALANCE": (
        one(town(), overview__on_request="新收12件，上年结转2件，办结12件，结转下年1件。"),
        one(town(), overview__on_request="新收12件，上年结转1件，办结12件，结转下年1件。"),
        one(town(), overview__on_request="新收12件，办结12件，结转下年1件。"),
    ),
    "TX-PERCENT": (
        one(town(), overview__on_request="办结12件，其中予以公开6件，占40%。"),
        one(town(), overview__on_request="办结12件，其中予以公开6件，占50%。"),
        one(town(), overview__on_request="办结12件，其中部分公开2件，占16.7%。"),
    ),
    "TX-YEAR": (
        one(town(), preamble="本报告数据统计期限自2023年1月1日起至2023年12月30日止。"),
        one(town(), preamble="本报告数据统计期限自2023年1月1日起至2023年12月31日止。"),
        one(town(), overview__on_request="2022年，共收到申请8件；与上年相比，2023年增加4件。"),
    ),
    "TX-PARTS": (
        one(town(), preamble="本报告由总体情况、存在的主要问题等七个部分组成。"),
        one(town(), preamble="本报告由总体情况、存在的主要问题等六个部分组成。"),
        one(town(), overview__disclosure="栏目分为机构、政策、财政、服务等七个部分。"),
    ),
    "TX-BASE": (
        one(town(), preamble="根据国办公开办函〔2019〕60号要求编制。"),
        one(town(), preamble="根据国办公开办函〔2021〕30号要求编制。"),
        one(town(), preamble="根据国办公开办函[2021]30号和国办函〔2020〕109号要求编制。"),
    ),
    "TX-HOLD": (
        one(town(), overview__disclosure="公开信息XX条。"),
        one(town(), overview__disclosure="公开信息20条。"),
        one(town(), overview__disclosure="申请件数公布为1***件。"),
    ),
    "TX-STRUCT": (
        one(town(), problems="六、其他需要报告的事项\n无。"),
        one(town(), problems="存在的主要问题：公开不够及时。"),
        one(town(), problems="一、加强学习\n二、完善制度"),
    ),
    "TX-FEE": (
        one(town(), other="无。"),
        one(town(), other="本年度未收取信息处理费。"),
        one(town(), other="依申请公开未收取任何费用，信息处理费为0元。"),
    ),
    "TX-FIVE": (
        one(town(), **FIVE),
        one(town(), **GOVERNED),
        one(
            facts(town(), unit="清河县财政局"),
            **{**GOVERNED, "overview__supervision": "加强监督。"},
        ),
    ),
    "TX-PROBLEMS": (
        one(town(), problems="无。"),
        one(town(), problems=LONG),
        one(town(), problems=LONG[:51] + "改进"),
    ),
    "TX-LEN": (
        one(town(), overview__lead="公" * 1001),
        one(town(), overview__lead="公开"),
        one(town(), overview__lead="公" * 1000 + "\n \n"),
    ),
    "LV-REGULATION": (
        one(town({"table_2.regulation.in_force": 1})),
        one(town()),
        one(facts(town({"table_2.regulation.in_force": 1}), unit="苏州市人民政府")),
    ),
    "LV-UNIT": (
        one(town({"table_2.admin_fee.fee_amount": 12000})),
        one(town({"table_2.admin_fee.fee_amount": 12})),
        one(town({"table_2.admin_fee.fee_amount": 999})),
    ),
    "LV-SUIT": (
        one(town(year=2024)),
        one(quiet_town()),
        one(town(year=2023)),
    ),
    "LV-YEAR": (
        one(facts(town(), year_guessed=True)),
        one(town()),
        one(facts(facts(town(), year_guessed=True), year_guessed=False)),
    ),
    "LV-FORM": (
        one(facts(town(), form="gb_2019_60_trial", cells={})),
        one(town()),
        one(facts(town(), form="gb_2019_60_trial", cells={}, year=2020)),
    ),
    "P-ID": (
        one(town(), other="身份证号11010519491231002X。"),
        one(town(), other="未收取信息处理费。"),
        one(town(), other="编号110105194912310021。"),
    ),
    "P-MOBILE": (
        one(town(), other="联系电话13812345678。"),
        one(town(), other="联系电话0312-1234567。"),
        one(town(), other="文件编号213812345678。"),
    ),
    "P-BANK": (
        one(town(), other="账号6222021001116245702。"),
        one(town(), other="账户余额622202元。"),
        one(town(), other="流水号6222021001116245703。"),
    ),
    "P-NAME": (
        one(town(), overview__on_request="申请人王小明，要求公开征地批复。"),
        one(town(), overview__on_request="申请人要求公开征地批复。"),
        one(town(), overview__on_request="申请人王某，要求公开征地批复。"),
    ),
    "P-SECRET": (
        one(town(), overview__lead="内部资料，注意保存。"),
        one(town(), overview__lead="信息均已公开。"),
        one(town(), overview__lead="严防泄露工作秘密。"),
    ),
    "P-REVIEW": (
        one(town()),
        one(facts(town(), secrecy_reviewed=True)),
        one(facts(town(), secrecy_reviewed=True), overview__lead="先审查、后公开。"),
    ),
}

HELP_ONLY = {"LV-CODEFENDANT"}


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
