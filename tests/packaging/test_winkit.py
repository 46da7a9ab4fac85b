"""The steps of the Windows build that need neither Windows nor the network."""

import struct
import tomllib
import zipfile
from pathlib import Path

import pytest
from winkit.archives import write_archive
from winkit.contents import load_contents
from winkit.file_list import file_count, install_lines, size_on_disk, write_list
from winkit.installer import DAMAGED, SENTENCES, translate_stub
from winkit.launcher import product_header
from winkit.licences import name_and_version, versions_of
from winkit.product import HERE, load_product, load_table
from winkit.signatures import catalogue_digests, unlisted
from winkit.sizes import budget
from winkit.sources import requirements_for

LOCK = """\
# comment
colorama==0.4.6 ; sys_platform == 'win32' \\
    --hash=sha256:aa \\
    --hash=sha256:bb
    # via pytest
uvloop==1.0 ; sys_platform != 'win32' \\
    --hash=sha256:cc
lxml==6.1.3 \\
    --hash=sha256:dd
    # via nianbao
"""


def test_a_lock_gives_the_pins_for_windows_with_their_hashes() -> None:
    assert list(requirements_for(LOCK)) == [
        "colorama==0.4.6 --hash=sha256:aa --hash=sha256:bb",
        "lxml==6.1.3 --hash=sha256:dd",
    ]


