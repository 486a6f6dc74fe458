"""Work that holds its thread, done without holding up a gevent loop, and work that must not wait for ever.

Under gevent, threads are greenlets of one real thread: what does not wait through gevent (a disk, a
password hash) would keep everyone waiting.
"""

import sys
from collections.abc import Callable
from typing import TypeVar

Result = TypeVar("Result")


def in_real_thread(work: Callable[[], Result]) -> Result:
    """Do work that releases the interpreter, in a real thread where threads are greenlets; here otherwise.

    The work must use nothing that gevent has replaced: no locks, no sockets, no queues.
    """
    if not _on_gevent():
        return work()
    done: Result = sys.modules["gevent"].get_hub().threadpool.apply(work)
    return done


def within(seconds: float, late: Exception, work: Callable[[], Result]) -> Result:
    """Do work that waits for others, and raise `late` when it takes too long; without gevent it takes what it takes."""
    if not _on_gevent():
        return work()
    with sys.modules["gevent"].Timeout(seconds, late):
        return work()


def _on_gevent() -> bool:
    """Whether the standard library's threads have been replaced."""
    monkey = sys.modules.get("gevent.monkey")
    return bool(monkey and monkey.is_module_patched("threading"))
