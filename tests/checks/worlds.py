"""Reports drawn at random whose quantities all differ, for statements that must be true of them."""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from nianbao.formats.registry import load_form
from nianbao.report.book import Report

FORM = "gb_2021_30"
APPLICANTS = {
    "natural": "natural_person",
    "business": "org_business",
    "research": "org_research",
    "welfare": "org_public_welfare",
    "legal": "org_legal_service",
    "orgother": "org_other",
}
OUTCOMES = {
    "granted": "granted",
    "partly": "granted_partly",
    "secret": "deny_state_secret",
    "forbid": "deny_law_forbids",
    "stability": "deny_three_securities_one_stability",
    "third": "deny_third_party",
    "internal": "deny_internal_affairs",
    "process": "deny_process_info",
    "casefile": "deny_enforcement_file",
    "inquiry": "deny_admin_inquiry",
    "nothold": "unable_not_held",
    "create": "unable_needs_creation",
    "unclear": "unable_still_unclear",
    "petition": "reject_petition",
    "repeat": "reject_repeat",
    "publication": "reject_publication",
    "excessive": "reject_excessive",
    "confirm": "reject_confirm_reissue",
    "nocorrect": "other_no_correction",
    "nofee": "other_fee_unpaid",
    "otherother": "other_other",
}
GROUPS = {
    "denied": ("secret", "forbid", "stability", "third", "internal", "process", "casefile", "inquiry"),
    "unable": ("nothold", "create", "unclear"),
    "rejected": ("petition", "repeat", "publication", "excessive", "confirm"),
    "other": ("nocorrect", "nofee", "otherother"),
}  # fmt: skip
ENDINGS = {"up": "upheld", "cor": "corrected", "oth": "other", "pend": "pending"}
CASES = {"r": "review", "d": "suit_direct", "a": "suit_after_review"}
DOCUMENTS = {"issued": "issued", "repealed": "repealed", "force": "in_force"}
DECISIONS = {"licence": "licence", "penalty": "penalty", "coercion": "coercion"}


_TO_COMPANIES = 5


@dataclass(frozen=True, eq=False)
class World:
    """A report, the year before it, and what its quantities are called in statements."""

    report: Report
    last: Report
    names: Mapping[str, Decimal]


class _Draw:
    """Numbers that differ from one another."""

    def __init__(self, seed: str) -> None:
        self.random = random.Random(seed)  # noqa: S311 - a seeded draw
        self.used: set[int] = {0}

    def one(self, low: int, high: int) -> int:
        """A number not drawn before."""
        while True:
            number = self.random.randint(low, high)
            if number not in self.used:
                self.used.add(number)
                return number


def world(kind: str, seed: str, unit: str = "清河县水利局", year: int = 2023) -> World:
    """Draw a report of some ``kind``: usual, empty, closed …, always the same for a seed."""
    last = _numbers("usual", _Draw(f"{seed} last"))
    numbers = _numbers(kind, _Draw(seed))
    last = {**last, **_fitted(kind, numbers, last)}
    names = {**numbers, **{f"l_{name}": value for name, value in last.items()}}
    return World(
        _report(numbers, unit, year),
        _report(last, unit, year - 1),
        {name: Decimal(value) for name, value in names.items()},
    )


