"""A screen of its own with a Windows on it: what a person at the desk sees and does."""

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from winkit.product import Product
from winkit.wine import Finished, Prefix

SCREEN = "1366x768x24"
POINTER = "program-in-use.txt"
LIST = "files.txt"
UNINSTALL_KEY = r"Software\Microsoft\Windows\CurrentVersion\Uninstall\Nianbao"


def until(happens: Callable[[], bool], seconds: float = 180, pause: float = 0.1) -> bool:
    """Wait for something, at most so long."""
    end = time.monotonic() + seconds
    while not happens():
        if time.monotonic() > end:
            return False
        time.sleep(pause)
    return True


@contextmanager
def screen() -> Iterator[str]:
    """A virtual screen with a window manager; gives the name of the display."""
    with _virtual_screen() as display:
        manager = subprocess.Popen(
            ["openbox"],
            env=os.environ | {"DISPLAY": display},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            yield display
        finally:
            manager.terminate()
            manager.wait()


@contextmanager
def _virtual_screen() -> Iterator[str]:
    reader, writer = os.pipe()
    command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", SCREEN, "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[writer], stderr=subprocess.DEVNULL)
    os.close(writer)
    with os.fdopen(reader) as answer:
        number = answer.readline().strip()
    try:
        yield f":{number}"
    finally:
        server.terminate()
        server.wait()


