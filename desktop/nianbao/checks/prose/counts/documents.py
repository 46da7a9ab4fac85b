"""Numbers of normative documents and regulations, by what was done with them."""

from collections.abc import Sequence

from nianbao.checks.prose.phrases.wording import has_unknown
from nianbao.checks.prose.quantity import NEW, Documents
from nianbao.checks.prose.topic import Topic
from nianbao.checks.sentences.lexicon import vocabulary
from nianbao.checks.sentences.segments import Piece
from nianbao.checks.sentences.tokens import Token

PUBLIC, RELEASED = "public", "released"
"""What was done with documents that stand open to all: one may have been issued in an earlier year."""


_NO_COUNTS = ("else", PUBLIC, RELEASED)
"""Of these the parts are no counts of the tables: 清理45件，其中废止10件."""


def document_in(
    state: Topic, year: int, piece: Piece, words: Sequence[Token], *, of_them: bool
) -> Documents | None:
    """Normative documents and regulations: 制发行政规范性文件 3 件，废止 1 件.

    ``of_them``: whether they are some of the documents counted before.
    """
    nouns = [token.id for token in (*words, *piece.tail[:2]) if token.kind == "document"]
    verbs = [token.id for token in words if token.kind == "document_verb"]
    verbs = verbs or [token.id for token in piece.tail[:4] if token.kind == "document_verb"]
    marked = any(token.kind == "marking" for token in words)
    if (verbs or marked) and not of_them:
        state.document_verb = verbs[-1] if verbs else "else"
    elif of_them and state.document_verb in _NO_COUNTS:  # 清理45件，其中废止10件
        return None
    if words and words[-1].kind == "foreign":  # 现行有效规范性文件目录1份
        return None
    short = vocabulary().short_verbs
    if (nouns or state.document) and not verbs:  # 新增行政规范性文件3件, 期末30件
        verbs = [short[t.id] for t in words if t.id in short and (nouns or t.id == "stock")]
    if nouns and not verbs and of_them:  # 制发公文707件，其中行政规范性文件17件
        verbs = [state.document_verb]
    if nouns:
        state.document = nouns[-1] if len(set(nouns)) == 1 else ""
    elif not state.document or has_unknown(words) or piece.has("foreign"):
        return None
    done = verbs[-1] if verbs else "else"
    narrowed = done in (PUBLIC, RELEASED) and (
        not nouns or piece.has("foreign", "channel", "thing")
    )
    if done in ("", "else") or narrowed or state.is_another_year(words, year):
        return None
    if not state.document or has_unknown(words) or piece.has("part_scope"):
        return None
    return Documents(state.document, verbs[-1])


def belongs_to_the_issued(pieces: Sequence[Piece], place: int) -> bool:
    """印发公文412份，其中主动公开186份；属于行政规范性文件的7件: of the 412, not of the 186."""
    piece = pieces[place]
    if not piece.names("belongs") or not piece.has("document") or piece.before not in (",", ";"):
        return False
    heads = [n for n, one in enumerate(pieces[:place]) if one.number and one.has("document_verb")]
    between = pieces[heads[0] : place] if heads else ()
    return bool(heads) and (piece.before == ";" or not any(one.has("among") for one in between))


def are_left_in_force(state: Topic, words: Sequence[Token], piece: Piece) -> bool:
    """废止3件，尚有12件继续有效: what is left of the documents."""
    plain = {token.kind for token in words} <= {"rest", "neutral"}
    stock = vocabulary().short_verbs["stock"]
    left = any(token.id == stock for token in piece.tail[:2])
    return bool(state.document) and plain and left


def added_documents(
    state: Topic, pieces: Sequence[Piece], place: int, words: Sequence[Token]
) -> Documents | None:
    """现行有效的规范性文件30件，本年新增3件: the sentence has counted documents right before."""
    piece, before = pieces[place], pieces[place - 1] if place else None
    if before is None or before.number is None or piece.tail or not state.document:
        return None
    counted = before.has("document_verb") and piece.before in (",", "、", ";")
    plain = all(token.kind in ("neutral", "whole") for token in words)
    told = any((token.kind, token.id) == ("neutral", NEW) for token in words)
    done = vocabulary().short_verbs[NEW]
    return Documents(state.document, done) if counted and plain and told else None


def ends_documents(state: Topic, piece: Piece, words: Sequence[Token]) -> bool:
    """对规范性文件开展清理，对不再适用的3件予以废止."""
    done = any(token.kind == "document_verb" for token in piece.tail[:2])
    done = done or (not piece.tail and any(token.id == "stock" for token in words))
    plain = all(token.kind in ("neutral", "rest") for token in words)
    return bool(state.document) and done and plain


def are_of_one_maker(pieces: Sequence[Piece], place: int) -> bool:
    """市政府及其办公室制发12件，其余34件由部门制发: those that one of several offices made.

    市政府制发46件，其中部门制发34件: the first number is of all of them.
    """
    done = {token.id for token in pieces[place].label if token.kind == "document_verb"}
    before = [one for one in pieces[:place] if one.number is not None]
    behind, depth = pieces[place + 1 :], pieces[place].depth
    next_one = behind[:1] if not any(one.has("rest") for one in behind[:1]) else ()
    if any(one.has("among", "includes") or one.depth > depth for one in next_one):
        behind = ()
    others = [one for one in (*before, *behind) if _names_a_maker(one)]
    alike = [t.id for one in others for t in (*one.label, *one.tail) if t.kind == "document_verb"]
    return _names_a_maker(pieces[place]) and any(one in done for one in alike)


def _names_a_maker(piece: Piece) -> bool:
    """市政府制发, 由各部门制发; what is made without a word of who is made by the report's office."""
    words = (*piece.label, *piece.tail)
    office = any(token.kind == "organ" or token.id in ("wide", "own") for token in words)
    return office and any(token.kind == "document_verb" for token in words)
