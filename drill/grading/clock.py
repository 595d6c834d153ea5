"""Another process's CPU time, as the kernel counts it: that process cannot set it."""

import sys
import time

CPU_CLOCK = 2  # of a whole process: `man clock_getcpuclockid`, and the kernel's posix-timers.h


def cpu_seconds(pid: int) -> float:
    """Read the CPU clock of `pid`; NaN where there is none."""
    if sys.platform != "linux":
        return float("nan")
    try:
        return time.clock_gettime((~pid << 3) | CPU_CLOCK)
    except OSError:
        return float("nan")
