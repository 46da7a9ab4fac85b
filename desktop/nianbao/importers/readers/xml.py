"""Parses XML from outside: no entities, nothing fetched, nothing executed."""

from typing import TYPE_CHECKING

from nianbao.importers.errors import DamagedSourceError, damaged, too_large
from nianbao.importers.readers.archive import Archive

if TYPE_CHECKING:
    from lxml.etree import _Element


MOST_TAGS = 1_000_000
"""Opening and closing ones; a report has some 15,000, a table of 10,000 rows some 700,000."""


def parse_xml(content: bytes, name: str) -> "_Element":
    """Return the root; raise DamagedSourceError for broken XML and for any document type."""
    if content.count(b"<") > MOST_TAGS:
        raise too_large(name)
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    if b"<!DOCTYPE" in content[:4096] or b"<!ENTITY" in content[:4096]:
        raise damaged(name)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise damaged(name) from error
    if root is None or root.getroottree().docinfo.internalDTD is not None:
        raise damaged(name)
    return root


def sound_part(archive: Archive, part: str, name: str) -> "_Element | None":
    """Return the root of a part that a report can be read without; None where it is broken or gone."""
    try:
        return parse_xml(archive.part(part), name)
    except DamagedSourceError:
        return None
