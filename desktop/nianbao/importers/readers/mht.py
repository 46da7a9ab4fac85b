"""Unwraps .mht pages (Word's 单个文件网页, a browser's saved page): the HTML part within."""

import email
import email.policy
import re
from email.message import Message

from nianbao.importers.errors import damaged, too_deep

_MOST_LAYERS = 30
"""Parts that hold parts; a saved page has one or two, and each costs a call in the library."""
_LAYER = re.compile(rb"^content-type:\s*(?:multipart|message)/", re.IGNORECASE | re.MULTILINE)

_HEAD = re.compile(rb"</head|<body|<table|<p[ >]", re.IGNORECASE)
"""Before which of a page its style sheets stand."""


def html_of(content: bytes, name: str) -> bytes:
    """Return the page inside an .mht file, as UTF-8 with a mark.

    Of a page with frames that is the frame with the tables.
    """
    if len(_LAYER.findall(content)) > _MOST_LAYERS:
        raise too_deep(name)
    try:
        message = email.message_from_bytes(content, policy=email.policy.default)
        parts = list(message.walk())
        pages = [page for part in parts if (page := _page_of(part)) is not None]
        sheets = b"".join(map(_sheet_of, parts))
    except (LookupError, ValueError, AttributeError, TypeError, IndexError) as error:
        raise damaged(name) from error
    if not pages:
        raise damaged(name)
    page = max(pages, key=lambda page: page.lower().count(b"<td"))
    return _HEAD.sub(lambda match: sheets + match[0], page, count=1) if sheets else page


def _page_of(part: Message) -> bytes | None:
    if part.get_content_type() != "text/html":
        return None
    page = part.get_payload(decode=True)
    return _with_charset(page, part.get_content_charset()) if isinstance(page, bytes) else None


def _sheet_of(part: Message) -> bytes:
    """Return a style sheet that the page refers to, as part of the page: it may hide words."""
    if part.get_content_type() != "text/css":
        return b""
    sheet = part.get_payload(decode=True)
    return b"<style>" + sheet + b"</style>" if isinstance(sheet, bytes) else b""


def _with_charset(page: bytes, charset: str | None) -> bytes:
    if charset is None:
        return page
    try:
        text = page.decode("gb18030" if charset.lower().startswith("gb") else charset)
    except (UnicodeDecodeError, LookupError):
        return page
    return b"\xef\xbb\xbf" + text.encode("utf-8", "replace")
