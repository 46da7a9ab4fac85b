"""The Debian package in an old system: it starts, Chinese can be typed, nothing stays behind."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from debkit.recipe import Architecture, libraries_of_the_system
from debkit.symbols import from_the_system, wanted_below
from winkit.product import OLD_VERSION, load_product

from tests.packaging.linux.conftest import OldSystem, end
from tests.packaging.windows.desk import until

pytestmark = pytest.mark.deb

SAMPLE = "resources/samples/sample-report.nianbao"
PLACE = "/clerk/年报 2023.nianbao"
METHODS = {
    "fcitx5": ("fcitx5 -d -r", "fcitx"),
    "fcitx4": ("fcitx -d -r", "fcitx"),
    "ibus": ("ibus-daemon -drx; sleep 5; ibus engine libpinyin", "ibus"),
}
"""How each is started, and what its desktop asks of programs."""


@pytest.fixture
def installed(system: OldSystem, package: Path) -> OldSystem:
    install(system, package)
    return system


@pytest.fixture
def report(system: OldSystem, repository: Path) -> Iterator[Path]:
    """A report with Chinese and a blank in its name."""
    place = system.inside(PLACE)
    shutil.copyfile(repository / SAMPLE, place)
    yield place
    place.unlink()


def install(system: OldSystem, package: Path) -> None:
    shutil.copyfile(package, system.inside("/nianbao.deb"))
    done = system.run("dpkg", "-i", "/nianbao.deb")
    assert done.code == 0, done.output


def version_of_the_package(system: OldSystem) -> str:
    return system.run("dpkg-query", "-W", "-f", "${Version}", "nianbao").output


def files_of_the_system(system: OldSystem) -> set[str]:
    """Every file that a package could have left, but for what dpkg itself keeps."""
    found = (path.relative_to(system.root) for path in system.inside("/usr").rglob("*"))
    caches = {"mimeinfo.cache", "icon-theme.cache", "mime.cache", "magic", "subclasses", "types"}
    caches |= {"aliases", "generic-icons", "globs", "globs2", "icons", "treemagic", "XMLnamespaces"}
    caches |= {"version"}
    return {str(path) for path in found if path.name not in caches}


def test_no_file_asks_for_a_newer_c_library(tree: Path, architecture: Architecture) -> None:
    seen = list(wanted_below(tree))

    assert len(seen) > 60
    assert {one.machine for one in seen} == {architecture.elf}
    assert [one for one in seen if one.glibc > architecture.glibc] == []


def test_every_library_is_shipped_or_comes_with_a_package_that_is_asked_for(tree: Path) -> None:
    missing = from_the_system(wanted_below(tree)) - libraries_of_the_system()

    assert missing == set()


def test_the_store_can_read_what_the_program_is(tree: Path) -> None:
    """AppStream's own validator; its hints about capital letters are not for Chinese."""
    described = tree / "usr/share/metainfo/org.nianbao.nianbao.metainfo.xml"
    command = ["appstreamcli", "validate", "--no-net", str(described)]

    said = subprocess.run(command, capture_output=True, text=True, check=False)

    assert said.returncode == 0, said.stdout
    assert not re.search(r"^[EW]:", said.stdout, re.MULTILINE), said.stdout


def test_every_file_of_the_package_lies_below_usr(package: Path, system: OldSystem) -> None:
    shutil.copyfile(package, system.inside("/nianbao.deb"))

    listed = system.run("dpkg-deb", "--contents", "/nianbao.deb").output.splitlines()

    names = [line.split(maxsplit=5)[5] for line in listed]
    assert all(name in {"./", "./usr/"} or name.startswith("./usr/") for name in names)
    assert all(line.split()[1] == "root/root" for line in listed)


def test_the_self_test_passes(installed: OldSystem) -> None:
    said = installed.run("nianbao", "--self-test", QT_QPA_PLATFORM="offscreen")

    assert said.code == 0, said.output
    assert "[失败]" not in said.output
    assert "自检通过" in said.output


def test_the_desktop_knows_program_and_files(installed: OldSystem, report: Path) -> None:
    entry = "/usr/share/applications/nianbao.desktop"

    assert installed.run("desktop-file-validate", entry).output == ""
    kind = "standard::content-type"
    said = installed.run("gio", "info", "-a", kind, f"/clerk/{report.name}").output
    assert f"{kind}: application/x-nianbao" in said
    assert "nianbao.desktop" in installed.run("gio", "mime", "application/x-nianbao").output


@pytest.mark.parametrize("how", ["nianbao", "xdg-open"])
def test_a_report_opens_in_a_window_and_is_exported(
    installed: OldSystem, report: Path, build: Path, how: str
) -> None:
    session = installed.start(f"{how} '/clerk/{report.name}'; sleep 600")
    try:
        assert until(lambda: shows_report(installed), 120)
        installed.picture(build / "pictures" / f"window-{how}.png")
    finally:
        end(session)
    out = "/clerk/年报.docx"
    said = installed.run("nianbao", "export", f"/clerk/{report.name}", "-o", out)
    assert said.code == 0, said.output
    read = installed.run("nianbao", "read", out, "--json")
    assert json.loads(read.output)["cells"]["table_3.received_new.total"]


