"""Parses XML from outside: no entities, nothing fetched, nothing executed."""

from typing import TYPE_CHECKING

from nianbao.importers.archive import damaged

if TYPE_CHECKING:
    from lxml.etree import _Element


def parse_xml(content: bytes, name: str) -> "_Element":
    """Return the root; raise DamagedSourceError for broken XML and for any document type."""
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
