"""What is reported of an attempt: scores, and everything that is needed to make them again."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from player.engine.form import Form
from player.engine.scoring import RULES, CaseScore, ItemScore, Sum, score_form
from player.engine.state import Attempt, Place
from scenarios.model.key import Keys

Plain = dict[str, Any]


@dataclass(frozen=True)
class Basis:
    """What a report was made with, beside the events: markings, and the report before it."""

    markings: Sequence[tuple[Place, float]] = ()
    before: Plain | None = None


def report(
    form: Form, keys: Keys, attempt: Attempt, version: Mapping[str, str], basis: Basis | None = None
) -> Plain:
    """The result of an attempt as plain values.

    Args:
        form: the form that the attempt is pinned to.
        keys: what it is scored with.
        attempt: a closed attempt.
        version: identifier of the published version, digest of its form, digest of the keys.
        basis: for every report but the first: what has been marked since, and what was reported before.
    """
    basis = basis or Basis()
    score = score_form(form, keys, attempt, dict(basis.markings))
    made = {
        "rules": RULES,
        **version,
        "mode": attempt.mode,
        "reason": attempt.reason,
        "closed_at": attempt.at.isoformat(),
        "percent": score.percent,
        "passed": score.passed,
        "cut_score": form.cut_score.model_dump(mode="json"),
        "domains": {
            name: {"title": form.blueprint[name].title, **_sum(part)} for name, part in score.domains.items()
        },
        "cases": [_case(form, case) for case in score.cases],
    }
    if basis.markings:
        made["markings"] = len(basis.markings)
    return made if basis.before is None else {**made, "changes": changes(basis.before, made)}


def changes(before: Plain, after: Plain) -> Plain:
    """What is new in a report: before and after of the per cent, of passing, and of each item that changed."""
    old = {(case, item["item"]): item for case, item in _items(before)}
    return {
        "percent": [before["percent"], after["percent"]],
        "passed": [before["passed"], after["passed"]],
        "items": [
            {"case": case, "item": item["item"], **_both(old[case, item["item"]], item)}
            for case, item in _items(after)
            if _counts(old[case, item["item"]]) != _counts(item)
        ],
    }


def provisional(body: Plain) -> list[Place]:
    """The answers that wait for a marker, by case and item."""
    return [(case, item["item"]) for case, item in _items(body) if item.get("provisional")]


def _items(body: Plain) -> Iterator[tuple[str, Plain]]:
    return ((case["case"], item) for case in body["cases"] for item in case["items"])


def _counts(item: Plain) -> tuple[float, bool]:
    return item["fraction"], item.get("provisional", False)


def _both(before: Plain, after: Plain) -> Plain:
    (old, waited), (new, waits) = _counts(before), _counts(after)
    return {"fraction": [old, new], "provisional": [waited, waits]}


def differences(reported: Plain, rebuilt: Plain, path: str = "") -> list[str]:
    """Where a rebuilt report differs from the one that was given out, as dotted paths."""
    if isinstance(reported, dict) and isinstance(rebuilt, dict):
        names = {**reported, **rebuilt}
        missing = object()
        return [
            found
            for name in names
            for found in differences(
                reported.get(name, missing), rebuilt.get(name, missing), f"{path}.{name}" if path else name
            )
        ]
    if isinstance(reported, list) and isinstance(rebuilt, list) and len(reported) == len(rebuilt):
        pairs = enumerate(zip(reported, rebuilt, strict=True))
        return [found for i, (one, other) in pairs for found in differences(one, other, f"{path}.{i}")]
    # for Python true is 1; for whoever reads a report it is not
    same = reported == rebuilt and isinstance(reported, bool) == isinstance(rebuilt, bool)
    return [] if same else [path]


def _case(form: Form, score: CaseScore) -> Plain:
    title = next(case.title for case in form.cases if case.id == score.case)
    return {
        "case": score.case,
        "title": title,
        **_sum(score.sum),
        "items": [_item(item) for item in score.items],
    }


def _item(score: ItemScore) -> Plain:
    """An item's score; that it is provisional stands there only where it is."""
    plain = asdict(score)
    provisional = plain.pop("provisional")
    return plain | ({"provisional": True} if provisional else {})


def _sum(part: Sum) -> Plain:
    return {"earned": part.earned, "attainable": part.attainable, "percent": part.percent}
