"""Random whole reports: names of offices, texts with levels, notes, attachments, signature, date."""

from datetime import date
from random import Random

from nianbao.formats.registry import load_form
from nianbao.report.book import Publication, Report
from tests.exporters.reports import full

FORM = "gb_2021_30"
UNITS = (
    "某县财政局",
    "临江县青山镇人民政府",
    "新疆维吾尔自治区伊犁哈萨克自治州察布查尔锡伯自治县住房和城乡建设局（人民防空办公室）",
    "内蒙古自治区锡林郭勒盟东乌珠穆沁旗乌里雅斯太镇人民政府",
)
SENTENCES = (
    "微信公众号全年发布信息1,602条（其中政策解读35条）。",
    "打印并张贴公告36份，放在便民服务大厅。",
    "联系我们栏目答复留言12条。",
    "一是加强领导；二是按月通报。",
    "1.规范性文件公开。全年公开12件。",
    "（1）政策文件。公开8件。",
    "政府信息公开指南按时更新。",
    "来源于群众的建议都有答复。",
    "“图解”不多，解读形式较为单一。",
)
NOTES = ("其中修订16件", "其中：重复，提出的3件", "含上年“结转”1件；已办结")
ATTACHMENTS = ("2023年政府信息公开收费情况表", "2024年主动公开目录", "依申请公开流程图")
CONTACT = "如对本报告有疑问，请与本机关政务公开办公室联系，电话：0000-1234567。"


def random_report(seed: int) -> Report:
    """Return a report in which everything is filled in, each part by the seed."""
    dice = Random(seed)  # noqa: S311 - a test's dice
    unit = dice.choice(UNITS)
    report = full(FORM, step=dice.randint(1, 40))
    report.change(
        facts={
            "unit": unit,
            "publication": Publication(
                attachments=tuple(dice.sample(ATTACHMENTS, dice.randint(0, 3))),
                contact=dice.choice([CONTACT, ""]),
                signed_by=unit,
                signed_on=date(2024, dice.randint(1, 12), dice.randint(1, 28)),
                show_signature=True,
            ),
        }
    )
    for key in report.texts:
        report.change(texts={key: "\n".join(dice.sample(SENTENCES, dice.randint(1, 4)))})
    for key in dice.sample(sorted(load_form(FORM).cells), 3):
        report.change(notes={key: dice.choice(NOTES)})
    return report


def parts(report: Report) -> dict[str, object]:
    """Return everything that a report says, part by part."""
    found: dict[str, object] = {"unit": report.unit, "preamble": report.preamble}
    found |= {f"cell {key}": value for key, value in report.cells.items()}
    found |= {f"note {key}": note for key, note in report.cell_notes.items()}
    found |= {f"text {key}": text for key, text in report.texts.items() if text}
    found |= {f"fact {key}": fact for key, fact in report.publication.model_dump().items()}
    return found


def differences(ours: Report, read: Report) -> dict[str, tuple[object, object]]:
    """Return the parts that did not come back, with what came instead."""
    before, after = parts(ours), parts(read)
    keys = {**before, **after}
    return {
        key: (before.get(key), after.get(key))
        for key in keys
        if (before.get(key) or None) != (after.get(key) or None)
    }
