"""Progress that is told to whoever waits, on standard error."""

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import click


@contextmanager
def progress(label: str) -> Iterator[Callable[[int, int], None]]:
    """A bar that appears with the first step it is told of: how many are done, of how many.

    Where nobody watches, because standard error is no terminal, nothing is written.
    """
    with ExitStack() as stack:
        bars: list[Any] = []

        def tell(done: int, of: int) -> None:
            if not sys.stderr.isatty():
                return
            if not bars:
                bars.append(stack.enter_context(click.progressbar(length=of, label=label, file=sys.stderr)))
            bars[0].update(done - bars[0].pos)

        yield tell
