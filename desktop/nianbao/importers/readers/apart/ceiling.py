"""A ceiling of memory and time over this process and all that it starts, whatever a file says.

The system holds it: on Unix limits that children inherit, on Windows a job object. The time here is
time of the processor and the second wall; whoever started the process watches the clock.
"""

import ctypes
import sys
from typing import NamedTuple

MEGABYTE = 1024 * 1024
_MAPPED = 1000
"""Megabytes for what is only mapped: programs, fonts, reserved addresses."""
_LARGEST_FILE = 200
"""Megabytes of a file that is written, by a converter."""
_EXTENDED_LIMITS = 9
_JOB_TIME, _JOB_MEMORY, _NO_CRASH_BOX, _KILL_ON_CLOSE = 0x4, 0x200, 0x400, 0x2000
_TICKS = 10_000_000
"""Of Windows' clock, in a second."""


class Ceiling(NamedTuple):
    """What reading one source may take."""

    megabytes: int
    seconds: int


def stay_below(ceiling: Ceiling) -> None:
    """Put a ceiling over this process; it cannot be raised again."""
    if sys.platform == "win32":
        _join_job(ceiling)
    else:
        _set_limits(ceiling)


def _set_limits(ceiling: Ceiling) -> None:
    import resource

    memory = ceiling.megabytes * MEGABYTE
    for kind, limit in (
        (resource.RLIMIT_DATA, memory),
        (resource.RLIMIT_AS, memory + _MAPPED * MEGABYTE),
        (resource.RLIMIT_CPU, ceiling.seconds),
        (resource.RLIMIT_FSIZE, _LARGEST_FILE * MEGABYTE),
        (resource.RLIMIT_CORE, 0),
    ):
        _, most = resource.getrlimit(kind)
        lower = limit if most == resource.RLIM_INFINITY else min(limit, most)
        resource.setrlimit(kind, (lower, lower))


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
        job_time=ceiling.seconds * _TICKS,
        flags=_JOB_TIME | _JOB_MEMORY | _NO_CRASH_BOX | _KILL_ON_CLOSE,
        job_memory=ceiling.megabytes * MEGABYTE,
    )
    set_ = kernel.SetInformationJobObject(
        job, _EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits)
    )
    own = ctypes.c_void_p(kernel.GetCurrentProcess())
    if not set_ or not kernel.AssignProcessToJobObject(job, own):
        message = "no ceiling could be set"
        raise OSError(message)
