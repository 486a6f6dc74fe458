"""The `sonocase` command as a process of its own: what it says, and how it ends."""

import os
import pty
import select
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from servers import COMMAND, PATIENCE, environment

from player.store import Store


@dataclass(frozen=True)
class Told:
    """How a command ended: its exit code, and what it said."""

    code: int
    out: str
    err: str

    @property
    def error(self) -> str:
        """The one line of an error, without the word that begins it."""
        (line,) = self.err.splitlines()
        assert line.startswith("Error: ")
        return line.removeprefix("Error: ")


@dataclass(frozen=True)
class Desk:
    """Where somebody types commands on an instance."""

    instance: Path
    settings: Mapping[str, str] = field(default_factory=dict)

    def run(self, *words: str | Path, typed: str = "", **settings: str) -> Told:
        """Run a command to its end; what is typed comes through a pipe."""
        done = subprocess.run(
            [COMMAND, *map(str, words)],
            input=typed,
            env=self._environment(settings),
            capture_output=True,
            text=True,
            timeout=40 * PATIENCE,
            start_new_session=True,
            check=False,
        )
        assert "Traceback" not in done.stderr, done.stderr
        return Told(done.returncode, done.stdout, done.stderr)

    def begin(self, *words: str | Path, **settings: str) -> "subprocess.Popen[str]":
        """Run a command that somebody will stop."""
        return subprocess.Popen(
            [COMMAND, *map(str, words)],
            env=self._environment(settings),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def talk(self, *words: str | Path, answers: Sequence[tuple[str, str]]) -> Told:
        """Run a command at a terminal and answer each of its questions; `out` is all that the terminal showed."""
        process, terminal = pty.fork()
        if process == 0:
            os.execve(COMMAND, [COMMAND, *map(str, words)], self._environment({}))  # noqa: S606 (no shell is wanted)
        shown, asked = "", 0
        while part := _shown(terminal):
            shown += part
            if asked < len(answers) and shown.rstrip().endswith(answers[asked][0]):
                os.write(terminal, answers[asked][1].encode() + b"\n")
                asked += 1
        os.close(terminal)
        _, status = os.waitpid(process, 0)
        return Told(os.waitstatus_to_exitcode(status), shown, "")

    def database(self) -> Store:
        """The database of the instance, as the server would open it."""
        self.instance.mkdir(exist_ok=True)
        return Store.open(f"sqlite:///{self.instance / 'sonocase.db'}")

    def _environment(self, settings: Mapping[str, str]) -> dict[str, str]:
        return {**environment(self.instance), **self.settings, **settings}


def _shown(terminal: int) -> str:
    """What a terminal shows next; nothing where whoever wrote to it has gone."""
    ready, _, _ = select.select([terminal], [], [], PATIENCE)
    assert ready, "the command says nothing and does not end"
    try:
        return os.read(terminal, 1024).decode()
    except OSError:
        return ""
