"""Years, months and days as clerks write them: 2023, ２０２３, 二〇二三; 12, １２, 十二."""

_WIDE_DIGITS, _CHINESE_DIGITS = "０１２３４５６７８９", "〇一二三四五六七八九"
_WIDE = str.maketrans(_WIDE_DIGITS, "0123456789")
_ZEROS = "〇○零Ｏ"
_VALUES = {digit: value for value, digit in enumerate(_CHINESE_DIGITS)} | dict.fromkeys(_ZEROS, 0)
_TEN = 10

DIGIT = "[0-9０-９]"
CHINESE_DIGIT = f"[{_ZEROS}一二三四五六七八九]"


def value_of(written: str) -> int:
    """Return the value of a year, a month or a day."""
    if written[0] not in _VALUES and written[0] != "十":
        return int(written.translate(_WIDE))
    if "十" not in written:
        return int("".join(str(_VALUES[one]) for one in written))
    tens, _, ones = written.partition("十")
    return (_VALUES[tens] if tens else 1) * _TEN + (_VALUES[ones] if ones else 0)


def like(written: str, number: int) -> str:
    """Return a number in the script of another one."""
    if written[0] in _WIDE_DIGITS:
        return "".join(_WIDE_DIGITS[int(one)] for one in str(number))
    if written[0] not in _VALUES:
        return str(number)
    zero = next((one for one in written if one in _ZEROS), _ZEROS[0])
    return "".join(_CHINESE_DIGITS[int(one)] for one in str(number)).replace(_ZEROS[0], zero)
