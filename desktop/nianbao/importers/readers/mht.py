"""Unwraps .mht pages (Word's 单个文件网页, a browser's saved page): the HTML part within."""

import email
import email.policy
import re
from email.message import Message

from nianbao.importers.errors import damaged, too_deep

_MOST_LAYERS = 30
"""Parts that hold parts; a saved page has one or two, and each costs a call in the library."""
_LAYER = re.compile(rb"^content-type:\s*(?:multipart|message)/", re.IGNORECASE | re.MULTILINE)


def html_of(content: bytes, name: str) -> bytes:
    """Return the page inside an .mht file, as UTF-8 with a mark.

    Of a page with frames that is the frame with the tables.
    """
    if len(_LAYER.findall(content)) > _MOST_LAYERS:
        raise too_deep(name)
    try:
        message = email.message_from_bytes(content, policy=email.policy.default)
        pages = [page for part in message.walk() if (page := _page_of(part)) is not None]
    except (LookupError, ValueError, AttributeError, TypeError, IndexError) as error:
        raise damaged(name) from error
    if not pages:
        raise damaged(name)
    return max(pages, key=lambda page: page.lower().count(b"<td"))


def _page_of(part: Message) -> bytes | None:
    if part.get_content_type() != "text/html":
        return None
    page = part.get_payload(decode=True)
    return _with_charset(page, part.get_content_charset()) if isinstance(page, bytes) else None


def _with_charset(page: bytes, charset: str | None) -> bytes:
    if charset is None:
        return page
    try:
        text = page.decode("gb18030" if charset.lower().startswith("gb") else charset)
    except (UnicodeDecodeError, LookupError):
        return page
    return b"\xef\xbb\xbf" + text.encode("utf-8", "replace")
