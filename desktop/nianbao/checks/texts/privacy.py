"""Nothing personal and nothing secret: P-ID, P-MOBILE, P-BANK, P-NAME, P-SECRET, P-REVIEW.

Messages show no more of a number or name than is needed to find it.
"""

import re
import zlib
from collections.abc import Iterator

from nianbao.checks.catalogue import catalogue
from nianbao.checks.context import CheckContext
from nianbao.checks.findings import Finding
from nianbao.checks.texts.patterns import (
    any_word,
    matches,
    pattern,
    text_data,
    text_finding,
)
from nianbao.checks.texts.read import ReadText, read_texts

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"


def check_privacy(context: CheckContext) -> Iterator[Finding]:
    """Yield a finding for each personal datum in the texts."""
    for text in read_texts(context):
        for rule_id in {rule_id for rule_id, *_ in _PERSONAL}:
            context.compared(rule_id)
        found: list[tuple[int, int]] = []
        for rule_id, name, holds, says in _PERSONAL:
            for match in matches(text, "privacy", name):
                overlaps = any(match.start() < end and start < match.end() for start, end in found)
                if not overlaps and holds(match):
                    found.append(match.span())
                    place = match.span("name") if rule_id == "P-NAME" else match.span()
                    yield text_finding(text, rule_id, says, [place], f"{rule_id}:{_mark(match[0])}")


def _mark(words: str) -> str:
    """A mark of the words that does not repeat them: it is kept with a clerk's decision."""
    return f"{zlib.crc32(words.encode()):08x}"


def valid_identity(number: str) -> bool:
    """Whether the check digit of an 18-digit identity number is right (GB 11643)."""
    number = re.sub("[ -]", "", number)
    if pattern("privacy", "identity_form").fullmatch(number) is None:
        return False
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number[:17], strict=True))
    return _CHECK_DIGITS[total % 11] == number[17].upper()


def valid_card(number: str) -> bool:
    """Whether the check digit of a card number is right (Luhn)."""
    digits = [int(digit) for digit in reversed(number) if digit.isdecimal()]
    doubled = (digit * 2 - 9 if digit > 4 else digit * 2 for digit in digits[1::2])  # noqa: PLR2004
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0


def _is_name(match: re.Match[str]) -> bool:
    return not any_word(text_data()["privacy"]["no_names"], match["name"])


_PERSONAL = (
    ("P-ID", "identity", lambda match: valid_identity(match[0]), "正文里有一个公民身份号码。"),
    ("P-BANK", "bank", lambda match: valid_card(match[0]), "正文里有一个像是银行卡号的数字。"),
    ("P-MOBILE", "mobile", lambda _match: True, "正文里有一个手机号码。"),
    ("P-NAME", "name", _is_name, "正文里像是写出了申请人的姓名。"),
    ("P-NAME", "masked", lambda _match: True, "正文里写出了申请人的姓氏。"),
    ("P-NAME", "sure_name", _is_name, "正文里像是写出了申请人的姓名。"),
)


def check_secrecy(context: CheckContext) -> Iterator[Finding]:
    """Yield a finding for each secrecy mark; sentences about keeping secrets are fine."""
    for text in read_texts(context):
        context.compared("P-SECRET")
        for match in matches(text, "privacy", "secret"):
            if _is_marked(match) or not any_word(
                text_data()["privacy"]["guarded"], _around(text, match)
            ):
                message = f"正文里有“{match[0]}”字样，这样的内容不能公开。"
                yield text_finding(text, "P-SECRET", message, [match.span()], f"secret:{match[0]}")


def _is_marked(match: re.Match[str]) -> bool:
    return match[0][-1] in "★*☆"


def _around(text: ReadText, match: re.Match[str]) -> str:
    """The sentence around a word, without the word."""
    cleaned = text.prose.cleaned.text
    before = re.split("[。!?;\n]", cleaned[max(0, match.start() - 80) : match.start()])[-1]
    after = re.split("[。!?;\n]", cleaned[match.end() : match.end() + 80])[0]
    return before + after


def check_review_done(context: CheckContext) -> Iterator[Finding]:
    """P-REVIEW: 先审查、后公开."""
    context.compared("P-REVIEW")
    if not context.report.secrecy_reviewed:
        rule = catalogue()["P-REVIEW"]
        yield Finding(
            rule.id, rule.severity, context.form.sections[0].id,
            "还没有确认保密审查（先审查、后公开）。", hint=rule.advice, subject="secrecy",
        )  # fmt: skip
