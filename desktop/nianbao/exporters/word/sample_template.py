"""The template to begin with: our page and styles, and a page that shows and names each of them.

What stands on its pages is not taken over, so it is the place to say how a template is made.
"""

from io import BytesIO

from nianbao.exporters.printed.page_setup import load_setup
from nianbao.exporters.word.template import new_document
from nianbao.exporters.word.unpainted import shown_name

_SAID = (
    "这是导出年报用的样本模板。在 Word 或 WPS 里改好、保存，再到“设置”里的“版式”选这个文件。",
    "会用到的：纸张和页边距、页眉和页脚（包括首页页眉，可以放红头和单位名称）、下面各个样式的字体、字号、行距和缩进。",
    "要改一种样式，在“样式”里按名称修改它，不要只改这里的字。样式的名称不要改；删去的样式，按原来的样子补上。",
    "这些页上的文字不会进到年报里。标题的序号写在报告里，模板里的自动编号不用。",
)


def sample_template() -> bytes:
    """Return a .docx that changes nothing until somebody changes it."""
    setup, document = load_setup(), new_document()
    body = setup.styles["body"]
    for words in _SAID:
        document.add_paragraph(words, body.name)
    for style in setup.styles.values():
        document.add_paragraph(
            f"{shown_name(style.name)}：这里是这种样式的样子，2024年12件。", style.name
        )
    for lead in setup.leads.values():
        document.add_paragraph(style=body.name).add_run(f"{lead.name}。", lead.name)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()
