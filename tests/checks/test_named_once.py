"""What is named once and holds for what follows: a level, a year, the names of a row; and former notices."""

from dataclasses import replace

import pytest

from nianbao.checks.engine import check_report
from tests.checks.town import said, town

FINE = [
    "镇本级引发的行政复议5件、行政诉讼9件。",
    "镇本级引发的行政复议5件和行政诉讼9件。",
    "政府信息公开申请引发争议：局本级行政复议5件、行政诉讼9件、其他纠纷3件。",
    "自然人申请占新收总量的83.33%；与2022年自然人占90%的结构相近。",
    "自然人申请占新收总量的83.33%；与2022年自然人占90%、企业占10%的结构相近。",
    "自然人申请占新收总量的83.33%；与上年自然人占90%的结构相近。",
    "企业申请占新收总量的比例为16.67%。",
    "企业申请占新收总量的比重为16.67%。",
    "因涉及第三方合法权益、属于行政查询事项而不予公开的，依次为1件和0件。",
    "登记政府信息公开申请12件。",
    "党政办登记的政府信息公开申请共计12件。",
    "年初从上年结转过来1件申请，均在一季度内答复。",
    "登记不动产99件。",
]
AMISS = [
    ("因政府信息公开引发行政复议2件、行政诉讼9件。", "TX-SUIT"),
    ("镇本级接待来访9人；因政府信息公开引发行政复议2件、行政诉讼9件。", "TX-SUIT"),
    ("2023年自然人申请占新收总量的90%。", "TX-PERCENT"),
    ("与2022年相比，自然人申请占新收总量的90%。", "TX-PERCENT"),
    ("企业申请占新收总量的比例为26.67%。", "TX-PERCENT"),
    ("企业申请占新收总量的比重为26.67%。", "TX-PERCENT"),
    ("因涉及第三方合法权益、属于行政查询事项而不予公开的，依次为1件和3件。", "TX-APPLICANT"),
    ("登记政府信息公开申请15件。", "TX-NEW"),
    ("党政办登记的政府信息公开申请共计15件。", "TX-NEW"),
    ("年初从上年结转过来3件申请，均在一季度内答复。", "TX-HANDLED"),
]


@pytest.mark.parametrize("text", FINE)
def test_what_is_named_once_holds_for_what_follows(text: str) -> None:
    assert said(town(), text) == []


@pytest.mark.parametrize(("text", "rule"), AMISS)
def test_a_wrong_number_beside_it_is_still_found(text: str, rule: str) -> None:
    assert rule in said(town(), text)


NOTICES = [
    ("2020年度报告所用的国办公开办函〔2019〕60号试行格式不再沿用。", []),
    ("此前的国办公开办函〔2019〕60号与之口径不同。", []),
    ("原国办公开办函〔2019〕60号同时废止。", []),
    ("国办公开办函〔2019〕60号印发的试行格式停止使用。", []),
    ("依据国办公开办函〔2021〕30号要求编制本报告。", []),
    ("2023年度报告所用的国办公开办函〔2019〕60号试行格式已细化。", ["TX-BASE"]),
    ("原则上按照国办公开办函〔2019〕60号编制本报告。", ["TX-BASE"]),
    ("依据国办公开办函〔2019〕60号编制，不再另行说明。", ["TX-BASE"]),
    ("本报告根据国办公开办函〔2012〕30号文件要求编制。", ["TX-CITE"]),
]


@pytest.mark.parametrize(("text", "rules"), NOTICES)
def test_a_notice_told_to_be_a_former_one_is_no_base(text: str, rules: list[str]) -> None:
    report = town()
    report.texts["overview.lead"] = text
    found = [one.rule for one in check_report(report).findings]
    assert [one for one in found if one in ("TX-BASE", "TX-CITE")] == rules


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("今年以来，清河县水务局认真落实政府信息公开各项要求。", ["TX-SELF"]),
        ("一年来，清河县水务局扎实推进政府信息公开。", ["TX-SELF"]),
        ("今年以来，清河县财政局认真落实政府信息公开各项要求。", []),
        ("今年以来，我局认真落实政府信息公开各项要求。", []),
    ],
)
def test_another_bureau_at_work_since_the_years_beginning(text: str, rules: list[str]) -> None:
    report = replace(town(), unit="清河县财政局", texts={"overview.lead": text})
    assert [one.rule for one in check_report(report).findings if one.rule == "TX-SELF"] == rules