@pytest.mark.parametrize("method", [*METHODS])
def test_chinese_is_typed_into_a_text_and_into_a_cell_s_note(
    installed: OldSystem, report: Path, build: Path, method: str
) -> None:
    choose_pinyin(installed)
    start, asked = METHODS[method]
    ways = f"{start}; sleep 5; nianbao '/clerk/{report.name}'; sleep 600"
    session = installed.start(ways, QT_IM_MODULE=asked, XMODIFIERS=f"@im={asked}")
    pictures = build / "pictures"
    try:
        assert until(lambda: shows_report(installed), 120)
        until(lambda: False, 3)
        type_into_first_text(installed, pictures / f"{method}.png")
        assert until(lambda: first_text(report).startswith("政府"), 60), first_text(report)[:30]
        type_into_first_note(installed, pictures / f"{method}-cell.png")
        assert until(lambda: "政府" in notes(report), 60), notes(report)
    finally:
        end(session)


def choose_pinyin(system: OldSystem) -> None:
    """Make pinyin the only method of fcitx, as a Chinese desktop has it."""
    newer = (
        "[Groups/0]\nName=Default\nDefault Layout=us\nDefaultIM=pinyin\n"
        "[Groups/0/Items/0]\nName=pinyin\nLayout=\n[GroupOrder]\n0=Default\n"
    )
    # The first is the one that fcitx 4 begins with; a keyboard that is not named stands before it.
    older = "[Profile]\nIMName=pinyin\nEnabledIMList=pinyin:True,fcitx-keyboard-us:True\n"
    for place, words in (("fcitx5/profile", newer), ("fcitx/profile", older)):
        profile = system.inside(f"/clerk/.config/{place}")
        profile.parent.mkdir(parents=True, exist_ok=True)
        profile.write_text(words)


def shows_report(system: OldSystem) -> bool:
    """Whether a window stands on the screen with the report's unit and year in its title."""
    return bool(system.xdo("search", "--name", "2023 年度报告"))


def type_into_first_text(system: OldSystem, picture: Path) -> None:
    """Turn to 主动公开 with the mouse, write 政府 with pinyin before its text, save."""
    click(system, (80, 184), (480, 400))
    system.xdo("key", "ctrl+Home")
    compose(system)
    system.picture(picture)
    system.xdo("key", "space")
    until(lambda: False, 1)
    system.xdo("key", "ctrl+s")


def type_into_first_note(system: OldSystem, picture: Path) -> None:
    """In 表三 look at the candidates on a cell, give up, write 政府 into its note, save."""
    click(system, (80, 400), (663, 309))
    compose(system)
    system.picture(picture)
    for key in ("Escape", "Escape", "shift+F2"):
        system.xdo("key", key)
        until(lambda: False, 1)
    compose(system)
    for key in ("space", "Return", "ctrl+s"):
        system.xdo("key", key)
        until(lambda: False, 1)


def click(system: OldSystem, *places: tuple[int, int]) -> None:
    for x, y in places:
        system.xdo("mousemove", str(x), str(y), "click", "1")
        until(lambda: False, 2)


def compose(system: OldSystem) -> None:
    for letter in "zhengfu":
        system.xdo("key", letter)
    until(lambda: False, 2)


def notes(report: Path) -> list[str]:
    """The notes of all cells."""
    return [*json.loads(report.read_text(encoding="utf-8")).get("cell_notes", {}).values()]


def cell(report: Path, key: str) -> str | None:
    found = json.loads(report.read_text(encoding="utf-8"))["cells"].get(key)
    return None if found is None else str(found)


def first_text(report: Path) -> str:
    text: str = json.loads(report.read_text(encoding="utf-8"))["texts"]["overview.disclosure"]
    return text


def test_an_upgrade_keeps_what_is_the_clerk_s(
    system: OldSystem, old_package: Path, package: Path, report: Path
) -> None:
    install(system, old_package)
    assert version_of_the_package(system) == OLD_VERSION
    before = report.read_bytes()

    install(system, package)

    assert version_of_the_package(system) == load_product().version
    assert report.read_bytes() == before
    assert system.run("nianbao", "check", f"/clerk/{report.name}").code == 0


def test_an_upgrade_under_an_open_window_is_told_and_loses_nothing(
    system: OldSystem, old_package: Path, package: Path, report: Path, build: Path
) -> None:
    install(system, old_package)
    session = system.start(f"nianbao '/clerk/{report.name}'; sleep 600")
    try:
        assert until(lambda: shows_report(system), 120)
        until(lambda: False, 20)  # what goes on is loaded in the pauses of the first seconds

        install(system, package)

        click(system, (80, 400), (663, 309))
        for key in ("7", "Return", "ctrl+s"):
            system.xdo("key", key)
        assert until(lambda: cell(report, "table_3.granted.natural_person") == "7", 60)
        system.xdo("key", "ctrl+e")
        assert until(lambda: bool(system.xdo("search", "--name", "^公开年报$")), 60)
        system.picture(build / "pictures" / "exchanged.png")
        for key in ("Return", "alt+F4"):
            system.xdo("key", key)
        assert until(lambda: not shows_report(system), 60)
    finally:
        end(session)


def test_nothing_is_left_after_removal(system: OldSystem, package: Path) -> None:
    system.run("dpkg", "--purge", "nianbao")
    before = files_of_the_system(system)
    install(system, package)
    assert files_of_the_system(system) > before

    said = system.run("dpkg", "--remove", "nianbao")

    assert said.code == 0, said.output
    assert files_of_the_system(system) == before
