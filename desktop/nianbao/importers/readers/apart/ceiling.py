"""A ceiling of memory and time over this process and all that it starts, whatever a file says.

The system holds it: on Unix limits that children inherit, on Windows a job object. It counts time of
the processor, a process at a time; whoever started this one watches the clock.
"""

import ctypes
import signal
import sys
from typing import NamedTuple

MEGABYTE = 1024 * 1024
_MAPPED = 1000
"""Megabytes for what is only mapped: programs, fonts, reserved addresses."""
_LARGEST_FILE = 200
"""Megabytes of a file that is written, by a converter."""
_EXTENDED_LIMITS = 9
_PROCESS_TIME, _JOB_TIME = 0x2, 0x4
_JOB_MEMORY, _NO_CRASH_BOX, _KILL_ON_CLOSE = 0x200, 0x400, 0x2000
_TICKS = 10_000_000
"""Of Windows' clock, in a second."""
_NEARLY = 0.8
_OUT_OF_QUOTA = 1816
"""With this Windows ends what has used up its time."""


class Ceiling(NamedTuple):
    """What reading one source may take."""

    megabytes: int
    seconds: int
    """By the clock, all in all."""
    processor: int = 20
    """Seconds of the processor, for each process that takes part."""


def stay_below(ceiling: Ceiling) -> None:
    """Put a ceiling over this process; it cannot be raised again."""
    if sys.platform == "win32":
        _join_job(ceiling)
    else:
        _set_limits(ceiling)


def _set_limits(ceiling: Ceiling) -> None:
    import resource

    memory = ceiling.megabytes * MEGABYTE
    for kind, limit, wall in (
        (resource.RLIMIT_DATA, memory, memory),
        (resource.RLIMIT_AS, memory + _MAPPED * MEGABYTE, memory + _MAPPED * MEGABYTE),
        # First a signal that says why, then the end of whoever does not heed it.
        (resource.RLIMIT_CPU, ceiling.processor, ceiling.processor + 1),
        (resource.RLIMIT_FSIZE, _LARGEST_FILE * MEGABYTE, _LARGEST_FILE * MEGABYTE),
        (resource.RLIMIT_CORE, 0, 0),
    ):
        _, most = resource.getrlimit(kind)
        free = most == resource.RLIM_INFINITY
        resource.setrlimit(kind, (limit, wall) if free else (min(limit, most), min(wall, most)))


def out_of_time(code: int | None) -> bool:
    """Whether a process that ended with this code had used up its time of the processor."""
    if sys.platform == "win32":
        return code == _OUT_OF_QUOTA
    return code == -signal.SIGXCPU


def child_out_of_time(code: int) -> bool:
    """Whether the one child of this process, or what that one started, was ended for its time.

    A launcher says what became of the program that it launched in words of its own; so on Unix it is
    asked what all of them used. The system counts towards its limit by samples, and is early by some.
    """
    if sys.platform == "win32":
        return out_of_time(code)
    import resource

    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    most, _ = resource.getrlimit(resource.RLIMIT_CPU)
    return most != resource.RLIM_INFINITY and used.ru_utime + used.ru_stime >= most * _NEARLY


class _Limits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION."""

    _fields_ = (
        ("process_time", ctypes.c_int64),
        ("job_time", ctypes.c_int64),
        ("flags", ctypes.c_uint32),
        ("least_working_set", ctypes.c_size_t),
        ("most_working_set", ctypes.c_size_t),
        ("processes", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority", ctypes.c_uint32),
        ("scheduling", ctypes.c_uint32),
        ("io_counters", ctypes.c_uint64 * 6),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("peak_process_memory", ctypes.c_size_t),
        ("peak_job_memory", ctypes.c_size_t),
    )


def _join_job(ceiling: Ceiling) -> None:
    """Enter a job of our own; its handle closes when this process ends, and all of it with it."""
    kernel = getattr(ctypes, "WinDLL")("kernel32")  # noqa: B009 - only there on Windows
    kernel.CreateJobObjectW.restype = ctypes.c_void_p
    kernel.GetCurrentProcess.restype = ctypes.c_void_p
    job = ctypes.c_void_p(kernel.CreateJobObjectW(None, None))
    limits = _Limits(
        process_time=ceiling.processor * _TICKS,
        job_time=ceiling.seconds * _TICKS,
        flags=_PROCESS_TIME | _JOB_TIME | _JOB_MEMORY | _NO_CRASH_BOX | _KILL_ON_CLOSE,
        job_memory=ceiling.megabytes * MEGABYTE,
    )
    set_ = kernel.SetInformationJobObject(
        job, _EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits)
    )
    own = ctypes.c_void_p(kernel.GetCurrentProcess())
    if not set_ or not kernel.AssignProcessToJobObject(job, own):
        message = "no ceiling could be set"
        raise OSError(message)
