"""Wine prefixes: the build compiles bytecode in one, the tests install and run the program in others.

Every setting below was found by a failure; `README.md` beside this package tells which.
"""

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

SHIM_SOURCES = Path(__file__).resolve().parent.parent / "wine-shims"
SHIM_LIBRARIES = {"bcryptprimitives": ["-ladvapi32"], "icuuc": [], "mscms": []}
COMPILER = "x86_64-w64-mingw32-gcc"
# mscoree, mshtml: no offer to download them; winedbg: a crash must end, not wait for a debugger;
# wbemprox: Python asks WMI for the system's name and Wine 8 stops in the answer.
DLL_OVERRIDES = "mscoree=;mshtml=;winemenubuilder.exe=d;winedbg.exe=d;wbemprox=d;mscms=n"
CHINESE_FONT = "WenQuanYi Micro Hei"
REPLACED_FONTS = (
    "Microsoft YaHei",
    "Microsoft YaHei UI",
    "MS Shell Dlg",
    "MS Shell Dlg 2",
    "Segoe UI",
    "Tahoma",
    "SimSun",
)
FONTS_KEY = r"HKEY_CURRENT_USER\Software\Wine\Fonts\Replacements"


@dataclass(frozen=True)
class Finished:
    """What a Windows program left behind."""

    code: int
    output: str


@dataclass(frozen=True)
class Prefix:
    """One private Windows drive with its own home folder."""

    folder: Path
    home: Path
    settings: Mapping[str, str] = field(default_factory=dict)

    @property
    def drive(self) -> Path:
        """Drive C: as a folder of this machine."""
        return self.folder / "drive_c"

    @property
    def profile(self) -> Path:
        """The user's folder on drive C:."""
        users = self.drive / "users"
        return next(path for path in sorted(users.iterdir()) if path.name != "Public")

    def environment(self) -> dict[str, str]:
        """The variables of a Windows program: nothing of this machine's Python, Qt or Wine."""
        foreign = ("WINE", "PYTHON", "QT_", "VIRTUAL_ENV")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
        own = {
            "HOME": str(self.home),
            "XDG_RUNTIME_DIR": str(self.home),
            "WINEPREFIX": str(self.folder),
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": DLL_OVERRIDES,
            "LC_ALL": "zh_CN.UTF-8",
        }
        return kept | own | dict(self.settings)

    def windows_path(self, path: Path) -> str:
        """How a Windows program names a file of this machine."""
        resolved = path.absolute()
        if resolved.is_relative_to(self.drive.absolute()):
            return "C:\\" + str(resolved.relative_to(self.drive.absolute())).replace("/", "\\")
        return "Z:" + str(resolved).replace("/", "\\")

    def run(
        self, command: Sequence[str | Path], seconds: float = 600, **variables: str
    ) -> Finished:
        """Run a Windows program to its end."""
        process = self.start(command, **variables)
        try:
            output, _ = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
        return Finished(process.returncode, output.decode("utf-8", "replace"))

    def start(self, command: Sequence[str | Path], **variables: str) -> subprocess.Popen[bytes]:
        """Start a Windows program. Its output is a pipe: Python does not start under Wine 8 with a file."""
        return subprocess.Popen(
            ["wine", *map(str, command)],
            env=self.environment() | variables,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )

    def settle(self) -> None:
        """Wait until every Windows process of the prefix has ended."""
        subprocess.run(["wineserver", "-w"], env=self.environment(), timeout=120, check=False)

    def stop(self) -> None:
        """End whatever still runs in the prefix."""
        subprocess.run(["wineserver", "-k"], env=self.environment(), timeout=60, check=False)


def create_prefix(folder: Path, settings: Mapping[str, str] | None = None) -> Prefix:
    """Make a Windows 10 with the stand-in libraries and a readable Chinese font."""
    shutil.rmtree(folder, ignore_errors=True)
    prefix = Prefix(folder / "prefix", folder / "home", settings or {})
    prefix.home.mkdir(parents=True)
    _quiet(prefix, "wineboot", "-i")
    _install_shims(prefix)
    _quiet(prefix, "wine", "winecfg", "-v", "win10")
    _replace_fonts(prefix)
    prefix.settle()
    return prefix


def open_prefix(folder: Path) -> Prefix:
    """The prefix made in this folder before, or a new one."""
    prefix = Prefix(folder / "prefix", folder / "home")
    finished = (folder / "prefix" / "system.reg").exists() and (
        folder / "prefix" / "user.reg"
    ).exists()
    return prefix if finished else create_prefix(folder)


def _quiet(prefix: Prefix, *command: str) -> None:
    subprocess.run(
        command,
        env=prefix.environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        timeout=300,
        check=True,
    )


def _install_shims(prefix: Prefix) -> None:
    system = prefix.drive / "windows" / "system32"
    for name, libraries in SHIM_LIBRARIES.items():
        source, target = SHIM_SOURCES / f"{name}.c", system / f"{name}.dll"
        target.unlink(missing_ok=True)
        command = [COMPILER, "-Os", "-s", "-shared", str(source), "-o", str(target), *libraries]
        subprocess.run(command, check=True, timeout=60)


def _replace_fonts(prefix: Prefix) -> None:
    lines = [
        "REGEDIT4",
        "",
        f"[{FONTS_KEY}]",
        *(f'"{name}"="{CHINESE_FONT}"' for name in REPLACED_FONTS),
        "",
    ]
    script = prefix.drive / "fonts.reg"
    script.write_text("\r\n".join(lines), encoding="ascii", newline="")
    _quiet(prefix, "wine", "regedit", "/S", r"C:\fonts.reg")
    script.unlink()
