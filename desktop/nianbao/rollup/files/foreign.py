"""What units send instead of a report, told by its content: a shortcut, a mail, a zip that nobody can open."""

import io
import zipfile
from typing import Literal, NamedTuple

UNPACK = "请解压后把里面的文件放进来。"
LOCKED = f"压缩包加了密码，读不出来。请向单位要密码，{UNPACK.removeprefix('请')}"
_SHORTCUT = b"L\x00\x00\x00\x01\x14\x02\x00"
_LINK = b"[internetshortcut]"
_OTHER_ARCHIVES = {b"Rar!": "RAR", b"7z\xbc\xaf": "7z", b"\x1f\x8b": "GZ", b"BZh": "BZ2"}
_ZIP, _OFD = b"PK\x03\x04", b"OFD.xml"
_MAILS = (".eml", ".msg")
_MAIL_HEADS = (b"received:", b"return-path:", b"mime-version:", b"message-id:", b"from:", b"x-qq-")
_ENCRYPTED = 0x1
_SENT_ELSE = "让单位发 Word 版或公开年报的文件。"


class Foreign(NamedTuple):
    """Why a file is not read, and whether a report may be in it."""

    kind: Literal["foreign", "unreadable"]
    reason: str


def what_it_is(content: bytes, name: str) -> Foreign | None:
    """Return what a file is that no reader takes; None where one may."""
    if content.startswith(_SHORTCUT) or _begins(content, _LINK):
        reason = "只是快捷方式，报告本身没有一起发来，请让单位发原文件。"
        return Foreign("foreign", reason)
    for sign, kind in _OTHER_ARCHIVES.items():
        if content.startswith(sign):
            return Foreign("unreadable", f"是 {kind} 压缩包，读不出来，{UNPACK}")
    if content.startswith(_ZIP) and _OFD in content[:4096]:
        return Foreign("unreadable", f"是 OFD 版式文件，读不出来，请{_SENT_ELSE}")
    if name.lower().endswith(_MAILS) or _begins(content, *_MAIL_HEADS):
        return Foreign("unreadable", "是一封邮件，报告可能在附件里，请把附件存下来放进来。")
    return None


def _begins(content: bytes, *words: bytes) -> bool:
    return content[:64].lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith(words)


def is_locked_zip(content: bytes) -> bool:
    """Whether a file within a zip wants a password."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return any(info.flag_bits & _ENCRYPTED for info in archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False
