"""Processes that give the same bytes on every x86-64 machine.

NumPy, OpenCV, OpenBLAS and the C library pick faster code for newer processors, and it rounds
differently. They pick when they are loaded, so the limits are set before a process starts: every
medium is made in a process of its own.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
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
ENDING = frozenset({signal.SIGINT, signal.SIGTERM})
"""Signals that ask for an end."""


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


@contextmanager
def undisturbed() -> Iterator[None]:
    """Let what asks for an end wait: a process that has begun is known to us, and files are moved all together."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def attend() -> None:
    """Let a process that `start` has begun be asked for an end: whoever began it was undisturbed, and handed that down."""
    signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)


def end(process: "subprocess.Popen[str]") -> None:
    """End a process that nobody has waited for, and whatever it has started."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def finish(module: str, arguments: Sequence[str], *, stdin: str = "") -> tuple[int, str]:
    """Run a module of ours under the limits to its end; gives its exit code, and what it said on standard error.

    Whatever stops the wait ends the process too.
    """
    begun: list[subprocess.Popen[str]] = []
    try:
        with undisturbed():
            begun.append(start(module, arguments, stdin=stdin))
        said = begun[0].stderr.read() if begun[0].stderr else ""
        return begun[0].wait(), said
    except BaseException:
        for process in begun:
            end(process)
        raise
