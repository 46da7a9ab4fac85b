"""Wholes and their parts among what a sentence states: sums, what is only some of a number before."""

from collections.abc import Sequence

from nianbao.checks.prose.phrases.joined import own_words
from nianbao.checks.prose.phrases.parts import (
    is_below,
    is_beside_a_channel,
    is_named_plainly,
    is_of_the_number_before,
)
from nianbao.checks.prose.phrases.wording import first_words, names_an_office, own_tail
from nianbao.checks.prose.quantity import (
    FROM_LAST_YEAR,
    NEW,
    Cases,
    Count,
    Ended,
    Lines,
    Part,
    Quantity,
)
from nianbao.checks.prose.statement import HEADS, KIND_OF_COUNT, MOST_TOGETHER, RECEIVED, Statement
from nianbao.checks.sentences.lexicon import vocabulary
from nianbao.checks.sentences.numerals import case_units
from nianbao.checks.sentences.segments import Piece
from nianbao.checks.sentences.tokens import Token

_SUM_WORDS = frozenset({"neutral", "application", "whole", "number"})
_MAY_BE_SUMMED = frozenset({"handled", "taken", "undertaken", "publicity"})


def summed(parts: Sequence[Statement], pieces: Sequence[Piece], place: int) -> Quantity | None:
    """上年结转13件，本年新收874件，合计887件; a sum of the numbers before says nothing new."""
    words, figure = own_words(pieces, place), pieces[place].number
    assert figure is not None  # noqa: S101 - only numbers are sums
    plain = all(token.kind in _SUM_WORDS or token.id in _MAY_BE_SUMMED for token in words)
    if not plain or not any(token.id == "sum" for token in words):
        return None
    if are_alike(parts):
        return parts[0].quantity
    if figure.value == sum(one.number.value for one in parts):
        return None
    verbs = {one.verb for one in parts}
    if FROM_LAST_YEAR in verbs and verbs & RECEIVED and verbs <= {FROM_LAST_YEAR, *RECEIVED}:
        return Count("taken")
    endings = [one.quantity for one in parts if isinstance(one.quantity, Ended)]
    if len(endings) > 1 and len(endings) == len(parts) and len({e.kinds for e in endings}) == 1:
        return Cases(endings[0].kinds)
    return None


def ours_of_all(before: Sequence[Statement], piece: Piece) -> Quantity | None:
    """全区收到申请316件，其中涉及本镇7件: of what was counted for all, that of this office."""
    last = before[-1] if before else None
    if last is None or not last.scope or not isinstance(last.quantity, Count):
        return None
    plain = piece.kinds <= _OF_OURS and piece.names("own") and piece.has("among")
    about = all(token.id == "about" for token in piece.label if token.kind == "outcome_part")
    return last.quantity if plain and about and not piece.tail else None


_OF_OURS = frozenset({"among", "neutral", "outcome_part", "application"})


def are_alike(parts: Sequence[Statement]) -> bool:
    """县直部门收到164件，乡镇收到66件，合计230件: what is said twice and added up is parts of the sum."""
    counted = {one.quantity for one in parts}
    return len(parts) > 1 and len(counted) == 1 and isinstance(parts[0].quantity, Count)


def is_some_of_them(
    verb: str, own: Sequence[Statement], pieces: Sequence[Piece], place: int
) -> bool:
    """Whether a number counts only some of what its words name."""
    words = own_words(pieces, place)
    if is_a_share_of_the_number_before(pieces, place):
        return True
    if verb == "application" and not is_named_plainly(pieces, place, words):
        return True
    if verb == "application" and (
        _has_a_subject_before(pieces, place) or _is_asked_for(own, pieces[place])
    ):
        return True
    beside_channel = verb in HEADS and is_beside_a_channel(pieces, place)
    return beside_channel or _only_a_part(verb, own, pieces, place)


def _is_asked_for(own: Sequence[Statement], piece: Piece) -> bool:
    """收到申请7件，申请公开政府信息30条: what those seven ask for, not how many they are."""
    units = {one.number.unit for one in own if KIND_OF_COUNT.get(one.verb)}
    unit = piece.number.unit if piece.number else ""
    return unit not in case_units() and bool(units & case_units())


def is_a_share_of_the_number_before(pieces: Sequence[Piece], place: int) -> bool:
    """412件办结件中有127件: some of those that the number before counts, and nothing says which."""
    piece = pieces[place]
    at = [n for n, token in enumerate(piece.label) if token.id == "of"]
    if piece.before != "number" or not at:
        return False
    of_before = {token.kind for token in piece.label[: at[-1]]}
    own = {token.kind for token in (*piece.label[at[-1] + 1 :], *piece.tail)}
    return bool(of_before & _TELLS) and not own & _TELLS