def test_every_runtime_pin_of_the_lock_is_read(repository: Path) -> None:
    lock = (repository / "requirements.lock").read_text(encoding="utf-8")

    pins = list(requirements_for(lock))

    assert len(pins) == sum("==" in line for line in lock.splitlines())
    assert all("--hash=sha256:" in pin for pin in pins)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small program folder."""
    for name in ("程序.exe", "lib/b/two$.py", "lib/a.py", "lib/b/one.py"):
        path = tmp_path / "program" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    return tmp_path / "program"


def test_the_list_names_exactly_what_is_laid_into_the_place(folder: Path, tmp_path: Path) -> None:
    write_list(folder, tmp_path / "list")
    names = (tmp_path / "list").read_bytes().decode("utf-16-le").splitlines()

    assert names == ["lib\\a.py", "lib\\b\\one.py", "lib\\b\\two$.py", "lib\\b\\", "lib\\"]
    assert file_count(folder) == 3


def test_the_script_deletes_no_folder_with_whatever_is_in_it() -> None:
    for path in (HERE / "installer").glob("*.ns?"):
        assert "RMDir /r" not in path.read_text(encoding="utf-8"), path.name


def test_every_file_is_installed_into_its_folder(folder: Path, tmp_path: Path) -> None:
    lines = install_lines(folder, tmp_path / "list")
    place = "$INSTDIR\\$Place"

    assert lines[:2] == [f'SetOutPath "{place}"', f'File "/oname=files.txt" "{tmp_path / "list"}"']
    assert lines.index(f'SetOutPath "{place}\\lib\\b"') < lines.index(
        f'File "{folder / "lib" / "b" / "one.py"}"'
    )
    assert lines[-2:] == [
        'SetOutPath "$INSTDIR"',
        f'File "/oname=程序.exe.new" "{folder / "程序.exe"}"',
    ]


def test_small_files_count_as_whole_clusters(folder: Path) -> None:
    assert size_on_disk(folder) == 4 * 4


def test_an_archive_depends_on_its_content_alone(folder: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "1.zip", tmp_path / "2.zip"
    files = {"b": folder / "程序.exe", "a": folder / "lib" / "a.py"}

    write_archive(first, files, zipfile.ZIP_DEFLATED)
    (folder / "lib" / "a.py").touch()
    write_archive(second, dict(reversed(files.items())), zipfile.ZIP_DEFLATED)

    assert first.read_bytes() == second.read_bytes()


def stub_saying(*sentences: str) -> bytes:
    texts = b"".join(sentence.encode("utf-16-le") + b"\0\0" for sentence in sentences)
    return b"MZ" + texts + b"end."


def test_the_stub_of_the_installer_speaks_chinese() -> None:
    english = stub_saying(f"{DAMAGED} has failed. {'Common causes. ' * 6}", "kept")

    chinese = translate_stub(english)

    assert len(chinese) == len(english)
    assert SENTENCES[DAMAGED].encode("utf-16-le") in chinese
    assert "kept".encode("utf-16-le") in chinese


def test_a_stub_without_room_or_without_the_sentence_is_refused() -> None:
    with pytest.raises(ValueError, match="no room"):
        translate_stub(stub_saying(DAMAGED))
    with pytest.raises(ValueError, match="other words"):
        translate_stub(stub_saying("something new"))


def catalogue_of(*digests: bytes) -> bytes:
    return b"head" + b"".join(b"\x30\x2a\x04\x14" + digest + b"\x31\x12" for digest in digests)


def test_a_source_that_the_publisher_did_not_list_is_found(tmp_path: Path) -> None:
    import hashlib

    listed, stranger, empty = (tmp_path / name for name in ("listed.py", "other.py", "empty.py"))
    listed.write_text("pass", encoding="utf-8")
    stranger.write_text("import os", encoding="utf-8")
    empty.touch()
    catalogue = tmp_path / "lib.cat"
    catalogue.write_bytes(catalogue_of(hashlib.sha1(b"pass", usedforsecurity=False).digest()))

    assert unlisted([listed, stranger, empty], catalogue_digests(catalogue)) == [stranger]


def test_what_is_shipped_of_a_wheel() -> None:
    contents = load_contents()

    assert contents.ships("pyside6-essentials", "PySide6/Qt6Core.dll")
    assert not contents.ships("pyside6-essentials", "PySide6/Qt6Network.dll")
    assert contents.ships("lxml", "lxml/etree.cp313-win_amd64.pyd")
    assert not contents.ships("lxml", "lxml/etree.pyx")


def test_names_and_version_come_from_pyproject(repository: Path) -> None:
    project = (repository / "pyproject.toml").read_text(encoding="utf-8")
    product = load_product()

    assert f'version = "{product.version}"' in project
    assert product.version in product.setup_name
    assert product.four_numbers.count(".") == 3
    header = product_header(product, "a.exe")
    assert f'#define PRODUCT_VERSION "{product.version}"' in header


def test_no_name_of_the_product_is_written_into_the_installer_script() -> None:
    product = load_product()
    script = (HERE / "installer" / "installer.nsi").read_text(encoding="utf-8")

    assert product.version not in script
    assert product.publisher not in script
    assert f"{product.window_program}.exe" not in script


def test_the_versions_in_the_notice_come_from_the_wheels() -> None:
    wheels = [Path("python_docx-1.2.0-py3-none-any.whl"), Path("lxml-6.1.3-cp313-win_amd64.whl")]

    assert versions_of(wheels) == {"lxml": "6.1.3", "python-docx": "1.2.0"}


def test_a_wheel_is_known_however_its_maker_spelt_its_name() -> None:
    assert name_and_version(Path("PySide6_Essentials-6.8.0.2-cp39-abi3-linux.whl")) == (
        "pyside6-essentials",
        "6.8.0.2",
    )


def test_every_exit_code_of_the_installer_is_explained() -> None:
    parts = [*(HERE / "installer").glob("*.ns?")]
    script = "\n".join(path.read_text(encoding="utf-8") for path in parts)
    page = (HERE / "安装说明.md").read_text(encoding="utf-8")
    used = {word for line in script.splitlines() for word in line.split() if word.isdigit()}

    for code in ("10", "12", "13", "14", "15", "16", "17", "18", "19"):
        assert code in used
        assert f"| {code} |" in page


@pytest.mark.parametrize("name", ["nianbao", "document"])
def test_an_icon_has_every_size_that_windows_asks_for(repository: Path, name: str) -> None:
    content = (repository / "resources" / "icons" / f"{name}.ico").read_bytes()
    _, kind, count = struct.unpack_from("<HHH", content)
    entries = [struct.unpack_from("<BBBBHHII", content, 6 + 16 * at) for at in range(count)]

    assert kind == 1
    assert {entry[0] or 256 for entry in entries} == {16, 24, 32, 48, 64, 256}
    assert all(content[entry[7] : entry[7] + 4] == b"\x89PNG" for entry in entries)
    assert entries[-1][7] + entries[-1][6] == len(content)


def test_a_budget_is_its_base_and_every_named_addition() -> None:
    assert budget("installer") > 21
    assert budget("installed") > 78
    assert budget("download") > 113


def test_every_library_of_ours_has_its_share_of_each_budget(repository: Path) -> None:
    base = {"pyside6-essentials", "lxml", "pydantic", "python-docx"}
    project = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))
    direct = {pin.split("==")[0].lower() for pin in project["project"]["dependencies"]}

    for additions in load_table("budgets.toml").values():
        assert direct - base <= additions.keys()
