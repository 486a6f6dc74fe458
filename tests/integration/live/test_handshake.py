"""Who may open a socket: the right origin, the right protocol, the right person."""

from typing import Any

import pytest
from browsers import Browser
from forms import two_cases
from houses import House
from lines import PROTOCOL, Closed, Line, Refused, Said

from player.engine import command as cmd
from player.engine.event import Connected


def headers(browser: Browser, **changes: str | None) -> dict[str, str]:
    """What a browser sends, changed; None leaves a header out."""
    cookie = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
    given = {"Origin": browser.server.origin, "Cookie": cookie, **changes}
    return {name: value for name, value in given.items() if value is not None}


@pytest.mark.parametrize("origin", [
    None, "", "null", "http://evil.example", "https://127.0.0.1:{port}", "http://127.0.0.1:{port}.evil.example",
    "http://127.0.0.1", "http://user@127.0.0.1:{port}", "http://127.0.0.1:{port}/", "HTTP://127.0.0.1:{port}",
])  # fmt: skip
def test_a_socket_from_elsewhere_is_refused(house: House, origin: str | None) -> None:
    seat = house.seat(two_cases())
    elsewhere = origin.format(port=house.server.port) if origin else origin
    with pytest.raises(Refused) as refused:
        Line(house.server.port, f"/live/{seat.attempt}", headers(seat.browser, Origin=elsewhere))
    assert refused.value.status == 403
    assert seat.of(Connected) == []


def test_every_address_that_the_server_is_known_by_may_open_one(house: House) -> None:
    seat = house.seat(two_cases())
    for name in ("127.0.0.1", "localhost"):
        known = headers(seat.browser, Origin=f"http://{name}:{house.server.port}")
        line = Line(house.server.port, f"/live/{seat.attempt}", known)
        assert line.hear()["type"] == "welcome"
        line.close()


@pytest.mark.parametrize("offers", [(), ("sonocase.2",), ("SONOCASE.1",), ("chat", "sonocase")])
def test_a_socket_of_another_protocol_is_refused(house: House, offers: tuple[str, ...]) -> None:
    seat = house.seat(two_cases())
    with pytest.raises(Refused) as refused:
        Line(house.server.port, f"/live/{seat.attempt}", headers(seat.browser), offers)
    assert refused.value.status == 400
    assert seat.of(Connected) == []


def test_of_several_protocols_the_servers_own_is_taken(house: House) -> None:
    seat = house.seat(two_cases())
    line = Line(house.server.port, f"/live/{seat.attempt}", headers(seat.browser), ("sonocase.2", PROTOCOL))
    assert line.subprotocol == PROTOCOL
    line.close()


def dismissed(line: Line) -> tuple[Said, Closed]:
    """What is said to somebody who is not let in, and how the socket is closed."""
    return line.hear(), line.end()


@pytest.mark.parametrize(
    "cookie", [None, "sonocase=", "sonocase=guess", "__Host-sonocase={token}", "sonocase={signed-out}"]
)
def test_somebody_who_is_not_signed_in_is_told_and_let_go(house: House, cookie: str | None) -> None:
    seat = house.seat(two_cases())
    token = seat.sat.clinic.session.token
    known = {"{token}": token, "{signed-out}": token}
    if cookie and "signed-out" in cookie:
        seat.sat.clinic.accounts.sign_out(token)
    for name, value in known.items():
        cookie = cookie.replace(name, value) if cookie else cookie
    said, closed = dismissed(
        Line(house.server.port, f"/live/{seat.attempt}", headers(seat.browser, Cookie=cookie))
    )
    assert (said["type"], said["code"], said["id"]) == ("error", "sign-in", None)
    assert (closed.code, closed.reason) == (4401, "sign-in")
    assert seat.of(Connected) == []


def test_the_sitting_of_somebody_else_is_like_none_at_all(house: House) -> None:
    seat, other = house.seat(two_cases()), house.seat(two_cases())
    answers = [dismissed(other.browser.open(attempt)) for attempt in (seat.attempt, "f" * 32, "x", "%C3%A9")]
    said = {(message["type"], message["code"], message["message"]) for message, _ in answers}
    assert said == {("error", "not-found", "There is no such sitting.")}
    assert {closed.code for _, closed in answers} == {4404}
    assert seat.of(Connected) == []


def test_an_address_that_no_database_takes_is_refused_at_the_door(house: House) -> None:
    seat = house.seat(two_cases())
    with pytest.raises(Refused) as refused:
        seat.browser.open("%00")
    assert refused.value.status == 400


def test_a_sitting_that_has_not_begun_cannot_be_connected_to(house: House) -> None:
    seat = house.seat(two_cases(), begun=False)
    said, closed = dismissed(seat.browser.open(seat.attempt))
    assert (said["code"], closed.code) == ("illegal", 4400)
    assert seat.of(Connected) == []


def test_a_sitting_that_is_over_is_told_to_be_over(house: House) -> None:
    seat = house.seat(two_cases())
    seat.sat.clinic.delivery.order(seat.attempt, cmd.Close("withdrawn"))
    said, closed = dismissed(seat.browser.open(seat.attempt))
    assert (said["code"], closed.code, closed.reason) == ("closed", 4410, "closed")


@pytest.mark.parametrize("method", ["GET", "POST", "HEAD", "PUT"])
def test_a_request_that_is_no_handshake_gets_no_data(house: House, method: str) -> None:
    seat = house.seat(two_cases())
    extra: dict[str, Any] = {"Sec-WebSocket-Protocol": PROTOCOL}
    answer = seat.browser.ask(method, f"/live/{seat.attempt}", headers=extra)
    assert answer.status in {400, 405}
    assert b"[script" not in answer.body
    assert seat.of(Connected) == []
