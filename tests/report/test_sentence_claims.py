"""Standard sentences and skeletons claim nothing that the tables do not show."""

import random
import re
from collections.abc import Iterator
from decimal import Decimal

import pytest

from nianbao.formats.registry import Form, all_forms, load_form
from nianbao.report.guide import FACT_SLOTS, GROUP, SLOT, Sentence, load_guide
from nianbao.report.sentences import holds, known_values, proposals, skeleton

GUIDE = load_guide()
FORM = load_form("gb_2021_30")
OPEN = re.compile(r"【[^【】]*(?:【】[^【】]*)*】")
PRAISE = re.compile(
    r"依法|均|全部|全面|及时|按时|按期|法定期限|严格|深入|动态|专人|每日|(?<!现行)有效|圆满|较好|顺利|不断|切实|进一步"
)
"""Words with which reports claim more than a number says."""
NONE = re.compile(r"没有|未(?!经)|无")
STANDARD = pytest.mark.parametrize("sentence", GUIDE.sentences, ids=lambda one: one.id)
SKELETONS = pytest.mark.parametrize(
    "text", [one for one in GUIDE.texts if one.skeleton], ids=lambda one: one.key
)
BY_LAW = {"fee_none_trial"}
"""True without a look at the tables: no such fee could be charged before 2021."""


def said(words: str) -> str:
    """What is said outright: without open places and what is filled in."""
    return SLOT.sub("0", GROUP.sub("", OPEN.sub("", words)))


@STANDARD
def test_a_sentence_praises_nothing(sentence: Sentence) -> None:
    assert PRAISE.findall(said(sentence.text)) == []


@pytest.mark.parametrize(
    "words",
    ["全部在法定期限内答复。", "均依法公开。", "随立改废动态更新。", "专人负责，每日巡查。"],
)
def test_praise_is_found(words: str) -> None:
    assert PRAISE.search(said(words))


@STANDARD
def test_each_sentence_has_a_number_of_the_tables_an_open_place_or_a_condition(
    sentence: Sentence,
) -> None:
    grounded = sentence.cells or OPEN.search(sentence.text) or sentence.id in BY_LAW

    assert grounded


@STANDARD
def test_what_is_said_not_to_be_is_0_in_the_tables(sentence: Sentence) -> None:
    denies = NONE.search(said(sentence.text).replace("未缴纳", ""))

    assert not denies or sentence.zero or sentence.id in BY_LAW


def cells_of_nothing(form: Form) -> dict[str, Decimal | None]:
    return dict.fromkeys(form.cells, Decimal(0))


def test_no_fee_is_said_to_be_charged_or_not_where_there_were_applications() -> None:
    cells = cells_of_nothing(FORM)
    cells["table_3.received_new.natural_person"] = cells["table_3.received_new.total"] = Decimal(3)

    (fee,) = [one for one in offered("other", cells) if one.group == "fee"]

    assert fee.id == "fee_open"


def test_without_any_application_no_fee_can_have_been_charged() -> None:
    (fee,) = [one for one in offered("other", cells_of_nothing(FORM)) if one.group == "fee"]

    assert fee.id == "fee_none"


def offered(text_key: str, cells: dict[str, Decimal | None]) -> Iterator[Sentence]:
    known = known_values(FORM, 2023, cells)
    return (one.sentence for one in proposals(GUIDE, FORM, text_key, known))


@pytest.mark.parametrize("form", all_forms(), ids=lambda form: form.id)
@pytest.mark.parametrize("seed", range(20))
def test_whatever_the_tables_say_what_is_offered_is_true(form: Form, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same tables each time
    cells = {key: Decimal(chance.choice((0, 0, 1, 7))) for key in form.cells}
    known = known_values(form, form.definition.first_year, cells)
    for text in GUIDE.texts:
        found = [one.sentence for one in proposals(GUIDE, form, text.key, known)]
        groups = [one.group for one in found if one.group]
        assert [one.id for one in found if not holds(one, known)] == []
        assert len(groups) == len(set(groups))


@STANDARD
def test_numbers_of_a_sentence_stand_in_the_tables(sentence: Sentence) -> None:
    forms = [form for form in all_forms() if sentence.fits(form)]

    assert forms
    assert set(SLOT.findall(sentence.text)) <= forms[0].cells.keys() | FACT_SLOTS


@SKELETONS
def test_a_skeleton_praises_nothing_and_leaves_open_what_only_the_clerk_knows(text: object) -> None:
    frame = text.skeleton  # type: ignore[attr-defined]
    sentences = [one for one in re.split(r"[。\n]", frame) if one]

    assert PRAISE.findall(said(frame)) == []
    assert [one for one in sentences if not re.search(r"【|\{", one)] == []


@pytest.mark.parametrize("text", ["overview.information_management", "overview.platforms", "other"])
def test_a_skeleton_of_an_empty_report_waits_for_the_clerk(text: str) -> None:
    frame = skeleton(GUIDE, FORM, text, known_values(FORM, 2023, {}))

    assert "【" in frame
