"""A session bus with fcitx 4 on it, as far as the program speaks with it: pinyin of one word."""

import socket
import struct
import threading
from contextlib import suppress
from pathlib import Path

from nianbao.ui.system.composing.session_bus import (
    CALL,
    REPLY,
    SIGNAL,
    Message,
    Value,
    read,
    written,
)

CONTEXT = "/inputcontext_7"
WORDS = "政府"
_BLANK, _ESCAPE, _RETURN = 0x20, 0xFF1B, 0xFF0D
_PATH, _INTERFACE, _MEMBER, _REPLY_TO, _SIGNATURE = 1, 2, 3, 5, 8


class StandIn:
    """Letters are composed, the blank commits 政府, Esc gives up; all other keys are not its own."""

    def __init__(self, place: Path) -> None:
        self.asked: list[Message] = []
        self._letters = ""
        self._door = socket.socket(socket.AF_UNIX)
        self._door.bind(str(place))
        self._door.listen()
        self._guest: socket.socket | None = None
        threading.Thread(target=self._serve, daemon=True).start()

    def names(self) -> list[str]:
        """What was asked of fcitx, in order."""
        return [message.member for message in self.asked]

    def die(self) -> None:
        """End as a killed process would."""
        with suppress(OSError):  # closing alone does not wake whoever waits at the door
            self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()
        if self._guest is not None:
            with suppress(OSError):
                self._guest.shutdown(socket.SHUT_RDWR)
            self._guest.close()

    def _serve(self) -> None:
        while True:
            try:
                self._guest, _address = self._door.accept()
            except OSError:
                return
            with suppress(OSError):  # a guest that leaves
                self._guest.recv(256)
                self._guest.sendall(b"OK 1234\r\n")
                self._guest.recv(7)
                self._listen(self._guest)

    def _listen(self, guest: socket.socket) -> None:
        while head := guest.recv(16, socket.MSG_WAITALL):
            body, _serial, fields = struct.unpack_from("<III", head, 4)
            rest = guest.recv(fields + -fields % 8 + body, socket.MSG_WAITALL)
            message = read(head + rest)
            self.asked.append(message)
            if message.kind == CALL and not head[2]:
                self._answer(guest, message)

    def _answer(self, guest: socket.socket, message: Message) -> None:
        signature: str = "s"
        values: list[Value] = [":1.1"]
        if message.member == "CreateICv3":
            signature, values = "ibuuuu", [7, True, 0, 0, 0, 0]
        elif message.member == "ProcessKeyEvent":
            signature, values = "i", [self._take(guest, *message.values)]
        answer = (REPLY, 0, 1), {_REPLY_TO: message.serial}, (signature, values)
        guest.sendall(written(*answer))

    def _take(self, guest: socket.socket, key: Value, *others: Value) -> int:
        _scan_code, _state, released, _time = others
        composing = bool(self._letters)
        if released:
            return 0
        if chr(int(key)).isalpha() and int(key) < 128 and not others[1]:
            self._letters += chr(int(key))
        elif composing and key == _BLANK:
            self._letters = ""
            self._say(guest, "CommitString", "s", WORDS)
        elif composing and key == _ESCAPE:
            self._letters = ""
        else:
            return 0
        self._say(guest, "UpdatePreedit", "si", self._letters, len(self._letters))
        return 1

    def _say(self, guest: socket.socket, what: str, signature: str, *values: Value) -> None:
        fields: dict[int, Value] = {_PATH: CONTEXT, _INTERFACE: "org.fcitx", _MEMBER: what}
        guest.sendall(written((SIGNAL, 1, 1), fields, (signature, values)))
