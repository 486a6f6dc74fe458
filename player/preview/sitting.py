"""The case as a candidate has it: a real sitting of a version that only this preview knows, up to any point of it."""

from dataclasses import dataclass
from pathlib import Path

from media_tools.check.profile import DEFAULT
from player.accounts import Session
from player.delivery import Outcome
from player.engine import command as cmd
from player.engine.disguise import disguised, seed_of
from player.engine.form import Form, FormCase
from player.engine.view import asked
from player.errors import NotFound
from player.preview.desk import Look
from player.preview.stand_in import stand_in
from player.publish.keeping import keep_version
from player.publish.material import Examined
from player.publish.publishing import Publication
from player.services import Services
from player.store import Version
from scenarios.load import load_keys, load_package

MOST_STEPS = 1000
"""Segments and items of a case; more than that and something goes round in circles."""


@dataclass(frozen=True)
class Begun:
    """A sitting that has come to the point that was asked for, and the session of its candidate."""

    attempt: str
    session: Session


class Sittings:
    """Begins sittings; a package that has not changed is cut once."""

    def __init__(self, folder: Path, services: Services) -> None:
        self._folder, self._services = folder, services
        self._made: dict[tuple[str, str], Version] = {}

    def begin(self, look: Look, case: str, point: str) -> Begun:
        """Sit a case for practice up to a point.

        Args:
            look: the package now.
            case: the case.
            point: a segment, such as `arrival/0`, or an item; what comes before has been seen, and answered somehow.

        Raises:
            PackageError: the package is not whole.
            NotFound: the case has no such point.
        """
        version = self._made.get((look.stamp, case)) or self._publish(look, case)
        form = self._services.library.form(version.id)
        if point not in {*(one.id for one in form.cases[0].segments), *asked(form.cases[0])}:
            raise NotFound("There is no such part of the case any more.")
        session = self._services.accounts.sign_in_guest()
        attempt = self._services.delivery.create(session.user, version, "practice")
        self._go_on(attempt, session.token, form.cases[0], point)
        return Begun(attempt, session)

    def _publish(self, look: Look, case: str) -> Version:
        """A version of this one case; nobody checks it, since nobody is assessed by it."""
        package, library = load_package(self._folder), self._services.library
        alone = package.model_copy(update={"cases": (package.case(case),)})
        publication = Publication(self._folder, library, webm=False, tell=lambda _, __: None)
        # its author may practise an exam, too
        form: Form = publication.form(alone).model_copy(update={"modes": ("practice",)})
        keys = load_keys(self._folder, alone)
        found = Examined(profile=DEFAULT, findings=(), sound={})
        version = keep_version(form, keys, library, publication.material(alone), found)
        with self._services.store.write() as unit:
            unit.versions.add(version)
        self._made[look.stamp, case] = version
        return version

    def _go_on(self, attempt: str, token: str, case: FormCase, point: str) -> None:
        handle = self._services.delivery.handle
        handle(attempt, token, cmd.Start())
        now = handle(attempt, token, cmd.Connect())
        for _ in range(MOST_STEPS):
            command = _next(now, case, point)
            if command is None:
                return
            now = handle(attempt, token, command)


def _next(now: Outcome, case: FormCase, point: str) -> cmd.Command | None:
    """What a candidate would do next to get on; None at the point."""
    state = now.sitting.state
    if point in {state.item, state.segment if state.stage == "playing" else ""}:
        return None
    if state.stage == "playing":
        return cmd.Reach(state.epoch, state.segment)
    if state.stage == "asking" and state.item:
        item = case.items[state.item]
        raw = stand_in(item, case.images)
        return cmd.Submit(state.epoch, state.item, disguised(seed_of(state, case.id), state.item, item, raw))
    return None
