"""Applications as their owners see them, their documents, and the export and erasure of one's own data."""

import json
import secrets
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any

from player.certification.application import command as cmd
from player.certification.application.again import barred_by, barred_in, evaded_in
from player.certification.application.event import FOR_STAFF, AuditDrawn, Decided, Event, FoundIneligible
from player.certification.application.state import Stage
from player.certification.application.transitions import apply
from player.certification.documents import MEGABYTE, MOST, Documents, Sent, clean_name
from player.certification.errors import DocumentRefused, NotReady
from player.certification.office.accounts import Registration
from player.certification.office.desk import Desk, File, stream_of
from player.certification.store import ERASED, ApplicationRecord, DocumentRecord, Entry, Unit
from player.errors import NotFound, PlayerError
from player.store import User

_ERASABLE: frozenset[Stage] = frozenset({"draft", "withdrawn", "expired"})
"""Stages whose applications may be erased, as nothing can be decided in them any more."""
_KEPT = (AuditDrawn, FoundIneligible, Decided)
"""What has to be answered for years later, whatever became of the application: it is never erased."""
CHANCES = 10**9
NO_DIGEST = "0" * 64
"""Of a file that is not kept yet."""


class Applicants:
    """The use cases of applicants."""

    def __init__(self, desk: Desk, registration: Registration, documents: Documents) -> None:
        self._desk = desk
        self._registration = registration
        self._documents = documents

    def open(self, user: User) -> File:
        """A new application of an account."""
        person = self._registration.person(user)
        return self._desk.open(user.id, user.name, user.email or "", person.id_number)

    def of(self, user: User) -> list[ApplicationRecord]:
        """The applications of an account, the latest first."""
        with self._desk.store.read() as unit:
            return unit.applications.of_user(user.id)

    def look(self, user: User, application: str) -> File:
        """An application of one's own.

        Raises:
            NotFound: there is none, or it is another person's.
        """
        file = self._desk.look(application)
        if file.record.user_id != user.id:
            raise NotFound("There is no such application.")
        return file

    def submit(self, user: User, application: str, *, insist: bool = False) -> File:
        """Hand an application in; chance draws whether it is audited.

        Raises:
            NotReady: something is missing; each thing in a line.
        """
        self.look(user, application)
        others = self._others(user, application)
        states = [other.state for other in others]
        if not self._registration.is_confirmed(user):
            raise NotReady(["Confirm your e-mail address first; the link is in your mail."])
        draw = secrets.randbelow(CHANCES) / CHANCES
        command = cmd.Submit(user.id, draw, insist, barred=_barred(others), evaded=evaded_in(states))
        return self._desk.act(application, command)

    def barred(self, user: User, application: str) -> dict[str, datetime]:
        """From when on each target may be applied for that an application may not have yet."""
        now = self._desk.clock()
        found = _barred(self._others(user, application))
        return {target: start for target, start in found.items() if now < start}

    def _others(self, user: User, application: str) -> list[File]:
        """What else an account has applied for, the latest first; what was erased had no decision."""
        found = []
        for record in self.of(user):
            if record.id != application:
                with suppress(NotFound):
                    found.append(self._desk.look(record.id))
        return found

    def attach(self, user: User, application: str, data: bytes, name: str, about: str) -> DocumentRecord:
        """Attach a file.

        Raises:
            DocumentRefused: it is not what may be attached, or there would be too much.
            IllegalTransition: nothing can be attached now.
        """
        file, shown_as = self.look(user, application), clean_name(name)
        # to look at a picture takes long, so what would be refused anyway is refused before
        apply(file.policy, file.state, cmd.Attach(user.id, "", NO_DIGEST, shown_as, about), file.now)
        sent = self._documents.look(data, file.policy)
        record = DocumentRecord(
            secrets.token_hex(16),
            application,
            sent.digest,
            shown_as,
            sent.kind,
            len(data),
            user.id,
            self._desk.clock(),
        )

        def make(unit: Unit, _: File) -> cmd.Attach:
            self._add(unit, record, sent)
            return cmd.Attach(user.id, record.id, record.digest, record.name, about)

        try:
            self._desk.ask(application, make)
        except PlayerError:
            # it must not lie in the instance without a row, where no erasure finds it
            self._clear([record.digest])
            raise
        return record

    def _add(self, unit: Unit, record: DocumentRecord, sent: Sent) -> None:
        """Add a document with its file, while nobody removes one."""
        unit.applications.hold_files()
        if unit.applications.bytes_of_user(record.uploaded_by) + record.size > MOST:
            raise DocumentRefused(
                f"Your applications hold {MOST // MEGABYTE} MB of documents at most, all together. "
                "Attach a smaller file, or remove one that you have not handed in."
            )
        self._documents.keep(sent)
        unit.applications.add_document(record)

    def detach(self, user: User, application: str, document: str) -> None:
        """Take a document out of an application; its file goes, too, if it was never handed in.

        Raises:
            NotFound: there is no such application, or it is another person's.
            IllegalTransition: the document is not in it, or nothing can be taken out now.
        """
        attached = self.look(user, application).state.documents.get(document)
        self._desk.act(application, cmd.Detach(user.id, document))
        if attached:
            self._clear([attached.digest])

    def _clear(self, digests: Sequence[str]) -> None:
        """Remove files that no document has any more, while nobody attaches one."""
        with self._desk.store.write() as unit:
            unit.applications.hold_files()
            for digest in digests:
                if not unit.applications.needs_file(digest):
                    self._documents.remove(digest)

    def document(self, user: User, document: str) -> tuple[DocumentRecord, bytes]:
        """A document with its bytes, for its owner and for registrars.

        Raises:
            NotFound: there is none, or it is not for this account.
        """
        with self._desk.store.read() as unit:
            record = unit.applications.document(document)
            of = unit.applications.get(record.application_id) if record else None
        if record is None or of is None or not (user.id == of.user_id or user.role == "registrar"):
            raise NotFound("There is no such document.")
        return record, self._documents.read(record.digest)

    def export(self, user: User) -> dict[str, Any]:
        """Everything that is kept of an account here, as plain values; what others said in confidence is left out."""
        person = self._registration.person(user)
        with self._desk.store.read() as unit:
            certificates = unit.awards.certificates_of(user.id)
        return {
            "account": {"email": user.email, "name": user.name, "id_number": person.id_number},
            "confirmed_email": person.confirmed_email,
            "applications": [self._exported(record) for record in self.of(user)],
            "certificates": [
                {"code": each.code, "title": each.title, "until": each.expires_at.isoformat()}
                for each in certificates
            ],
        }

    def _exported(self, record: ApplicationRecord) -> dict[str, Any]:
        try:
            history = [shown(event) for event in self._desk.history(record.id)]
        except NotFound:
            history = []
        return {"application": record.id, "stage": record.stage, "history": history}

    def erase(self, user: User) -> tuple[list[str], list[str]]:
        """Erase what need not be kept of an account: applications in which nothing was audited or decided.

        Returns:
            The applications that were erased, and those that have to be kept.
        """
        erasable, kept = self.sorted_out(user)
        for record in erasable:
            if record.stage == "draft":
                self._desk.act(record.id, cmd.Withdraw(user.id))
            self._clear(self._erase(user, record.id))
        return [each.id for each in erasable], [each.id for each in kept]

    def sorted_out(self, user: User) -> tuple[list[ApplicationRecord], list[ApplicationRecord]]:
        """The applications of an account that may be erased, and those that have to be kept."""
        erasable: list[ApplicationRecord] = []
        kept: list[ApplicationRecord] = []
        for record in self.of(user):
            # of what was erased before there is no history
            with suppress(NotFound):
                is_kept = record.stage not in _ERASABLE or self._is_kept(record.id)
                (kept if is_kept else erasable).append(record)
        return erasable, kept

    def _is_kept(self, application: str) -> bool:
        """Whether what happened in an application has to be answered for, or still bars from another one."""
        file = self._desk.look(application)
        if any(file.now < start for start in barred_by(file.policy, file.state).values()):
            return True
        return any(isinstance(event, _KEPT) for event in self._desk.history(application))

    def _erase(self, user: User, application: str) -> list[str]:
        """Erase an application's content; gives the digests of its documents."""
        with self._desk.store.write() as unit:
            now = self._desk.clock()
            numbers = unit.records.erase(stream_of(application))
            if numbers:
                stream = f"person/{user.id}"
                said = Entry(now, user.id, ERASED, json.dumps(numbers))
                unit.records.append(stream, unit.records.length_of(stream), [said])
            unit.invitations.forget(application)
            unit.letters.forget(application)
            unit.applications.forget(application)
            return unit.applications.drop_documents(application)


def _barred(others: Sequence[File]) -> dict[str, datetime]:
    return barred_in((other.policy, other.state) for other in others)


def shown(event: Event) -> dict[str, Any]:
    """An event as its applicant may see it."""
    return event.model_dump(mode="json", exclude=set(FOR_STAFF.get(type(event), ())))


def history_of(desk: Desk, application: str) -> Iterator[dict[str, Any]]:
    """An application's history as its applicant may see it."""
    return (shown(event) for event in desk.history(application))
