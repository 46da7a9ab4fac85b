"""Numbers of no table said again, parts behind 含 and before 三个平台合计, and an organ's parts by themselves."""

import pytest

from tests.checks.statements import Case
from tests.checks.worlds import world


def _found(said: str, unit: str = "临江市交通运输局") -> list[str]:
    of = world("usual", "said again", unit)
    case = Case("again", said, "overview.lead", of, is_true=True)
    return [one.rule for one in case.findings()]


@pytest.mark.parametrize(
    "said",
    [
        "组织培训{}期，{}期培训均有考核。",
        "召开例会26次、编发简报{}期；{}期简报已全部归档。",
        "征集意见建议{}条，对{}条意见建议逐条反馈。",
        "开设专栏{}个，{}个专栏累计发布信息六百余条。",
        "全年发布解读材料{}篇。在上述{}篇解读材料中，图解最多。",
        "回复留言{}条，回复的{}条留言均在时限内。",
        "开展培训{}次，{}次培训覆盖全部科室。",
        "编发{}期工作简报；全年{}期工作简报均报市政府。",
    ],
)
def test_a_number_is_not_larger_when_it_is_said_again(said: str) -> None:
    assert _found(said.format(24, 42)) == ["TX-REPEAT"]
    assert _found(said.format(24, 24)) == []


@pytest.mark.parametrize(
    "said",
    [
        "组织培训24期，其中线上8期。16期培训均在现场举行。",
        "上年编发简报16期。本年简报改版，24期简报均设专栏。",
        "举办讲座3场、培训24期，参加三百人次。",
        "答复网民留言24条、信箱来信16条，40条留言均按时办理。",
        "按照省厅部署，向厅办公室报送材料。",
    ],
)
def test_some_of_a_number_is_not_the_number_said_again(said: str) -> None:
    assert _found(said) == []


@pytest.mark.parametrize(
    "said",
    [
        "发布解读66篇，含文字解读31篇、图文解读22篇、其他形式{}篇。",
        "微信推送42篇，微博推送11篇，抖音推送{}篇，三个平台合计66篇。",
        "回应关切66次：在线访谈31次，留言回复22次，新闻发布会{}次。",
        "会议公开66次，即党组会53次、办公会{}次。",
        "收集意见66条，其中采纳53条、其他{}条；66条意见均已答复。",
    ],
)
def test_parts_are_added_up_in_other_words_too(said: str) -> None:
    assert _found(said.format(13)) == []
    assert _found(said.format(19)) == ["TX-LIST"]


def test_a_total_said_again_and_a_sum_of_other_things_are_no_parts() -> None:
    assert _found("收集意见66条，其中采纳30条；66条意见均已答复。") == []
    assert _found("网站发布8条，微信推送42篇，微博推送11篇，三个平台合计66篇。") == []


@pytest.mark.parametrize(
    "said",
    [
        "{}党组专题研究公开工作。",
        "全{}上下抓好落实。",
        "由{}办公室牵头。",
        "在{}门户网站公布。",
        "年报经{}领导审定。",
    ],
)
def test_the_parts_of_another_kind_of_organ_are_no_parts_of_this_one(said: str) -> None:
    assert _found(said.format("局")) == []
    assert _found(said.format("厅")) == ["TX-SELF"]
    assert _found(said.format("局"), "临江省水利厅") == ["TX-SELF"]
    assert _found(said.format("局"), "临江市人民政府") == []


def test_the_whole_situation_is_no_organ() -> None:
    assert _found("着眼全局，统筹推进，增强全局性。", "临江省水利厅") == []
    assert _found("与公安局办公室会商，在市财政局网站公布。", "临江省水利厅") == []
