"""Whether a student fits a host and its projects, said before anything is chosen."""

from datetime import date
from typing import Any

import pytest

from gateway.web.pages.student.eligibility import (
    ENOUGH,
    MOST_CHOICES,
    NO_MONTH,
    SAME_COMMITTEE,
    chance,
    languages_asked,
    months_within_reach,
    papers_asked,
)

TODAY = date(2027, 2, 1)
EXCHANGE = {"season": "2027-2028"}
PORTO, LISBON = "porto", "lisbon"


def project(lc_id: str = PORTO, **left: int) -> dict[str, Any]:
    months = [{"month": name.replace("m", "20", 1).replace("_", "-"), "left": number}
              for name, number in left.items()]  # fmt: skip
    return {"lc_id": lc_id, "months": months}


def terms(**changes: Any) -> dict[str, Any]:
    usual: dict[str, Any] = {
        "calendar": [],
        "form_deadline_weeks": 12,
        "distinct_committees": False,
        "special_documents": [],
        "languages": [],
    }
    return {**usual, **changes}


def reached(offered: dict[str, Any], **changes: Any) -> list[str]:
    return months_within_reach(offered, EXCHANGE, terms(**changes), TODAY)


def test_only_months_with_a_free_place_count() -> None:
    assert reached(project(m27_06=1, m27_07=0)) == ["2027-06"]


def test_a_month_that_the_forms_deadline_leaves_out_cannot_be_reached() -> None:
    assert reached(project(m27_04=1, m27_05=1)) == ["2027-04", "2027-05"]
    assert reached(project(m27_04=1, m27_05=1), form_deadline_weeks=16) == ["2027-05"]


def test_the_season_of_the_place_bounds_the_months() -> None:
    assert reached(project(m28_03=1, m28_04=1)) == ["2028-03"]


def test_the_calendar_of_the_host_counts_by_committee() -> None:
    calendar = [{"lc_id": LISBON, "month": "2027-07"}]

    assert reached(project(PORTO, m27_07=1), calendar=calendar) == []
    assert reached(project(LISBON, m27_07=1), calendar=calendar) == ["2027-07"]


OTHERS = [project(LISBON), project(PORTO)]


@pytest.mark.parametrize(
    ("offered", "chosen", "changes", "obstacle"),
    [
        (project(m27_07=1), OTHERS, {}, ""),
        (project(m27_07=0), [], {}, NO_MONTH),
        (project(m27_07=1), OTHERS, {"distinct_committees": True}, SAME_COMMITTEE),
        (project("faro", m27_07=1), OTHERS, {"distinct_committees": True}, ""),
        (project(m27_07=1), [*OTHERS, *OTHERS][:MOST_CHOICES], {},
         ENOUGH.format(number=MOST_CHOICES)),
    ],
)  # fmt: skip
def test_what_speaks_against_a_project_is_said(
    offered: dict[str, Any], chosen: list[dict[str, Any]], changes: dict[str, Any], obstacle: str
) -> None:
    assert chance(offered, EXCHANGE, terms(**changes), chosen, TODAY).obstacle == obstacle


@pytest.mark.parametrize(
    ("spoken", "is_met"), [("B1", False), ("B2", True), ("C2", True), (None, None)]
)
def test_a_language_is_compared_with_the_level_that_is_asked(
    spoken: str | None, is_met: bool | None
) -> None:
    own = [{"language": "en-GB", "level": spoken}] if spoken else []

    (check,) = languages_asked(terms(languages=[{"language": "en", "level": "B2"}]), own)

    assert check.is_met is is_met


def test_the_hosts_own_documents_come_after_the_standard_ones() -> None:
    assert papers_asked(terms(special_documents=["insurance"]))[-1] == "insurance"
