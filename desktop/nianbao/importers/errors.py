"""What a source can be refused for; each is one sentence for the clerk."""

from nianbao.report.errors import UserError


class SourceError(UserError):
    """A source from which no report can be read."""


class UnknownSourceError(SourceError):
    """A file of a kind that is not read, or that holds no report."""


class DamagedSourceError(SourceError):
    """A file of a known kind that is broken, locked or larger than any report."""
