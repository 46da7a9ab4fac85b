"""How wide text is at most, whatever the font: laying out needs no font, so that no format differs."""

import unicodedata

_WIDE, _BROAD, _OTHER = 1.0, 0.95, 0.62
"""Of the size: a Chinese character, a broad letter, a digit or any other letter in a bold font."""
_BROAD_LETTERS = frozenset("WMmw@%&")


def width_of(text: str, size: float) -> float:
    """Return a width that no usual sans-serif font goes beyond."""
    return size * sum(_em(character) for character in text)


def _em(character: str) -> float:
    if unicodedata.east_asian_width(character) in "FWA":
        return _WIDE
    return _BROAD if character in _BROAD_LETTERS else _OTHER


def broken(text: str, size: float, room: float) -> list[str]:
    """Return a text in lines of about the same length, none wider than the room.

    No line begins with a mark that closes; figures and Latin words are kept whole where they can be.
    """
    count = max(1, -(-int(width_of(text, size)) // int(room)))
    aim = min(room, width_of(text, size) / count + size)
    lines, line = [], ""
    for piece in _pieces(text, size, room):
        if line and width_of(line + piece, size) > aim and piece[0] not in "，。、；：》）”":
            lines.append(line)
            line = ""
        line += piece
    return [one.strip() for one in (*lines, line)]


def _pieces(text: str, size: float, room: float) -> list[str]:
    pieces: list[str] = []
    for character in text:
        word = pieces[-1] if pieces else ""
        joins = character.isascii() and character.isalnum() and word[-1:].isascii()
        if joins and word[-1:].isalnum() and width_of(word + character, size) <= room:
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces
