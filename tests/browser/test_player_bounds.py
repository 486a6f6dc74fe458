"""The page stays within what the server takes, and loses nothing where the server takes no more."""

import json

import pytest
from browser.player_page import MakePlayer
from browser.seat import Seat
from browser.site import Site
from browser.wire import Wire
from playwright.sync_api import Page, expect

from player.engine.bounds import MAX_DRAFTS, MAX_NOTES
from player.engine.event import DraftSaved, Event, Noted, ResponseSubmitted

REST = """async () => {
  const { Outbox } = await import("/static/js/outbox.js");
  const sent = [];
  const outbox = new Outbox("rest", message => sent.push(message), () => {});
  const write = (text, delay) => outbox.put({ type: "draft", item: "depth", response: { text } }, delay);
  outbox.opened(1, 0);
  write("1", 0);
  write("12", 60_000);
  outbox.settle(sent[0].id);
  write("123", 60_000);
  outbox.flush();
  outbox.clear();
  return sent.map(message => message.response.text);
}"""
"""Writes while a draft is on its way, which is acknowledged between two keys."""


REOPENED = """async ([epoch, writer]) => {
  const { Outbox } = await import("/static/js/outbox.js");
  const sent = [];
  const outbox = new Outbox("reopened", message => sent.push(message.type), () => {});
  outbox.opened(4, 3);
  outbox.closed();
  outbox.put({ type: "submit", item: "depth", response: { text: "12" }, confidence: null });
  const offered = outbox.opened(epoch, writer);
  outbox.clear();
  return [sent, offered];
}"""
"""Answers without a connection, and is let in again as the connection `epoch`, after `writer` has written last."""


def fill(seat: Seat, event: Event, times: int) -> None:
    """Record the same many times, as a page might have done over hours."""
    with seat.guest.store.write() as unit:
        unit.attempts.append(seat.attempt, len(unit.attempts.events(seat.attempt)), [event] * times)


def test_an_acknowledgement_does_not_hurry_a_draft_that_still_rests(page: Page, site: Site) -> None:
    page.goto(f"{site.url}/sign-in")
    assert page.evaluate(REST) == ["1", "123"]


def test_an_answer_is_held_back_only_where_another_window_has_written_and_not_where_a_line_broke_early(
    page: Page, site: Site
) -> None:
    page.goto(f"{site.url}/sign-in")
    # two connections of this window were counted and broke before their welcome
    assert page.evaluate(REOPENED, [7, 4]) == [["submit"], None]
    assert page.evaluate(REOPENED, [7, 6]) == [
        [],
        {"item": "depth", "response": {"text": "12"}, "confidence": None},
    ]


def test_a_server_without_room_for_notes_is_told_no_more_of_them(player: MakePlayer, wire: Wire) -> None:
    sitting = player("depth")
    fill(sitting.seat, Noted(at=sitting.seat.state.at, kind="stall", data={}), MAX_NOTES)
    sitting.page.get_by_label("Your answer").fill("30")
    sitting.page.get_by_label("Unit").select_option("mm")
    sitting.send()
    sitting.asked("Which signs does the clip show?").choose("A still pleura").send()
    sitting.at("playing")
    expect(sitting.sign).to_have_text("Saved")
    assert [said["code"] for said in wire.heard if said["type"] == "error"] == ["full"]
    assert wire.count("note") == 1
    assert len(sitting.seat.events(ResponseSubmitted)) == 3


def test_who_has_no_more_room_for_drafts_is_told_to_submit_and_can(player: MakePlayer) -> None:
    sitting = player("cause")
    saved = DraftSaved(at=sitting.seat.state.at, item="cause", response={"choices": ["a"]})
    fill(sitting.seat, saved, MAX_DRAFTS)
    sitting.choose("A blood clot")
    expect(sitting.problem).to_contain_text("no longer kept in this sitting. Submit each answer")
    expect(sitting.sign).to_have_text("Not saved")
    expect(sitting.show("pause")).to_contain_text("The answer to this question is not saved.")
    sitting.page.keyboard.press("Escape")
    sitting.send()
    sitting.at("playing")
    expect(sitting.sign).to_have_text("Saved")
    (answered,) = sitting.seat.events(ResponseSubmitted)
    assert answered.response == {"choices": ["b"]}


@pytest.mark.parametrize("code", ["too-many", "conflict", "malformed", "illegal"])
def test_an_answer_that_was_on_its_way_when_an_error_named_no_message_is_sent_again(
    player: MakePlayer, wire: Wire, code: str
) -> None:
    sitting = player("cause").choose("A blood clot")
    expect(sitting.sign).to_have_text("Saved")
    wire.holding = {"ack", "state"}
    sitting.send()
    expect(sitting.submit).to_have_text("Saving…")
    refusal = {"type": "error", "id": None, "code": code, "message": "That was too much."}
    wire._open[-1].send(json.dumps(refusal))
    wire.end(4429)
    expect(sitting.screen("too-many")).to_be_visible()
    wire.holding = set()
    sitting.page.reload()
    sitting.ready().at("playing")
    assert wire.count("submit") == 2
    assert len(sitting.seat.events(ResponseSubmitted)) == 1
