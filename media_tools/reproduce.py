"""Processes that give the same bytes on every x86-64 machine.

NumPy, OpenCV, OpenBLAS and the C library pick faster code for newer processors, and it rounds
differently. They pick when they are loaded, so the limits are set before a process starts: every
medium is made in a process of its own.
"""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import media_tools

LIMITS: Mapping[str, str] = {
    "OPENCV_CPU_DISABLE": "AVX,FP16,AVX2,FMA3,AVX512-SKX",
    "OPENCV_IPP": "disabled",
    "OPENCV_LOG_LEVEL": "ERROR",
    "OPENCV_FOR_THREADS_NUM": "1",
    "NPY_DISABLE_CPU_FEATURES": "X86_V3 X86_V4 AVX512_ICL AVX512_SPR",
    "OPENBLAS_CORETYPE": "Nehalem",
    "OPENBLAS_NUM_THREADS": "1",
    "GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX2,-FMA,-FMA4,-AVX512F",
    "PYTHONHASHSEED": "0",
}
"""What such a process may use: no more than SSE4.2, and one thread."""


def environment() -> dict[str, str]:
    """The environment of a process that has to give the same bytes everywhere."""
    root = str(Path(media_tools.__file__).parents[1])
    path = os.pathsep.join(part for part in (root, os.environ.get("PYTHONPATH", "")) if part)
    return {**os.environ, **LIMITS, "PYTHONPATH": path}


def start(module: str, arguments: Sequence[str], *, stdin: str = "") -> "subprocess.Popen[str]":
    """Start a module of ours under the limits; what it says on standard error is kept for whoever waits.

    It runs in a session of its own: Ctrl-C reaches whoever started it, who ends it.
    """
    process = subprocess.Popen(
        [sys.executable, "-m", module, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=environment(),
        text=True,
        start_new_session=True,
    )
    if process.stdin:
        process.stdin.write(stdin)
        process.stdin.close()
    return process
