"""`docs/authoring.md`, followed to the letter in an empty folder: its files written, its commands run, their words compared."""

import os
import re
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import forked
from commands import Told
from documents import Block, blocks, read
from servers import PATIENCE

DOCUMENT = read("docs/authoring.md")
_CODE = re.compile(r"--confirm-mask ([0-9a-f]{8})")
"""Of a mask that was looked at: it hangs on every pixel of the mask, so another machine may give another."""


def test_whoever_follows_the_page_gets_what_it_shows(tmp_path: Path) -> None:
    follower = Follower(tmp_path)
    for block in blocks(DOCUMENT):
        follower.follow(block)
    assert follower.commands > 10
    assert not follower.surprises, "\n\n".join(follower.surprises)
    page, writing = follower.pages
    assert "<h1>Sudden back pain</h1>" in page
    assert "My back hurts. It came all at once." in page
    assert "things are wrong" not in page, "the key alone is not written yet"
    assert "data-places" in writing
    assert "data-places" not in page
    assert (tmp_path / "back-pain.pdf").read_bytes().startswith(b"%PDF-")
    assert list((tmp_path / "instance" / "versions").glob("*/form.json"))


class Follower:
    """Somebody who does what the page says, in an empty folder."""

    def __init__(self, folder: Path) -> None:
        self.surprises: list[str] = []
        self.commands = 0
        self.pages: list[str] = []
        self._folder = folder
        self._codes: dict[str, str] = {}

    def follow(self, block: Block) -> None:
        """Write a file, or run the commands of a console; whatever else is shown is only read."""
        if block.about.startswith("file="):
            path = self._folder / block.about.removeprefix("file=")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.text, encoding="utf-8")
        elif block.language == "console":
            for command, shown in console(block.text):
                self._run(command, shown, f"line {block.line}", fails=block.about == "fails")

    def _run(self, command: str, shown: str, where: str, *, fails: bool) -> None:
        done = self._do(shlex.split(self._own(command)))
        self.commands += 1
        self._learn(shown, done.out)
        if not alike(self._own(shown), done.out) or (done.code != 0 and not fails):
            said = f"{done.out}{done.err}exit {done.code}"
            self.surprises.append(f"{where}: {command}\nshown:\n{shown}\nsaid:\n{said}")

    def _do(self, words: list[str]) -> Told:
        """Run a command; the first of ours as it is installed, the others without waiting for its imports."""
        if words[:2] == ["sonocase", "preview"]:
            return self._visit(words)
        if words[0] == "sonocase" and self.commands:
            return forked.run(words[1:], self._folder, environment())
        done = subprocess.run(
            words, cwd=self._folder, env=environment(), capture_output=True, text=True, check=False
        )
        return Told(done.returncode, done.stdout, done.stderr)

    def _visit(self, words: list[str]) -> Told:
        """Begin what serves pages, open the address that it prints, and end it as somebody at a terminal does."""
        begun = subprocess.Popen(
            words,
            cwd=self._folder,
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        assert begun.stdout
        assert begun.stderr
        first = begun.stdout.readline()
        try:
            with urlopen(first.split()[-1], timeout=PATIENCE) as page:  # noqa: S310 (our own address)
                self.pages.append(page.read().decode())
        finally:
            begun.send_signal(signal.SIGINT)
            out, err = begun.stdout.read(), begun.stderr.read()
        return Told(begun.wait(PATIENCE), first + out, err)

    def _learn(self, shown: str, said: str) -> None:
        theirs, ours = _CODE.search(shown), _CODE.search(said)
        if theirs and ours:
            self._codes[theirs[1]] = ours[1]

    def _own(self, text: str) -> str:
        for theirs, ours in self._codes.items():
            text = text.replace(theirs, ours)
        return text


def console(text: str) -> Iterator[tuple[str, str]]:
    """The commands of a console, each with what is shown below it."""
    for entry in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command, _, shown = entry.partition("\n")
        yield command, shown


def alike(shown: str, said: str) -> bool:
    """Whether a command has said what is shown, where `...` stands for anything."""
    pattern = ".*".join(map(re.escape, _tidy(shown).split("...")))
    return re.fullmatch(pattern, _tidy(said), re.DOTALL) is not None


def _tidy(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.splitlines()).strip()


def environment() -> dict[str, str]:
    """What somebody has who has activated the environment and set nothing else."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SONOCASE_")}
    return {**kept, "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])}
