"""What is reported of an attempt: scores, and everything that is needed to make them again."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from player.engine.form import Form
from player.engine.scoring import RULES, CaseScore, ItemScore, Sum, score_form
from player.engine.state import Attempt
from scenarios.model.key import Keys

Plain = dict[str, Any]


def report(form: Form, keys: Keys, attempt: Attempt, version: Mapping[str, str]) -> Plain:
    """The result of an attempt as plain values.

    Args:
        form: the form that the attempt is pinned to.
        keys: what it is scored with.
        attempt: a closed attempt.
        version: identifier of the published version, digest of its form, digest of the keys.
    """
    score = score_form(form, keys, attempt)
    return {
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
