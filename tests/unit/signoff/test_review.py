"""A scene under review: the last word holds, and nothing is signed off that is open, amiss or unanswered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tracks import WEB

from media_tools.check.finding import finding
from player.errors import ReviewRefused
from player.signoff.checklist import POINTS, Answer
from player.signoff.entry import ENTRY, Decision, Entry, Observation, Signed, Suggestion, Withdrawal
from player.signoff.review import By, Review, concerns_of, key_of, review_of, send_back, sign

BY = By("Robin Reed", "robin@example.org")
WARNING = finding("line-length", WEB, "one/captions/arrival.en.vtt", "is too long", time=1.5)
LATER = finding("line-length", WEB, "one/captions/arrival.en.vtt", "is too long", time=3.0)
NOTE = finding("reading-calm", WEB, "one/captions/arrival.en.vtt", "is fast", time=1.5)
FOUND = [WARNING, LATER, NOTE]
YES: dict[str, Answer] = dict.fromkeys(POINTS, "yes")
KEYS = [key_of(WARNING), key_of(LATER), key_of(NOTE)]
OWN = ["a" * 16, "b" * 16]


def after(*entries: Entry) -> Review:
    return review_of((entry, BY) for entry in entries)


def let_stand(key: str) -> Decision:
    return Decision(finding=key, verdict="rejected", reason="It can be read.")


def mend(key: str) -> Decision:
    return Decision(finding=key, verdict="accepted", reason="It cannot be read.")


def test_every_finding_has_a_name_of_its_own() -> None:
    assert len(set(KEYS)) == 3
    assert key_of(WARNING) == key_of(WARNING.model_copy())


def test_what_is_signed_says_what_was_decided_of_everything() -> None:
    signed = sign(after(let_stand(KEYS[0]), let_stand(KEYS[1])), FOUND, YES)
    assert [(one.verdict, one.by) for one in signed.concerns] == [
        ("rejected", "Robin Reed"),
        ("rejected", "Robin Reed"),
        (None, ""),
    ]
    assert list(signed.checklist) == list(POINTS)
    assert ENTRY.validate_json(ENTRY.dump_json(signed)) == signed


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        ([], "2 findings are not decided yet."),
        ([let_stand(KEYS[0])], "1 finding is not decided yet."),
        ([let_stand(KEYS[0]), mend(KEYS[1])], "1 finding is to be mended"),
        ([*map(let_stand, KEYS), Observation(key=OWN[0], time=2.0, what="Left is right.")], "1 finding is to be"),
    ],
)  # fmt: skip
def test_nothing_is_signed_off_with_a_finding_open_or_to_be_mended(entries: list[Entry], said: str) -> None:
    with pytest.raises(ReviewRefused, match=said):
        sign(after(*entries), FOUND, YES)


def test_a_withdrawn_observation_and_a_changed_mind_stand_in_nobody_s_way() -> None:
    seen = Observation(key=OWN[0], time=None, what="A cough is missing.")
    gone = Withdrawal(key=OWN[0], reason="It is a chair.")
    review = after(*map(mend, KEYS), seen, *map(let_stand, KEYS), gone)
    assert isinstance(sign(review, FOUND, YES), Signed)


@pytest.mark.parametrize("point", POINTS)
def test_every_point_is_answered_and_none_is_only_taken_where_there_can_be_none(point: str) -> None:
    review = after(*map(let_stand, KEYS))
    with pytest.raises(ReviewRefused, match="Not answered"):
        sign(review, FOUND, {name: "yes" for name in POINTS if name != point})
    lacking: dict[str, Answer] = {**YES, point: "none"}
    if POINTS[point].may_lack:
        assert sign(review, FOUND, lacking).checklist[point] == "none"
    else:
        with pytest.raises(ReviewRefused, match="Not answered"):
            sign(review, FOUND, lacking)


def test_all_reasons_are_told_at_once() -> None:
    with pytest.raises(ReviewRefused) as told:
        sign(after(mend(KEYS[0])), FOUND, {})
    assert len(told.value.reasons) == 2 + len(POINTS)


def test_what_is_sent_back_carries_everything_with_it() -> None:
    seen = Observation(key=OWN[0], time=2.0, what="Left is right.")
    returned = send_back(after(mend(KEYS[0]), seen), FOUND, "Mend the captions.")
    assert [one.verdict for one in returned.concerns] == ["accepted", None, None, "accepted"]
    assert returned.concerns[-1].source == "Robin Reed"


ENTRIES = st.one_of(
    st.builds(Decision, finding=st.sampled_from(KEYS), verdict=st.sampled_from(["accepted", "rejected"]), reason=st.just("So.")),
    st.builds(Observation, key=st.sampled_from(OWN), time=st.floats(0, 10) | st.none(), what=st.just("This.")),
    st.builds(
        Suggestion, key=st.sampled_from(OWN), part=st.just("captions"), language=st.just("en"), line=st.just(4),
        before=st.just("Left."), after=st.just("Right."),
    ),
    st.builds(Withdrawal, key=st.sampled_from(OWN), reason=st.just("No.")),
)  # fmt: skip


@given(st.lists(ENTRIES, max_size=20))
def test_a_sign_off_is_given_just_when_nothing_is_open_and_nothing_amiss(entries: list[Entry]) -> None:
    review = after(*entries)
    last = {entry.finding: entry.verdict for entry in entries if isinstance(entry, Decision)}
    own: dict[str, bool] = {}
    for entry in entries:
        if isinstance(entry, Observation):
            own[entry.key] = True
        if isinstance(entry, Withdrawal):
            own[entry.key] = False
    amiss = "accepted" in last.values() or any(own.values())
    clear = {KEYS[0], KEYS[1]} <= last.keys() and not amiss
    if clear:
        assert len(sign(review, FOUND, YES).concerns) == 3
    else:
        with pytest.raises(ReviewRefused):
            sign(review, FOUND, YES)
    assert len(concerns_of(review, FOUND)) == 3 + sum(own.values())
    assert review.count == len(entries)
