"""The checks that read texts or compare years: a module of their own, loaded when first run.

They bring the reader of report prose with them, for which an opened report need not wait.
"""

from collections.abc import Callable, Iterator

from nianbao.checks.context import CheckContext
from nianbao.checks.findings import Finding
from nianbao.checks.texts.again import check_said_again
from nianbao.checks.texts.claims import check_claims
from nianbao.checks.texts.compared import check_against_last_year, check_differences
from nianbao.checks.texts.counted import check_counted
from nianbao.checks.texts.form import (
    check_fee,
    check_leftovers,
    check_legal_base,
    check_length,
    check_overview,
    check_parts_named,
    check_problems,
)
from nianbao.checks.texts.lists import check_lists
from nianbao.checks.texts.naming import check_citations, check_self
from nianbao.checks.texts.numbers import check_balance_in_text, check_text_numbers
from nianbao.checks.texts.percentages import check_percentages
from nianbao.checks.texts.privacy import check_privacy, check_review_done, check_secrecy
from nianbao.checks.texts.structure import check_headings_in_text, check_source_headings
from nianbao.checks.texts.style import check_wording
from nianbao.checks.texts.years import check_years_in_text
from nianbao.checks.years.carried import (
    check_brought,
    check_carry,
    check_in_force,
    check_jumps,
    check_last_reports,
)
from nianbao.checks.years.plausible import (
    check_direct_suits,
    check_form_of_year,
    check_level,
    check_year_confirmed,
)
from nianbao.checks.years.repetition import check_repetition

Check = Callable[[CheckContext], Iterator[Finding]]

YEARS: tuple[Check, ...] = (
    check_last_reports,
    check_carry,
    check_brought,
    check_in_force,
    check_jumps,
    check_repetition,
)
TEXTS: tuple[Check, ...] = (
    check_text_numbers,
    check_claims,
    check_balance_in_text,
    check_lists,
    check_percentages,
    check_against_last_year,
    check_differences,
    check_years_in_text,
    check_parts_named,
    check_legal_base,
    check_leftovers,
    check_citations,
    check_self,
    check_wording,
    check_source_headings,
    check_headings_in_text,
    check_overview,
    check_length,
    check_problems,
    check_fee,
    check_counted,
    check_said_again,
)
REST: tuple[Check, ...] = (
    check_year_confirmed,
    check_level,
    check_form_of_year,
    check_direct_suits,
    check_privacy,
    check_secrecy,
    check_review_done,
)
READING: tuple[Check, ...] = (*YEARS, *TEXTS, *REST)