_TELLS = frozenset(
    {"verb", "outcome", "outcome_wide", "outcome_all", "official_end", "who", "carry"}
)
"""What says which applications a number counts."""


def _has_a_subject_before(pieces: Sequence[Piece], place: int) -> bool:
    """环保公益组织日益关注，提出申请5件: those of whom the words before the comma name."""
    before = pieces[place - 1] if place else None
    if before is None or before.number is not None or pieces[place].before != ",":
        return False
    return before.has("who") and not pieces[place].has("who")


def is_of_several_applicants(quantity: Quantity, pieces: Sequence[Piece], place: int) -> bool:
    """其余163件由自然人、律师事务所等提出: the number is not that of the first of them."""
    following = pieces[place + 1] if place + 1 < len(pieces) else None
    if not isinstance(quantity, Part) or not quantity.applicants or following is None:
        return False
    tail = pieces[place].tail
    behind = bool(tail) and tail[-1].kind == "who" and not pieces[place].has("who")
    joined = following.before == "、" and following.label[:1] != ()
    return behind and joined and following.label[0].kind == "who" and following.number is None


def _only_a_part(verb: str, own: Sequence[Statement], pieces: Sequence[Piece], place: int) -> bool:
    """收到12件，其中网站收到8件: eight are some of the twelve, not another count of all."""
    if verb in HEADS and is_of_the_number_before(pieces, place):
        return True
    closed = [one for one in own if one.verb in ("closed", "answered")]
    if verb in RECEIVED and closed and is_below(pieces, closed[-1].piece, place):
        return True  # 办结74件，其中上年结转1件、当年新收73件
    kind, figure = KIND_OF_COUNT.get(verb), pieces[place].number
    same = (one for one in reversed(own) if KIND_OF_COUNT.get(one.verb) == kind)
    head = next(same, None) if kind else None
    if head is None or figure is None or figure.value >= head.number.value:
        return False
    if verb == NEW != head.verb:
        return False
    return is_below(pieces, head.piece, place)


def are_of_the_new(own: Sequence[Statement], pieces: Sequence[Piece], place: int) -> bool:
    """新收的12件申请中，11件已办结: those carried in are closed beside them."""
    heads = [one for one in own if KIND_OF_COUNT.get(one.verb) == "in"]
    if not heads:
        return False
    whole = pieces[heads[-1].piece]
    of_it = any(token.id == "of" for token in whole.tail)
    return of_it or is_below(pieces, heads[-1].piece, place)


def counted_right_before(
    own: Sequence[Statement], pieces: Sequence[Piece], place: int
) -> Quantity | None:
    """收到8件，上年为6件: the second number counts of last year what the first one does of this."""
    depth = pieces[place].depth
    near = own if depth else [one for one in own if not pieces[one.piece].depth]
    row = names_a_row(pieces, place)
    if row > 1:  # 复议42件、诉讼36件，与上年的38件、41件相比
        same = [one for one in near[-row:] if isinstance(one.quantity, Cases | Part | Count)]
        joined = len(same) == row and all(pieces[one.piece].before == "、" for one in same[1:])
        return same[0].quantity if joined and pieces[place].before in (",", ";") else None
    last = near[-1] if near else None  # 复议26件（维持17件、在审4件），上年为27件
    if last is None:
        return None
    if pieces[place].before == ";" and isinstance(last.quantity, Ended) and len(own) > 1:
        return None  # 复议20件，维持14件、纠正6件；上年为13件: of which of them is not said
    only_asides = all(one.depth > depth for one in pieces[last.piece + 1 : place])
    beside = last.piece == pieces[place].parent or only_asides
    return last.quantity if beside and pieces[place].before in ("(", ",", ";", "、") else None


def names_a_row(pieces: Sequence[Piece], place: int) -> int:
    """How many numbers follow one another without words of their own: 与上年的38件、41件相比."""
    row = 1
    for piece in pieces[place + 1 :]:
        bare = all(token.kind == "neutral" for token in piece.label)
        if piece.number is None or piece.before not in ("、", "number") or not bare:
            break
        row += 1
    return row


def in_days(pieces: Sequence[Piece], place: int) -> bool:
    """10个工作日内办结的296件: only those that took so long."""
    before = pieces[place - 1] if place and pieces[place].before == "number" else None
    return (
        before is not None
        and before.number is not None
        and (before.number.unit in vocabulary().time_units)
    )


