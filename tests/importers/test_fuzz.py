"""Damaged sources are read or refused with a sentence; see fuzzing.py for long runs."""

import pytest

from tests.exporters.rendered import SOFFICE
from tests.importers.fuzzing import CONVERTED, SEEDS, try_one

MADE_BY_OFFICE = {"xls", "ods", *CONVERTED}
SLOW = {*MADE_BY_OFFICE, "pdf"}
KINDS = [
    pytest.param(kind, marks=[pytest.mark.slow] if kind in SLOW else [])
    for kind in SEEDS
    if kind not in MADE_BY_OFFICE or SOFFICE
]
FEW = dict.fromkeys(CONVERTED, 4)
"""LibreOffice takes a second for each."""


@pytest.mark.long
@pytest.mark.parametrize("kind", KINDS)
def test_a_damaged_source_is_read_or_refused(kind: str) -> None:
    count = FEW.get(kind, 60)
    read = [try_one(kind, number) for number in range(count)]

    assert len(read) == count
    assert not all(read) or kind in {"text", "html", "mht", "pdf", *FEW}
