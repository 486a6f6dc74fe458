"""Sign-offs for the tests: a reviewer who looks at everything, and signs."""

from forms import T0

from player.publish.library import Library
from player.review.desk import ReviewDesk, SceneFile
from player.signoff.checklist import POINTS, Answer
from player.signoff.digest import Place
from player.signoff.review import undecided
from player.signoff.standing import SignOffs
from player.store import Store, User, Version

CHECKLIST: dict[str, Answer] = dict.fromkeys(POINTS, "yes")
REVIEWER = "reviewer.of.tests@example.org"


def desk_of(store: Store, library: Library, *, demo: bool = False) -> ReviewDesk:
    """The reviewers' desk of an instance, at a time that stands still."""
    return ReviewDesk(store, library, SignOffs(library, demo=demo), lambda: T0)


def reviewer_of(store: Store, email: str = REVIEWER, name: str = "Robin Reed") -> User:
    """A reviewer's account, made the first time; nobody can sign in with it."""
    with store.write() as unit:
        if found := unit.accounts.by_email(email):
            return found[0]
        return unit.accounts.add(email=email, name=name, role="reviewer", password="none", now=T0)


def sign_off(store: Store, library: Library, version: Version) -> None:
    """Sign off every scene of a version that is not signed off yet."""
    desk, user = desk_of(store, library), reviewer_of(store)
    for place, standing in desk.version(version.id).standing.scenes.items():
        if not standing.holds:
            sign_scene(desk, user, version.id, place)


def sign_scene(desk: ReviewDesk, user: User, version: str, place: Place) -> SceneFile:
    """Let every finding of a scene stand, and sign it off."""
    for concern in undecided(desk.look(version, place).concerns):
        desk.decide(
            user, version, place, finding=concern.key, verdict="rejected", reason="It does no harm here."
        )
    return desk.sign(user, version, place, CHECKLIST)