@dataclass(frozen=True)
class Desk:
    """One Windows, one screen, one product."""

    windows: Prefix
    display: str
    product: Product
    pictures: Path

    @property
    def folder(self) -> Path:
        """Where the program is installed for the present user."""
        return self.windows.profile / "AppData" / "Local" / "Programs" / "Nianbao"

    @property
    def folder_for_all(self) -> Path:
        """Where the program is installed for all users."""
        return self.windows.drive / "Program Files" / "Nianbao"

    @property
    def data(self) -> Path:
        """The program's folder in the user's profile."""
        return self.windows.profile / "AppData" / "Local" / "nianbao"

    @property
    def program(self) -> Path:
        """The installed window program."""
        return self.folder / f"{self.product.window_program}.exe"

    @property
    def console(self) -> Path:
        """The installed console program."""
        return self.folder / f"{self.product.console_program}.exe"

    @property
    def in_use(self) -> Path:
        """Where the installed version's files are: the installer has two places and uses one."""
        return self.folder / (self.folder / POINTER).read_text(encoding="ascii")

    def install(self, setup: Path, *options: str) -> int:
        """Install silently for the present user, or as the options say."""
        finished = self.windows.run([setup, "/S", *(options or ["/CurrentUser"])])
        self.windows.settle()
        return finished.code

    def uninstall(self, folder: Path | None = None) -> bool:
        """Remove the program silently; whether its folder is gone then."""
        place = folder or self.folder
        if not (place / "uninstall.exe").exists():
            return not place.exists()
        self.windows.run([place / "uninstall.exe", "/S"])
        # The uninstaller goes on in a copy of itself.
        self.windows.settle()
        return until(lambda: not place.exists(), 40)

    def uninstall_code(self, folder: Path | None = None) -> int:
        """Remove the program as administrators do who want to know how it ended."""
        place = folder or self.folder
        where = self.windows.windows_path(place)
        return self.windows.run([place / "uninstall.exe", "/S", f"_?={where}"]).code

    def batch(self, line: str) -> int:
        """The exit code of a line in a batch file; Wine moves quotation marks around whole words."""
        script = self.windows.drive / "line.bat"
        script.write_text(
            f"@start /wait {line.replace('%', '%%')}\r\n@exit %errorlevel%\r\n",
            encoding="gbk",
            newline="",
        )
        code = self.windows.run(["cmd", "/c", "C:\\line.bat"]).code
        self.windows.settle()
        return code

    def start(self, *arguments: str | Path) -> "subprocess.Popen[bytes]":
        """Start the window program."""
        return self.windows.start([self.program, *arguments], DISPLAY=self.display)

    def start_command(self, command: Sequence[str | Path]) -> "subprocess.Popen[bytes]":
        """Start any Windows program on this screen."""
        return self.windows.start(command, DISPLAY=self.display)

    def share(self, folder: Path, server: str, name: str) -> str:
        r"""Offer a folder in the network; returns its name, \\server\name."""
        place = self.windows.folder / "dosdevices" / "unc" / server / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.unlink(missing_ok=True)
        place.symlink_to(folder, target_is_directory=True)
        return rf"\\{server}\{name}"

    def run(self, *command: str | Path, seconds: float = 600) -> Finished:
        """Run a Windows program to its end."""
        return self.windows.run(command, seconds)

    def registry(self, key: str, name: str | None = None) -> str:
        """What the registry says, or nothing."""
        which = ["/v", name] if name else ["/ve"]
        finished = self.windows.run(["reg", "query", key, *which])
        return finished.output if finished.code == 0 else ""

    def window(self, title: str, seconds: float = 180) -> str:
        """The number of the visible window with such a title."""
        found: list[str] = []

        def appears() -> bool:
            found[:] = self._xdotool("search", "--onlyvisible", "--name", title).split()
            return bool(found)

        assert until(appears, seconds), f"no window “{title}”; see {self.picture('no-window')}"
        return found[-1]

    def titles(self) -> list[str]:
        """The titles of all visible windows."""
        numbers = self._xdotool("search", "--onlyvisible", "--name", ".").split()
        return [self._xdotool("getwindowname", number).strip() for number in numbers]

    def point_at(self, window: str) -> None:
        """Put the pointer onto a window."""
        self._xdotool("mousemove", "--window", window, "60", "60")

    def under_pointer(self) -> str:
        """What lies uppermost under the pointer."""
        told = self._xdotool("getmouselocation", "--shell")
        return next(line for line in told.splitlines() if line.startswith("WINDOW="))

    def keys(self, *names: str) -> None:
        """Press keys, one after the other."""
        self._xdotool("key", "--clearmodifiers", "--delay", "60", *names)

    def type(self, text: str) -> None:
        """Type a text."""
        self._xdotool("type", "--delay", "60", text)

    def click(self, window: str, x: int, y: int) -> None:
        """Click at a place in a window."""
        self._xdotool("mousemove", "--window", window, str(x), str(y), "click", "1")

    def activate(self, window: str) -> None:
        """Give a window the keyboard."""
        self._xdotool("windowactivate", "--sync", window)

    def picture(self, name: str) -> Path:
        """Take a picture of the screen."""
        self.pictures.mkdir(parents=True, exist_ok=True)
        target = self.pictures / f"{name}.png"
        subprocess.run(
            ["import", "-display", self.display, "-window", "root", str(target)], check=True
        )
        return target

    def close(self, process: "subprocess.Popen[bytes]") -> None:
        """End a program that is still open, without asking it."""
        if process.poll() is None:
            self.windows.stop()
            process.wait(30)

    def _xdotool(self, *arguments: str) -> str:
        environment = os.environ | {"DISPLAY": self.display}
        finished = subprocess.run(
            ["xdotool", *arguments], env=environment, capture_output=True, text=True, check=False
        )
        return finished.stdout


def files_of(folder: Path) -> set[str]:
    """The names of all files below a folder."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def installed_files(program: Path, place: str = "program-a") -> set[str]:
    """The names of all files of an installation, from those of the built program folder."""
    launchers = {path.name for path in program.iterdir() if path.is_file()}
    laid = {f"{place}/{name}" for name in files_of(program) - launchers}
    return laid | launchers | {"uninstall.exe", POINTER, f"{place}/{LIST}"}


def record(path: Path) -> str:
    """What a silent installation wrote about itself."""
    return path.read_text(encoding="utf-16")


def fresh_copy(source: Path, target: Path) -> Path:
    """A copy of a folder in another place."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target)
    return target
