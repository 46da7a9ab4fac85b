"""Random whole reports: names of offices, texts with levels, notes, attachments, signature, date."""

from dataclasses import asdict
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
    "国家税务总局临江县税务局",
    "临江经济技术开发区管理委员会",
    "临江县城市管理综合行政执法大队",
    "临江县第一中学",
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
    "三、收到和处理政府信息公开申请情况见下表。",
    "二是公开渠道较单一，如“两微一端”更新慢。",
    "（一）政策解读不够深入。解读形式以文字为主。",
    "（二）下一步措施",
    "（3）12345热线办理312件",
    "附件清单已在网站公布。",
    "2024年12月31日，网站完成改版。",
    "联系电话变更已公告。",
    "截至2024年12月31日，公开指南见http://www.example.gov.cn/gkzn/index.html。",
    "注：以上数据不含下属单位。",
    "存在以下问题：",
    "来源：县统计局。",
    "时间：每季度末公布一次。",
    "①健全机制；②强化培训；③严格考核。",
    "——坚持以公开为常态。",
    "政务公开平台1个，其中网站专栏3个：机构职能、政策文件、财政预决算。",
    "无",
)
NOTES = (
    *("其中修订16件", "其中：重复，提出的3件", "含上年“结转”1件；已办结"),
    *("详见附件", "同比增长12.5%", "2023年为15"),
)
ATTACHMENTS = (
    *("2023年政府信息公开收费情况表", "2024年主动公开目录", "依申请公开流程图"),
    *("3类清单（试行）", "《临江县2024年公开清单》", "12345热线统计表"),
)
CONTACTS = (
    "",
    "如对本报告有疑问，请与本机关政务公开办公室联系，电话：0000-1234567。",
    "联系人：张三\n地址：文化路1号（邮编：123456）",
    "（联系电话：010-12345678，邮箱：a@example.gov.cn）",
    "联系我们：0000-1234567",
)
PREAMBLES = (
    "",
    "本报告依据《中华人民共和国政府信息公开条例》编制。",
    "按照条例要求，特制定本报告。\n本报告所列数据的统计期限自2024年1月1日起至2024年12月31日止。",
)


def random_report(seed: int) -> Report:
    """Return a report in which everything is filled in, each part by the seed."""
    dice = Random(seed)  # noqa: S311 - a test's dice
    unit = dice.choice(UNITS)
    report = full(FORM, step=dice.randint(1, 40))
    report.change(
        facts={
            "unit": unit,
            "preamble": dice.choice(PREAMBLES),
            "publication": Publication(
                attachments=tuple(dice.sample(ATTACHMENTS, dice.randint(0, 3))),
                contact=dice.choice(CONTACTS),
                signed_by=unit,
                signed_on=date(2024, dice.randint(1, 12), dice.randint(1, 28)),
                show_signature=True,
            ),
        }
    )
    for key in report.texts:
        report.change(texts={key: "\n".join(dice.sample(SENTENCES, dice.randint(1, 4)))})
    cells = sorted(load_form(FORM).cells)
    report.change(cells=dict.fromkeys(dice.sample(cells, dice.randint(0, 60))))
    report.change(notes=dict.fromkeys(report.cell_notes, ""))
    report.change(notes={key: dice.choice(NOTES) for key in dice.sample(cells, 4)})
    return report


def parts(report: Report) -> dict[str, object]:
    """Return everything that a report says, part by part."""
    found: dict[str, object] = {"unit": report.unit, "preamble": report.preamble}
    found |= {f"cell {key}": value for key, value in report.cells.items()}
    found |= {f"note {key}": note for key, note in report.cell_notes.items()}
    found |= {f"text {key}": text for key, text in report.texts.items() if text}
    found |= {f"fact {key}": fact for key, fact in asdict(report.publication).items()}
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
