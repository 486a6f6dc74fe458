"""A real browser finds the same cues in hostile WebVTT as our reader, with the same words.

Names of cues are compared in well-formed files alone: behind text that belongs to no cue, Chromium
takes the last line before a timing as its name, and the specification does not.
"""

import random
from typing import Any

import pytest
from playwright.sync_api import Browser

from media_tools.captions.vtt import parse

PIECES = (
    "\n",
    "\n\n",
    "00:00:01.000 --> 00:00:02.000\n",
    "00:01.000 --> 00:02.000 line:0\n",
    "1:00:01.000 --> 2:00:02.000\n",
    " 00:61.000 --> 00:62.000\n",
    "00:00:01.000-->00:00:02.000align:start\n",
    "00:00:01.0000 --> 00:00:02.000\n",
    "00:00:01.000 --> 00:00:02.0001\n",
    "00:00:01,000 --> 00:00:02,000\n",
    "\t00:00:03.000\t-->\t00:00:02.000 align:start\n",
    "100:00:00.000 --> 100:00:01.000\n",
    "-->\n",
    "one\n",
    "NOTE foo\n",
    "NOTE\n",
    "STYLE\n",
    "REGION\n",
    "text & <b>bold</b>\n",
    "<v Nurse>Hi &amp; bye\n",
    "<v.loud Mary Ann>x</v> <v Bob>y\n",
    "a < b > c\n",
    "<00:00:01.500>k\n",
    "<ruby>a<rt>b</ruby>c\n",
    "&lt;i&gt; &nbsp;&copy &notit; &#65;\n",
    "<c.a.b>z</c\n",
    "<>x</>\n",
    "<lang en>q</lang></b>\n",
    "\r",
    "\r\n",
    "\0",
    "\ufeff",
    "X\x0cY\n",
    "é日本\n",
    "   \n",
)
HEADERS = ("WEBVTT\n\n", "WEBVTT\n", "WEBVTT title\n\n", "\ufeffWEBVTT\n\n", "WEBVTTx\n", "", "WEBVTT\r\r")
READ = """async texts => {
  const found = [];
  for (const bytes of texts) {
    const video = document.createElement('video');
    const track = document.createElement('track');
    track.kind = 'captions';
    track.src = URL.createObjectURL(new Blob([new Uint8Array(bytes)], {type: 'text/vtt'}));
    video.append(track);
    document.body.append(video);
    track.track.mode = 'hidden';
    await new Promise(done => { track.onload = done; track.onerror = done; });
    found.push([...(track.track.cues ?? [])].map(
      cue => [cue.startTime, cue.endTime, cue.text, cue.getCueAsHTML().textContent, cue.id]));
    video.remove();
  }
  return found;
}"""


def documents(count: int) -> list[bytes]:
    """Files of pieces in any order, some with a byte changed."""
    chance = random.Random(20)  # noqa: S311 (a fixed draw of test files, no secret)
    made = []
    for _ in range(count):
        parts = [chance.choice(PIECES) for _ in range(chance.randint(0, 14))]
        data = bytearray((chance.choice(HEADERS) + "".join(parts)).encode())
        if data and chance.random() < 0.15:
            data[chance.randrange(len(data))] = chance.randrange(256)
        made.append(bytes(data))
    return made


@pytest.fixture(scope="module")
def read_by_browser(browser: Browser) -> Any:
    """Reads files with the browser's own WebVTT parser."""
    page = browser.new_page()
    page.set_content("<body></body>")
    yield lambda files: page.evaluate(READ, [list(data) for data in files])
    page.close()


def ours(data: bytes) -> list[tuple[float, float, str, str]]:
    cues = parse(data).cues
    return sorted((round(c.start, 3), round(c.end, 3), c.markup or "", "\n".join(c.lines)) for c in cues)


def test_hostile_files_give_the_same_cues(read_by_browser: Any) -> None:
    files = documents(600)
    found = read_by_browser(files)
    assert sum(map(len, found)) > 300, "the files do hold cues"
    for data, cues in zip(files, found, strict=True):
        assert ours(data) == sorted(
            (round(a, 3), round(b, 3), text, shown) for a, b, text, shown, _ in cues
        ), data


def test_a_good_file_gives_the_same_names(read_by_browser: Any) -> None:
    data = b"WEBVTT\n\nfirst\n00:01.000 --> 00:02.000\nx\n\n00:03.000 --> 00:04.000\ny\n\nNOTE n\n\nlast\n00:05.000 --> 00:06.000\nz\n"
    (found,) = read_by_browser([data])
    assert [cue[4] for cue in found] == [cue.identifier for cue in parse(data).cues] == ["first", "", "last"]
