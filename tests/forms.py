"""Small forms and their keys, made in Python: for examples by hand, and as Hypothesis strategies.

Every text that a candidate must not see too early is a *mark*: a string that stands nowhere else, so
that a test can search any output for it. `secrets_of` lists the marks of the keys.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from asked import CALIBRATION, NAMES, answer_to, every_type, key_of, mark, of_type
from hypothesis import strategies as st

from player.engine.form import Cue, Form, FormCase, FormExhibit, FormPhase, Rendition, ScriptLine, Segment
from scenarios.model.item import ChoiceItem, Item, NumericItem
from scenarios.model.key import Keys
from scenarios.model.package import CutScore, Delivery, DeliveryRules, Domain, ExamRules, Mode

T0 = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
DOMAINS = ("indication", "interpretation")

__all__ = ["answer_to", "every_type", "key_of", "mark"]


def choice(case: str = "one", name: str = "why", **fields: Any) -> ChoiceItem:
    """A choice of three, each a mark."""
    given = {"choices": {c: mark("choice", case, name, c) for c in "abc"}, "domain": DOMAINS[0]}
    return ChoiceItem(type="choice", stem=mark("stem", case, name), **(given | fields))


def numeric(case: str = "one", name: str = "depth", **fields: Any) -> NumericItem:
    """A length in millimetres or centimetres."""
    given = {"unit": "mm", "units": ("cm",), "domain": DOMAINS[1]}
    return NumericItem(type="numeric", stem=mark("stem", case, name), **(given | fields))


def keys_of(form: Form) -> Keys:
    """A key for every item of a form."""
    return {
        case.id: {name: key_of(case.id, name, item) for name, item in case.items.items()}
        for case in form.cases
    }


def secrets_of(form: Form) -> list[str]:
    """What no candidate may ever read in an exam: the marks of all keys."""
    return [mark("rationale", case.id, name) for case in form.cases for name in case.items]


def rendition(*where: str) -> Rendition:
    """A medium that stands nowhere else."""
    digest = hashlib.sha256("/".join(where).encode()).hexdigest()
    return Rendition(digest=digest, mime="video/mp4", size=1000)


def segment(case: str, name: str, asks: Sequence[str] = ()) -> Segment:
    """A segment whose words are marks."""
    words = {"start": 0.5, "text": mark("script", case, name)}
    return Segment(
        id=name,
        scene=name.split("/", maxsplit=1)[0],
        phase="presentation",
        title=mark("title", case, name),
        kind="video",
        duration=10,
        renditions=(rendition("segment", case, name),),
        cues={"en": (Cue(start=0.5, end=2, text=mark("cue", case, name)),)},
        script={"en": (ScriptLine(kind="speech", **words),)},
        descriptions={"en": (Cue(start=0.5, end=2, text=mark("seen", case, name)),)},
        asks=tuple(asks),
    )


def exhibit(case: str, name: str) -> FormExhibit:
    """An ultrasound clip whose description is a mark."""
    return FormExhibit(
        view=mark("view", case, name),
        description=mark("description", case, name),
        kind="cine",
        renditions=(rendition("exhibit", case, name),),
        frames=30,
        rate=30,
        size=(640, 480),
        mm_per_px=CALIBRATION,
        marker="left",
        simulated=True,
        regions=((0, 0, 640, 480),),
    )


def case(
    name: str, plan: Mapping[str, Sequence[str]], items: Mapping[str, Item], seconds: int | None = None
) -> FormCase:
    """A case from a plan: segment -> the items that its end asks."""
    shown = {of for item in items.values() for of in item.exhibits}
    return FormCase(
        id=name,
        title=f"Case {name}",
        patient="Ms Example, 40 years",
        setting="clinic",
        seconds=seconds,
        phases=(FormPhase(id="presentation", title="Presentation"), FormPhase(id="closing", title="Closing")),
        segments=tuple(segment(name, of, asks) for of, asks in plan.items()),
        items=items,
        exhibits={of: exhibit(name, of) for of in sorted(shown)},
    )


def form(
    *cases: FormCase,
    practice: DeliveryRules | None = None,
    exam: DeliveryRules | None = None,
    modes: tuple[Mode, ...] = ("practice", "exam"),
) -> Form:
    """A form of these cases; both modes are without limits unless they are given."""
    return Form(
        area="minimal",
        title="Minimal",
        version="1.0.0",
        simulated=True,
        languages=("en",),
        blueprint={DOMAINS[0]: Domain(title="Indication"), DOMAINS[1]: Domain(title="Reading", weight=2)},
        cut_score=CutScore(percent=60, method="Provisional", decided=date(2026, 1, 5), panel="None yet"),
        modes=modes,
        delivery=Delivery(
            practice=practice or DeliveryRules(), exam=ExamRules(**vars(exam or DeliveryRules()))
        ),
        cases=cases,
    )


def two_cases(practice: DeliveryRules | None = None, exam: DeliveryRules | None = None) -> Form:
    """Two cases: one asks an item, nothing, then two items; the other asks one and ends without a question."""
    first = case(
        "one",
        {"arrival/1": ["why"], "arrival/2": [], "scan/1": ["depth", "side"], "scan/2": []},
        {
            "why": choice("one", "why", exhibits=("plax",), confidence=True),
            "depth": numeric("one", "depth", exhibits=("plax", "a4c")),
            "side": choice("one", "side", min=0, max=2, undetermined=True, shuffle=True),
        },
    )
    second = case("two", {"arrival/1": ["why"], "end/1": []}, {"why": choice("two", "why", confidence=True)})
    return form(first, second, practice=practice, exam=exam)


@dataclass(frozen=True)
class Plan:
    """The order in which a case unfolds, for tests that model the gates on their own."""

    case: str
    steps: tuple[tuple[str, str], ...]
    """`("segment", id)` and `("item", name)` as a candidate meets them."""


def plans(form: Form) -> Iterator[Plan]:
    """What each case of a form shows, step by step."""
    for of in form.cases:
        steps = ((("segment", part.id), *(("item", name) for name in part.asks)) for part in of.segments)
        yield Plan(of.id, tuple(step for group in steps for step in group))


# --- strategies ---

SECONDS = st.none() | st.integers(5, 120)
RULES = st.builds(
    DeliveryRules,
    item_seconds=SECONDS,
    case_seconds=st.none() | st.integers(60, 400),
    replay=st.sampled_from(["none", "scene", "case"]),
    suspended_clock=st.sampled_from(["stops", "runs"]),
    outage_seconds=st.integers(0, 120),
)


@st.composite
def items(draw: st.DrawFn, of: str, name: str) -> Item:
    """An item of any type."""
    shown = tuple(draw(st.lists(st.sampled_from(["plax", "a4c"]), max_size=2, unique=True)))
    common: dict[str, Any] = {"seconds": draw(SECONDS), "exhibits": shown, "points": draw(st.integers(1, 5))}
    common["domain"] = draw(st.sampled_from(DOMAINS))
    kind = draw(st.sampled_from(["choice", "numeric", *NAMES]))
    if kind not in {"choice", "numeric"}:
        return of_type(kind, of, name, **common)
    if kind == "numeric":
        return numeric(of, name, **common)
    low, high = sorted(draw(st.tuples(st.integers(0, 3), st.integers(1, 3))))
    flags = {"shuffle": draw(st.booleans()), "undetermined": draw(st.booleans())}
    return choice(of, name, min=low, max=high, **flags, **common)


@st.composite
def cases(draw: st.DrawFn, name: str) -> FormCase:
    """A case of one to four segments, each of which asks up to three items; at least one is asked."""
    counts = draw(st.lists(st.integers(0, 3), min_size=1, max_size=4).filter(any))
    scene, number, plan, asked = 0, 0, {}, 0
    for count in counts:
        scene, number = (scene, number + 1) if number and draw(st.booleans()) else (scene + 1, 1)
        plan[f"scene-{scene}/{number}"] = [f"item-{asked + i}" for i in range(count)]
        asked += count
    listed = {item: draw(items(name, item)) for part in plan.values() for item in part}
    return case(name, plan, listed, seconds=draw(st.none() | st.integers(60, 400)))


@st.composite
def forms(draw: st.DrawFn) -> Form:
    """A form of one to three cases under any rules."""
    names = ["one", "two", "three"][: draw(st.integers(1, 3))]
    return form(*(draw(cases(name)) for name in names), practice=draw(RULES), exam=draw(RULES))
