"""A named pipe of Windows with rights of one's own; Python's makes one that everybody may read."""

import sys

if sys.platform == "win32":
    import _winapi
    import ctypes
    from ctypes import wintypes
    from multiprocessing.connection import BUFSIZE, PipeListener

    class _Attributes(ctypes.Structure):
        """SECURITY_ATTRIBUTES of the Windows API."""

        _fields_ = (
            ("size", wintypes.DWORD),
            ("descriptor", wintypes.LPVOID),
            ("inherits", wintypes.BOOL),
        )

    class OwnPipe(PipeListener):
        """Listens at a pipe that only those may open whom the security descriptor names."""

        def __init__(self, address: str, rights: str) -> None:
            self._attributes = _attributes(rights)
            super().__init__(address)

        def _new_handle(self, first: bool = False) -> int:
            flags = _winapi.PIPE_ACCESS_DUPLEX | _winapi.FILE_FLAG_OVERLAPPED
            if first:
                flags |= _winapi.FILE_FLAG_FIRST_PIPE_INSTANCE
            kind = _winapi.PIPE_TYPE_MESSAGE | _winapi.PIPE_READMODE_MESSAGE | _winapi.PIPE_WAIT
            return _winapi.CreateNamedPipe(
                self._address,
                flags,
                kind,
                _winapi.PIPE_UNLIMITED_INSTANCES,
                BUFSIZE,
                BUFSIZE,
                _winapi.NMPWAIT_WAIT_FOREVER,
                ctypes.addressof(self._attributes),
            )

    def _attributes(rights: str) -> _Attributes:
        descriptor = wintypes.LPVOID()
        convert = ctypes.windll.advapi32.ConvertStringSecurityDescriptorToSecurityDescriptorW
        convert.argtypes = (
            wintypes.LPCWSTR,
            wintypes.DWORD,
            ctypes.POINTER(wintypes.LPVOID),
            wintypes.LPVOID,
        )
        if not convert(rights, 1, ctypes.byref(descriptor), None):
            raise ctypes.WinError()
        return _Attributes(ctypes.sizeof(_Attributes), descriptor, 0)
