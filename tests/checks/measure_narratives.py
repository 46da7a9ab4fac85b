"""How well the reader of prose does on published narratives: precision and recall.

Every published claim must stay silent where text and table agree and be found where they do not.
Published errors are few, so each agreeing claim is also tried with its number changed.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from pathlib import Path

import opencc

from nianbao.checks.engine import check_report
from nianbao.checks.findings import Severity
from nianbao.formats.registry import form_for_year
from nianbao.report.book import Report
from tests.cases import NAMES, load_case
from tests.checks.town import ABOUT_NUMBERS

LEAST = 0.95
NARRATIVES = Path(__file__).with_name("narratives.json")
_PINYIN = re.compile(r"\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]+\)")
_FEE = ("TX-FEE",)


@dataclass(frozen=True)
class Trial:
    """One claim: where it comes from, the report that makes it, whether it must be found."""

    name: str
    report: Report
    is_wrong: bool


@dataclass(frozen=True)
class Table:
    """The result of all trials."""

    statements: int
    found: tuple[str, ...]
    missed: tuple[str, ...]
    wrongly_said: tuple[str, ...]

    @property
    def precision(self) -> float:
        """Of what was said, the share that is right."""
        return len(self.found) / max(1, len(self.found) + len(self.wrongly_said))

    @property
    def recall(self) -> float:
        """Of what is wrong, the share that was said."""
        return len(self.found) / max(1, len(self.found) + len(self.missed))


@cache
def measured() -> Table:
    """Try every claim."""
    trials = [*_case_trials(), *_narrative_trials()]
    found: list[str] = []
    missed: list[str] = []
    wrongly: list[str] = []
    for trial in trials:
        if trial.is_wrong:
            (found if _says(trial.report, hints=True) else missed).append(trial.name)
        elif _says(trial.report, hints=False):
            wrongly.append(trial.name)
    return Table(len(trials), tuple(found), tuple(missed), tuple(wrongly))


def _says(report: Report, *, hints: bool) -> bool:
    """Whether a finding speaks about a number of the text; hints count for changed numbers only."""
    return any(
        (one.rule in ABOUT_NUMBERS or (one.rule in _FEE and one.left is not None))
        and (hints or one.severity is not Severity.HINT)
        for one in check_report(report).findings
    )


def _case_trials() -> Iterator[Trial]:
    for name in NAMES:
        case = load_case(name)
        texts = _texts(case.folder / "source.txt")
        if not texts:
            continue
        data = json.loads((case.folder / "expected.json").read_text(encoding="utf-8"))
        for claim in data.get("narrative_claims", ()):
            report = Report(
                form=case.form.id, year=case.year, unit=case.unit or "", cells=dict(case.cells),
                texts=texts, auto_totals=False,
            )  # fmt: skip
            label = f"{name} {claim['claim']} {claim['stated']}"
            yield Trial(label, report, is_wrong=claim["agree"] is False)
            changed = _changed(texts, str(claim["stated"]), 1)
            if claim["agree"] and changed:
                wrong = replace(report, texts=changed)
                yield Trial(f"{label} changed", wrong, is_wrong=True)


def _texts(path: Path) -> dict[str, str]:
    """The overview and section 六 of a source, in simplified characters without pinyin."""
    if not path.exists():
        return {}
    whole = opencc.OpenCC("t2s").convert(_PINYIN.sub("", path.read_text(encoding="utf-8")))
    overview = re.search("一、总体情况(.*?)(?:二、主动|第二十条)", whole, re.DOTALL)
    other = re.search("六、其他需要报告的事项(.*)", whole, re.DOTALL)
    first = overview[1] if overview else whole.split("第二十条")[0]
    return {"overview.lead": first, "other": other[1] if other else ""}


def _changed(texts: dict[str, str], number: str, by: int) -> dict[str, str] | None:
    """The texts with the last occurrence of a number changed; None where it stands nowhere."""
    for key, text in texts.items():
        matches = list(re.finditer(rf"(?<![\d.]){number}(?![\d.]|年)", text))
        if matches:
            match = matches[-1]
            other = str(int(number) + by)
            return {**texts, key: text[: match.start()] + other + text[match.end() :]}
    return None


def _narrative_trials() -> Iterator[Trial]:
    for entry in json.loads(NARRATIVES.read_text(encoding="utf-8"))["entries"]:
        report = Report(
            form=form_for_year(entry["year"]).id, year=entry["year"], unit=entry["unit"],
            texts={"overview.lead": entry["text"]},
        )  # fmt: skip
        wrong = entry["kind"] == "error"
        for check in entry["checks"] or [{"what": "silent"}]:
            yield Trial(f"{entry['id']} {check['what']}", report, is_wrong=wrong)
            changed = None if wrong or not check.get("holds") else _wrong_text(entry["text"], check)
            if changed:
                other = replace(report, texts={"overview.lead": changed})
                yield Trial(f"{entry['id']} {check['what']} changed", other, is_wrong=True)


def _wrong_text(text: str, check: dict[str, object]) -> str | None:
    """The text with the total, the percentage or the closed number of a check changed."""
    what, left = str(check["what"]), Decimal(str(check["left"]))
    if what == "同比%":  # needs last year's report
        return None
    if what.endswith("%"):
        return _replaced(text, rf"{left}(?:0)?%", f"{left + 3}%")
    if "新收" in what:
        closed = re.search(r"(?:办结|办理)(\d+)", text)
        return _replaced(text, closed[0], closed[0] + "0") if closed else None
    if "=" in what or not re.search(rf"{left}[件条宗][，：（(其]", text):
        return None
    if not re.search(rf"{left}[件条宗](?:，分项|，其中|：|（[^比含])", text):
        return None
    return _replaced(text, rf"{left}(?=[件条宗])", str(left + 2))


def _replaced(text: str, pattern: str, new: str) -> str | None:
    changed = re.sub(pattern, new, text, count=1)
    return changed if changed != text else None


def print_table() -> None:
    """Print the result as `make bench` shows it."""
    table = measured()
    print(f"published narratives: {table.statements} claims, {len(table.found)} wrong ones found")
    print(f"  precision {table.precision:.3f}   recall {table.recall:.3f}   (at least {LEAST})")
    for name in table.missed:
        print(f"  missed: {name}")
    for name in table.wrongly_said:
        print(f"  false alarm: {name}")
