"""Who may do what with whose objects: every page and form of certification, tried as everybody, on somebody else's.

The routes come from the application itself. A new one has no entry here, and fails until somebody has said for
whom it is.
"""

import zipfile
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Literal

import pytest
from applicants import answers, result
from receptions import Guest, Reception, without_token
from walks import Walk, code_of, people
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from player.certification.application import command as cmd
from player.certification.rules.decision import Party

Access = Literal["public", "link", "account", "owner", "owner and office", "office"]
"""For anybody; for who has a link; for any candidate, about themselves; for who owns the object, besides registrars
where it says so; for registrars."""

_OFFICE = (
    "home applications file audit record_audit review say_of_document accommodation accommodate evaluator contact resend "
    "settle_flags "
    "vouchers voucher issuing issue revoke importing import_vouchers issue_many download_codes letters retry record verify "
    "head"
)
_OWN = (
    "status choice choose prerequisites declare check documents attach detach attestations sign submission submit voucher "
    "redeem agreement sign_agreement begin evaluators name_evaluators replacement replace appeal lodge leave withdraw"
)
_ACCOUNT = "overview begin_application account confirmation password export erasure erase"
_DECISION = "decision decide appeal answer revocation revoke"
_EVALUATOR = "invitation consent questions answer draft review send decline use_decline unknown use_unknown"
_PUBLIC = "sign_up register forgot ask_reset"
ENTRIES: Mapping[str, Access] = {
    **{f"office.{name}": "office" for name in _OFFICE.split()},
    **{f"candidate.{name}": "owner" for name in _OWN.split()},
    **{f"candidate.{name}": "account" for name in _ACCOUNT.split()},
    **{f"registration.{name}": "public" for name in _PUBLIC.split()},
    **{f"registration.{name}": "link" for name in ("confirm", "use_confirmation", "reset", "use_reset")},
    **{f"decision.{name}": "office" for name in _DECISION.split()},
    **{f"evaluator.{name}": "link" for name in _EVALUATOR.split()},
    "candidate.download": "owner and office",
    "certificates.download": "owner and office",
    "verification.form": "public",
    "verification.certificate": "public",
}
_EVERYBODY = ("nobody", "others", "candidates", "registrar")
ALLOWED: Mapping[Access, Mapping[str, Collection[int]]] = {
    "public": dict.fromkeys(_EVERYBODY, (200, 302, 400, 404, 429)),
    "link": dict.fromkeys(_EVERYBODY, (200, 400, 404, 429)),
    "account": {"nobody": {302}, "others": {403}, "candidates": {200, 302, 400, 429}, "registrar": {403}},
    "owner": {"nobody": {302}, "others": {403}, "candidates": {404}, "registrar": {403}},
    "owner and office": {"nobody": {302}, "others": {403, 404}, "candidates": {404}, "registrar": {200}},
    "office": {"nobody": {302}, "others": {403}, "candidates": {403}, "registrar": set(range(200, 500))},
}
NAME = "Zqownerqz"
"""The name of the owner: a word that stands nowhere else."""


@dataclass
class Owner:
    """A candidate with everything that one can have, and what it is called in addresses."""

    walk: Walk
    values: Mapping[str, str]

    @property
    def records(self) -> int:
        """How much has been recorded in the whole instance."""
        with self.walk.companion.store.read() as unit:
            head = unit.records.head(datetime.now(UTC))
        return head.number if head else 0


@pytest.fixture(scope="module")
def owner(formal: Reception) -> Owner:
    """An application with a document, evaluators and a certificate, beside a voucher and a letter."""
    walk = Walk.of(formal, NAME.lower())
    walk.filled()
    walk.post("documents", {"about": "SPI", "file": (BytesIO(b"%PDF-1.7\nmine\n%%EOF\n"), "spi.pdf")})
    desk, office = walk.companion.desk, walk.companion
    desk.act(walk.application, cmd.Submit(walk.user.id, draw=0.99))
    office.vouchers.redeem(walk.user.id, walk.application, code_of(office))
    named = [(people("zq")[f"name-{n}"], people("zq")[f"email-{n}"]) for n in (1, 2, 3)]
    state = office.peers.name(walk.user.id, walk.application, "cardiac", named).state
    desk.act(walk.application, cmd.Sign(walk.user.id, "agreement", walk.user.name))
    desk.act(walk.application, cmd.Begin(walk.user.id, "cardiac", "zq-attempt"))
    passed = result("zq-attempt", "cardiac", datetime.now(UTC))
    desk.act(walk.application, cmd.RecordResult(passed))
    for each in state.evaluators[:2]:
        answered = cmd.Evaluate(f"evaluator/{each.id}", each.id, answers(desk.policy))
        desk.act(walk.application, answered)
    decider = Party("Ann Lee", "ann@example.org", "r1")
    decided = cmd.Decide("r1", "cardiac", "award", decider, "Ann Lee", "", "d" * 32, "7K3QF01XWZ9MPHTCR5VE")
    desk.act(walk.application, decided)
    with office.store.read() as unit:
        letter = unit.letters.in_states(["waiting"])[0]
    return Owner(
        walk,
        {
            "application": walk.application,
            "area": "cardiac",
            "document": next(iter(desk.look(walk.application).state.documents)),
            "evaluator": state.evaluators[2].id,
            "voucher": state.voucher,
            "letter": letter.id,
            "code": "7K3QF01XWZ9MPHTCR5VE",
            "token": "f" * 64,
            "name": "0" * 32,
        },
    )


