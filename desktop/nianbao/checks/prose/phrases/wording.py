"""How the words around a number are put together: which are its own, what they name, what narrows them."""

import re
from collections.abc import Iterable, Sequence

from nianbao.checks.prose.quantity import CARRIED, FROM_LAST_YEAR, INTO_NEXT_YEAR, Lines
from nianbao.checks.sentences.lexicon import vocabulary
from nianbao.checks.sentences.numerals import Number, case_units
from nianbao.checks.sentences.segments import Piece, Sentence
from nianbao.checks.sentences.tokens import Token

_COUNTED = ("verb", "carry", "outcome", "who", "case", "ending", "document_verb")
_PIECES = frozenset({"部", "个", "项"})
"""Units of documents."""
_TIMES = frozenset({"次"})
_LOOSE_UNITS = frozenset({"条", "项", "个", "件次"})
"""Units of other things, counting applications only right beside the word for them."""


def marks_documents(sentence: Sentence) -> bool:
    """主动公开40件、依申请公开10件、不予公开6件: how documents were marked, not applications."""
    counted = [one for one in sentence.pieces if one.number and one.number.unit in case_units()]
    if not any(one.has("marking") for one in counted):
        return False
    return any(one.has("application", "outcome") and not one.has("verb") for one in counted)


def is_a_courts_work(words: Iterable[Token]) -> bool:
    """收到行政复议申请86件: what a review organ does, unless disclosure is named."""
    kinds = {token.kind for token in words}
    judged = "adjudicate" in kinds or ("verb" in kinds and "case" in kinds)
    return bool(judged) and not kinds & {"publicity", "cause"}


def is_countable(piece: Piece, words: Sequence[Token], figure: Number) -> bool:
    """Whether a number can count cases: by its unit, or by the words beside it."""
    if figure.unit in case_units():
        return not is_a_change(piece.tail)
    last = [token for token in words if token.kind != "neutral"]
    beside = [*words[-1:], *last[-1:], *piece.tail[:1]]
    documents = ("document", "document_verb")
    if figure.unit in _PIECES and any(t.kind in documents for t in (*words, *piece.tail[:2])):
        return True
    if figure.unit in _TIMES:  # 被申请行政复议3次
        return bool(words) and words[-1].kind == "case"
    if figure.unit in _LOOSE_UNITS:
        return any(token.kind == "application" and token.id == "strong" for token in beside)
    if figure.unit or not words:
        return False
    return words[-1].kind in (*_COUNTED, "neutral", "application")


def is_a_change(tail: Sequence[Token]) -> bool:
    """较上年18件的增量, 比上年多出的5件差额: the words behind the number say that it is a change."""
    named = next((n for n, token in enumerate(tail[:2]) if token.kind != "neutral"), None)
    return named == 1 and tail[1].kind == "delta"


def verbs_in(words: Iterable[Token]) -> list[str]:
    """The ids of the verbs among words, in order."""
    return [token.id for token in words if token.kind == "verb"]


def first_words(tail: Sequence[Token]) -> tuple[Token, ...]:
    """What follows a number directly: 12件已办结, 3件予以公开; 12件中答复11件 says it of the 11."""
    for token in tail:
        if token.id == "of":
            return ()
        if token.kind not in ("done", "all", "neutral", "timely", "application", "whole") and (
            token.id != "belongs"
        ):
            return (token,) if token.kind in ("outcome", "verb") else ()
    return ()


def outcomes_in(words: Iterable[Token], lines: Lines) -> tuple[str, ...]:
    """The outcomes that words name; a single line stands for the group it belongs to, too."""
    found = tuple(dict.fromkeys(token.id for token in words if token.kind == "outcome"))
    single = tuple(one for one in found if one in lines.group_of)
    return single or found


def are_together(words: Sequence[Token], piece: Piece) -> bool:
    """同意公开或部分公开共23件, 予以公开（含部分公开）91件: both results in one number."""
    names = [n for n, token in enumerate(words) if token.kind == "outcome"]
    if any(token.kind == "outcome" for token in piece.aside):
        return len(names) == 1
    between = words[names[0] + 1 : names[-1]]
    if not between:  # 予以公开、部分公开91件
        return True
    return all(t.id in ("and", "or") or t.kind == "outcome" for t in between)


