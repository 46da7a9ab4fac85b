"""A visitor of the desktop's session bus (D-Bus), as far as one input method needs it.

Qt's own bindings cannot send the unsigned numbers that fcitx 4 asks for. Here are calls and signals
whose values are texts, numbers and yes or no; whatever else comes is passed over.
"""

import contextlib
import os
import socket
import struct
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

Value = str | int | bool
CALL, REPLY, ERROR, SIGNAL = 1, 2, 3, 4
NO_REPLY = 1
_PATH, _INTERFACE, _MEMBER, _REPLY_TO, _DESTINATION, _SIGNATURE = 1, 2, 3, 5, 6, 8
_FIELDS = {
    _PATH: "o",
    _INTERFACE: "s",
    _MEMBER: "s",
    _REPLY_TO: "u",
    _DESTINATION: "s",
    _SIGNATURE: "g",
}
_LARGEST = 1 << 24
PATIENCE = 1.0
"""Seconds that one answer may take before keys are taken as they are."""


class BusError(OSError):
    """Nobody answers, or with an error."""


@dataclass(frozen=True)
class Message:
    """What was received."""

    kind: int
    serial: int
    path: str = ""
    interface: str = ""
    member: str = ""
    reply_to: int = 0
    values: tuple[Value, ...] = ()


class SessionBus:
    """A connection; its socket tells when there is something to `take`."""

    def __init__(self, address: str) -> None:
        self.socket = socket.socket(socket.AF_UNIX)
        self._serial = 0
        self._read = b""
        self._kept: list[Message] = []
        try:
            self._enter(address)
        except OSError:
            self.close()
            raise

    def _enter(self, address: str) -> None:
        self.socket.settimeout(PATIENCE)
        self.socket.connect(_place(address))
        user = str(os.getuid()).encode().hex().encode()
        self.socket.sendall(b"\0AUTH EXTERNAL " + user + b"\r\n")
        if not self.socket.recv(256).startswith(b"OK"):
            raise BusError("refused")
        self.socket.sendall(b"BEGIN\r\n")
        bus = ("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus")
        self.call(bus, "Hello")

    def close(self) -> None:
        """Leave."""
        self.socket.close()

    def tell(self, whom: tuple[str, str, str], what: str, signature: str, *values: Value) -> None:
        """Call without waiting for an answer; ``whom``: name, path and interface."""
        self._send(whom, what, (signature, values), NO_REPLY)

    def call(
        self, whom: tuple[str, str, str], what: str, signature: str = "", *values: Value
    ) -> tuple[Value, ...]:
        """Call and return what is answered; what else comes meanwhile is kept for `take`."""
        serial = self._send(whom, what, (signature, values), 0)
        deadline = time.monotonic() + PATIENCE
        while True:
            for message in self._messages():
                if message.reply_to != serial:
                    self._kept.append(message)
                elif message.kind == ERROR:
                    raise BusError(str(message.values[:1]))
                else:
                    return message.values
            self._receive(deadline - time.monotonic())

    def take(self) -> list[Message]:
        """Return what has come without being asked for."""
        while True:
            try:
                self._receive(0)
            except BlockingIOError:
                break
        self._kept.extend(self._messages())
        taken, self._kept = self._kept, []
        return taken

    def _send(
        self,
        whom: tuple[str, str, str],
        what: str,
        body: tuple[str, Sequence[Value]],
        flags: int,
    ) -> int:
        self._serial += 1
        name, path, interface = whom
        fields: dict[int, Value] = {
            _PATH: path,
            _INTERFACE: interface,
            _MEMBER: what,
            _DESTINATION: name,
        }
        self.socket.settimeout(PATIENCE)
        self.socket.sendall(written((CALL, flags, self._serial), fields, body))
        return self._serial

    def _receive(self, seconds: float) -> None:
        if seconds < 0:
            raise BusError("no answer")
        self.socket.settimeout(seconds)
        some = self.socket.recv(65536)
        if not some:
            raise BusError("gone")
        self._read += some

    def _messages(self) -> Iterator[Message]:
        while len(self._read) >= 16:  # noqa: PLR2004 - the fixed part of the head
            fields, body = (
                struct.unpack_from("<I", self._read, 12)[0],
                struct.unpack_from("<I", self._read, 4)[0],
            )
            whole = 16 + fields + -fields % 8 + body
            if whole > _LARGEST:
                raise BusError("too large")
            if len(self._read) < whole:
                return
            message, self._read = self._read[:whole], self._read[whole:]
            with contextlib.suppress(ValueError, LookupError, struct.error):
                yield read(message)