def routes(reception: Reception) -> list[Rule]:
    """Every route whose page belongs to the companion."""
    views = reception.app.view_functions
    return [
        rule
        for rule in reception.app.url_map.iter_rules()
        if views[rule.endpoint].__module__.startswith("player.certification")
    ]


def entry_of(rule: Rule) -> Access:
    assert rule.endpoint in ENTRIES, f"say in ENTRIES for whom {rule.endpoint} is ({rule.rule})"
    return ENTRIES[rule.endpoint]


def visitors(reception: Reception) -> dict[str, tuple[str, Guest]]:
    """Everybody but the owner, each with the kind of visitor that they are."""
    kinds = {"nobody": "nobody", "candidate": "candidates", "registrar": "registrar"}
    everybody = {"another": reception.somebody("matrix-another"), **reception.everybody()}
    return {
        who: ("candidates" if who == "another" else kinds.get(who, "others"), visitor)
        for who, visitor in everybody.items()
    }


def ask(visitor: Guest, method: str, path: str) -> TestResponse:
    if method == "POST":
        return visitor.post(path)
    return visitor.client.open(path, method=method, base_url=visitor.reception.origin)


def test_every_route_is_for_whom_its_entry_says_and_for_nobody_else(formal: Reception, owner: Owner) -> None:
    before = owner.records
    tried = 0
    for rule in routes(formal):
        access = entry_of(rule)
        path = rule.rule
        for name in rule.arguments:
            assert name in owner.values, f"say in the fixture what {name} is ({rule.rule})"
            path = path.replace(f"<{name}>", owner.values[name])
        for who, (kind, visitor) in visitors(formal).items():
            if access == "office" and kind == "registrar":
                continue
            for method in sorted((rule.methods or set()) - {"OPTIONS"}):
                answer = ask(visitor, method, path)
                at = (who, method, rule.endpoint)
                assert answer.status_code in ALLOWED[access][kind], (at, answer.status_code)
                check_told(answer, access, kind, at)
                tried += 1
    assert tried > 400
    # whoever was refused has left nothing behind; an account's own pages number whoever opens them
    assert owner.records - before <= 2 * len(visitors(formal))
    file = owner.walk.companion.desk.look(owner.walk.application)
    assert (file.state.stage, file.state.evaluators[2].standing) == ("closed", "contacted")


def said(answer: TestResponse) -> bytes:
    """Everything that an answer holds, unpacked."""
    if answer.mimetype != "application/zip" or not answer.data:
        return answer.data
    with zipfile.ZipFile(BytesIO(answer.data)) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())


def check_told(answer: TestResponse, access: Access, kind: str, at: tuple[str, str, str]) -> None:
    """Nothing of the owner is told to anybody whom it does not concern."""
    if kind == "nobody" and answer.status_code == 302 and access not in {"public", "link"}:
        assert answer.headers["Location"].startswith("/sign-in"), at
    told = access == "owner and office" and kind == "registrar"
    # the public page tells the name on a certificate, to whoever has its code
    told = told or at[2] == "verification.certificate"
    if not told:
        assert NAME.encode() not in said(answer), at


def test_registrars_reach_every_page_of_the_office_on_anybodys_objects(
    formal: Reception, owner: Owner
) -> None:
    registrar = formal.somebody("matrix-registrar", "registrar")
    answered = {}
    for rule in routes(formal):
        if entry_of(rule) == "office" and "GET" in (rule.methods or set()):
            path = rule.rule
            for name in rule.arguments:
                path = path.replace(f"<{name}>", owner.values[name])
            answered[rule.endpoint] = registrar.get(path).status_code
    # an application that is decided is in no audit, and takes no review and no accommodation
    late = {"office.audit", "office.review", "office.accommodation"}
    assert {name for name, status in answered.items() if status != 200} <= late | {
        "decision.appeal",
        "decision.revocation",
    }
    assert {answered[name] for name in late} == {409}


def test_of_an_object_that_is_another_persons_and_one_that_is_none_the_same_is_told(
    formal: Reception, owner: Owner
) -> None:
    stranger = formal.somebody("matrix-stranger")
    for rule in routes(formal):
        if entry_of(rule) not in {"owner", "owner and office"}:
            continue
        for method in sorted((rule.methods or set()) - {"OPTIONS", "HEAD"}):
            told = set()
            for values in (owner.values, dict.fromkeys(owner.values, "0" * 32)):
                path = rule.rule
                for name in rule.arguments:
                    path = path.replace(f"<{name}>", values[name])
                answer = ask(stranger, method, path)
                text = without_token(answer.text).replace(values["application"], "...")
                told.add((answer.status_code, text))
            assert len(told) == 1, (method, rule.rule)


def test_the_owner_reaches_their_own(owner: Owner) -> None:
    document, code = owner.values["document"], owner.values["code"]
    for path in (
        owner.walk.path(),
        f"/certification/documents/{document}",
        f"/certification/certificates/{code}.pdf",
    ):
        assert owner.walk.guest.get(path).status_code == 200, path
