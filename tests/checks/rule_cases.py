"""For every rule: a report that must fail, one that must pass, and one that is near."""

from collections.abc import Callable
from dataclasses import replace

from nianbao.report.book import Report
from tests.checks.town import NUMBERS, quiet_town, town

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
NOT_ALL: dict[str, int | None] = {
    "table_3.received_new.org_legal_service": None,
    "table_3.carried_out.org_legal_service": None,
}
"""Blanks that leave the balances open, so that one sum alone can fail."""
BLANK = dict.fromkeys((key for key in NUMBERS if key.startswith("table_3.")), None)
"""The applications are not filled in: a text can be held only against itself."""
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
        one(town({**NOT_ALL, "table_3.result_total.org_legal_service": 1})),
        one(town(NOT_ALL)),
        one(town({"table_3.granted.org_legal_service": None})),
    ),
    "T3-ROW-SUM": (
        one(town({**NOT_ALL, "table_3.carried_in.total": 2})),
        one(town({**NOT_ALL, "table_3.carried_in.total": 1})),
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
        one(town(), town({**LAST, "table_3.carried_out.natural_person": 3}, year=2022)),
        one(town(), town(LAST, year=2022)),
        one(town(), town({"table_3.carried_out.natural_person": 3}, year=2021)),
    ),
    "X-BRING": (
        one(town({"table_3.carried_in.natural_person": None}), town(LAST, year=2022)),
        one(town({"table_3.carried_in.natural_person": None}), town(LAST, year=2021)),
        one(town(), town(LAST, year=2022)),
    ),
    "X-FORCE": (
        one(town(), town({"table_2.normative_doc.in_force": 11}, year=2022)),
        one(town(), town(LAST, year=2022)),
        one(town(), town({"table_2.normative_doc.in_force": None}, year=2022)),
    ),
    "X-NEG": (
        one(
            town({"table_2.normative_doc.repealed": 9}),
            town({"table_2.normative_doc.in_force": 5, "table_2.normative_doc.repealed": 9}, 2022),
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
        one(town(BLANK), overview__on_request="新收12件，上年结转2件，办结12件，结转下年1件。"),
        one(town(BLANK), overview__on_request="新收12件，上年结转1件，办结12件，结转下年1件。"),
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
        one(facts(town(), form="gb_2019_60_trial", cells={}, year=2020)),
        one(town()),
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
