"""The title in lines, and where a long 机关名称 may be broken: between words, never within one."""

import re

from nianbao.exporters.printed.paragraphs import em_width

_BREAK = re.compile(
    "(?:省|盟|旗|县(?!委)|厅|政府|街道(?!办)|党组|委员会|管委会"
    "|(?<!城)市(?![市场政容民直辖])|(?<!社)区(?!域)|州(?![市区县])"
    "|镇(?![江市])|(?<!城)乡(?![村镇])|局(?!长)|办公[室厅]|办事处|中心)"
)
"""The end of a name's part. 市|场监督, 城乡|建设 and 办公|室 are no parts."""
_LEAST = 3
"""Characters that may stand in a line of their own."""


def title_lines(unit: str, title: str, width: float) -> tuple[str, ...]:
    """Return the title in one line where it fits into ``width`` characters, else the unit above it."""
    if not unit or em_width(unit + title) <= width:
        return (unit + title,)
    return (*name_lines(unit, width), title)


def name_lines(name: str, width: float) -> tuple[str, ...]:
    """Return a name in as many lines as it needs, about equally long.

    Only as much of it is looked at as a line can hold: a name from a file may have no end.
    """
    most = max(1, int(2 * width))  # of the narrowest characters
    lines: list[str] = []
    while len(name) > most or em_width(name) > width:
        place = _place(name[: 2 * most], width, most)
        lines.append(name[:place])
        name = name[place:]
    return (*lines, name)


def _place(name: str, width: float, most: int) -> int:
    """Return where the first line ends."""
    places = [end for end in _ends(name) if em_width(name[:end]) <= width]
    if not places:
        last = min(len(name), most + 1)
        places = [n for n in range(1, last) if em_width(name[:n]) <= width][-1:] or [1]
    # Two lines where two are enough, and neither wider than it must be.
    return min(places, key=lambda n: max(em_width(name[:n]), min(em_width(name[n:]), width)))


def _ends(name: str) -> list[int]:
    ends = (match.end() for match in _BREAK.finditer(name))
    return [end for end in ends if _LEAST <= end <= len(name) - _LEAST]
