"""The letters that begin a character's pinyin: 部分公开 is found by bfgk.

GB 2312 has its first 3,755 characters in the order of their pinyin, and Python knows GB 2312. So 23
places where a letter begins say what a dictionary of many megabytes would; a small table in
``resources/reading`` has characters with several readings and a few rare ones.
"""

import tomllib
from bisect import bisect_right
from functools import lru_cache

from nianbao import resources

FILE = "reading/initials.toml"
_LETTERS = "abcdefghjklmnopqrstwxyz"
_BEGIN = (
    0xB0A1, 0xB0C5, 0xB2C1, 0xB4EE, 0xB6EA, 0xB7A2, 0xB8C1, 0xB9FE, 0xBBF7, 0xBFA6, 0xC0AC, 0xC2E8,
    0xC4C3, 0xC5B6, 0xC5BE, 0xC6DA, 0xC8BB, 0xC8F6, 0xCBFA, 0xCDDA, 0xCEF4, 0xD1B9, 0xD4D1,
)  # fmt: skip
"""Where each letter begins; no Chinese word begins with i, u or v."""
_END = 0xD7F9
"""The last character that stands in the order of pinyin."""


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    data = tomllib.loads(resources.text(FILE))
    return {**data["several"], **data["rare"]}


@lru_cache(maxsize=4096)
def initials(character: str) -> str:
    """Return the letters that may begin a character's pinyin; empty where none is known."""
    if character in _table():
        return _table()[character]
    try:
        code = int.from_bytes(character.encode("gb2312"), "big")
    except UnicodeEncodeError:
        return ""
    if not _BEGIN[0] <= code <= _END:
        return ""
    return _LETTERS[bisect_right(_BEGIN, code) - 1]
