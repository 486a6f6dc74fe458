"""Who lives in a demonstration, and what they did, how many days ago. All of them are made up."""

from player.certification.demo.sitting import Given
from player.certification.demo.steps import (
    accommodate,
    answer,
    appeal,
    apply_for,
    attach,
    begin,
    decide,
    enter_voucher,
    fail,
    fill,
    give_back,
    name,
    pass_audit,
    replace,
    review,
    revoke,
    sit,
    submit,
    turn_down,
    withdraw,
)
from player.certification.demo.town import Batch, Person

VOUCHERS = (
    Batch("Pilot", 1, 1950, -1500),
    Batch("Autumn course", 15, 215, 60),
    Batch("Spring course", 3, 214, -30),
    Batch("Hospital group", 6, 20, 345, revoked="Sent to the wrong department."),
)
_ANNA, _BEN, _CLEO = "Dr Anna Vogt", "Dr Ben Castillo", "Dr Cleo Marsh"
_DAVID, _EMMA, _FINN = "Dr David Roth", "Dr Emma Lund", "Dr Finn Adair"
_OWN_WORDS: Given = {
    "base-landmark": {"text": "The muscle under the lung"},
    "front-count": {"value": 3, "unit": ""},
    "cause": {"choices": ["d"]},
    "treatment": {"choices": ["c"]},
}
"""An answer that no key knows, beside three wrong ones: whoever marks it decides whether the sitting is passed."""

