"""What a text denies: 未收到…申请, 没有结转, 未发生行政复议, 未制发行政规范性文件."""

from collections.abc import Iterator, Sequence

from nianbao.checks.prose.claims.claim import Claim, View, clauses, speaks, words_of
from nianbao.checks.prose.claims.ways import without_ways
from nianbao.checks.prose.phrases.wording import since_another_time
from nianbao.checks.prose.quantity import (
    FROM_LAST_YEAR,
    INTO_NEXT_YEAR,
    NEW,
    Cases,
    Count,
    Decisions,
    Documents,
    Ended,
    Part,
    Quantity,
)
from nianbao.checks.prose.topic import APPLICATION
from nianbao.checks.sentences.lexicon import vocabulary
from nianbao.checks.sentences.tokens import Token

_SHOWN = (
    "application",
    "case",
    "none",
    "verb",
    "carry",
    "document",
    "document_verb",
    "outcome",
    "foreign",
    "who",
)
_NOUNS = ("application", "case")


def denials(view: View, default: str, year: int) -> Iterator[Claim]:
    """未收到政府信息公开申请; 未发生因政府信息公开引起的行政复议、行政诉讼."""
    words = view.words
    place = next((n for n, token in enumerate(words) if _denies(words, n)), None)
    if place is None or _other_time(words, year):
        return
    outright = [
        token for token in words if token.kind == "none" and _outright(token, view, default)
    ]
    for token in outright:
        denied = _outright(token, view, default)
        if _is_from_last(token, words, year):
            denied = (Count(FROM_LAST_YEAR),)
        yield view.claim("none", denied, (token,))
    if not outright and default == APPLICATION and _came_to_nothing(words, place, year):
        yield view.claim("none", (Count(NEW),), words[: place + 1])
        return
    if outright:
        return
    behind = without_ways(view.sentence, _denied_words(view, place))
    denied = tuple(_denied(view, behind, default, year))
    whose = _subject_of(view, words[:place])
    if whose and Count(NEW) in denied:  # 科研机构、公益组织没有提出申请
        each = denied == (Count(NEW),) and "unclear" not in whose
        denied = tuple(Part((), (one,)) for one in whose) if each else ()
    if denied:
        shown = [token for token in behind if token.kind in _SHOWN]
        yield view.claim("none", denied, sorted(shown, key=lambda token: token.start))


def _denies(words: Sequence[Token], place: int) -> bool:
    """未收到, 没有, 为零; 不存在 only where it begins to speak of something: 信息不存在 is a result."""
    if words[place].kind == "none":
        return True
    before = [token.kind for token in words[:place]]
    return words[place].id == "absent" and all(kind in _OPENS for kind in before)


def _came_to_nothing(words: Sequence[Token], place: int, year: int) -> bool:
    """受理量为0件, 信函、网络、现场三种渠道收件数均为零: a verb alone, of all ways of applying."""
    before = words[:place]
    verbs = [token.id for token in before if token.kind == "verb"]
    ways = sum(token.kind == "channel" for token in before)
    known = ("neutral", "whole", "verb", *(("channel", "unknown") if ways >= _ALL_WAYS else ()))
    plain = all(
        token.kind in known
        or (token.kind == "year" and token.id == str(year))
        or (token.kind == "unknown" and len(token.id) == 1)
        for token in before
    )
    counted = words[place].id == "zero" and set(verbs) <= {NEW, "received"}
    short = all(len(token.id) <= _SHORT for token in before if token.kind == "unknown")
    return counted and bool(verbs) and plain and short


_ALL_WAYS = 3
"""Ways of applying that leave none out: by letter, by the net, in person."""


def _subject_of(view: View, before: Sequence[Token]) -> tuple[str, ...]:
    """Who is said not to have applied, where that is not everybody."""
    who = tuple(dict.fromkeys(token.id for token in before if token.kind == "who"))
    return () if not view.lines.anybody.isdisjoint(who) else who


_OPENS = ("neutral", "whole", "year", "organ")


def _outright(token: Token, view: View, default: str) -> tuple[Quantity, ...]:
    """零申请, 零复议, 零诉讼, 未结转 need no noun."""
    if token.id == "no_applications":
        return (Count(NEW),)
    if token.id == INTO_NEXT_YEAR:
        return (Count(INTO_NEXT_YEAR),) if default == APPLICATION or speaks(view) else ()
    return (Cases((token.id,)),) if token.id in vocabulary().ids["case"] else ()


def _denied_words(view: View, place: int) -> list[Token]:
    """What a word of denial speaks of: what follows it, or what stood before 为零 or “：无”."""
    words = list(view.words)
    behind = words[place:]
    at_the_end = words[place].id == "zero" or any(one.kind == "all" for one in words[:place])
    at_the_end = at_the_end or (place > 0 and len(behind) == 1)  # 复议、诉讼均无
    if at_the_end and not any(_is_denied(token) for token in behind[1:]):
        return words  # 行政复议、行政诉讼均未发生
    first = view.sentence.pieces.index(view.clause[0])
    if len(words) == 1 and first and view.clause[0].before == ":":
        return [*words, *words_of(list(clauses(view.sentence.pieces[:first]))[-1])]
    return behind


