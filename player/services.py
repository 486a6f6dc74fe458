"""The services of an application: made once by the factory, asked for by pages and sockets."""

from collections.abc import Callable
from dataclasses import dataclass, field

from flask import current_app

from player.accounts import Accounts
from player.addresses import MediaAddresses
from player.config import Config
from player.delivery import Delivery, Outcome
from player.engine.view import StateView
from player.publish.library import Library
from player.signoff.standing import SignOffs
from player.sockets import Sockets
from player.store import Store


@dataclass(frozen=True)
class Services:
    """Everything that a request may need.

    Attributes:
        view: makes what a browser is told of a sitting.
        governed: content areas whose exams begin elsewhere, and not from the first page.
    """

    config: Config
    store: Store
    library: Library
    accounts: Accounts
    delivery: Delivery
    addresses: MediaAddresses
    signoffs: SignOffs
    view: Callable[[Outcome], StateView]
    sockets: Sockets = field(default_factory=Sockets)
    governed: set[str] = field(default_factory=set)


def services() -> Services:
    """The services of the application that handles this request."""
    found: Services = current_app.extensions["sonocase"]
    return found
