"""Who may look at reviews, and who may act: authors and registrars look, reviewers who are no authors act."""

from flask import Blueprint

from player.errors import NotAllowed
from player.review.desk import ReviewDesk, check_reviewer
from player.services import services
from player.sessions import signed_in
from player.store import User

blueprint = Blueprint("review", __name__, url_prefix="/review")


def desk() -> ReviewDesk:
    """The use cases of this application."""
    of = services()
    return ReviewDesk(of.store, of.library, of.signoffs, of.delivery.now)


def reader() -> User:
    """The person behind this request, who may look at reviews.

    Raises:
        SignInRefused: nobody is signed in.
        NotAllowed: somebody is who takes no part in reviews.
    """
    return signed_in("reviewer", "author", "registrar")


def may_act(user: User, authors: tuple[str, ...]) -> bool:
    """Whether somebody may review a package, so that no page offers what would be refused."""
    try:
        check_reviewer(user, authors)
    except NotAllowed:
        return False
    return True
