"""Every kind of medium that publishing writes plays in Chromium, with sound where it has some, and shows the frame that is asked for."""

import base64
from collections.abc import Iterator

import pytest
from packages import package
from playwright.sync_api import Browser, Page
from presses import Press

from player.engine.form import Rendition

PLAY = """async ({ type, bytes }) => {
  const raw = Uint8Array.from(atob(bytes), letter => letter.charCodeAt(0));
  const video = document.querySelector("video");
  video.src = URL.createObjectURL(new Blob([raw], { type }));
  await new Promise((done, failed) => { video.onloadeddata = done; video.onerror = () => failed(video.error.message); });
  await video.play();
  while (video.currentTime < 0.3 && !video.ended) await new Promise(requestAnimationFrame);
  video.pause();
  return { time: video.currentTime, width: video.videoWidth, muted: video.muted, heard: video.webkitAudioDecodedByteCount };
}"""
"""Plays a medium for a moment."""

SHOWN = """([frame, rate]) => new Promise(done => {
  const video = document.querySelector("video");
  video.requestVideoFrameCallback((_, { mediaTime }) => done(mediaTime * rate));
  video.currentTime = (frame + 0.5) / rate;
})"""
"""Seeks to the middle of a frame; gives the number of the frame that is shown then."""

FRAMES = [7, 3, 4, 0, 9]
"""Forth, back, the next one, the first, the last of the shortest."""


@pytest.fixture(scope="module")
def renditions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Rendition, bytes, float | None]]:
    """One medium of each kind with its rate, by kind and format."""
    press = Press.below(tmp_path_factory.mktemp("media"))
    version, _ = press.publish(package(), webm=True)
    found: dict[str, tuple[Rendition, bytes, float | None]] = {}
    for case in press.form(version).cases:
        media = [(segment.kind, segment.renditions, 25.0) for segment in case.segments]
        media += [(f"exhibit, {one.kind}", one.renditions, one.rate) for one in case.exhibits.values()]
        for kind, written, rate in media:
            for rendition in written:
                content = press.library.blob(rendition.digest).read_bytes()
                found.setdefault(f"{kind}: {rendition.mime}", (rendition, content, rate))
    return found


@pytest.fixture
def empty(browser: Browser) -> Iterator[Page]:
    """A page with nothing but a place to play in."""
    context = browser.new_context()
    page = context.new_page()
    page.set_content("<video></video>")
    yield page
    context.close()


def test_every_kind_of_medium_plays_and_shows_the_frame_that_is_asked_for(
    renditions: dict[str, tuple[Rendition, bytes, float | None]], empty: Page
) -> None:
    playing = {kind: each for kind, each in renditions.items() if not each[0].mime.startswith("image/")}
    assert set(playing) == {
        *("video: video/mp4", "video: video/webm", "audio: audio/mp4", "audio: audio/webm"),
        *("exhibit, cine: video/mp4", "exhibit, cine: video/webm"),
    }
    for kind, (rendition, content, rate) in playing.items():
        given = {"type": rendition.mime, "bytes": base64.b64encode(content).decode()}
        told = empty.evaluate(PLAY, given)
        assert told["time"] >= 0.3, kind
        assert (told["muted"], told["width"] > 0) == (False, rendition.mime.startswith("video/")), kind
        assert (told["heard"] > 0) == (not kind.startswith("exhibit")), kind
        if rendition.mime.startswith("video/"):
            shown = [empty.evaluate(SHOWN, [frame, rate]) for frame in FRAMES]
            assert shown == pytest.approx(FRAMES, abs=0.3), kind
