"""How all reviews and suits ended: 均获维持, 均已审结, 无一败诉, or the only one of them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from nianbao.checks.prose.claims.claim import LINKS, Claim, View, speaks
from nianbao.checks.prose.quantity import Cases, Ended, EndedOtherwise
from nianbao.checks.prose.statement import Statement
from nianbao.checks.sentences.lexicon import vocabulary
from nianbao.checks.sentences.segments import Piece
from nianbao.checks.sentences.tokens import Token


def all_ended(view: View) -> Iterator[Claim]:
    """均获维持, 均已审结, 无一败诉: what is said of every review or suit spoken of."""
    for piece in view.clause:
        words = piece.tail if piece.figure else piece.label
        if not any(token.kind in _OF_ENDS for token in (*words, *piece.aside)):
            continue
        outright = [token for token in words if token.kind == "none_corrected"]
        outright = outright if _is_first_of_its_kind(view, piece) else []
        if any(token.kind == "prev" for token in view.words):  # 上年无被纠正案件
            continue
        if outright and speaks(view) and _cases_before(view, piece):
            corrected = Ended("corrected", _cases_before(view, piece))
            yield view.claim("corrected", (corrected,), outright)
        if any(one.has("rest", "except") for one in view.sentence.pieces):  # 除1件外均已审结
            continue
        kinds = _cases_before(view, piece)
        if _are_of_the_decided(view, piece):
            yield from _decided_upheld(view, words, kinds)
        else:
            yield from _all_upheld(view, words, kinds)
        if piece.aside and piece.number is not None:  # 复议后起诉2件（均维持）
            own = tuple(dict.fromkeys(token.id for token in piece.label if token.kind == "case"))
            yield from _all_upheld(view, piece.aside, own)


def _is_first_of_its_kind(view: View, piece: Piece) -> bool:
    """无纠正、无败诉 says one thing twice."""
    before = view.clause[: view.clause.index(piece)]
    return not any(
        token.kind == "none_corrected" for one in before for token in (*one.label, *one.tail)
    )


_OF_ENDS = frozenset({"none_corrected", "ending"})


def _all_upheld(view: View, words: Sequence[Token], kinds: tuple[str, ...]) -> Iterator[Claim]:
    """What 均维持 or 均已审结 says of cases of these kinds."""
    start = next((n for n, token in enumerate(words) if token.kind == "all"), None)
    ending = next((n for n, token in enumerate(words) if token.kind == "ending"), None)
    if start is None or ending is None or ending < start or not kinds:
        return
    between = all(t.kind in LINKS or t.kind == "unknown" for t in words[start:ending])
    said = words[start : ending + 1]
    if between and words[ending].id == "decided" and speaks(view):
        yield view.claim("pending", (Ended("pending", kinds),), said)
    elif between and words[ending].id == "upheld":
        yield view.claim("upheld", (EndedOtherwise("upheld", kinds),), said)
    elif between and words[ending].id != "decided" and speaks(view):  # 均未审结, 均被纠正
        yield view.claim("ended", (EndedOtherwise(words[ending].id, kinds),), said)


def _are_of_the_decided(view: View, piece: Piece) -> bool:
    """已审结4件，结果均为维持，未审结2件: all of those that are over, for the others are told beside them."""
    pieces = view.sentence.pieces
    place = pieces.index(piece)
    before = pieces[place] if piece.number is not None else pieces[place - 1] if place else None
    if before is None or before.number is None or _own_cases(piece):
        return False
    return any(t.kind == "ending" and t.id == "decided" for t in (*before.label, *before.tail))


def _decided_upheld(view: View, words: Sequence[Token], kinds: tuple[str, ...]) -> Iterator[Claim]:
    """Of those that are over none ended otherwise; how many are not over is left open."""
    for claim in _all_upheld(view, words, kinds):
        if claim.kind == "upheld":
            others = sorted(vocabulary().ids["ending"] - {"upheld", "pending", "decided"})
            yield replace(claim, nothing_of=tuple(Ended(one, kinds) for one in others))


def only_one_ended(view: View, statements: Sequence[Statement]) -> Iterator[Claim]:
    """发生1起行政诉讼，法院判决维持: how the only one ended, said without a number."""
    for piece in view.clause:
        place = view.sentence.pieces.index(piece)
        while place > 1 and _only_names_the_way(view.sentence.pieces[place - 1]):
            place -= 1
        before = view.sentence.pieces[place - 1] if place else None
        ending = [token for token in piece.label if token.kind == "ending"]
        if piece.number is not None or before is None or before.number is None or len(ending) != 1:
            continue
        beside = piece.before == "," and before.depth == piece.depth
        plain = all(t in ending or t.kind in ("neutral", "done", "whole") for t in piece.label)
        only = [s for s in statements if (s.sentence, s.piece) == (view.number, place - 1)]
        if beside and plain and only and before.number.value == 1:
            quantity = only[0].quantity
            if isinstance(quantity, Cases) and not before.number.vague:
                others = EndedOtherwise(ending[0].id, quantity.kinds)
                yield view.claim("ended", (others,), piece.label)


def _only_names_the_way(piece: Piece) -> bool:
    """行政诉讼1件，为复议后起诉，已审结，结果维持: which kind of suit it is, or that it is over."""
    ended = [token.id for token in piece.label if token.kind == "ending"]
    plain = all(token.kind in ("case", "neutral", "done", "ending") for token in piece.label)
    says = ended == ["decided"] or (piece.has("case") and not ended)
    return piece.number is None and plain and says and piece.before == ","


def _cases_before(view: View, piece: Piece) -> tuple[str, ...]:
    place = view.sentence.pieces.index(piece)
    pieces = view.sentence.pieces
    near = [token for one in pieces[: place + 1] for token in (*one.label, *one.tail)]
    own = [t for t in (*piece.label, *piece.tail) if t.kind == "case"]
    if len(own) == 1 and piece.number is not None and piece.before in (",", ";") and place:
        near = [*(t for t in near if t.kind != "case"), *own]  # 3起诉讼中，2起复议后起诉的均维持
    elif not own and (last := _counted_apart(pieces[:place])):
        near = [*(t for t in near if t.kind != "case"), *last]
    if any(token.id == "cases_of_disclosure" for token in near):  # 法院对信息公开案件作出的3件判决
        near = [*near, *(replace(t, kind="case") for t in near if _names_its_judge(t))]
    if not any(token.kind == "case" for token in near) and view.earlier:
        near = [token for one in view.earlier[-1].pieces for token in (*one.label, *one.tail)]
    kinds = {token.kind for token in near}
    ours = kinds & {"application", "publicity"} or any(token.id == "own" for token in near)
    if "adjudicate" in kinds and not ours:
        return ()
    return tuple(dict.fromkeys(t.id for t in near if t.kind == "case"))


def _names_its_judge(token: Token) -> bool:
    """法院, 复议机关: who judges says which kind of case it is."""
    return token.kind == "neutral" and token.id in vocabulary().ids["case"]


def _counted_apart(pieces: Sequence[Piece]) -> list[Token]:
    """复议7件，维持5件、纠正2件；诉讼3件，均维持: of the kind counted last, for the others' ends are told."""
    counted = [n for n, one in enumerate(pieces) if one.number is not None and _own_cases(one)]
    if len(counted) < 2 or pieces[counted[-1]].before not in (",", ";"):  # noqa: PLR2004 - 复议, 诉讼
        return []
    between = pieces[counted[-2] : counted[-1]]
    told = any(token.kind in _OF_ENDS for one in between for token in (*one.label, *one.tail))
    return _own_cases(pieces[counted[-1]]) if told else []


def _own_cases(piece: Piece) -> list[Token]:
    return [token for token in (*piece.label, *piece.tail) if token.kind == "case"]
