"""The load generator: a process of its own, told what to do by a file, and in step with its parent by lines.

    python -m benchmarks.generator ORDER.json RESULT.json

It says `connected` when all candidates have their sockets, waits for a line, lets them sit for the
ordered time, and ends. It stops by itself whatever the server does.
"""

import asyncio
import json
import resource
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.candidate import Address, Candidate, Log, Surprise
from benchmarks.lean import Refused

AT_ONCE = 20
"""How many handshakes are under way at once."""
GRACE = 60.0
"""Seconds after the end in which the last acknowledgements may come."""
TICK = 0.05
"""Seconds between two looks at how late the event loop is."""


async def generate(order: dict[str, Any]) -> dict[str, Any]:
    """Connect, wait for the line, sit, leave; what was measured and sent."""
    log = Log()
    address = Address(**order["address"])
    candidates = [Candidate(address, seat, order["plan"], log) for seat in order["seats"]]
    seated = await _seat(candidates, log)
    print("connected", flush=True)  # noqa: T201 (the parent reads it)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.readline)
    connects = log.seconds.pop("connect", [])
    measured = await _sit(seated, order, log)
    await asyncio.gather(*(candidate.leave() for candidate in seated))
    return (
        measured
        | {"first_connect": connects, "seconds": log.seconds, "messages": log.messages}
        | {"errors": log.errors}
    )


async def _seat(candidates: Sequence[Candidate], log: Log) -> list[Candidate]:
    """Connect all candidates, a few at a time; those who could not are left out."""
    gate = asyncio.Semaphore(AT_ONCE)
    seated: list[Candidate] = []

    async def seat(candidate: Candidate) -> None:
        try:
            async with gate:
                await candidate.connect()
            seated.append(candidate)
        except (Refused, Surprise, OSError, TimeoutError) as error:
            log.errors.append(f"{type(error).__name__} {error}")

    await asyncio.gather(*(seat(candidate) for candidate in candidates))
    return seated


async def _sit(candidates: Sequence[Candidate], order: dict[str, Any], log: Log) -> dict[str, Any]:
    """Let them sit; the seconds it took, the generator's own share of a core, and how late its loop was."""
    lateness: list[float] = []
    watch = asyncio.create_task(_watch(lateness))
    before, start = _cpu(), time.perf_counter()
    until = start + order["seconds"]
    sitting = asyncio.gather(*(candidate.sit(order["pace"], until) for candidate in candidates))
    try:
        await asyncio.wait_for(sitting, order["seconds"] + GRACE)
    except TimeoutError:
        log.errors.append("the candidates did not come to an end")
    lasted = time.perf_counter() - start
    watch.cancel()
    return {"lasted": lasted, "cpu": (_cpu() - before) / lasted, "lateness": lateness}


async def _watch(lateness: list[float]) -> None:
    while True:
        start = time.perf_counter()
        await asyncio.sleep(TICK)
        lateness.append(time.perf_counter() - start - TICK)


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    ordered, result = map(Path, sys.argv[1:])
    said = asyncio.run(generate(json.loads(ordered.read_text())))
    result.write_text(json.dumps(said))
