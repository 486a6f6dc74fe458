"""A certification office for tests: the companion of a small instance, with people who do what is asked of them."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

from applicants import NAME, answers, declaration, policy_of
from clinics import Clinic, Sat, put_version
from forms import two_cases

from player.accounts import Session, digest
from player.certification.application import command as cmd
from player.certification.companion import Companion, Player, open_companion
from player.certification.office.vouchers import Order
from player.certification.policy import Policy
from player.config import Config
from player.engine import command as engine
from player.engine.form import Form
from player.store import Role, Store, User

SECRET = "s" * 40
ORIGIN = "https://exam.example.org"


@dataclass
class Office:
    """The companion, the player beside it, and its clock."""

    clinic: Clinic
    config: Config
    policy: Policy = field(default_factory=policy_of)
    forms: dict[str, Form] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.companion = self.server()

    @classmethod
    def at(cls, store: Store, database_url: str, folder: Path) -> "Office":
        """An office on a database and a folder."""
        config = Config(folder / "instance", database_url, SECRET, (ORIGIN,))
        config.instance.mkdir(exist_ok=True)
        return cls(Clinic(store, config.instance), config)

    def server(self) -> Companion:
        """Another server of the same instance."""
        player = Player(self.clinic.store, self.clinic.accounts, self.clinic.delivery)
        return open_companion(self.config, player, self.clinic.clock, self.policy)

    def close(self) -> None:
        """Give back all connections."""
        self.companion.store.close()

    def wait(self, **span: float) -> None:
        """Let time pass."""
        self.clinic.clock.now += timedelta(**span)

    # --- people ---

    def account(self, name: str = NAME, role: Role = "candidate", email: str = "") -> User:
        """An account, without the cost of a password's hash."""
        with self.clinic.store.write() as unit:
            address = email or f"{secrets.token_hex(4)}@example.org"
            return unit.accounts.add(
                email=address, name=name, role=role, password="!", now=self.clinic.clock.now
            )

    def candidate(self, name: str = NAME, email: str = "") -> User:
        """A candidate whose address is confirmed."""
        user = self.account(name, email=email)
        self.companion.registration.person(user)
        with self.companion.store.write() as unit:
            unit.people.confirm(user.id, user.email or "", self.clinic.clock.now)
        return user

    # --- the road ---

    def filled(self, user: User, areas: Sequence[str] = ("cardiac",)) -> str:
        """An application that can be submitted."""
        desk, application = self.companion.desk, self.companion.applicants.open(user).id
        desk.act(application, cmd.Choose(user.id, tuple(areas), certification=False))
        stated = declaration(areas, self.policy, self.clinic.clock.now)
        desk.act(application, cmd.Declare(user.id, stated))
        for statement in self.policy.attestations:
            desk.act(application, cmd.Sign(user.id, statement, user.name))
        return application

    def eligible(self, user: User, areas: Sequence[str] = ("cardiac",)) -> str:
        """An application that waits for its voucher."""
        application = self.filled(user, areas)
        self.companion.desk.act(application, cmd.Submit(user.id, draw=0.99))
        return application

    def code(self, areas: Sequence[str] = ()) -> str:
        """The code of a fresh voucher."""
        order = Order(tuple(areas), self.clinic.clock.now + timedelta(days=90), "Course 12")
        return self.companion.vouchers.issue("r1", [order])[0].code

    def opened(self, user: User, areas: Sequence[str] = ("cardiac",)) -> str:
        """An application with an open window and the agreement signed."""
        application = self.eligible(user, areas)
        self.companion.vouchers.redeem(user.id, application, self.code())
        self.companion.desk.act(application, cmd.Sign(user.id, "agreement", user.name))
        return application

    def publish(self, area: str = "cardiac") -> None:
        """Offer an assessment of an area."""
        form = two_cases()
        low = form.cut_score.model_copy(update={"percent": 1})
        form = form.model_copy(update={"area": area, "title": area.title(), "cut_score": low})
        self.forms[area] = form
        put_version(self.clinic.library, self.clinic.store, form)

    def sit(self, user: User, application: str, area: str = "cardiac", *, right: bool = True) -> str:
        """Take an attempt to its end, with answers that earn enough or with none."""
        attempt = self.companion.assessments.begin(user, application, area)
        self.clinic.delivery.order(attempt, engine.Start())
        if right:
            self.sitting(user, attempt, area).play("closed")
        else:
            self.clinic.delivery.order(attempt, engine.Close("completed"))
        self.companion.assessments.sync(application)
        return attempt

    def sitting(self, user: User, attempt: str, area: str = "cardiac") -> Sat:
        """A candidate's side of an attempt that has begun."""
        token, now = secrets.token_hex(16), self.clinic.clock.now
        with self.clinic.store.write() as unit:
            unit.accounts.open_session(digest(token), user.id, now, now + timedelta(days=400))
        clinic = replace(self.clinic)
        clinic.session, clinic.delivery = Session(token, now, user), self.clinic.delivery
        sat = Sat(clinic, attempt, self.forms[area])
        sat.handle(engine.Connect())
        return sat

    def named(self, user: User, application: str, area: str = "cardiac") -> list[str]:
        """Name the evaluators of an area; gives their links' tokens."""
        people = [(f"Doctor {i}", f"{secrets.token_hex(4)}@example.org") for i in range(3)]
        file = self.companion.peers.name(user.id, application, area, people)
        return [self.token(each.id) for each in file.state.evaluators_in(area)]

    def token(self, evaluator: str) -> str:
        """The token of an evaluator's link, as the letter carries it."""
        invitation = self.companion.peers.invitation(evaluator)
        assert invitation
        return self.companion.desk.tokens.link("evaluator", invitation.nonce)

    def evaluated(self, user: User, application: str, area: str = "cardiac") -> None:
        """Evaluations as many as are needed."""
        for token in self.named(user, application, area)[: self.policy.evaluators.needed]:
            self.companion.peers.submit(token, answers(self.policy))

    def with_policy(self, policy: Policy) -> "Office":
        """The same instance under another policy."""
        return replace(self, policy=policy)
