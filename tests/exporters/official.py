"""The official grids, letter by letter, as (rows, columns, printed text) in reading order."""

import json
from pathlib import Path

OFFICIAL = json.loads(
    (Path(__file__).parents[1] / "formats" / "official_grid.json").read_text(encoding="utf-8")
)


def official_cells(form_id: str, table_id: str) -> list[tuple[int, int, str]]:
    """A table's cells."""
    rows = OFFICIAL[form_id]["tables"][table_id]
    return [(cell[2], cell[3], cell[1] or cell[0]) for row in rows for cell in row]
