"""The arithmetic and the cross-year rules once more, naïvely: written from the rules, not the code.

Knows the form only by its printed rows and columns, and uses nothing of ``nianbao.checks``.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal

Values = Mapping[str, Decimal | None]
A = (
    "natural_person",
    "org_business",
    "org_research",
    "org_public_welfare",
    "org_legal_service",
    "org_other",
)
C = (*A, "total")
L_BOTH = (
    "granted", "granted_partly", "deny_state_secret", "deny_law_forbids",
    "deny_three_securities_one_stability", "deny_third_party", "deny_internal_affairs",
    "deny_process_info", "deny_enforcement_file", "deny_admin_inquiry", "unable_not_held",
    "unable_needs_creation", "unable_still_unclear", "reject_petition", "reject_repeat",
    "reject_publication", "reject_excessive", "reject_confirm_reissue",
)  # fmt: skip
L = {
    "gb_2021_30": (*L_BOTH, "other_no_correction", "other_fee_unpaid", "other_other"),
    "gb_2019_60_trial": (*L_BOTH, "other"),
}
BLOCKS = ("review", "suit_direct", "suit_after_review")

Failed = tuple[str, frozenset[str]]


def failed_identities(form: str, values: Values) -> set[Failed]:
    """The identities that fail, each as its rule and its cells."""
    found = set()
    for rule, left, right in _identities(form):
        if _fails(values, left, right):
            found.add((rule, frozenset([*left, *right])))
    return found


def _identities(form: str) -> Iterator[tuple[str, list[str], list[str]]]:
    for c in C:
        t = "table_3."
        yield ("T3-BALANCE", [f"{t}received_new.{c}", f"{t}carried_in.{c}"],
               [f"{t}result_total.{c}", f"{t}carried_out.{c}"])  # fmt: skip
        yield "T3-RESULT-SUM", [f"{t}{row}.{c}" for row in L[form]], [f"{t}result_total.{c}"]
    for r in ("received_new", "carried_in", *L[form], "result_total", "carried_out"):
        yield "T3-ROW-SUM", [f"table_3.{r}.{a}" for a in A], [f"table_3.{r}.total"]
    for b in BLOCKS:
        parts = [f"table_4.{b}_{end}" for end in ("upheld", "corrected", "other", "pending")]
        yield "T4-SUM", parts, [f"table_4.{b}_total"]


def _fails(values: Values, left: list[str], right: list[str]) -> bool:
    known_left = [values[k] for k in left if values.get(k) is not None]
    known_right = [values[k] for k in right if values.get(k) is not None]
    sum_left = sum((v for v in known_left if v is not None), Decimal(0))
    sum_right = sum((v for v in known_right if v is not None), Decimal(0))
    left_full, right_full = len(known_left) == len(left), len(known_right) == len(right)
    if left_full and right_full:
        return sum_left != sum_right
    if left_full:
        return sum_right > sum_left
    if right_full:
        return sum_left > sum_right
    return False


def failed_years(values: Values, last: Values, last_form: str) -> set[tuple[str, str]]:
    """(rule, cell) for carry-over, documents in force and repealed."""
    found = set()
    for c in C:
        now, before = values.get(f"table_3.carried_in.{c}"), last.get(f"table_3.carried_out.{c}")
        if now is not None and before is not None and now != before:
            found.add(("X-CARRY", f"table_3.carried_in.{c}"))
    if last_form != "gb_2021_30":
        return found
    for row in ("regulation", "normative_doc"):
        old = last.get(f"table_2.{row}.in_force")
        new, plus, minus = (
            values.get(f"table_2.{row}.{k}") for k in ("in_force", "issued", "repealed")
        )
        if old is None or plus is None or minus is None:
            continue
        if minus > old + plus:
            found.add(("X-NEG", f"table_2.{row}.in_force"))
        elif new is not None and new != old + plus - minus:
            found.add(("X-FORCE", f"table_2.{row}.in_force"))
    return found
