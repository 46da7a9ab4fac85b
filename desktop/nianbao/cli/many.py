"""Many sources at once: which files are meant, what is printed of each, and names that never collide."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from nianbao.cli.console import complain, flush, remark, say, say_json, show_progress
from nianbao.cli.sources import STANDARD_INPUT
from nianbao.importers.errors import UnknownSourceError
from nianbao.importers.readers.folder import files_in, is_folder
from nianbao.report.errors import UserError
from nianbao.report.storage.atomic import write_new
from nianbao.report.storage.files import read_bytes

Style = Literal["words", "json", "jsonl"]
_MOST_COPIES = 10_000
_SUMS = frozenset({".xlsx", ".json"})
"""The endings of sums that are known again; one as .nianbao is a report of the collecting unit."""


@dataclass(frozen=True)
class Source:
    """A file that is meant, and the folder that was named if it was found in one."""

    name: str
    folder: Path | None = None

    @property
    def above(self) -> str:
        """The folders between the named one and the file, as part of a name: 乡镇-城关镇."""
        if self.folder is None:
            return Path(self.name).absolute().parent.name
        return "-".join(Path(self.name).relative_to(self.folder).parent.parts)


def is_many(names: Sequence[str]) -> bool:
    """Whether more than one single file is named."""
    return len(names) > 1 or (names[0] != STANDARD_INPUT and is_folder(Path(names[0])))


def sources_of(names: Sequence[str], leave_out: tuple[Path, ...] = ()) -> tuple[Source, ...]:
    """Return the files named, those in folders in the order of their places; UserError for none."""
    found: list[Source] = []
    for name in names:
        if name != STANDARD_INPUT and is_folder(Path(name)):
            folder = Path(name)
            found += [Source(str(path), folder) for path in files_in(folder, leave_out)]
        else:
            found.append(Source(name))
    if not found:
        raise UserError("文件夹里没有可以读的文件。", "请检查选的文件夹对不对。")
    return tuple(found)


@dataclass
class Outcome:
    """How many sources were worked through, and how many failed."""

    done: int = 0
    failed: int = 0

    @property
    def unreadable(self) -> bool:
        """Whether something that should be a report could not be read, or nothing could."""
        return bool(self.failed) or not self.done


def each(
    sources: Sequence[Source], work: Callable[[Source], dict[str, Any]], style: Style
) -> Outcome:
    """Do something with one source after another, and print what comes of it as soon as it is there.

    One that cannot be read does not keep the others back: it has an "error". A file that lay in a
    named folder and is no report is no failure: it is "skipped".
    """
    outcome, results = Outcome(), []
    for number, source in enumerate(sources, 1):
        result = _result(source, work, outcome)
        if style == "jsonl":
            say_line(result)
        elif style == "json":
            results.append(result)
        else:
            show_progress(number, len(sources))
    if style == "json":
        say_json(results)
    if not outcome.done:
        remark("没有读到年度报告。")
    return outcome


def say_line(result: dict[str, Any]) -> None:
    """Print one object as one line, and hand it over at once."""
    say(json.dumps(result, ensure_ascii=False))
    flush()


def _result(
    source: Source, work: Callable[[Source], dict[str, Any]], outcome: Outcome
) -> dict[str, Any]:
    try:
        if source.folder is not None:
            _refuse_sum(Path(source.name))
        result = {"source": source.name, **work(source)}
    except UserError as error:
        complain(error, about=source.name)
        skipped = source.folder is not None and isinstance(error, UnknownSourceError)
        outcome.failed += not skipped
        return {
            "source": source.name, "error": str(error), **({"skipped": True} if skipped else {}),
        }  # fmt: skip
    outcome.done += 1
    return result


def _refuse_sum(path: Path) -> None:
    """Raise UnknownSourceError for a sum that lies among the units' reports: it is no report of a unit."""
    if path.suffix.lower() not in _SUMS:
        return
    from nianbao.rollup.files.reading import is_our_sum

    if is_our_sum(read_bytes(path)):
        message = f"“{path.name}”是以前用公开年报汇总出来的结果，不是单位的报告。"
        raise UnknownSourceError(message)


class Saver:
    """Writes new files into a folder, each under a name of its own, and never over another one."""

    def __init__(self, folder: Path) -> None:
        """Remember the folder; two runs may write into it at once."""
        self._folder = folder
        self._written: set[Path] = set()

    def save(self, stem: str, ending: str, source: Source, content: bytes) -> Path:
        """Write a file and return it.

        What an earlier run wrote under its name with the same content stays: nothing is added twice.
        """
        for name in _names(stem, source.above):
            target = self._folder / f"{name}{ending}"
            if target in self._written:
                continue
            if self._is_there(target, content) or write_new(target, content):
                self._written.add(target)
                return target
        raise UserError(f"“{stem}{ending}”已经有太多份，没有保存。", "请换一个文件夹。")

    @staticmethod
    def _is_there(target: Path, content: bytes) -> bool:
        try:
            return target.read_bytes() == content
        except OSError:
            return False


def _names(stem: str, above: str) -> Iterator[str]:
    yield stem
    longer = f"{above}-{stem}" if above else stem
    yield longer
    yield from (f"{longer}({number})" for number in range(2, _MOST_COPIES))
