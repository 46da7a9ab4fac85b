"""The office's own layout as the window uses it, and what each format can take of it."""

from nianbao.exporters.exporter import Exporter
from nianbao.exporters.printed.paper import OfficeLayout
from nianbao.report.errors import UserError
from nianbao.ui.system.office_template import name_of_template, template_in_force


def layout_in_force() -> OfficeLayout | None:
    """Return the office's layout, None where ours is; UserError where its copy was damaged since."""
    content = template_in_force()
    if not content:
        return None
    from nianbao.exporters.word.office_template import office_layout

    return office_layout(content, name_of_template())


def words_of_office(form: Exporter) -> tuple[str, ...]:
    """Say that a format takes the office's layout, and what of it it cannot; nothing where it does not."""
    if not form.follows_office or not name_of_template():
        return ()
    content = template_in_force()
    if not content:
        return (f"模板“{name_of_template()}”读不出来，这次用通行的公文版式。",)
    return (f"用模板“{name_of_template()}”的版式。", *_lacks(content, form))


def _lacks(content: bytes, form: Exporter) -> tuple[str, ...]:
    from nianbao.exporters.word.office_template import lacks_of

    try:
        return lacks_of(form.ending, content, name_of_template())
    except UserError as error:  # the copy was damaged since
        return (error.message, "请在“设置”的“版式”里再选一次，或者不用模板。")


def words_of_office_for_all(forms: tuple[Exporter, ...]) -> tuple[str, ...]:
    """Say the same for several formats, each sentence once."""
    return tuple(dict.fromkeys(line for form in forms for line in words_of_office(form)))
