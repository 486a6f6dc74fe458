"""`docs/reviewing.md`, followed step by step: what a step names in bold stands on the page, and what it says can be done."""

import re
from collections.abc import Callable
from html import unescape

from documents import read
from receptions import Guest, Reception
from signed import CHECKLIST
from tiny import AREA

DOCUMENT = read("docs/reviewing.md")
_STEP = re.compile(r"^(\d+)\. (.*?)(?=^\d+\. |^\S|\Z)", re.MULTILINE | re.DOTALL)
_BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
_TAG = re.compile(r"<(script|style)\b.*?</\1>|<[^>]+>", re.DOTALL)


def steps() -> dict[int, list[str]]:
    """What each numbered step names, in bold or as a link to a part of the page."""
    return {
        int(number): [" ".join(label.split()).rstrip(".") for label in _BOLD.findall(words)]
        for number, words in _STEP.findall(DOCUMENT)
    }


def words_of(page: str) -> str:
    """What a page says, without its markup."""
    return " ".join(unescape(_TAG.sub(" ", page)).split())


class Walk:
    """A reviewer on the way through the page; each step acts, and gives what is seen then."""

    def __init__(self, robin: Guest, version: str) -> None:
        self.robin, self.scene = robin, f"/review/{version}/one/arrival"
        self.ways: dict[int, Callable[[], str]] = {
            1: lambda: self.robin.get("/").text + self.robin.get("/review").text,
            2: self.open,
            **dict.fromkeys((3, 4, 5, 6), self.look),
            7: self.decide,
            8: self.add,
            9: self.suggest,
            10: self.sign,
            11: self.send_back,
        }

    def look(self) -> str:
        return self.robin.get(self.scene).text

    def open(self) -> str:
        queue = self.robin.get("/review").text
        assert f'href="{self.scene}"' in queue
        return queue

    def decide(self) -> str:
        before = self.look()
        for finding in set(re.findall(r'name="finding" value="([0-9a-f]{16})"', before)):
            form = {"finding": finding, "verdict": "rejected", "reason": "Marks of a test."}
            assert self.robin.post(f"{self.scene}/decisions", form).status_code == 303
        assert "Marks of a test." in self.look()
        return before

    def add(self) -> str:
        form = {"time": "0:00.500", "what": "A cough is missing."}
        assert self.robin.post(f"{self.scene}/observations", form).status_code == 303
        page = self.look()
        key = re.search(r'name="key" value="([0-9a-f]{16})"', page)
        assert key
        assert self.robin.post(f"{self.scene}/sign-off", dict(CHECKLIST)).status_code == 400
        taken = {"key": key[1], "reason": "It is a chair."}
        assert self.robin.post(f"{self.scene}/withdrawals", taken).status_code == 303
        return page

    def suggest(self) -> str:
        line = re.search(r'name="line" value="(\d+)"', self.look())
        assert line
        form = {"part": "captions", "language": "en", "line": line[1], "after": "<v Doctor>Other words."}
        assert self.robin.post(f"{self.scene}/suggestions", form).status_code == 303
        assert "+<v Doctor>Other words." in self.robin.get(f"{self.scene}/suggestions.patch").text
        return self.look()

    def sign(self) -> str:
        before = self.look()
        refused = self.robin.post(f"{self.scene}/sign-off", {"accurate": "yes"})
        assert (refused.status_code, refused.text.count("Not answered: ")) == (400, len(CHECKLIST) - 1)
        assert self.robin.post(f"{self.scene}/sign-off", dict(CHECKLIST)).status_code == 303
        assert "signed off" in self.look().lower()
        return before

    def send_back(self) -> str:
        before = self.look()
        assert self.robin.post(f"{self.scene}/return", {"why": "A cough is missing."}).status_code == 303
        assert "Sent back" in self.look()
        return before


def test_whoever_follows_the_page_meets_what_it_names(reception: Reception) -> None:
    with reception.services.store.read() as unit:
        version = unit.versions.offered(AREA)
    assert version
    walk = Walk(reception.somebody("robin", "reviewer"), version.id)
    named = steps()
    assert named.keys() == walk.ways.keys()
    for number, labels in named.items():
        assert labels, number
        seen = words_of(walk.ways[number]())
        assert [label for label in labels if label not in seen] == [], number
