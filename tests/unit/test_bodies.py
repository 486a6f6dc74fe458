"""The body of a request arrives in time, or is given up; on the server this hangs on gevent, so it is run there."""

import io
import subprocess
import sys
import textwrap

import pytest
from werkzeug.exceptions import RequestTimeout

from player import bodies
from player.bodies import Body

HALF = """
    from gevent import monkey
    monkey.patch_all()
    import socket
    from werkzeug.exceptions import RequestTimeout
    from player.bodies import Body

    here, there = socket.socketpair()
    there.sendall(b"half of it")
    body = Body(here.makefile("rb"), 0.2)
    for _ in range(2):
        try:
            body.read(100)
        except RequestTimeout as late:
            print(late.code)
"""


def test_half_a_body_is_given_up_in_time_and_for_good() -> None:
    told = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(HALF)], capture_output=True, text=True, check=True, timeout=60
    )
    assert told.stdout.split() == ["408", "408"]


def test_a_body_that_drips_is_given_up_between_its_drops(monkeypatch: pytest.MonkeyPatch) -> None:
    now = iter([0.0, 0.0, 10.0, 14.9, 15.1])
    monkeypatch.setattr(bodies, "monotonic", lambda: next(now))
    body = Body(io.BytesIO(b"abc"), 15.0)
    assert [body.read(1) for _ in range(3)] == [b"a", b"b", b"c"]
    with pytest.raises(RequestTimeout):
        body.read(1)


def test_a_whole_body_comes_as_it_was_sent() -> None:
    assert Body(io.BytesIO(b"a=1\nb=2"), 15.0).read() == b"a=1\nb=2"
    assert list(Body(io.BytesIO(b"a=1\nb=2"), 15.0)) == [b"a=1\n", b"b=2"]
    assert Body(io.BytesIO(b"a=1\nb=2"), 15.0).readline(2) == b"a="
