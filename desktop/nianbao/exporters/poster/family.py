"""Of which forms there is a picture: asked at every change, so nothing heavy is loaded for it."""

import tomllib
from functools import lru_cache

from nianbao import resources
from nianbao.formats.registry import Form
from nianbao.report.errors import UserError

FILE = "poster.toml"


@lru_cache(maxsize=1)
def _family() -> str:
    return str(tomllib.loads(resources.text(FILE))["family"])


def has_poster(form: Form) -> bool:
    """Whether there is a picture of a form's reports."""
    return form.family == _family()


def refuse_other_forms(form: Form) -> None:
    """Raise UserError for a report of which there is no picture."""
    if not has_poster(form):
        raise UserError("这种报告没有一图读懂。", "请导出 Word 文档、PDF 或者网页。")
