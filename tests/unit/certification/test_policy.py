"""The policy: it says what the programme says, another area is a line, and every fault is told in one line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from player.certification.errors import PolicyError
from player.certification.policy import FOLDER, digest_of, load_policy, read_policy

POLICY = read_policy()


@pytest.fixture
def edited(tmp_path: Path) -> Callable[..., Path]:
    """Gives a folder with the policy in which one text is replaced by another."""

    def edit(old: str, new: str, file: str = "policy") -> Path:
        for name in ("policy", "questionnaire"):
            text = (FOLDER / f"{name}.yaml").read_text()
            if name == file:
                assert old in text
                text = text.replace(old, new, 1)
            (tmp_path / f"{name}.yaml").write_text(text)
        return tmp_path

    return edit


def test_the_policy_holds_the_figures_of_the_programme() -> None:
    assert {area: rule.cases for area, rule in POLICY.areas.items()} == {
        "cardiac": 30,
        "gastrointestinal": 25,
        "hepatobiliary-spleen": 25,
        "obstetrics-first-trimester": 25,
        "abdominal-trauma": 20,
        "lower-extremity-dvt": 20,
        "lung": 20,
        "msk-soft-tissue": 20,
        "renal-genitourinary": 20,
        "abdominal-aortic-aneurysm": 15,
    }
    credentials = POLICY.prerequisites.credentials
    assert {name: (rule.rule, rule.within_years) for name, rule in credentials.items()} == {
        "fundamentals": ("current", None),
        "spi": ("passed", 5),
        "apca-ardms": ("current", None),
    }
    assert POLICY.prerequisites.case_years == 2
    assert POLICY.window.days == 180
    assert POLICY.evaluators.named == 3
    assert (POLICY.decision.validity_years, POLICY.decision.appeal_days) == (5, 30)
    assert list(POLICY.questionnaire.domains) == [
        "preparation",
        "acquisition",
        "optimisation",
        "integration",
        "entrustment",
    ]


def test_another_area_is_added_by_data_alone(edited: Callable[..., Path]) -> None:
    folder = edited("  lung: {", "  ocular: {title: Ocular, cases: 12}\n  lung: {")
    added = read_policy(folder)
    assert added.areas["ocular"].cases == 12
    assert len(added.areas) == len(POLICY.areas) + 1
    assert added.digest != POLICY.digest


def test_a_policy_is_kept_and_read_again_as_it_was() -> None:
    assert load_policy(POLICY.body, POLICY.digest) == POLICY
    assert list(load_policy(POLICY.body, POLICY.digest).areas) == list(POLICY.areas)


def test_a_policy_that_was_changed_after_it_was_kept_is_refused() -> None:
    changed = POLICY.body.replace('"days":180', '"days":181')
    with pytest.raises(PolicyError, match="was changed after it was kept"):
        load_policy(changed, POLICY.digest)
    broken = POLICY.body.replace('"format":1', '"format":9', 1)
    with pytest.raises(PolicyError, match="cannot be read: format"):
        load_policy(broken, digest_of(broken))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("days: 180", "days: 0", "policy.yaml:64: window.days: "),
        ("cases: 30", "cases: many", "areas.cardiac.cases: is no number"),
        ("named: 3 ", "named: 2 ", "evaluators: asks for more than there are"),
        (
            "rule: passed, within_years: 5",
            "rule: passed",
            "'within_years' and the rule 'passed' belong together",
        ),
        ("audit_rate: 0.05", "audit_rate: 5", "eligibility.audit_rate"),
        ("{areas}.", "{name}.", "the only word that may stand in braces is {areas}"),
        ("  lung: {", "  certification: {", "that name is taken"),
        ("days: 180", "day: 180", "did you mean"),
        ("entrustment: 4}", "trust: 4}", "the questionnaire has not"),
        ("areas: 3 ", "areas: 11 ", "lower 'certification.areas'"),
        (
            "questionnaire: 1.0.0",
            "questionnaire: 1.0.1",
            "and questionnaire.yaml is 1.0.0; make them the same",
        ),
    ],
)
def test_what_is_wrong_is_told_in_one_line_with_its_place(
    edited: Callable[..., Path], old: str, new: str, told: str
) -> None:
    with pytest.raises(PolicyError) as error:
        read_policy(edited(old, new))
    lines = str(error.value).splitlines()
    assert all(line.startswith("policy.yaml:") for line in lines)
    assert any(told in line for line in lines), lines


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("domain: preparation,", "domain: prep,", "in no domain"),
        ("Entrustment, scale: entrustment", "Entrustment, scale: trust", "on no scale"),
    ],
)
def test_what_is_wrong_with_the_questionnaire_is_told_too(
    edited: Callable[..., Path], old: str, new: str, told: str
) -> None:
    with pytest.raises(PolicyError, match=told):
        read_policy(edited(old, new, "questionnaire"))


def test_everything_that_is_wrong_is_told_at_once(edited: Callable[..., Path]) -> None:
    folder = edited("days: 180", "days: none")
    text = (folder / "policy.yaml").read_text().replace("cases: 15", "cases: -1")
    (folder / "policy.yaml").write_text(text)
    with pytest.raises(PolicyError) as error:
        read_policy(folder)
    assert len(str(error.value).splitlines()) == 2


def test_a_folder_without_a_policy_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(PolicyError) as error:
        read_policy(tmp_path)
    assert str(error.value).splitlines() == [
        "policy.yaml: does not exist in the package; add the file, or correct its name",
        "questionnaire.yaml: does not exist in the package; add the file, or correct its name",
    ]