def is_of_one_level(quantity: Quantity, words: Sequence[Token], pieces: Sequence[Piece]) -> bool:
    """市本级收到86件，县（市、区）收到434件: each is of its own level, or of its own office."""
    if isinstance(quantity, Count) and _is_beside_branches(words, pieces):
        return True
    if not isinstance(quantity, Count | Part) or not names_an_office(words):
        return False
    numbered = [one for one in pieces if one.number is not None]
    named = [one for one in numbered if one.has("organ") and not one.names("own")]
    # 2022年、2023年街道分别收到33件、43件: both numbers share the words, so that the office is one
    offices = {next(t.start for t in one.label if t.kind == "organ") for one in named}
    return len(offices) > 1 or any(one.has("part_scope") for one in numbered)


def _is_beside_branches(words: Sequence[Token], pieces: Sequence[Piece]) -> bool:
    """局机关收到103件，各分局收到20件: the first number is not of both; 其中分局收到20件 would be."""
    if not any(token.id == "own" for token in words):
        return False
    below = [one for one in pieces if one.number is not None and one.has("part_scope")]
    return any(
        one.label[0].kind in ("respectively", "part_scope") and one.has("verb") and not one.depth
        for one in below
        if one.label
    )


def is_counted_apart(pieces: Sequence[Piece], place: int) -> bool:
    """局机关单独统计，办结41件: words before the number say that it is only theirs."""
    for at in range(place, max(place - MOST_TOGETHER, -1), -1):
        piece = pieces[at]
        named = piece.has("organ", "part_scope") or piece.names("own")
        if piece.number is None and piece.has("except") and named:
            return True
        if piece.before == ";":
            return False
    return False


def before_the_next(pieces: Sequence[Piece], place: int) -> tuple[Token, ...]:
    """直接起诉的2起里维持1起, 32件复议案件审结30件: how cases ended goes with the second number."""
    tail = tuple(own_tail(pieces, place))
    if len(tail) == len(pieces[place].tail) and not (
        place + 1 < len(pieces) and pieces[place + 1].before == "number"
    ):
        return tail
    at = next((n for n, token in enumerate(tail) if token.kind == "ending"), len(tail))
    return tail[:at]


def is_left_by_an_exception(pieces: Sequence[Piece], place: int) -> bool:
    """除7件由企业提出外，其余47件均由自然人提出: of all but those that are named right before."""
    piece, before = pieces[place], pieces[place - 1] if place else None
    if before is None or before.number is None or not before.has("rest", "except"):
        return False
    if piece.before != "," or not piece.kinds <= _OF_THE_REST or not piece.has("rest"):
        return False
    words, others = (*piece.label, *piece.tail), (*before.label, *before.tail)
    alike = [kind for kind in ("who", "outcome") if all(_has(one, kind) for one in (words, others))]
    plain = not any(t.kind in ("carry", "case", "foreign", "channel") for t in (*words, *others))
    return len(alike) == 1 and plain


def is_the_exception(pieces: Sequence[Piece], place: int) -> bool:
    """除7件由企业提出外，其余47件均由自然人提出: the seven are all that are not of the others."""
    piece = pieces[place]
    named = [token for token in piece.tail if token.kind in ("who", "outcome")]
    opens = len(piece.label) == 1 and piece.has("rest", "except") and len(named) == 1
    behind = place + 1 < len(pieces) and pieces[place + 1].number is not None
    return opens and behind and is_left_by_an_exception(pieces, place + 1)


def by_some_channels(pieces: Sequence[Piece], place: int) -> Count | None:
    """申请人通过信函和网络提出申请20件: those of these ways of applying are never more than all."""
    piece, words = pieces[place], own_words(pieces, place)
    ways = sum(token.kind == "channel" for token in words)
    named = ways > 1 and any(token.id == "and" for token in words) and _has(words, "application")
    plain = all(token.kind in _OF_CHANNELS for token in words) and not piece.tail
    received = all(t.id in RECEIVED for t in words if t.kind == "verb")
    exact = piece.number is not None and piece.number.unit in case_units()
    return Count("received") if named and plain and received and exact else None


_OF_CHANNELS = frozenset(
    {"neutral", "channel", "application", "whole", "verb", "year", "publicity", "among"}
)


def _has(words: Sequence[Token], kind: str) -> bool:
    return any(token.kind == kind for token in words)


