"""Names in a row and their numbers in a row: 予以公开、部分公开分别为6件、2件.

Such a row is taken apart into pieces that each have a name and a number of their own, so that the
rest of the reader needs to know nothing of it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from nianbao.checks.sentences.segments import Piece, Sentence
from nianbao.checks.sentences.tokens import Token

_LEAST = 2
Label = tuple[Token, ...]


def taken_apart(found: Sequence[Sentence], year: int) -> tuple[Sentence, ...]:
    """Return the sentences with every such row taken apart; ``year`` is the report's."""
    return tuple(_apart(one, year) for one in found)


def _apart(sentence: Sentence, year: int) -> Sentence:
    """Spans stay those of the numbers' own pieces; a row that does not match is left alone."""
    pieces = list(sentence.pieces)
    changed = False
    for place, piece in enumerate(sentence.pieces):
        if piece.number is None or not piece.has("respectively"):
            continue
        values = list(_values(sentence.pieces, place))
        before, after = _around(piece)
        names = _years(before, len(values), year)
        names = names or _range(sentence.pieces, place, len(values))
        years = bool(names)
        names = names or _names(sentence.pieces, place, before)
        if len(names) < _LEAST or len(names) != len(values):
            continue
        for name, value in zip(names, values, strict=True):
            pieces[value] = _named(pieces[value], (*name, *after))
        first = place - len(names) + (not _names_stand_before(sentence.pieces, place, before))
        for given in range(first, place) if not years else ():  # each name stands by its number now
            if (
                sentence.pieces[given].number is None
                and sentence.pieces[given].depth == piece.depth
            ):
                pieces[given] = replace(pieces[given], label=(), kinds=frozenset())
        changed = True
    return replace(sentence, pieces=tuple(pieces)) if changed else sentence


def named_each(sentence: Sentence, place: int) -> list[Sentence]:
    """行政复议、行政诉讼各2件, 均为2件: the sentence once for each name, with the number as that name's alone.

    Empty where a number has one name, or each of a row has its own.
    """
    pieces, piece = sentence.pieces, sentence.pieces[place]
    last = piece.label[-1] if piece.label else None
    if piece.number is None or last is None or last.kind not in ("respectively", "all"):
        return []
    said = sentence.words[last.start : last.end]  # 分别为 wants a row
    if (said != "各" and said[:1] not in _EACH) or len([*_values(pieces, place)]) > 1:
        return []
    names = _names(pieces, place, piece.label[:-1])
    first = next((n for n in range(place, -1, -1) if pieces[n].before != "、"), place)
    before = tuple(
        replace(one, label=(), kinds=frozenset()) if n >= first and one.number is None else one
        for n, one in enumerate(pieces[:place])
    )
    several = [replace(_named(piece, name), before=",") for name in names]
    return [
        replace(sentence, pieces=(*before, one, *pieces[place + 1 :]))
        for one in (several if len(several) >= _LEAST else ())
    ]


_EACH = ("均", "都", "皆")
_YEARS = {"years2": 2, "years3": 3}


def _years(before: Label, several: int, year: int) -> list[Label]:
    """近三年分别为5件、8件、12件: a name for each year, the report's last."""
    span = next((t for t in before if _YEARS.get(t.id) == several), None)
    if span is None:
        return []
    rest = tuple(token for token in before if token is not span)
    return [
        (replace(span, kind="year", id=str(year - ago)), *rest)
        for ago in range(several - 1, -1, -1)
    ]


def _range(pieces: Sequence[Piece], place: int, several: int) -> list[Label]:
    """2021年至2023年，申请量分别为5件、8件、12件: a name for each year of the range."""
    before = pieces[place].label
    near = [*(pieces[place - 1].label if place and not pieces[place - 1].number else ()), *before]
    years = [token for token in near if token.kind == "year"]
    if len(years) != _LEAST or several <= _LEAST:
        return []
    if int(years[1].id) - int(years[0].id) != several - 1:
        return []
    at = next(n for n, token in enumerate(before) if token.kind == "respectively")
    rest = tuple(token for token in before[:at] if token.kind != "year" and token.id != "neutral")
    return [(replace(years[0], id=str(int(years[0].id) + n)), *rest) for n in range(several)]


def _values(pieces: Sequence[Piece], place: int) -> Iterator[int]:
    """The places of the numbers of a row: those that follow with “、” or 和 and no name."""
    yield place
    for number in range(place + 1, len(pieces)):
        piece = pieces[number]
        bare = all(token.kind == "neutral" for token in piece.label)
        if piece.number is None or piece.before not in ("、", ",", "number") or not bare:
            return
        if piece.depth != pieces[place].depth:
            return
        yield number


def _around(piece: Piece) -> tuple[Label, Label]:
    """The words of a label before and behind 分别."""
    at = next(n for n, token in enumerate(piece.label) if token.kind == "respectively")
    return piece.label[:at], piece.label[at + 1 :]


def _names(pieces: Sequence[Piece], place: int, last: Label) -> list[Label]:
    """The names before 分别, parted by “、” and by 和; what all have in common stands in the first."""
    if _names_stand_before(pieces, place, last):
        place -= 1
        last = pieces[place].label
    row = [last]
    while place and pieces[place].before == "、" and pieces[place - 1].number is None:
        place -= 1
        row.insert(0, pieces[place].label)
    names = [part for label in row for part in _parted(label)]
    if names and all(name[0].kind == "year" for name in names):  # 2022年和2023年收到申请分别为
        rest = names[-1][1:]
        return [(name[0], *(name[1:] or rest)) for name in names]
    common = tuple(
        token for token in (names[0] if names else ()) if token.kind in ("publicity", "application")
    )
    return [name if not n else (*common, *name) for n, name in enumerate(names)]


def _names_stand_before(pieces: Sequence[Piece], place: int, last: Label) -> bool:
    """因内部事务、案卷而不予公开的，依次为2件和3件: a comma parts the names from the numbers."""
    alone = bool(place) and not last and pieces[place].before == ","
    return alone and pieces[place - 1].number is None


def _parted(label: Label) -> Iterator[Label]:
    """公开和部分公开 are two names."""
    ends = [n for n, token in enumerate(label) if (token.kind, token.id) == ("neutral", "and")]
    for start, end in pairwise([-1, *ends, len(label)]):
        if label[start + 1 : end]:
            yield label[start + 1 : end]


def _named(piece: Piece, label: Label) -> Piece:
    kinds = frozenset(token.kind for token in label)
    return replace(piece, label=label, kinds=kinds, before=_apart_by(piece, label))


def _apart_by(piece: Piece, label: Label) -> str:
    """Numbers of several years are no parts of one another."""
    years = any(token.kind == "year" for token in label)
    return "," if years and piece.before in ("、", "number") else piece.before
