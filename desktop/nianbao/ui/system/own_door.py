"""The door of the first window, for starts of the same user alone.

It stands in the user's own folder, which nobody else may enter: a socket file there, on Windows the
random name of a pipe that only the user may open. Who comes in, and who answers, is asked who he is.
"""

import contextlib
import os
import socket
import stat
import struct
import sys
from collections.abc import Iterator
from multiprocessing.connection import Client, Connection, Listener
from pathlib import Path
from typing import Protocol

from nianbao.user_folders import make_private

FILE = "window.door"
LONGEST_ADDRESS = 100
"""Bytes; the system allows 108, with the end."""


def rights_for(user: str) -> str:
    """Return Windows' security descriptor: nothing inherited, all rights for a user, none for anybody else.

    Not for the owner: what an administrator makes may belong to all administrators.
    """
    return f"D:P(A;;GA;;;{user})"


class Door(Protocol):
    """Where visitors come in."""

    def accept(self) -> Connection:
        """Wait for the next visitor."""

    def close(self) -> None:
        """Let nobody in any more."""


if sys.platform == "win32":
    import secrets

    from nianbao.ui.system.own_pipe import OwnPipe, knock, user_of_process

    def listen(folder: Path) -> Door:
        """Open the door; OSError where that cannot be done."""
        make_private(folder)
        name = rf"\\.\pipe\nianbao-{secrets.token_hex(16)}"
        door = OwnPipe(name, rights_for(user_of_process(os.getpid())))
        (folder / FILE).write_text(name, encoding="ascii")
        return door

    def visit(folder: Path) -> Connection:
        """Go to the door of the first window; OSError where there is none, or it is not ours."""
        return knock((folder / FILE).read_text(encoding="ascii"))

    def is_own_user(_connection: Connection) -> bool:
        """Nobody else may open the pipe."""
        return True

else:

    def listen(folder: Path) -> Door:
        """Open the door; OSError where that cannot be done."""
        make_private(folder)
        _be_sure_it_is_ours(folder)
        with contextlib.suppress(FileNotFoundError):
            (folder / FILE).unlink()  # of a window that was killed; the lock says that we are first
        with _address(folder) as address:
            return Listener(address, "AF_UNIX")

    def visit(folder: Path) -> Connection:
        """Go to the door of the first window; OSError where there is none, or it is not ours."""
        _be_sure_it_is_ours(folder)
        with _address(folder) as address:
            door = Client(address, "AF_UNIX")
        if not is_own_user(door):
            door.close()
            raise PermissionError("somebody else answers at the door")
        return door

    def is_own_user(connection: Connection) -> bool:
        """Whether the process at the other end belongs to the same user."""
        if sys.platform != "linux":
            return True  # the folder lets nobody else in
        with socket.socket(fileno=os.dup(connection.fileno())) as plug:
            said = plug.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
        _process, user, _group = struct.unpack("3i", said)
        return bool(user == os.getuid())

    def _be_sure_it_is_ours(folder: Path) -> None:
        status = folder.stat()
        if status.st_uid != os.getuid() or stat.S_IMODE(status.st_mode) & 0o077:
            raise PermissionError("others may enter this folder")

    @contextlib.contextmanager
    def _address(folder: Path) -> Iterator[str]:
        """Give the socket file's address; a path that is too long is reached through its folder."""
        path = folder / FILE
        if len(os.fsencode(path)) <= LONGEST_ADDRESS or sys.platform != "linux":
            yield str(path)
            return
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            yield f"/proc/self/fd/{descriptor}/{FILE}"
        finally:
            os.close(descriptor)
