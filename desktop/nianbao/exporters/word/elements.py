"""What python-docx has no name for: elements of WordprocessingML put where the schema wants them."""

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml import etree

from nianbao.exporters.printed.page_setup import Font

_CHARACTERS = 100
"""Word counts indents in hundredths of a character, too."""


def add(parent: etree._Element, tag: str, /, **attributes: str | int) -> etree._Element:
    """Append an element of the main namespace, its attributes of the same, and return it."""
    child = OxmlElement(f"w:{tag}")
    for key, value in attributes.items():
        child.set(qn(f"w:{key}"), str(value))
    parent.append(child)
    return child


def add_type(properties: etree._Element, font: Font, size: int | None, tracking: int = 0) -> None:
    """Append a font in all four slots, a tracking in twips and a size in half points."""
    # python-docx's font.name would leave out eastAsia, the slot that Chinese text uses.
    name = font.name
    add(properties, "rFonts", hint="eastAsia", ascii=name, hAnsi=name, eastAsia=name, cs=name)
    if tracking:
        add(properties, "spacing", val=tracking)
    if size is not None:
        add(properties, "sz", val=size)
        add(properties, "szCs", val=size)


def in_characters(element: etree._Element, **indents: int) -> None:
    """Say the indents of a paragraph or style in characters, by which Word counts where it can."""
    for indent in element.iterfind(f"{qn('w:pPr')}/{qn('w:ind')}"):
        for side, em in indents.items():
            indent.set(qn(f"w:{side}Chars"), str(em * _CHARACTERS))
