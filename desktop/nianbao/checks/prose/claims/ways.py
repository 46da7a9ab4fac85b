"""Ways of applying that a denial names: all of them narrow nothing, one of them does."""

import re
from collections.abc import Sequence

from nianbao.checks.sentences.segments import Sentence
from nianbao.checks.sentences.tokens import Token

_ON_PAPER = re.compile("书面|纸质")
_ANY = re.compile("任何|各种|各类|所有|一切|其他|其它|多种")
_TWO, _THREE = 2, 3


def without_ways(sentence: Sentence, words: Sequence[Token]) -> list[Token]:
    """未收到书面或网络形式的申请, 未收到信函、网络等任何方式的申请: words that leave no way open.

    The words are as they were where a way is left: 未收到网络申请. So they are where the sentence counts
    some: 未收到书面或网络申请，当面申请3件.
    """
    ways = [token for token in words if token.kind == "channel"]
    said = [sentence.words[token.start : token.end] for token in words]
    paper = any(_ON_PAPER.search(one) for one in said)
    open_end = any(token.id == "etc" for token in words) or any(_ANY.search(one) for one in said)
    every = len(ways) + paper >= (_TWO if paper or open_end else _THREE)
    if not ways or not every or any(one.number is not None for one in sentence.pieces):
        return [*words]
    return [token for token in words if token.kind != "channel"]
