"""A process that edits a report by script until it is killed; used by the kill tests.

Every edit is numbered, and its number stands in the report. The process tells each number through
a pipe once the edit is done, so that the test knows what must not be lost.
"""

import itertools
from decimal import Decimal
from multiprocessing.connection import Connection
from pathlib import Path

from nianbao.formats.registry import load_form
from nianbao.report.book import blank_report
from nianbao.report.storage.files import save_report
from nianbao.report.storage.journal import Journal
from nianbao.report.storage.watch import digest_of

FORM = "gb_2021_30"
COUNTER = "table_3.received_new.total"
TEXT = "overview.disclosure"
SAVE_EVERY = 5


def edit_until_killed(folder: str, file: str | None, pipe: Connection) -> None:
    """Edit a cell, a text and a fact in turns; save every few edits where there is a file."""
    form = load_form(FORM)
    report = blank_report(FORM, form.cells, 2023)
    origin = None if file is None else Path(file)
    if origin is not None:
        save_report(report, origin)
    journal = Journal(Path(folder), report, origin)
    report.listen(journal.record)
    for number in itertools.count(1):
        report.change(texts={TEXT: report.text(TEXT)[-400:] + f"第{number}次改动。"})
        report.change(facts={"unit": f"第{number}镇人民政府"})
        report.change(cells={COUNTER: Decimal(number)})
        pipe.send(number)
        if origin is not None and number % SAVE_EVERY == 0:
            save_report(report, origin)
            journal.saved(origin, digest_of(origin.read_bytes()))