PEOPLE = (
    Person("Noor Haddad", [
        (3.2, fill("cardiac", "lung", cases=22, sign=False)),
        (3.1, attach("spi-certificate.png", "Certificate of the SPI examination")),
    ]),
    Person("Elias Brand", [
        (12.4, fill("lung")), (12.3, submit(audited=True)),
        (9.2, give_back("The date of your first case lies before you began to practise. Please correct one of the two.")),
    ]),
    Person("Mira Kovac", [
        (4.6, fill("cardiac")), (4.5, attach("spi-certificate.png", "Certificate of the SPI examination")),
        (4.4, submit(audited=True)), (3.4, attach("case-log.png", "Log of 40 cases, without names")), (2.3, review(0)),
    ]),
    Person("Jonas Weber", [
        (8.7, fill("cardiac", "lung")), (8.6, submit(audited=True)),
        (7.1, attach("scan.png", "Certificate of the SPI examination")),
        (6.2, review(0, "The number and the date of the certificate cannot be read.")),
    ]),
    Person("Sara Lind", [(6.3, fill("cardiac", cases=21)), (6.2, submit(insist=True))]),
    Person("Tariq Rahman", [
        (11.5, fill("lung", cases=18)), (11.4, submit(insist=True)),
        (5.3, appeal("Five cases from the last quarter were left out by mistake. My department can confirm them.")),
    ]),
    Person("Chiara Bruno", [
        (10.2, fill("lung")), (10.1, attach("credential.png", "Current credential")), (10.0, submit()),
    ]),
    Person("Daniel Okoye", [(7.4, apply_for("cardiac", "lung")), (4.3, enter_voucher)]),
    Person("Lena Fischer", [
        (60.2, apply_for("cardiac", "lung")), (55.1, accommodate(1.5, "Dyslexia, with a report of 2024.")),
        (50.3, enter_voucher), (41.2, sit("cardiac")), (40.8, name("cardiac", "Priya Nair", _BEN, _CLEO)),
        (36.2, answer("Priya Nair", 4, remark="Calm and systematic; asks for help at the right moment.")),
        (33.5, turn_down(_BEN, said="I have not worked in this field for a year.")), (1.4, begin("lung")),
    ]),
    Person("Priya Nair", [
        (45.3, apply_for("cardiac")), (38.1, enter_voucher),
        (16.4, name("cardiac", "Lena Fischer", _DAVID, _EMMA)), (9.3, answer(_DAVID, 5)),
    ]),
    Person("Marek Novak", [
        (34.6, apply_for("lung")), (30.2, enter_voucher),
        (6.6, name("lung", _ANNA, _FINN, lost="Dr Gil Moreau")), (2.2, answer(_ANNA)),
    ]),
    Person("Tilda Berg", [
        (28.4, apply_for("lung")), (26.1, enter_voucher), (14.3, sit("lung", _OWN_WORDS)), (13.2, name("lung", _ANNA, _DAVID, _FINN)),
        (6.1, answer(_ANNA, 4)),
    ]),
    Person("Hannah Meyer", [
        (70.1, apply_for("cardiac")), (66.4, enter_voucher), (40.2, name("cardiac", _ANNA, _BEN, _CLEO)),
        (34.1, sit("cardiac")), (31.3, turn_down(_BEN, "unknown")), (30.1, replace(_BEN, _DAVID)),
        (28.2, answer(_ANNA, 4, remark="Reliable in the night shift.")), (3.3, answer(_CLEO, 5)),
    ]),
    Person("Seun Adeyemi", [
        (88.2, apply_for("lung")), (80.4, enter_voucher), (61.2, sit("lung")), (58.4, name("lung", _DAVID, _EMMA, _FINN)),
        (50.3, answer(_DAVID, 5)), (48.2, answer(_EMMA, 4)),
        (8.1, answer(_FINN, 2, concern="Missed a large effusion in May, and was sure of it.")),
    ]),
    Person("Victor Lang", [
        (75.3, apply_for("cardiac")), (72.1, enter_voucher), (50.2, fail("cardiac")), (33.4, fail("cardiac")),
        (30.3, name("cardiac", _ANNA, _BEN, _EMMA)), (22.4, answer(_ANNA)), (20.3, answer(_EMMA)),
        (4.2, decide("cardiac", "refuse")),
    ]),
    Person("Aiko Tanaka", [
        (92.3, apply_for("cardiac")), (90.1, enter_voucher), (80.2, sit("cardiac")), (79.2, name("cardiac", _ANNA, _DAVID, _FINN)),
        (70.4, answer(_ANNA, 5)), (68.2, answer(_FINN, 4)), (41.3, decide("cardiac", "award")),
    ]),
    Person("Peter Hall", [
        (205.2, apply_for("lung")), (198.4, enter_voucher), (150.1, name("lung", _BEN, _CLEO, _EMMA)),
        (12.2, decide("lung", "refuse")), (11.1, decide("lung", "refuse", by=1)),
    ]),
    Person("Ines Carvalho", [
        (200.4, apply_for("cardiac")), (196.3, enter_voucher), (140.2, fail("cardiac")),
        (10.4, decide("cardiac", "refuse")), (9.4, decide("cardiac", "refuse", by=1)),
        (2.4, appeal("The sound of the second case stopped. I ask that my result is verified.", "cardiac")),
    ]),
    Person("Mateo Ruiz", [(190.3, apply_for("lung")), (183.2, enter_voucher), (60.2, fail("lung"))]),
    Person("Zoe Martin", [
        (180.2, apply_for("cardiac", "lung")), (174.4, enter_voucher),
        (20.2, name("cardiac", _CLEO, _DAVID, _FINN)), (9.1, answer(_CLEO)), (7.2, answer(_FINN)),
    ]),
    Person("Ruth Amsel", [(380.2, apply_for("lung"))]),
    Person("Kofi Mensah", [(28.3, fill("lung")), (28.2, submit(audited=True)), (20.1, withdraw)]),
    Person("Bruno Keller", [
        (120.4, fill("lung")), (120.3, submit(audited=True)), (117.2, pass_audit("Certificate and log of cases agree.")),
        (110.2, enter_voucher), (100.3, sit("lung")), (99.1, name("lung", _ANNA, _BEN, _CLEO)),
        (90.2, answer(_ANNA)), (89.3, answer(_CLEO)), (84.1, decide("lung", "award")),
        (18.2, revoke("lung", "The log of cases was found to be another person's.")),
    ]),
    Person("Greta Olsen", [
        (1900.2, apply_for("cardiac")), (1895.1, enter_voucher), (1890.3, sit("cardiac")),
        (1889.2, name("cardiac", _DAVID, _EMMA, _FINN)), (1880.1, answer(_DAVID)), (1879.2, answer(_EMMA)),
        (1860.3, decide("cardiac", "award")),
    ]),
)  # fmt: skip
"""In the order of the road: from a draft to a certificate that has expired."""
