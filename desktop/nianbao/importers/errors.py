"""What a source can be refused for; each is one sentence for the clerk."""

from nianbao.report.errors import UserError

FEWEST_LETTERS = 100
"""Of a report; a source with fewer words and a picture is a scan."""


class SourceError(UserError):
    """A source from which no report can be read."""


class UnknownSourceError(SourceError):
    """A file of a kind that is not read, or that holds no report."""


class DamagedSourceError(SourceError):
    """A file of a known kind that is broken, locked or larger than any report."""


def damaged(name: str) -> DamagedSourceError:
    """Return what to say of a broken file."""
    return DamagedSourceError(
        f"“{name}”已损坏，读不出来。", "请用 Word 或 WPS 打开后另存一份再试。"
    )


def locked(name: str) -> DamagedSourceError:
    """Return what to say of an encrypted file."""
    return DamagedSourceError(
        f"“{name}”加了密码，读不出来。", "请在 Word 或 WPS 里取消密码后再试。"
    )


def contradictory(name: str) -> DamagedSourceError:
    """Return what to say of a file in which one part stands twice with other words."""
    return DamagedSourceError(
        f"“{name}”里同一个部分有两份，分不清哪一份是真的。", "请用 Word 或 WPS 打开后另存一份再试。"
    )


def too_large(name: str) -> DamagedSourceError:
    """Return what to say of a file that unpacks to more than a report can hold."""
    return DamagedSourceError(f"“{name}”内容太大，不像是一份年度报告。", "请检查选的文件对不对。")


def too_many(name: str, what: str) -> DamagedSourceError:
    """Return what to say of a file that has more of something than a report can have."""
    return DamagedSourceError(
        f"“{name}”里{what}，不像是一份年度报告。",
        "请检查选的文件对不对；年报只是其中一部分的，请把它另存成一个文件。",
    )


def too_deep(name: str) -> DamagedSourceError:
    """Return what to say of a file whose tables stand in tables in tables."""
    return DamagedSourceError(
        f"“{name}”里的内容一层套一层，层数太多，读不出来。",
        "请检查选的文件对不对；是年报的，请把表格复制到新文档里再读入。",
    )


def took_too_long(name: str) -> DamagedSourceError:
    """Return what to say of a file whose reader was ended by the clock."""
    return DamagedSourceError(
        f"读“{name}”花的时间太长，已经停下。",
        "请用 Word、WPS 或 Excel 打开，把年报部分另存成一个新文件再读入。",
    )


def too_demanding(name: str) -> DamagedSourceError:
    """Return what to say of a file whose reader was ended by the system, as a rule for memory."""
    return DamagedSourceError(
        f"读“{name}”要用的内存太多，或者它已损坏，已经停下。",
        "请用 Word、WPS 或 Excel 打开，把年报部分另存成一个新文件再读入。",
    )


def scanned(name: str) -> UnknownSourceError:
    """Return what to say of a document whose pages are pictures."""
    return UnknownSourceError(
        f"“{name}”是扫描件或图片，里面没有可以读的文字。",
        "请向制作人要 Word 或网页版，或手工录入。",
    )