def _is_denied(token: Token) -> bool:
    """Whether a word behind a denial is what it denies: 12件申请均未收取信息处理费."""
    thing = token.kind in ("foreign", "thing") and token.end - token.start > _SHORT
    return token.kind in _NOUNS or thing


def _other_time(words: Sequence[Token], year: int) -> bool:
    """Whether another time is spoken of; 无结转至2024年办理的申请 only says where to."""
    carried = any(token.kind == "carry" or token.id == INTO_NEXT_YEAR for token in words)
    return since_another_time(words, year) or any(
        token.kind in ("part_time", "part_scope")
        or (token.kind in ("next", "prev") and not carried)
        or (token.kind == "year" and abs(int(token.id) - year) > carried)
        for token in words
    )


def _is_from_last(token: Token, words: Sequence[Token], year: int) -> bool:
    """2022年未结转申请 says of 2023 that nothing was carried in."""
    earlier = any(one.id in ("last", str(year - 1)) for one in words)
    return token.id == INTO_NEXT_YEAR and earlier


def _denied(view: View, words: Sequence[Token], default: str, year: int) -> Iterator[Quantity]:
    """What the words after 未… deny, each only where nothing narrows it."""
    last = max((n for n, token in enumerate(words) if token.kind in _NOUNS), default=-1)
    kinds = {token.kind for token in words[: last + 2]}
    if any(token.kind == "except" for token in words):
        return
    carried = tuple(_denied_carry(view, words, default, year))
    yield from carried
    if carried and words[0].kind != "none":  # 结转下年的申请为零
        return
    yield from _denied_documents(view, words)
    yield from _denied_decisions(words)
    yield from _denied_corrections(view, words, default)
    caused = bool(kinds & {"cause", "publicity"})
    ours = default == APPLICATION or kinds & {"application", "publicity"} or speaks(view)
    ours = ours or _denies_all_cases(view, words)
    if ours:
        yield from _denied_result(view, words)
    if kinds & {"ending", "adjudicate", "channel", "outcome_part", "foreign", "narrow"} - _caused(
        kinds
    ):
        return
    if not ours:
        return
    yield from _denied_applicants(view, words)
    yield from _denied_nouns(view, words, default, caused=caused)


def _denies_all_cases(view: View, words: Sequence[Token]) -> bool:
    """未发生行政复议, wherever it is said: none at all is none of disclosure, too.

    Not where the paragraph is about decisions or what else reviews may be asked for.
    """
    cases = [token for token in words if token.kind == "case"]
    plain = all(token.kind in (*_OPENS, "none", "all", "case", "cause", "done") for token in words)
    here = [token for one in view.sentence.pieces for token in (*one.label, *one.tail)]
    before = [t for one in view.earlier[-1:] for p in one.pieces for t in (*p.label, *p.tail)]
    of_others = any(token.kind in ("foreign", "thing", "adjudicate") for token in here)
    of_others = of_others or any(t.kind == "foreign" and t.id != "foreign" for t in before)
    return bool(cases) and plain and not of_others


def _denied_nouns(
    view: View, words: Sequence[Token], default: str, *, caused: bool
) -> Iterator[Quantity]:
    """Applications, reviews and suits, each where nothing narrows it."""
    cases = any(token.kind == "case" for token in words)
    for place, token in enumerate(words):
        between = [one for one in words[:place] if one is not words[0] or one.kind != "none"]
        carried_over = any(one.kind == "carry" for one in words[place:])  # 没有申请结转下年
        if token.kind == "application" and not (carried_over or (caused and cases)):
            strong = token.id == "strong"
            if any(one.kind == "publicity" and one.id == "cause" for one in between):
                continue
            if _empty(view, between, extra=("verb",)) and (
                strong or default == APPLICATION or speaks(view)
            ):
                yield Count(NEW)
        elif token.kind == "case" and (caused or _empty(view, between, extra=_NOUNS)):
            yield Cases((token.id,))


def _denied_applicants(view: View, words: Sequence[Token]) -> Iterator[Quantity]:
    """未收到法人或其他组织提出的申请, 无科研机构、律所申请: denied of these applicants, not of all."""
    etc = next((n for n, token in enumerate(words) if token.id == "etc"), 0)
    who = dict.fromkeys(token.id for token in words[etc:] if token.kind == "who")
    if not who or not view.lines.anybody.isdisjoint(who) or "unclear" in who:
        return
    rest = [token for token in words if token.kind != "who"]
    named = any(token.kind == "application" for token in rest)
    if named and _empty(view, rest[1:], extra=("verb", "application")):
        yield from (Part((), (one,)) for one in who)


