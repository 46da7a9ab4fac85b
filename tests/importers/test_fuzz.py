"""Damaged sources are read or refused with a sentence; see fuzzing.py for long runs."""

import pytest

from tests.exporters.rendered import SOFFICE
from tests.importers.fuzzing import SEEDS, try_one

KINDS = [kind for kind in SEEDS if kind != "xls" or SOFFICE]


@pytest.mark.parametrize("kind", KINDS)
def test_a_damaged_source_is_read_or_refused(kind: str) -> None:
    read = [try_one(kind, number) for number in range(60)]

    assert len(read) == 60
    assert not all(read) or kind in {"text", "html", "mht", "pdf"}
