"""A named pipe of Windows for one user: Python's own everybody may read, and it asks nobody who he is.

Only the user may open it, and only from this computer. Whoever knocks lends the other side no rights of
his own, and asks first whose process answers: a name that was left behind may be somebody else's by now.
"""

import os
import sys

if sys.platform == "win32":
    import _winapi
    import ctypes
    from ctypes import wintypes
    from multiprocessing.connection import BUFSIZE, PipeConnection, PipeListener

    _REJECT_REMOTE_CLIENTS = 0x8
    _LEND_NOTHING = 0x100000
    """SECURITY_SQOS_PRESENT with SECURITY_ANONYMOUS, which is 0."""
    _QUERY_PROCESS, _QUERY_TOKEN, _TOKEN_USER, _SDDL_1 = 0x1000, 0x8, 1, 1
    _PATIENCE = 1000
    """Milliseconds for a pipe at which others stand."""
    _kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    _advapi = ctypes.WinDLL("advapi32", use_last_error=True)
    _OUT = ctypes.POINTER(wintypes.HANDLE)
    _kernel.OpenProcess.restype = wintypes.HANDLE
    _kernel.OpenProcess.argtypes = (wintypes.DWORD, wintypes.BOOL, wintypes.DWORD)
    _kernel.CloseHandle.argtypes = (wintypes.HANDLE,)
    _kernel.LocalFree.argtypes = (wintypes.LPVOID,)
    _kernel.GetNamedPipeServerProcessId.argtypes = (
        wintypes.HANDLE,
        ctypes.POINTER(wintypes.DWORD),
    )
    _advapi.OpenProcessToken.argtypes = (wintypes.HANDLE, wintypes.DWORD, _OUT)
    _advapi.GetTokenInformation.argtypes = (
        wintypes.HANDLE,
        ctypes.c_int,
        wintypes.LPVOID,
        wintypes.DWORD,
        ctypes.POINTER(wintypes.DWORD),
    )
    _advapi.ConvertSidToStringSidW.argtypes = (wintypes.LPVOID, ctypes.POINTER(wintypes.LPWSTR))
    _advapi.ConvertStringSecurityDescriptorToSecurityDescriptorW.argtypes = (
        wintypes.LPCWSTR,
        wintypes.DWORD,
        _OUT,
        wintypes.LPVOID,
    )

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
                kind | _REJECT_REMOTE_CLIENTS,
                _winapi.PIPE_UNLIMITED_INSTANCES,
                BUFSIZE,
                BUFSIZE,
                _winapi.NMPWAIT_WAIT_FOREVER,
                ctypes.addressof(self._attributes),
            )

    def knock(address: str) -> PipeConnection:
        """Open another process's pipe; PermissionError where that process is another user's."""
        _winapi.WaitNamedPipe(address, _PATIENCE)
        handle = _winapi.CreateFile(
            address,
            _winapi.GENERIC_READ | _winapi.GENERIC_WRITE,
            0,
            _winapi.NULL,
            _winapi.OPEN_EXISTING,
            _winapi.FILE_FLAG_OVERLAPPED | _LEND_NOTHING,
            _winapi.NULL,
        )
        try:
            _be_sure_it_is_ours(handle)
            _winapi.SetNamedPipeHandleState(handle, _winapi.PIPE_READMODE_MESSAGE, None, None)
        except BaseException:
            _winapi.CloseHandle(handle)
            raise
        return PipeConnection(handle)

    def _be_sure_it_is_ours(pipe: int) -> None:
        if _user_of_server(pipe) != user_of_process(os.getpid()):
            raise PermissionError("somebody else answers at the pipe")

    def _user_of_server(pipe: int) -> str:
        process = wintypes.DWORD()
        _check(_kernel.GetNamedPipeServerProcessId(pipe, ctypes.byref(process)))
        return user_of_process(process.value)

    def user_of_process(number: int) -> str:
        """Return the security identifier of a process's user; PermissionError where we may not ask."""
        process = _check(_kernel.OpenProcess(_QUERY_PROCESS, False, number))
        try:
            token = wintypes.HANDLE()
            _check(_advapi.OpenProcessToken(process, _QUERY_TOKEN, ctypes.byref(token)))
            try:
                return _user_of_token(token)
            finally:
                _kernel.CloseHandle(token)
        finally:
            _kernel.CloseHandle(process)

    def _user_of_token(token: wintypes.HANDLE) -> str:
        size, words = wintypes.DWORD(), wintypes.LPWSTR()
        _advapi.GetTokenInformation(token, _TOKEN_USER, None, 0, ctypes.byref(size))
        held = ctypes.create_string_buffer(size.value)
        _check(_advapi.GetTokenInformation(token, _TOKEN_USER, held, size, ctypes.byref(size)))
        identifier = ctypes.cast(held, ctypes.POINTER(wintypes.LPVOID))[0]
        _check(_advapi.ConvertSidToStringSidW(identifier, ctypes.byref(words)))
        try:
            return str(words.value)
        finally:
            _kernel.LocalFree(words)

    def _check(worked: int) -> int:
        if not worked:
            raise ctypes.WinError(ctypes.get_last_error())
        return worked

    def _attributes(rights: str) -> _Attributes:
        descriptor = wintypes.HANDLE()
        convert = _advapi.ConvertStringSecurityDescriptorToSecurityDescriptorW
        _check(convert(rights, _SDDL_1, ctypes.byref(descriptor), None))
        return _Attributes(ctypes.sizeof(_Attributes), descriptor, 0)
