"""The companion of an instance: everything that its pages, the command line and the demonstration ask for."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from flask import current_app

from player.accounts import Accounts
from player.certification.documents import Documents
from player.certification.links import Links
from player.certification.mail.compose import Composer
from player.certification.mail.post import FilePost, SmtpPost
from player.certification.mail.sender import Post, Sender
from player.certification.office.accounts import Registration
from player.certification.office.applicants import Applicants
from player.certification.office.assessments import Assessments
from player.certification.office.desk import Desk
from player.certification.office.keeper import Keeper
from player.certification.office.outbox import Outbox
from player.certification.office.peers import Peers
from player.certification.office.registry import Registry
from player.certification.office.vouchers import VoucherOffice
from player.certification.policy import Policy, read_policy
from player.certification.seal import Seal
from player.certification.store import CertificationStore, Ticket
from player.certification.tokens import Tokens
from player.config import Config
from player.delivery import Delivery
from player.errors import NotFound
from player.publish.library import Library
from player.store import Store, User

EXTENSION = "sonocase.certification"
"""Where the factory puts the companion."""
LETTERS = "mail"
"""The folder of the instance that letters are written to where there is no mail server."""


@dataclass(frozen=True)
class Companion:
    """The use cases, made once for an application."""

    store: CertificationStore
    desk: Desk
    registration: Registration
    applicants: Applicants
    vouchers: VoucherOffice
    peers: Peers
    assessments: Assessments
    registry: Registry
    keeper: Keeper
    outbox: Outbox
    sender: Sender
    links: Links


@dataclass(frozen=True)
class Player:
    """What the companion needs of the player."""

    store: Store
    accounts: Accounts
    delivery: Delivery


def open_companion(
    config: Config, player: Player, clock: Callable[[], datetime], policy: Policy | None = None
) -> Companion:
    """The companion of an instance, its schema brought up to date and its policy kept.

    Raises:
        ConfigError: the database or the key of the record cannot be used.
        PolicyError: the policy is wrong.
    """
    store = CertificationStore.open(config.database_url)
    tokens, links = Tokens(config.secret_key.encode()), Links(config.origins[0])
    desk = Desk(store, policy or read_policy(), tokens, clock)
    registration = Registration(desk, player.accounts, player.store)
    assessments, peers = Assessments(desk, player.store, player.delivery), Peers(desk)

    def ticket(nonce: str) -> Ticket | None:
        with store.read() as unit:
            return unit.people.ticket_of(nonce)

    def user(account: str) -> User | None:
        with player.store.read() as unit:
            return unit.accounts.get(account)

    composer = Composer(config.mail_from, links, tokens, peers.invitation, ticket)
    return Companion(
        store=store,
        desk=desk,
        registration=registration,
        applicants=Applicants(desk, registration, Documents(config.instance)),
        vouchers=VoucherOffice(desk),
        peers=peers,
        assessments=assessments,
        registry=Registry(desk, _authors(Library(config.instance)), user),
        keeper=Keeper(desk, assessments, Seal.open(config.instance)),
        outbox=Outbox(desk),
        sender=Sender(store, composer.compose, _post(config), clock, peers.bounce),
        links=links,
    )


def companion() -> Companion:
    """The companion of the application that handles this request."""
    found: Companion = current_app.extensions[EXTENSION]
    return found


def _authors(library: Library) -> Callable[[str], tuple[str, ...]]:
    """Gives the names of a version's authors; none where the instance does not know them any more."""

    def names(version: str) -> tuple[str, ...]:
        try:
            material = library.material(version)
        except NotFound:
            return ()
        return material.authors if material else ()

    return names


def _post(config: Config) -> Post:
    if config.mail_server:
        return SmtpPost(config.mail_server, config.mail_from)
    return FilePost(config.instance / LETTERS)
