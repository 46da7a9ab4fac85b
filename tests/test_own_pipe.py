"""The pipe between two starts on Windows: for one user, and nobody else's is taken for it.

These need Windows (or Wine, where the suite of the shipped Python runs); the protocol itself is tried
everywhere in tests/ui/test_single_instance.py.
"""

import os
import secrets
import sys
import threading
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "win32", reason="Windows has pipes with names")

REJECT_REMOTE_CLIENTS = 0x8
SECURITY_QUALITY_PRESENT = 0x100000
SECURITY_QUALITY = 0x1F0000
"""With the levels above the lowest, which lends nothing."""

if sys.platform == "win32":
    import _winapi

    from nianbao.ui.system import own_door, own_pipe

    def address() -> str:
        return rf"\\.\pipe\nianbao-test-{secrets.token_hex(16)}"

    def rights() -> str:
        return own_door.rights_for(own_pipe.user_of_process(os.getpid()))

    def test_a_user_has_a_security_identifier() -> None:
        assert own_pipe.user_of_process(os.getpid()).startswith("S-1-")

    def test_what_one_says_the_other_hears(tmp_path: Path) -> None:
        door = own_door.listen(tmp_path)
        heard: list[bytes] = []

        def serve() -> None:
            with door.accept() as visitor:
                heard.append(visitor.recv_bytes())
                visitor.send_bytes(b"taken")

        server = threading.Thread(target=serve)
        server.start()
        with own_door.visit(tmp_path) as visit:
            visit.send_bytes("县长.nianbao".encode())
            assert visit.recv_bytes() == b"taken"
        server.join(20)
        door.close()

        assert heard == ["县长.nianbao".encode()]

    def test_the_name_must_be_free_and_nobody_comes_from_another_computer(
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        """What the system is asked for; Wine 8 lets a name be shared all the same."""
        asked: list[tuple[int, int]] = []
        create = _winapi.CreateNamedPipe

        def note(name: str, flags: int, kind: int, *more: int) -> int:
            asked.append((flags, kind))
            return create(name, flags, kind, *more)

        monkeypatch.setattr(_winapi, "CreateNamedPipe", note)
        own_pipe.OwnPipe(address(), rights()).close()

        assert asked
        flags, _kind = asked[0]
        assert flags & _winapi.FILE_FLAG_FIRST_PIPE_INSTANCE
        assert all(kind & REJECT_REMOTE_CLIENTS for _flags, kind in asked)

    def test_a_visitor_lends_the_other_side_nothing(
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        asked: list[int] = []
        create = _winapi.CreateFile

        def note(name: str, access: int, *more: int) -> int:
            asked.append(more[3])
            return create(name, access, *more)

        monkeypatch.setattr(_winapi, "CreateFile", note)
        name = address()
        door = own_pipe.OwnPipe(name, rights())
        own_pipe.knock(name).close()
        door.close()

        assert [flags & SECURITY_QUALITY for flags in asked] == [SECURITY_QUALITY_PRESENT]

    def test_the_pipe_of_another_user_s_process_is_left_without_a_word(
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        name = address()
        squatter = own_pipe.OwnPipe(name, rights())
        monkeypatch.setattr(own_pipe, "_user_of_server", lambda _pipe: "S-1-5-21-0-0-0-1002")

        with pytest.raises(PermissionError):
            own_pipe.knock(name)
        squatter.close()

    def test_every_visit_has_another_name(tmp_path: Path) -> None:
        names = set()
        for _start in range(2):
            own_door.listen(tmp_path).close()
            names.add((tmp_path / own_door.FILE).read_text(encoding="ascii"))

        assert len(names) == 2
        assert all(len(name) > 40 for name in names)