def _fitted(kind: str, numbers: Mapping[str, int], last: Mapping[str, int]) -> dict[str, int]:
    """Last year's new applications, where the kind says how they compare."""
    new = numbers["new"]
    wanted = {"same": new, "double": new // 2, "more": new - 25, "fewer": new + 25}.get(kind)
    if wanted is None:
        return {}
    return {"new": wanted, "natural": last["natural"] + wanted - last["new"]}


def _numbers(kind: str, draw: _Draw) -> dict[str, int]:
    outcomes = {name: draw.one(11, 60) for name in ("granted", "partly")}
    outcomes |= {name: draw.one(2, 80) for name in OUTCOMES if name not in outcomes}
    if kind == "empty":
        outcomes = dict.fromkeys(OUTCOMES, 0)
    one_outcome = {"granted": "granted", "not_held": "nothold"}.get(kind)
    if one_outcome:
        whole = sum(outcomes.values())
        outcomes = {**dict.fromkeys(OUTCOMES, 0), one_outcome: whole}
    if kind == "public":
        outcomes = {
            name: several if name in ("granted", "partly") else 0
            for name, several in outcomes.items()
        }
        outcomes["granted"] += 900
    closed = sum(outcomes.values())
    out = 0 if kind in ("empty", "closed") else draw.one(10, 40)
    carried = 0 if kind in ("empty", "fresh") else draw.one(10, 50)
    new = closed + out - carried
    if kind == "double" and new % 2:
        outcomes["nothold"] += 1
        closed, new = closed + 1, new + 1
    who = _applicants(kind, new, draw)
    found = {**outcomes, **who, "closed": closed, "out": out, "in": carried, "new": new}
    found |= {group: sum(outcomes[one] for one in rows) for group, rows in GROUPS.items()}
    found |= {"taken": new + carried, "org": new - who["natural"]}
    found |= {"g_natural": outcomes["granted"] - _TO_COMPANIES, "g_business": _TO_COMPANIES}
    return found | _cases(kind, draw) | _table_two(kind, draw)


def _applicants(kind: str, new: int, draw: _Draw) -> dict[str, int]:
    if kind in ("natural", "business", "empty"):
        return {
            **dict.fromkeys(APPLICANTS, 0),
            "business" if kind == "business" else "natural": new,
        }
    others = {name: draw.one(11, 70) for name in APPLICANTS if name != "natural"}
    return {"natural": new - sum(others.values()), **others}


def _cases(kind: str, draw: _Draw) -> dict[str, int]:
    found: dict[str, int] = {}
    for letter in CASES:
        for ending in ENDINGS:
            number = draw.one(11, 95)
            none = kind in ("empty", "no_cases") or (kind == "upheld" and ending != "up")
            none |= {"settled": "pend", "uncorrected": "cor"}.get(kind) == ending
            none |= kind == "direct" and letter == "a"
            none |= kind == "after_upheld" and letter == "a" and ending != "up"
            found[f"{letter}_{ending}"] = 0 if none else number
    found["review"] = sum(found[f"r_{one}"] for one in ENDINGS)
    found["direct"] = sum(found[f"d_{one}"] for one in ENDINGS)
    found["after"] = sum(found[f"a_{one}"] for one in ENDINGS)
    found["suit"] = found["direct"] + found["after"]
    return found | {f"s_{one}": found[f"d_{one}"] + found[f"a_{one}"] for one in ENDINGS}


def _table_two(kind: str, draw: _Draw) -> dict[str, int]:
    found = {name: draw.one(11, 300) for name in DOCUMENTS}
    found |= {f"reg_{name}": draw.one(11, 90) for name in DOCUMENTS}
    found |= {name: draw.one(1001, 90000) for name in (*DECISIONS, "fee")}
    if kind in ("empty", "no_documents"):
        found |= dict.fromkeys(("issued", "repealed", "reg_issued", "reg_repealed"), 0)
    if kind == "no_decisions":
        found |= dict.fromkeys((*DECISIONS, "fee"), 0)
    return found


def _report(numbers: Mapping[str, int], unit: str, year: int) -> Report:
    form = load_form(FORM)
    cells: dict[str, Decimal | None] = {
        key: None if cell.is_total else Decimal(0) for key, cell in form.cells.items()
    }
    spread = dict.fromkeys(APPLICANTS.values(), 0)
    for name, column in APPLICANTS.items():
        cells[f"table_3.received_new.{column}"] = Decimal(numbers[name])
    cells["table_3.carried_in.natural_person"] = Decimal(numbers["in"])
    cells |= _closed(numbers, spread)
    for letter, case in CASES.items():
        for short, ending in ENDINGS.items():
            cells[f"table_4.{case}_{ending}"] = Decimal(numbers[f"{letter}_{short}"])
    for name, column in DOCUMENTS.items():
        cells[f"table_2.normative_doc.{column}"] = Decimal(numbers[name])
        cells[f"table_2.regulation.{column}"] = Decimal(numbers[f"reg_{name}"])
    for name, row in DECISIONS.items():
        cells[f"table_2.{row}.decisions"] = Decimal(numbers[name])
    cells["table_2.admin_fee.fee_amount"] = Decimal(numbers["fee"])
    return Report(form=FORM, year=year, unit=unit, cells=cells)


def _closed(numbers: Mapping[str, int], spread: Mapping[str, int]) -> dict[str, Decimal]:
    """Give each outcome to natural persons as far as they applied, the rest to the others."""
    left = {column: numbers[name] for name, column in APPLICANTS.items()}
    left["natural_person"] += numbers["in"]
    cells: dict[str, Decimal] = {}
    for name, row in OUTCOMES.items():
        rest = numbers[name]
        for column in spread:
            take = min(rest, left[column], _share(name, column, rest))
            rest, left[column] = rest - take, left[column] - take
            cells[f"table_3.{row}.{column}"] = Decimal(take)
        for column in spread:
            take = min(rest, left[column])
            rest, left[column] = rest - take, left[column] - take
            cells[f"table_3.{row}.{column}"] += take
    for column, several in left.items():
        cells[f"table_3.carried_out.{column}"] = Decimal(several)
    return cells


def _share(name: str, column: str, several: int) -> int:
    """Those granted are shared by persons and companies, so that both have numbers of their own."""
    if name != "granted":
        return several
    persons = several - _TO_COMPANIES
    return {"natural_person": persons, "org_business": _TO_COMPANIES}.get(column, several)
