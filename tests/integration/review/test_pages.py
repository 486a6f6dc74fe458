"""The reviewers' pages: who may look and who may act, every form, and nothing that words could do."""

import re
from dataclasses import replace
from datetime import timedelta
from html import unescape

import pytest
from clinics import put_version
from forms import two_cases
from receptions import Guest, Reception
from signed import CHECKLIST
from tiny import AREA, TAKES, mark

from player.signoff.review import key_of

SCENE = "one/arrival"


@pytest.fixture(scope="module")
def version(reception: Reception) -> str:
    with reception.services.store.read() as unit:
        offered = unit.versions.offered(AREA)
    assert offered
    return offered.id


@pytest.fixture(scope="module")
def robin(reception: Reception) -> Guest:
    return reception.somebody("robin", "reviewer")


@pytest.fixture
def page(version: str) -> str:
    return f"/review/{version}/{SCENE}"


def open_findings(robin: Guest, page: str) -> list[str]:
    """The findings that have no decision yet."""
    text = robin.get(page).text
    return [
        found[1]
        for part in text.split("data-finding>")[1:]
        if 'class="decided' not in part.split("</li>")[0]
        and (found := re.search(r'name="finding" value="([0-9a-f]{16})"', part.split("</li>")[0]))
    ]


# --- who ---


def test_candidates_have_no_business_here_and_nobody_is_asked_to_sign_in(
    reception: Reception, version: str, page: str
) -> None:
    paths = ["/review", page, f"{page}/medium", f"{page}/exhibits/plax", f"{page}/suggestions.patch"]
    for path in paths:
        assert reception.nobody().get(path).status_code == 302
        for who in (reception.guest(), reception.somebody("candidate", "candidate")):
            assert who.get(path).status_code == 403
    assert version in page


def test_authors_and_registrars_read_along_and_change_nothing(reception: Reception, page: str) -> None:
    for role in ("author", "registrar"):
        who = reception.somebody(role, role)  # type: ignore[arg-type]
        shown = who.get(page)
        assert (shown.status_code, '<form method="post" action="/review' in shown.text) == (200, False)
        assert who.get("/review").status_code == 200
        for act in ("decisions", "observations", "suggestions", "withdrawals", "sign-off", "return"):
            form = {
                "what": "x",
                "verdict": "rejected",
                "reason": "x",
                "why": "x",
                "part": "captions",
                "line": "4",
            }
            assert who.post(f"{page}/{act}", form).status_code == 403, act


def test_an_author_who_is_a_reviewer_too_reads_and_is_told_why_no_more(
    reception: Reception, page: str
) -> None:
    with reception.services.store.read() as unit:
        assert unit.accounts.by_email("test@example.org") is None
    reception.services.accounts.add("test@example.org", "Test Authors", "reviewer", "a long test password")
    token = reception.services.accounts.sign_in("test@example.org", "a long test password").token
    who = Guest(reception, token)
    assert "nobody reviews their own" in who.get(page).text
    assert "You are an author of this package" in who.get("/review").text
    assert who.post(f"{page}/sign-off", dict(CHECKLIST)).status_code == 403


def test_nothing_happens_without_the_token_of_the_form(robin: Guest, page: str) -> None:
    origin = robin.reception.origin
    answer = robin.client.post(
        f"{page}/return", base_url=origin, data={"why": "x"}, headers={"Referer": origin}
    )
    assert answer.status_code == 400
    assert "Nothing has been said of this scene yet." in robin.get(page).text


# --- what is shown ---


def test_the_queue_counts_what_waits_and_what_was_found(robin: Guest) -> None:
    text = robin.get("/review").text
    scenes = sum(len(takes) for takes in TAKES.values())
    assert f"{scenes} scenes of {scenes} to review" in text
    assert text.count("<span>Waits</span>") == scenes
    assert re.search(r'class="count warning">\d+ warnings?<', text)


def test_the_page_has_the_texts_with_times_and_marks_every_word_that_differs(robin: Guest, page: str) -> None:
    text = unescape(robin.get(page).text)
    assert '"Play the cue at 0:00.100"' in text
    for part in (0, 1, 2):
        place = ("one", "arrival", part, "en")
        # spoken in both, a word of the captions alone, a word of the script alone
        assert re.search(rf"differs, word: </span>{mark('cue', *place)}</mark>", text)
        assert re.search(rf"differs, word: </span>{mark('script', *place)}</mark>", text)
        assert mark("seen", *place) in text
    for case, item in (("one", "why"), ("one", "side")):
        assert text.count(mark("stem", case, item)) >= 2
        assert mark("choice", case, item, "c") in text
    assert mark("described", "one", "plax") in text
    for item in ("why", "depth", "side"):
        assert mark("rationale", "one", item) not in text


def test_each_language_has_its_own_texts(robin: Guest, page: str) -> None:
    english, french = (mark("cue", "one", "arrival", 0, language) for language in ("en", "fr"))
    assert "You sign for each of its languages: en, fr." in robin.get(page).text
    # findings are told in whatever language they are found
    said = [
        re.findall(r'data-text="([^"]*)"', robin.get(page + of).text)
        for of in ("?language=fr", "?language=<b>")
    ]
    assert [any(french in text for text in texts) for texts in said] == [True, False]
    assert [any(english in text for text in texts) for texts in said] == [False, True]


