"""Last year's sentences in this year's report: what moves, what stays, what is left open or asked."""

import re
import tomllib
from pathlib import Path

import pytest

from nianbao.report.taken_over.numerals import like, value_of
from nianbao.report.taken_over.offer import taken_over, with_year

TABLE = Path(__file__).with_name("taken_over.toml")
SENTENCES = tomllib.loads(TABLE.read_text(encoding="utf-8"))["sentences"]


@pytest.mark.parametrize(("said", "offered"), SENTENCES)
def test_a_sentence_is_taken_over(said: str, offered: str) -> None:
    assert taken_over(said, 2023, 2024) == offered


def test_there_are_as_many_sentences_as_were_asked_for() -> None:
    assert len(SENTENCES) >= 80


@pytest.mark.parametrize("said", [said for said, _ in SENTENCES])
def test_nothing_but_numbers_and_years_is_changed(said: str) -> None:
    def bare(words: str) -> str:
        return re.sub("[0-9０-９【】〇○零Ｏ一二三四五六七八九十百千,，.．~～—－\\- 至]", "", words)

    assert bare(taken_over(said, 2023, 2024)) == bare(said)


@pytest.mark.parametrize(("said", "offered"), SENTENCES)
def test_no_number_is_half_emptied(said: str, offered: str) -> None:
    assert re.search(r"[0-9０-９][,，.．]?【|】[,，.．]?[0-9０-９]", offered) is None, said


@pytest.mark.parametrize(
    ("said", "moved"),
    [
        ("自2019年1月1日起至2019年12月31日止", "自2020年1月1日起至2020年12月31日止"),
        ("2019年，本机关", "2020年，本机关"),
        ("依据2019年4月3日修订的《条例》", "依据2019年4月3日修订的《条例》"),
        ("《条例》（2019年修订）", "《条例》（2019年修订）"),
        ("国办公开办函〔2019〕60号", "国办公开办函〔2019〕60号"),
        ("2018年和2020年", "2018年和2020年"),
        ("2019年5月15日起施行", "2019年5月15日起施行"),
        ("收到申请12件", "收到申请12件"),
    ],
)
def test_the_clerk_s_own_words_follow_a_corrected_year_where_it_is_the_report_s(
    said: str, moved: str
) -> None:
    assert with_year(said, 2019, 2020) == moved


@pytest.mark.parametrize("written", ["2023", "２０２３", "二〇二三", "二○二三", "二零二三"])
def test_a_year_is_read_in_every_script_and_written_back_in_it(written: str) -> None:
    assert value_of(written) == 2023
    assert like(written, 2023) == written


@pytest.mark.parametrize(
    ("written", "value"), [("十", 10), ("十二", 12), ("三十一", 31), ("二十", 20), ("９", 9)]
)
def test_months_and_days_are_read_in_every_script(written: str, value: int) -> None:
    assert value_of(written) == value
