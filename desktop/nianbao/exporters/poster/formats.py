"""The formats of the picture, and how one is written: read back before the old file is replaced."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from nianbao.exporters.checked import DifferenceError, bare, refuse_if_open
from nianbao.exporters.poster.shapes import Picture
from nianbao.exporters.poster.svg import read_html, render_html
from nianbao.report.storage.atomic import write_atomically


@dataclass(frozen=True)
class PictureFormat:
    """One format."""

    ending: str
    name: str
    render: Callable[[Picture], bytes]
    faults: Callable[[bytes, Picture], tuple[str, ...]]
    """Says in a few words each where the finished file is not the picture."""


def differences(lines: tuple[str, ...], picture: Picture) -> tuple[str, ...]:
    """Return the lines of the picture that a finished file does not say."""
    wanted = [words.text for words in picture.words]
    if len(wanted) != len(lines):
        return (f"文字应有 {len(wanted)} 处，读到 {len(lines)} 处",)
    pairs = zip(wanted, lines, strict=True)
    return tuple(f"“{one}”一处" for one, found in pairs if bare(one) != bare(found))


def write_picture(one: PictureFormat, picture: Picture, target: Path) -> None:
    """Write a picture; on any failure the old file stays whole and UserError says why."""
    refuse_if_open(target)
    content = one.render(picture)

    def check(written: Path) -> None:
        faults = one.faults(written.read_bytes(), picture)
        if faults:
            raise DifferenceError(
                f"导出后核对发现 {len(faults)} 处与报告不一致，没有保存“{target.name}”：{faults[0]}。",
                "原来的文件没有改动。请再导出一次；如果还是这样，请换一种格式导出。",
            )

    write_atomically(target, content, check)


HTML = PictureFormat(
    ".html", "网页", render_html, lambda content, picture: differences(read_html(content), picture)
)
