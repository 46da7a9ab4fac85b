"""Statements of statements*.toml said of drawn reports: each true once, and once not."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from nianbao.checks.engine import check_report
from nianbao.checks.findings import Finding
from tests.checks.worlds import World, world

DATA = tuple(sorted(Path(__file__).parent.glob("statements*.toml")))
YEAR = 2023
_SLOT = re.compile(
    r"\{(?P<star>\*?)(?P<sum>[a-z0-9_+-]+)(?:/(?P<whole>[a-z0-9_]+))?(?::(?P<form>[^}]+))?\}"
)
_BASE = {
    "overview.disclosure": "围绕重点领域做好信息发布，及时更新网站栏目。",
    "overview.on_request": "认真做好登记、审核、办理、答复和归档工作。",
    "overview.information_management": "完善发布审核流程，规范信息发布。",
    "overview.platforms": "做好网站和政务新媒体的日常维护。",
    "overview.supervision": "组织开展业务培训，做好工作考核，开展社会评议，没有发生责任追究的情况。",
    "problems": "存在的主要问题是：部分栏目更新不够及时，政策解读形式较为单一。"
    "改进情况：将加强业务培训，细化工作分工，丰富解读形式，定期开展自查。",
    "other": "本年度未收取信息处理费。",
}  # fmt: skip


@dataclass(frozen=True)
class Case:
    """A statement in a report, with what it is about."""

    kind: str
    text: str
    key: str
    world: World
    is_true: bool

    def findings(self) -> tuple[Finding, ...]:
        """What the checks say of the statement that they do not say of the report without it."""
        usual = _usual(self.world)
        with_it = _check(self.world, {self.key: self.text})
        return tuple(one for one in with_it if (one.rule, one.message) not in usual)


@cache
def _usual(of: World) -> frozenset[tuple[str, str]]:
    """What is said of a report without the statement; its true and its false twin share it."""
    return frozenset((one.rule, one.message) for one in _check(of, {}))


def _check(of: World, texts: Mapping[str, str]) -> tuple[Finding, ...]:
    report = deepcopy(of.report)
    report.texts.update(_BASE)
    for key, text in texts.items():
        if key == "preamble":
            report.preamble = text
        else:
            report.texts[key] = text
    found = check_report(report, [of.last]).findings
    return tuple(one for one in found if one.rule.startswith("TX-"))


@cache
def all_cases() -> tuple[Case, ...]:
    """Every statement as a true case, each but those that must stay silent also as a false one."""
    files = (tomllib.loads(path.read_text(encoding="utf-8")) for path in DATA)
    return tuple(case for data in files for case in _cases(data["kinds"]))


def _cases(kinds: list[dict[str, Any]]) -> Iterator[Case]:
    for kind in kinds:
        for text in kind["texts"]:
            key, unit = kind.get("key", "overview.on_request"), kind.get("unit", "清河县水利局")
            own = world(kind.get("world", "usual"), text, unit, YEAR)
            yield Case(kind["name"], _said(text, own, wrong=False), key, own, is_true=True)
            if "{*" in text:
                yield Case(kind["name"], _said(text, own, wrong=True), key, own, is_true=False)
            elif "otherwise" in kind:
                other = world(kind["otherwise"], text, unit, YEAR)
                said = _said(
                    text, own if "{new}" in text or "{closed}" in text else other, wrong=False
                )
                yield Case(kind["name"], said, key, other, is_true=False)


def _said(text: str, of: World, *, wrong: bool) -> str:
    """The text with the numbers of a report; the starred one changed where it must be wrong."""
    names = of.names
    for short, name in _COMPARED.items():
        before, after = names[f"l_{name}"], names[name]
        way = "up" if after >= before else "down"
        for slot, words in _WAYS.items():
            text = text.replace(f"{{{slot}_{short}}}", words[way])
    text = (
        text.replace("{Y}", str(YEAR)).replace("{P}", str(YEAR - 1)).replace("{N}", str(YEAR + 1))
    )
    for short, name in _COMPARED.items():
        before, after = names[f"l_{name}"], names[name]
        names = {**names, f"diff_{short}": abs(after - before)}
        if before:
            names[f"growth_{short}"] = abs(after - before) * 100 / before
    return _SLOT.sub(lambda slot: _number(slot, names, wrong=wrong and bool(slot["star"])), text)


_COMPARED = {
    "new": "new",
    "closed": "closed",
    "review": "review",
    "suit": "suit",
    "natural": "natural",
}
_WAYS = {
    "up": {"up": "增加", "down": "减少"},
    "up_to": {"up": "增加到", "down": "减少到"},
    "more": {"up": "多出", "down": "少了"},
}
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def _number(slot: re.Match[str], names: Mapping[str, Decimal], *, wrong: bool) -> str:
    value = _sum(slot["sum"], names)
    form = slot["form"] or ""
    if slot["whole"]:
        value = value * 100 / _sum(slot["whole"], names)
    if form.isdigit():
        value = _otherwise(value, names, share=True) if wrong else value
        return f"{round(value, int(form)):f}"
    value = _otherwise(value, names, share=False) if wrong else value
    if form == "zh":
        return _chinese(int(value))
    if form == "wide":
        return str(value).translate(_WIDE)
    return f"{int(value):,}" if form == "," else str(value)


def _otherwise(value: Decimal, names: Mapping[str, Decimal], *, share: bool) -> Decimal:
    """A wrong value: near the right one, and no other quantity of the report."""
    if share:
        return value + Decimal("3.7") if value < 90 else value - Decimal("3.7")
    others = set(names.values()) | {names["granted"] + names["partly"]}
    steps = [1, 2, 10, 3, -1, 7, 20, -2, 11]
    first = int(value) % len(steps)
    for step in [*steps[first:], *steps, *range(12, 99)]:
        wrong: Decimal = value + step
        if wrong not in others and wrong > 0:
            return wrong
    raise AssertionError(value)


def _sum(text: str, names: Mapping[str, Decimal]) -> Decimal:
    total = Decimal(0)
    for part in re.finditer(r"(?P<sign>[+-]?)(?P<name>[a-z0-9_]+)", text):
        sign, name = str(part["sign"]), str(part["name"])
        value = Decimal(name) if name.isdigit() else names[name]
        total = total - value if sign == "-" else total + value
    return total


_DIGITS = "零一二三四五六七八九"


def _chinese(number: int) -> str:
    """The numerals of a number below 10,000 with hundreds, or below 1,000."""
    if number >= 1000:
        rest = number % 1000
        zero = "零" if 0 < rest < 100 else ""
        return f"{_DIGITS[number // 1000]}千{zero}{_chinese(rest)}"
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += f"{'' if tens == 1 and not hundreds else _DIGITS[tens]}十"
    elif hundreds and ones:
        text += "零"
    return text + (_DIGITS[ones] if ones else "")


@dataclass(frozen=True)
class Score:
    """How well one kind of statement is read."""

    kind: str
    right: int
    doubted: tuple[Case, ...]
    found: int
    missed: tuple[Case, ...]

    @property
    def recall(self) -> float:
        """The share of false statements that are found."""
        return self.found / max(1, self.found + len(self.missed))

    @property
    def precision(self) -> float:
        """The share of what is said that is right."""
        return self.found / max(1, self.found + len(self.doubted)) if self.found else 1.0


@cache
def all_findings() -> tuple[tuple[Case, tuple[Finding, ...]], ...]:
    """Check every case."""
    return tuple((case, case.findings()) for case in all_cases())


@cache
def scores() -> tuple[Score, ...]:
    """One score a kind."""
    found: dict[str, list[tuple[Case, bool]]] = {}
    for case, findings in all_findings():
        found.setdefault(case.kind, []).append((case, bool(findings)))
    return tuple(
        Score(
            kind,
            sum(case.is_true and not says for case, says in cases),
            tuple(case for case, says in cases if case.is_true and says),
            sum(not case.is_true and says for case, says in cases),
            tuple(case for case, says in cases if not case.is_true and not says),
        )
        for kind, cases in found.items()
    )


def print_scores() -> None:
    """Print precision and recall of each kind, and what went wrong."""
    for one in scores():
        print(f"{one.kind:<34} precision {one.precision:.3f}   recall {one.recall:.3f}")
    for one in scores():
        for case in one.doubted:
            print(f"  false alarm: {one.kind}: {case.text}")
        for case in one.missed:
            print(f"  missed: {one.kind}: {case.text}")
    found, doubted = sum(s.found for s in scores()), sum(len(s.doubted) for s in scores())
    missed = sum(len(s.missed) for s in scores())
    print(
        f"all: precision {found / max(1, found + doubted):.3f}   recall {found / max(1, found + missed):.3f}"
    )


if __name__ == "__main__":  # what to look at while a sentence is being taught
    print_scores()
