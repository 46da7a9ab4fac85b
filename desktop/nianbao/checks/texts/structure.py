"""TX-STRUCT: the headings are the program's; what a source shows, or a text adds, is looked at."""

from collections.abc import Iterator

from nianbao.checks.catalogue import catalogue
from nianbao.checks.context import CheckContext
from nianbao.checks.findings import Finding
from nianbao.checks.headings import heading_faults
from nianbao.checks.texts.patterns import matches, text_data, text_finding
from nianbao.checks.texts.read import read_texts


def check_source_headings(context: CheckContext) -> Iterator[Finding]:
    """TX-STRUCT: the document that was read has the prescribed headings, in their order."""
    shown = context.report.source_headings
    if shown is None:
        return
    context.compared("TX-STRUCT", len(context.form.sections))
    rule, advice = catalogue()["TX-STRUCT"], text_data()["structure"]["advice_for_source"]
    for fault in heading_faults(context.form, shown):
        yield Finding(
            rule.id, rule.severity, fault.section, fault.message, hint=advice,
            subject=f"source:{fault.kind}",
        )  # fmt: skip


def check_headings_in_text(context: CheckContext) -> Iterator[Finding]:
    """TX-STRUCT: an official heading stands in a text instead of above it."""
    texts = read_texts(context)
    if not texts:
        return
    official = {section.label for section in context.form.sections}
    known = {section.label.split("、", 1)[-1]: section.label for section in context.form.sections}
    for text in texts:
        context.compared("TX-STRUCT")
        for match in matches(text, "structure", "heading"):
            title = match["title"]
            near = next((label for name, label in known.items() if _alike(title, name)), None)
            if near is None:
                continue
            heading = match["heading"]
            same = (
                "正文里多出一个标题" if heading in official else f"标题应当是“{near}”，正文里写成了"
            )
            message = f"{same}“{heading}”；标题由程序按规定写出。"
            yield text_finding(text, "TX-STRUCT", message, [match.span("heading")], heading)


def _alike(title: str, official: str) -> bool:
    """Whether a heading is meant to be an official one: most of its characters are the same."""
    shared = len(set(title) & set(official))
    return shared * 10 >= 7 * max(len(set(title)), len(set(official)))
