"""Unwraps .mht pages (Word's 单个文件网页, a browser's saved page): the HTML part within."""

import email
import email.policy

from nianbao.importers.errors import damaged


def html_of(content: bytes, name: str) -> bytes:
    """Return the page inside an .mht file, as UTF-8 with a mark."""
    try:
        message = email.message_from_bytes(content, policy=email.policy.default)
        for part in message.walk():
            if part.get_content_type() == "text/html":
                page = part.get_payload(decode=True)
                if isinstance(page, bytes):
                    return _with_charset(page, part.get_content_charset())
    except (LookupError, ValueError, AttributeError, TypeError, IndexError) as error:
        raise damaged(name) from error
    raise damaged(name)


def _with_charset(page: bytes, charset: str | None) -> bytes:
    if charset is None:
        return page
    try:
        text = page.decode("gb18030" if charset.lower().startswith("gb") else charset)
    except (UnicodeDecodeError, LookupError):
        return page
    return b"\xef\xbb\xbf" + text.encode("utf-8", "replace")
