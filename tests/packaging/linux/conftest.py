"""An old Debian in a folder, with the package's own needs and the desktops' input methods.

Debian 11 (glibc 2.31, as 麒麟 V10 SP1 has it) is the oldest that mirrors still hold; that nothing asks
for more than 2.28 is read from the files. The screen is the machine's own Xvfb: a root folder shares
its network, and X11 listens there, too.
"""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from debkit.package import file_name
from debkit.recipe import Architecture, architectures, depends
from debkit.sources import mirrors
from winkit.product import OLD_VERSION, load_product

from tests.packaging.windows.desk import screen

SUITE = "bullseye"
INPUT_METHODS = (
    "dbus",
    "fcitx",
    "fcitx-module-dbus",
    "fcitx-module-x11",
    "fcitx-pinyin",
    "fcitx-ui-classic",
    "fcitx5",
    "fcitx5-chinese-addons",
    "fcitx5-module-xorg",  # without it the list of candidates has no window
    "ibus",
    "ibus-libpinyin",
)
DESKTOP = (
    "desktop-file-utils",
    "fonts-wqy-microhei",
    "libglib2.0-bin",
    "shared-mime-info",
    "xdg-utils",
)


@dataclass(frozen=True)
class Finished:
    """Exit code and everything that was said."""

    code: int
    output: str


@dataclass(frozen=True)
class OldSystem:
    """The root folder, and a screen to show windows on."""

    root: Path
    display: str

    def environment(self, **more: str) -> dict[str, str]:
        """What a clerk's session looks like to a program."""
        return {
            "PATH": "/usr/bin:/bin:/usr/sbin:/sbin",
            "HOME": "/clerk",
            "LANG": "C.UTF-8",
            "XDG_CURRENT_DESKTOP": "GNOME",  # else xdg-open looks for the tools of no desktop
            "DEBIAN_FRONTEND": "noninteractive",
            "DISPLAY": self.display,
            **more,
        }

    def run(self, *command: str, seconds: float = 600, **more: str) -> Finished:
        """Run a program in the old system until it ends."""
        finished = subprocess.run(
            ["chroot", str(self.root), *command],
            env=self.environment(**more),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            timeout=seconds,
        )
        return Finished(finished.returncode, finished.stdout)

    def start(self, script: str, **more: str) -> subprocess.Popen[bytes]:
        """Start a session with a bus of its own that runs a shell script."""
        return subprocess.Popen(
            ["chroot", str(self.root), "dbus-run-session", "--", "sh", "-c", script],
            env=self.environment(**more),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def xdo(self, *arguments: str) -> str:
        """Press keys, or look for windows, as a person at the desk would."""
        finished = subprocess.run(
            ["xdotool", *arguments],
            env=os.environ | {"DISPLAY": self.display},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        return finished.stdout.strip()

    def picture(self, target: Path) -> None:
        """Keep what the screen shows."""
        target.parent.mkdir(parents=True, exist_ok=True)
        command = ["import", "-window", "root", str(target)]
        subprocess.run(command, env=os.environ | {"DISPLAY": self.display}, check=True)

    def inside(self, path: str) -> Path:
        """Where the machine has a file of the old system."""
        return self.root / path.lstrip("/")


@pytest.fixture(scope="session")
def build(repository: Path) -> Path:
    """The working folder of `make deb`."""
    return repository / "build" / "linux"


@pytest.fixture(scope="session")
def architecture() -> Architecture:
    """The kind of computer that this one is."""
    return next(one for one in architectures().values() if one.runs_here)


@pytest.fixture(scope="session")
def tree(build: Path, architecture: Architecture) -> Path:
    """The package's files as they were packed."""
    return build / f"tree-{architecture.name}"


@pytest.fixture(scope="session")
def package(repository: Path, architecture: Architecture) -> Path:
    """The package as it is given to people."""
    return repository / "dist" / file_name(load_product(), architecture)


@pytest.fixture(scope="session")
def old_package(build: Path, architecture: Architecture) -> Path:
    """The package of the version before."""
    return build / file_name(load_product(OLD_VERSION), architecture)


@pytest.fixture(scope="session")
def system(build: Path, architecture: Architecture) -> Iterator[OldSystem]:
    """A fresh old system; what was fetched for it is kept for the next run."""
    if os.geteuid() != 0 or shutil.which("debootstrap") is None:
        pytest.skip("a root folder needs root and debootstrap")
    root = build / f"root-{SUITE}"
    if not (root / "ready").exists():
        _bootstrap(root)
    with screen() as display, _mounted(root):
        old = OldSystem(root, display)
        _prepare(old, architecture)
        yield old


def _bootstrap(root: Path) -> None:
    shutil.rmtree(root, ignore_errors=True)
    command = ["debootstrap", "--variant=minbase", SUITE, str(root), mirrors()[0]]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def _prepare(old: OldSystem, architecture: Architecture) -> None:
    ready = old.root / "ready"
    needed = [name.split()[0] for name in depends(architecture)]
    wanted = [*needed, *INPUT_METHODS, *DESKTOP]
    if not ready.exists() or ready.read_text(encoding="utf-8").split() != wanted:
        # Nothing of this folder needs to survive a power cut.
        old.inside("/etc/dpkg/dpkg.cfg.d/fast").write_text("force-unsafe-io\n")
        assert old.run("apt-get", "update", "-q").code == 0
        fetched = old.run("apt-get", "install", "-q", "-y", "--no-install-recommends", *wanted)
        assert fetched.code == 0, fetched.output[-2000:]
        ready.write_text("\n".join(wanted), encoding="utf-8")
    old.run("dpkg", "--purge", "nianbao")
    shutil.rmtree(old.inside("/clerk"), ignore_errors=True)
    old.inside("/clerk").mkdir(parents=True)


@contextmanager
def _mounted(root: Path) -> Iterator[None]:
    """The folders of the kernel, which programs look into, as long as the tests run."""
    for name in ("proc", "dev"):
        _quietly("mount", "--bind", f"/{name}", str(root / name))
    try:
        yield
    finally:
        for name in ("dev", "proc"):
            _quietly("umount", "-l", str(root / name))


def _quietly(*command: str) -> None:
    """Some machines allow no mounts; most programs do without."""
    subprocess.run(command, check=False, capture_output=True)


def end(session: subprocess.Popen[bytes]) -> None:
    """End a session with everything that it started."""
    for signal in (15, 9):
        with suppress(ProcessLookupError):
            os.killpg(session.pid, signal)
        time.sleep(0.5)
    session.wait()