def carry_in(near: Sequence[Token], year: int) -> str:
    """Which carry the words name: 上年结转, 结转下年, 结转2024年; plain 结转 may be either."""
    marks = [token for token in near if token.kind == "carry"]
    before = near[: near.index(marks[0])] if marks else ()
    why = next((n for n, t in enumerate(before) if t.id == "cause"), len(before))
    if not marks or has_unknown(before[:why]):  # 1件因情况复杂须结转2025年办理
        return ""
    directions = {token.id for token in marks if token.id != "carry"}
    years = {int(token.id) for token in near if token.kind == "year"}
    last = any(token.kind == "prev" or token.id == "contains_last" for token in near)
    if last or any(one < year for one in years):
        directions.add(FROM_LAST_YEAR)
    if any(token.kind == "next" for token in near) or any(one > year for one in years):
        directions.add(INTO_NEXT_YEAR)
    if len(directions) > 1:
        return ""
    return directions.pop() if directions else CARRIED


_END_OF_A_YEAR = re.compile("转|[年期]末|年底|[结留]存|剩余")


def ends_a_year(sentence: Sentence, place: int) -> bool:
    """年末结转7件; 尚未办结7件 may be now."""
    piece = sentence.pieces[place]
    end = piece.tail[-1].end if piece.tail else piece.end
    return _END_OF_A_YEAR.search(sentence.words[piece.start : end]) is not None


def has_carry(words: Iterable[Token]) -> bool:
    """Whether words say that what was carried in is included; 不含上年结转 says the reverse."""
    words = tuple(words)
    if any(token.kind == "except" for token in words):
        return False
    ids = {token.id for token in words if token.kind == "carry"}
    prev = any(token.kind == "prev" for token in words)
    return FROM_LAST_YEAR in ids or ("carry" in ids and prev)


def blocks_in(words: Iterable[Token]) -> tuple[str, ...]:
    """The kinds of case that words name; 行政诉讼直接起诉类3件 are of the kind, not of all suits.

    What stands for a kind begins with what it is a kind of.
    """
    words = tuple(words)
    whole = next((n for n, token in enumerate(words) if token.id == "of"), -1)
    part = [token.id for token in words[whole + 1 :] if token.kind == "case"]  # 诉讼中直接起诉3件
    named = dict.fromkeys(part or (t.id for t in words if t.kind == "case"))
    kinds = vocabulary().formal & named.keys()
    return tuple(one for one in named if not any(kind.startswith(f"{one}_") for kind in kinds))


def since_another_time(words: Iterable[Token], year: int) -> bool:
    """Whether words count from another day than the year's first: 条例施行以来, not 今年以来."""
    words = tuple(words)
    kinds = {token.kind for token in words}
    own = "whole" in kinds or any(t.kind == "year" and t.id == str(year) for t in words)
    return "since" in kinds and not own


def is_beside_last_year(words: Sequence[Token], year: int) -> bool:
    """收到12件，比上年的8件增长50%; 多于上年的8件: the number before it, of last year."""
    known = ("compare", "prev", "year", "neutral")
    last = any(token.id in ("last", str(year - 1)) for token in words)
    delta = next((n for n, t in enumerate(words) if t.kind == "delta"), -1)
    if delta >= 0 and words[-1].kind == "neutral":  # 超过上年8件 may be by how many
        behind = words[delta + 1 : delta + 2]
        beside = any(t.kind in ("prev", "year") for t in behind)
        return last and beside and all(t.kind in known for n, t in enumerate(words) if n != delta)
    return last and any(t.kind == "compare" for t in words) and all(t.kind in known for t in words)


def has_unknown(words: Sequence[Token]) -> bool:
    """Whether words of no known part stand in the label, other than an organ's name."""
    for place, token in enumerate(words):
        if token.kind != "unknown" or len(token.id) < 2:  # noqa: PLR2004 - one character binds nothing
            continue
        following = words[place + 1] if place + 1 < len(words) else None
        if following is None or following.kind != "organ":
            return True
    return False


