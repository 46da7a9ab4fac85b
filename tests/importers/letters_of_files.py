"""The letters and digits of a file, taken out without any reader of the program.

Everything that is text for whoever opens the file, seen or hidden: what is hidden ends in a list.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree, html

_NO_TEXT = {"script", "style", "noscript", "template", "head", "title", "rt", "rp", "button", "svg"}
_NO_TEXT |= {"object", "iframe", "datalist", "select", "input", "textarea"}
_NO_VALUE = {
    "hidden",
    "submit",
    "button",
    "reset",
    "image",
    "checkbox",
    "radio",
    "file",
    "password",
}
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARTS = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_PINYIN = re.compile("[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ]")


def texts_of(content: bytes) -> Iterator[str] | None:
    """Yield the texts of a page or a document; None for other kinds, and for spelled-out pinyin."""
    texts: Iterator[str] | None = None
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            names = parts.namelist()
            if any(name.startswith("word/") for name in names):
                texts = _of_document([parts.read(one) for one in names if _PARTS.fullmatch(one)])
    elif re.search(rb"<(?:html|table|p|body)\b", content[:5000], re.IGNORECASE):
        texts = _of_page(content)
    if texts is None:
        return None
    found = list(texts)
    return None if _PINYIN.search("".join(found)) else iter(found)


def _of_document(parts: list[bytes]) -> Iterator[str]:
    for part in parts:
        root = etree.fromstring(part)
        for text in root.iter(f"{_W}t", f"{_W}delText"):
            above = [str(one.tag) for one in text.iterancestors()]
            if f"{_W}rt" not in above and not any(tag.endswith("}Fallback") for tag in above):
                yield text.text or ""


def _of_page(content: bytes) -> Iterator[str]:
    said = re.search(rb"charset\s*=\s*[\"']?\s*([\w-]+)", content[:4096])
    encoding = "gb18030" if said and said[1].lower().startswith(b"gb") else "utf-8"
    try:
        page = content.decode("utf-8")
    except UnicodeDecodeError:
        page = content.decode(encoding, "replace")
    yield from _of_element(html.fromstring(page.encode(), parser=html.HTMLParser(encoding="utf-8")))


def _of_element(element: Any) -> Iterator[str]:  # noqa: ANN401 - of lxml, without types
    if not isinstance(element.tag, str):
        return
    if element.tag == "input":
        kind = (element.get("type") or "text").lower()
        yield "" if kind in _NO_VALUE else element.get("value", "")
    elif element.tag == "textarea":
        yield element.text or ""
    elif element.tag == "select":
        options = list(element.iter("option"))
        chosen = [one for one in options if one.get("selected") is not None] or options[:1]
        yield from (one.text_content() for one in chosen[:1])
    if element.tag in _NO_TEXT:
        return
    yield element.text or ""
    for child in element:
        yield from _of_element(child)
        yield child.tail or ""
