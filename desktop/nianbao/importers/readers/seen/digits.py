"""When a digit is not one to read, the same in every kind of source: a note's, or a picture's."""

import re

NOTE = re.compile(r"[\[(（〔【]?\d{1,2}[\])）〕】]?")
"""A few digits that may be the mark of a note behind a number."""
SMALLER = 0.85
"""Of the size before: digits as small as that may be such a mark."""
PICTURES = ("wingdings", "webdings")
"""How the names of fonts begin whose digits are pictures."""