def names_an_office(words: Sequence[Token]) -> bool:
    """Whether words name an office."""
    return any(token.kind == "organ" for token in words)


def names_a_judge(words: Sequence[Token]) -> bool:
    """行政复议机关受理5件: its work, not this office's."""
    known = vocabulary().ids["case"]
    return any(token.kind == "neutral" and token.id in known for token in words)


def judged_by(words: Sequence[Token]) -> tuple[str, ...]:
    """复议机关维持22件, 法院判决维持5件: who judged says which cases."""
    known = vocabulary().ids["case"]
    return tuple(dict.fromkeys(t.id for t in words if t.kind == "neutral" and t.id in known))


def rest_is_carried(words: Sequence[Token], piece: Piece) -> bool:
    """尚有1件结转下年: the rest of the applications is what is carried over."""
    kinds = {token.kind for token in words}
    why = any(token.id == "cause" for token in piece.tail[:2])  # 尚有1件因情况复杂结转下年
    tail = piece.tail if why else piece.tail[:3]
    carried = any(token.kind == "carry" for token in (*words, *tail))
    return carried and kinds & _NEVER_A_COUNT == set()


_NEVER_A_COUNT = frozenset(
    {"part_time", "part_scope", "delta", "compare", "rate", "share", "respectively", "none"}
)


def applicants_behind(piece: Piece, words: Sequence[Token]) -> list[str]:
    """11件来自自然人, 47件均由法人提出: the applicants where they follow the number."""
    if verbs_in(words) or any(token.kind == "application" for token in words):
        return []
    if any(token.id == "of" for token in piece.tail):  # 8件申请中自然人6件
        return []
    after = [token for token in piece.tail if token.kind not in ("neutral", "all")]
    if after and after[0].kind == "application":  # 60件申请来自商业企业
        after = after[1:]
    if not after or after[0].kind != "who":
        return []
    rest = [token.kind for token in after[1:]]
    return [after[0].id] if rest in ([], ["application"]) else []


def counts_applications(piece: Piece, words: Sequence[Token]) -> bool:
    """全年共有15件政府信息公开申请: the noun follows the number, and nothing narrows it."""
    plain = ("neutral", "whole", "year", "since", "publicity", "organ")
    named = any(token.kind == "application" for token in words)  # 申请12件, 申请总量达12件
    if named and all(token.kind in (*plain, "application") for token in words):
        return True
    if not all(token.kind in plain for token in words):
        return False
    after = [token for token in piece.tail if token.kind not in ("neutral", "year", "whole")]
    known = ("all", "done", "timely", "carry")  # 520件申请及上年结转的25件
    ends = len(after) == 1 or (len(after) > 1 and after[1].kind in known)
    sure = bool(after) and (after[0].id == "strong" or len(after) > 1)
    return ends and sure and after[0].kind == "application"


def span_of(words: Sequence[Token], piece: Piece) -> tuple[int, int]:
    """From the first word that counts to the number, or to the word behind it that counts."""
    start = next((token.start for token in words if token.kind in _MARKED), None)
    if start is not None:
        return start, piece.end
    behind = next((token.end for token in piece.tail[:3] if token.kind in _COUNTED), piece.end)
    assert piece.figure is not None  # noqa: S101 - only pieces with numbers become statements
    return piece.figure.start, behind


_MARKED = (*_COUNTED, "application", "document", "prev", "year")


def own_tail(pieces: Sequence[Piece], place: int) -> Sequence[Token]:
    """The words behind a number, none where they lead on to the next number."""
    following = pieces[place + 1] if place + 1 < len(pieces) else None
    leads_on = following is not None and following.before == "number"
    tail = pieces[place].tail
    if not leads_on:
        return tail
    joined = next((n for n, token in enumerate(tail) if token.id in _JOINS), len(tail))
    return tail[: min(2, joined)]  # 新收12件及上年结转3件: what follows 及 is the other number's


_JOINS = frozenset({"and", "of", "with"})


NOT_A_COUNT = frozenset(
    {
        "part_time",
        "part_scope",
        "delta",
        "compare",
        "rate",
        "share",
        "rest",
        "respectively",
        "none",
        "narrow",
    }
)
"""Words that make of a number no count of a table, or only of some of it."""
