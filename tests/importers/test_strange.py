"""What no source says is read or refused with a sentence of its own, never with the last resort."""

import sys
from pathlib import Path

import pytest

from nianbao.__main__ import main
from nianbao.importers.registry import read_bytes
from nianbao.report.errors import UserError
from tests.importers.strange import STRANGE

WORKED = ["xlsx: merged everything"]
"""Takes a few seconds until the ceiling is reached."""
NAMES = [pytest.param(name, marks=[pytest.mark.slow] if name in WORKED else []) for name in STRANGE]
LONG_NAME = "长" * 300
"""Too long for every file system."""


def refusal(content: bytes) -> UserError | None:
    """Why a source is refused; None where it is read."""
    try:
        read_bytes(content, "资料")
    except UserError as error:
        return error
    return None


@pytest.mark.long
@pytest.mark.parametrize("name", NAMES)
def test_a_strange_source_is_read_or_refused_with_a_sentence(name: str) -> None:
    refused = refusal(STRANGE[name]())

    assert refused is None or (refused.message + refused.advice).count("。") >= 2


@pytest.mark.long(cases=3)
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("mht: parts in parts", "一层套一层"),
        ("html: tables in tables", "一层套一层"),
        ("zip: a part twice", "有两份"),
        ("xls: merged everything", "太大"),
        ("tabs: a row of million-digit numbers", "太大"),
    ],
)
def test_a_strange_source_gets_a_sentence_of_its_own(name: str, words: str) -> None:
    with pytest.raises(UserError, match=words):
        read_bytes(STRANGE[name](), "资料")


@pytest.mark.skipif(sys.platform == "win32", reason="Wine keeps such a name as a short one")
@pytest.mark.parametrize(
    "arguments",
    [
        ["read", f"{LONG_NAME}.docx"],
        ["read", f"{LONG_NAME}.docx", "b.docx"],
        ["read", "SAMPLE", "-o", f"{LONG_NAME}.nianbao"],
        ["read", "SAMPLE", "SAMPLE", "-o", LONG_NAME],
        ["check", f"{LONG_NAME}.docx"],
        ["check", "SAMPLE", "--last-year", LONG_NAME],
        ["check", "SAMPLE", "--rules", LONG_NAME],
        ["check", "SAMPLE", "--record", f"{LONG_NAME}.docx"],
        ["export", LONG_NAME, "-o", "a.docx"],
        ["export", "SAMPLE", "-o", f"{LONG_NAME}.docx"],
        ["rollup", LONG_NAME, "-o", "a.xlsx"],
        ["rollup", ".", "-o", f"{LONG_NAME}.xlsx"],
        ["rollup", ".", "-o", "a.xlsx", "--roster", LONG_NAME],
    ],
    ids=" ".join,
)
def test_a_name_longer_than_any_file_s_is_told(
    arguments: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    from nianbao import resources

    (tmp_path / "SAMPLE").write_bytes(resources.path("samples/sample-report.nianbao").read_bytes())
    monkeypatch.chdir(tmp_path)

    assert main(arguments) == 2

    said = capsys.readouterr().err
    assert said.strip()
    assert "没有料到" not in said
    assert [path.name for path in tmp_path.iterdir()] == ["SAMPLE"]