def _denied_result(view: View, words: Sequence[Token]) -> Iterator[Quantity]:
    """没有不予公开的申请, 未作出不予公开答复."""
    results = dict.fromkeys(token.id for token in words if token.kind == "outcome")
    groups = view.lines.group_of
    lines = [one for one in results if one in groups]  # 因逾期不补正而不再处理
    plain = ("neutral", "whole", "year", "organ", "none", "outcome", "application", "publicity")
    if all(
        token.kind in plain
        or token.id in ("cause", "belongs")
        or token.id in ("answered", "handled")  # 没有作出不予公开等答复
        or (token.kind == "unknown" and len(token.id) == 1)
        for token in words
    ):
        yield from (Part((one,)) for one in lines or results)


def _denied_corrections(view: View, words: Sequence[Token], default: str) -> Iterator[Quantity]:
    """没有行政复议纠错、行政诉讼败诉的情况: denied of each kind of case how it ended, not the case."""
    plain = ("neutral", "whole", "year", "organ", "none", "case", "ending", "publicity", "cause",
             "application", "foreign")  # fmt: skip
    endings = {token.id for token in words if token.kind == "ending"}
    if endings != {"corrected"} or not (default == APPLICATION or speaks(view)):
        return
    if not all(
        token.kind in plain or (token.kind == "unknown" and len(token.id) == 1) for token in words
    ):
        return
    for place, token in enumerate(words):
        cases = [one.id for one in words[:place] if one.kind == "case"]
        if token.kind == "ending" and cases:
            yield Ended("corrected", (cases[-1],))


def _denied_carry(
    view: View, words: Sequence[Token], default: str, year: int
) -> Iterator[Quantity]:
    """无结转, 没有上年结转的申请."""
    if not (default == APPLICATION or speaks(view)):
        return
    for place, token in enumerate(words):
        if token.kind == "carry" and _empty(view, words[1:place], extra=("prev", "application")):
            last = any(one.id in ("last", str(year - 1)) for one in view.words)
            plain = FROM_LAST_YEAR if last else INTO_NEXT_YEAR
            yield Count(plain if token.id == "carry" else token.id)
            return


def _denied_documents(view: View, words: Sequence[Token]) -> Iterator[Quantity]:
    """未制发行政规范性文件; 我局无行政规范性文件: none is in force, however old."""
    kinds = {token.kind for token in words}
    nouns = [token.id for token in words if token.kind == "document"]
    plain = ("neutral", "whole", "year", "organ", "none", "document", "document_verb")
    if len(nouns) != 1 or not kinds <= set(plain):
        return
    done = [token.id for token in words if token.kind in ("none", "document_verb")]
    verbs = vocabulary().ids["document_verb"] - {"else", "public"}
    known = [one for one in dict.fromkeys(done) if one in verbs]
    timed = any(token.kind in ("whole", "year") for token in view.words)
    whose = any(token.kind == "organ" or token.id == "own" for token in view.words)
    if done == ["none"] and whose and not timed and words[-1].kind == "document":
        known = [vocabulary().short_verbs["stock"]]
    yield from (Documents(nouns[0], verb) for verb in known)


def _denied_decisions(words: Sequence[Token]) -> Iterator[Quantity]:
    """未实施行政强制, 无行政许可、行政处罚和行政强制事项, 没有收取行政事业性收费."""
    vague = ("foreign", *vocabulary().short)
    known = [token for token in words if token.kind == "foreign" and token.id not in vague]
    plain = ("neutral", "whole", "year", "organ", "none", "verb", "foreign")
    last = next((token for token in reversed(words) if token.kind != "neutral"), None)
    if not known or (last is not None and last.id == "foreign" and last.end - last.start > _SHORT):
        return
    if all(
        token.kind in plain or (token.kind == "unknown" and len(token.id) == 1) for token in words
    ):
        yield from (Decisions(one) for one in dict.fromkeys(token.id for token in known))


_SHORT = 2
"""Characters of 事项 and 三种, which add nothing to what is denied."""


def _caused(kinds: set[str]) -> set[str]:
    """因 and 涉及 name the cause of reviews and suits; they narrow nothing there."""
    return {"outcome_part"} if "case" in kinds else set()


def _empty(view: View, words: Sequence[Token], extra: Sequence[str]) -> bool:
    """Whether words narrow nothing: 公民、法人和其他组织提交的."""
    who = {token.id for token in words if token.kind == "who"}
    if who and who.isdisjoint(view.lines.anybody):
        return False
    if any(
        token.kind == "verb" and token.id not in ("received", NEW, "taken", "handled")
        for token in words
    ):
        return False
    plain = (
        "neutral",
        "whole",
        "who",
        "organ",
        "publicity",
        "year",
        "number",
        "none",
        *extra,
    )
    return all(
        token.kind in plain or (token.kind == "unknown" and len(token.id) < 2)  # noqa: PLR2004
        for token in words
    )
