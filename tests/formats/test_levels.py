"""The level that an organ's name tells, over all 设区的市 and 自治州 and many 县级市."""

import pytest

from nianbao.formats.levels import all_levels, level_of, prefecture_names

_CITIES = (
    "定州市 辛集市 迁安市 昆山市 江阴市 张家港市 常熟市 太仓市 宜兴市 义乌市 慈溪市 余姚市 "
    "诸暨市 温岭市 晋江市 石狮市 胶州市 滕州市 曲阜市 邹城市 巩义市 济源市 仙桃市 天门市 "
    "潜江市 浏阳市 都江堰市 仁怀市 腾冲市 大理市 敦煌市 格尔木市 石河子市 喀什市 库尔勒市 延吉市 "
    "满洲里市 五指山市 凯里市 吉首市 "
)
COUNTY_LEVEL_CITIES = _CITIES.split()


def test_every_prefecture_is_known_once() -> None:
    names = prefecture_names()

    assert len(names) == len(set(names)) == 293 + 30


@pytest.mark.parametrize("name", prefecture_names())
def test_a_prefecture_makes_regulations_and_its_departments_do_not(name: str) -> None:
    assert level_of("", name).id == level_of("", f"{name}人民政府").id == "city_government"
    assert level_of("", f"{name}人民政府办公室").id == "city_government"
    assert level_of("", f"{name}教育局").id == "city_department"


@pytest.mark.parametrize("name", COUNTY_LEVEL_CITIES)
@pytest.mark.parametrize("province", ["", "某某省", "苏州市"])
def test_a_county_level_city_makes_none(name: str, province: str) -> None:
    whole = province + name

    assert level_of("", whole).id == level_of("", f"{whole}人民政府").id == "county_government"
    assert level_of("", f"{whole}教育局").id == "county_department"
    assert level_of("", f"{whole}青山镇人民政府").id == "township"


@pytest.mark.parametrize(
    ("unit", "level"),
    [
        ("吉林省长春市人民政府", "city_government"),
        ("长春市朝阳区人民政府", "county_government"),
        ("长春市朝阳区教育局", "county_department"),
        ("北京市教育委员会", "province_department"),
        ("重庆市人民政府", "province_government"),
        ("上海市浦东新区教育局", "county_department"),
        ("广西壮族自治区教育厅", "province_department"),
        ("广西壮族自治区人民政府", "province_government"),
        ("大兴安岭地区行政公署", "prefecture_office"),
        ("锡林郭勒盟", "prefecture_office"),
        ("喀什地区教育局", "city_department"),
        ("兴安盟扎赉特旗教育局", "county_department"),
        ("延边朝鲜族自治州延吉市", "county_government"),
        ("清河县经济开发区", "other"),
        ("  ", "other"),
        ("某研究会", "other"),
    ],
)
def test_a_name_tells_the_level(unit: str, level: str) -> None:
    assert level_of("", unit).id == level


def test_only_governments_of_provinces_and_prefectures_make_regulations() -> None:
    makers = {one.id for one in all_levels() if one.makes_regulations}

    assert makers == {"province_government", "city_government", "other"}