def test_the_whole_medium_is_given_in_ranges_and_kept_by_nobody(robin: Guest, page: str) -> None:
    part = robin.get(f"{page}/medium", Range="bytes=0-99")
    assert (part.status_code, len(part.data), part.mimetype) == (206, 100, "video/mp4")
    assert part.headers["Cache-Control"] == "private, no-store"
    assert robin.get(f"{page}/exhibits/plax").mimetype == "video/mp4"
    assert robin.get(f"{page}/exhibits/still").mimetype == "image/png"
    for path in ("exhibits/late", "exhibits/..", "exhibits/nothing"):
        assert robin.get(f"{page}/{path}").status_code == 404


@pytest.mark.parametrize("place", ["one/nothing", "three/arrival", "one/..%2f..%2fkeys.json"])
def test_what_is_not_there_is_not_there(robin: Guest, version: str, place: str) -> None:
    assert robin.get(f"/review/{version}/{place}").status_code == 404
    assert robin.get(f"/review/{'0' * 64}/{place}").status_code == 404


# --- what is done ---


def test_from_findings_to_a_sign_off_and_back(
    reception: Reception, robin: Guest, version: str, page: str
) -> None:
    keys = open_findings(robin, page)
    assert len(keys) == len(set(keys)) > 3
    examined = reception.services.library.examined(version)
    assert set(keys) <= {key_of(found) for found in examined.findings}
    refused = robin.post(f"{page}/sign-off", dict(CHECKLIST))
    assert (refused.status_code, "not decided yet" in refused.text) == (400, True)
    # what was ticked is still ticked
    assert len(re.findall(r'type="radio"[^>]* checked', refused.text)) == len(CHECKLIST)
    for key in keys:
        answer = robin.post(f"{page}/decisions", {"finding": key, "verdict": "rejected", "reason": "Marks."})
        assert (answer.status_code, answer.headers["Location"]) == (303, f"{page}#findings")
    assert open_findings(robin, page) == []
    wrong = robin.post(f"{page}/observations", {"time": "half past", "what": "She says left."})
    assert (wrong.status_code, "A time is written like" in wrong.text, "She says left." in wrong.text) == (
        400,
        True,
        True,
    )
    words = "<script>alert(1)</script> & left"
    assert robin.post(f"{page}/observations", {"time": "0:01.500", "what": words}).status_code == 303
    shown = robin.get(page).text
    assert "<script>alert" not in shown
    assert words in unescape(shown)
    assert "Play the finding at 0:01.500" in shown
    assert robin.post(f"{page}/sign-off", dict(CHECKLIST)).status_code == 400
    (key,) = set(re.findall(r'name="key" value="([0-9a-f]{16})"', shown))
    assert robin.post(f"{page}/withdrawals", {"key": key, "reason": "I misheard."}).status_code == 303
    assert robin.post(f"{page}/sign-off", dict(CHECKLIST)).status_code == 303
    assert "Signed off" in robin.get(page).text
    assert "1 scene" not in robin.get("/review").text
    further = re.search(r'href="([^"]+)"><span>Next to review: ', robin.get(page).text)
    assert further
    assert further[1] != page
    assert "Next to review" not in robin.get(further[1]).text, "this one is still to be judged"
    late = {"time": "", "what": "She means the other lung."}
    assert "The sign-off stands" not in robin.get(page).text
    assert robin.post(f"{page}/observations", late).status_code == 303
    reopened = robin.get(page).text
    assert "The sign-off stands, although 1 finding is open by now." in reopened
    assert '<span class="hint">1 to be mended</span>' in reopened
    assert robin.post(f"{page}/return", {"why": "On second thoughts."}).status_code == 303
    after = robin.get(page).text
    assert "Sent back: On second thoughts." in after
    assert "The sign-off stands" not in after
    # the record says of each decision what it was about, and of what was taken back what it was
    first = next(found for found in examined.findings if key_of(found) == keys[0])
    record = unescape(after.partition('id="history"')[2])
    assert f"<q>{first.what}</q>" in record
    assert re.search(rf"<q>{re.escape(words)}</q></p>\s*<p>Taken back: I misheard.", record)


def test_a_suggestion_reaches_the_author_as_a_patch(reception: Reception, robin: Guest, version: str) -> None:
    page = f"/review/{version}/one/history"
    author = reception.somebody("author", "author")
    assert author.get(f"{page}/suggestions.patch").status_code == 404
    line = re.search(r'name="line" value="(\d+)"', robin.get(page).text)
    assert line
    form = {"part": "captions", "language": "en", "line": line[1], "after": "<v Doctor>Other words."}
    assert robin.post(f"{page}/suggestions", {**form, "part": "keys"}).status_code == 404
    assert robin.post(f"{page}/suggestions", {**form, "line": "-1"}).status_code == 404
    assert robin.post(f"{page}/suggestions", form).status_code == 303
    patch = author.get(f"{page}/suggestions.patch")
    assert patch.headers["Content-Disposition"] == 'attachment; filename="one-history.patch"'
    assert "--- a/one/captions/history.en.vtt" in patch.text
    assert "+<v Doctor>Other words." in patch.text
    assert "Other words." in unescape(author.get(page).text)


def test_who_reviews_what_is_offered_no_more_is_told(reception: Reception, robin: Guest) -> None:
    services = reception.services
    form = two_cases().model_copy(update={"area": "moves"})
    old = put_version(services.library, services.store, form, signed=False)
    said = "Another version of this package is offered by now."
    assert said not in robin.get(f"/review/{old.id}/{SCENE}").text
    later = form.model_copy(update={"version": "9.0.0"})
    new = put_version(services.library, services.store, later, signed=False)
    with services.store.write() as unit:
        unit.versions.add(replace(new, published_at=new.published_at + timedelta(days=1)))
    assert said in robin.get(f"/review/{old.id}/{SCENE}").text
    assert said not in robin.get(f"/review/{new.id}/{SCENE}").text