_OF_THE_REST = frozenset({"rest", "neutral", "others", "application", "who", "outcome"})
_BESIDE_AN_END = frozenset({"rest", "neutral", "case", "among"})


def is_left_pending(words: Sequence[Token], piece: Piece) -> bool:
    """行政复议案件尚有2件未审结: the words name the case, so that nothing was counted of it before."""
    near = (*words, *piece.tail[:2])
    named = [token for token in near if token.kind == "case"]
    ends = [token.id for token in near if token.kind == "ending"]
    more = any(token.id == "more" for token in words)
    plain = all(token.kind in _BESIDE_A_CASE for token in words)
    return more and plain and bool(named) and ends == ["pending"]


def is_the_excepted_end(pieces: Sequence[Piece], place: int) -> bool:
    """除1件被责令重新答复外，其余4件均予维持: all that ended so, for the others all ended otherwise."""
    piece, following = pieces[place], pieces[place + 1] if place + 1 < len(pieces) else None
    opens = [token.kind for token in piece.label] in (["rest"], ["except"])
    if following is None or following.number is None or not opens:
        return False
    ended, others = _has(piece.tail[:1], "ending"), (*following.label, *following.tail)
    return ended and all(_has(others, kind) for kind in ("rest", "all", "ending"))


def is_named_as_still_there(piece: Piece, words: Sequence[Token]) -> bool:
    """2022年信息公开诉讼案件仍有7件: 仍有 says that they are still many, not that some are left."""
    kinds = {token.kind for token in words}
    timed = bool(kinds & {"year", "whole"}) and not piece.tail and not piece.depth
    named = "case" in kinds and "publicity" in kinds
    told = words[-1:] and words[-1].id == "more"
    plain = kinds <= {"year", "whole", "case", "publicity", "cause", "neutral", "rest"}
    return bool(told) and timed and named and plain and piece.before in ("", ",", ";")


def is_the_pending_rest(pieces: Sequence[Piece], place: int) -> bool:
    """复议7件中，维持4件，其他结果1件，仍有2件未审结: the ends before it are all told, so nothing is left out."""
    piece = pieces[place]
    near = (*piece.label, *piece.tail[:2])
    ends = [token.id for token in near if token.kind == "ending"]
    more = any(token.id == "more" for token in piece.label)
    plain = all(token.kind in _BESIDE_A_CASE for token in piece.label)
    ended = any(
        one.number and one.has("ending") and not one.names("pending") for one in pieces[:place]
    )
    cases = [one for one in pieces[:place] if one.number is not None and one.has("case")]
    return more and plain and ends == ["pending"] and ended and len(cases) == 1


_BESIDE_A_CASE = frozenset(
    {"rest", "neutral", "case", "publicity", "application", "whole", "year", "ending", "cause"}
)


def adds_a_result(words: Sequence[Token], quantity: Quantity | None, lines: Lines) -> bool:
    """另有8件因逾期不补正不再处理: a line of the results on top of what was said before."""
    more = any(token.id == "more" for token in words)
    if not more or not isinstance(quantity, Part) or quantity.applicants:
        return False
    plain = all(token.kind in _OF_THE_REST or token.id in ("cause", "belongs") for token in words)
    return plain and len(quantity.outcomes) == 1 and lines.is_below_a_group(quantity.outcomes)


def is_rest(own_statements: Sequence[Statement], words: Sequence[Token], piece: Piece) -> bool:
    """无法提供4件，其余6件均予以公开: a result, or an applicant, after others of all."""
    own = [one.quantity for one in own_statements]
    if own and all(isinstance(one, Cases | Ended) for one in own):  # 还有4件待审结
        kinds = [token.kind for token in (*words, *piece.tail)]
        return [kind for kind in kinds if kind not in _BESIDE_AN_END] == ["ending"]
    if not own or not {token.kind for token in words} <= _OF_THE_REST:
        return False
    parts = own[1:] if isinstance(own[0], Count) else own
    if not all(isinstance(one, Part) for one in parts):
        return False
    whose = any(one.applicants for one in parts if isinstance(one, Part))
    ended = any(one.outcomes for one in parts if isinstance(one, Part))
    if any(token.kind == "who" for token in (*words, *piece.tail)):  # 其余90件由企业提出
        return not ended
    named = any(token.kind == "outcome" for token in words)
    behind = [token.id for token in first_words(piece.tail)]
    told = bool(behind) and behind[0] not in RECEIVED  # 9件已撤回，其余881件均已受理
    return not whose and (named or told)
