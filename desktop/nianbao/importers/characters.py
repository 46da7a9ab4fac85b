"""Characters that only look right: radicals and compatibility forms that PDF programs write.

⾏ (U+2F8F) is the radical that looks like 行. Digits and brackets stay as they are written: ² is
no 2, and ， is no comma.
"""

import re
import unicodedata
from functools import lru_cache

_LOOK_ALIKE = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\ufe30-\ufe6f\U0002f800-\U0002fa1f]")
_SUPPLEMENT = {
    **dict(
        zip(
            "⺅⺉⺊⺋⺒⺓⺔⺖⺘⺙⺜⺝⺞⺟⺠⺡⺣⺧⺨",
            "亻刂卜㔾巳幺彑忄扌攵日月歹母民氵灬牛犭",
            strict=True,
        )
    ),
    **dict(
        zip(
            "⺩⺫⺬⺭⺮⺰⺳⺵⺶⺷⺸⺹⺼⺾⻀⻁⻂⻃⻄",
            "王目示礻竹纟网罓羊羊羊耂肉艹艹虎衤西西",
            strict=True,
        )
    ),
    **dict(
        zip(
            "⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗",
            "见角角讠贝足车辶辶辶阝钅長長长门阜阝雨",
            strict=True,
        )
    ),
    **dict(
        zip(
            "⻘⻙⻚⻛⻜⻝⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯",
            "青韦页风飞食饣马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜",
            strict=True,
        )
    ),
    **dict(zip("⻰⻱⻲⻳", "龙龜亀龟", strict=True)),
}
"""Radicals for which Unicode itself names no character."""


def as_seen(text: str) -> str:
    """Return the text with the characters that its look-alikes stand for."""
    return _LOOK_ALIKE.sub(lambda match: _character(match[0]), text)


def has_look_alikes(text: str) -> bool:
    """Whether a text has any; nearly none has."""
    return _LOOK_ALIKE.search(text) is not None


@lru_cache(maxsize=2048)
def _character(letter: str) -> str:
    return _SUPPLEMENT.get(letter) or unicodedata.normalize("NFKC", letter)