def _place(address: str) -> str:
    """The socket's place; addresses name several, the best first."""
    for one in address.split(";"):
        kind, _, rest = one.partition(":")
        options = dict(part.split("=", 1) for part in rest.split(",") if "=" in part)
        if kind == "unix" and "path" in options:
            return unquote(options["path"])
        if kind == "unix" and "abstract" in options:
            return "\0" + unquote(options["abstract"])
    raise BusError("no address")


def written(
    start: tuple[int, int, int],
    fields: Mapping[int, Value],
    body: tuple[str, Sequence[Value]],
) -> bytes:
    """A message as it goes over the bus; ``start``: its kind, flags and serial number."""
    kind, flags, serial = start
    content = bytearray()
    for code, value in zip(*body, strict=True):
        _write(content, code, value)
    head = bytearray(
        struct.pack("<4sIII", bytes([ord("l"), kind, flags, 1]), len(content), serial, 0)
    )
    begin = len(head)
    for field, value in {**fields, **({_SIGNATURE: body[0]} if body[0] else {})}.items():
        head += bytes(-len(head) % 8) + bytes([field])
        _write(head, "g", _FIELDS[field])
        _write(head, _FIELDS[field], value)
    struct.pack_into("<I", head, 12, len(head) - begin)
    head += bytes(-len(head) % 8)
    return bytes(head + content)


def _write(target: bytearray, code: str, value: Value) -> None:
    if code == "g":
        target += bytes([len(str(value))]) + str(value).encode() + b"\0"
        return
    target += bytes(-len(target) % 4)
    if code in "so":
        text = str(value).encode()
        target += struct.pack("<I", len(text)) + text + b"\0"
    else:
        target += struct.pack("<i" if code == "i" else "<I", int(value))


def read(message: bytes) -> Message:
    """A whole message; its values are left out where they are of other kinds."""
    if message[:1] != b"l":
        raise ValueError("of a foreign processor")
    _head, kind, _flags, _version, _size, serial, fields = struct.unpack_from("<cBBBIII", message)
    found: dict[int, Value] = {}
    place, end = 16, 16 + fields
    while place < end:
        place += -place % 8
        field = message[place]
        code, place = _read(message, place + 1, "g")
        found[field], place = _read(message, place, str(code))
    place = end + -end % 8
    values: list[Value] = []
    signature = str(found.get(_SIGNATURE, ""))
    for code in signature if set(signature) <= set("sogiub") else "":
        value, place = _read(message, place, code)
        values.append(value)
    path, interface, member = (str(found.get(one, "")) for one in (_PATH, _INTERFACE, _MEMBER))
    answered = int(found.get(_REPLY_TO, 0))
    return Message(kind, serial, path, interface, member, answered, tuple(values))


def _read(message: bytes, place: int, code: str) -> tuple[Value, int]:
    if code == "g":
        end = place + 1 + message[place]
        return message[place + 1 : end].decode(), end + 1
    place += -place % 4
    (number,) = struct.unpack_from("<i" if code == "i" else "<I", message, place)
    if code in "so":
        end = place + 4 + number
        return message[place + 4 : end].decode(errors="replace"), end + 1
    return bool(number) if code == "b" else number, place + 4
