"""Where each exchange stands, what is next, what is missing, what is in the logbook."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import false, true

from gateway.views import GatewayViews
from gateway.views.exchange_next import next_step
from gateway.views.exchanges import ExchangeFilter
from services.contracts import applications as facts
from services.contracts import housing, projects
from tests.gateway.dates import day
from tests.gateway.told_facts import Season
from tests.gateway.views_bench import ViewsBench

JULY = "2027-07"


@pytest.fixture
def season() -> Season:
    season = Season()
    season.host()
    season.publish_project()
    return season


def exchange(bench: ViewsBench, season: Season) -> dict[str, Any]:
    row = bench.shown(season).exchanges.one(season.exchange, true())
    assert row
    return row


def stage(bench: ViewsBench, season: Season) -> str:
    return str(exchange(bench, season)["stage"])


def board(views: GatewayViews, lc_id: UUID | None = None) -> list[dict[str, Any]]:
    return views.board.page(JULY, lc_id, true(), None, 20)


def board_row(bench: ViewsBench, season: Season) -> dict[str, Any]:
    return board(bench.shown(season), season.lc)[0]


def missing(bench: ViewsBench, season: Season) -> list[str]:
    found: list[str] = board_row(bench, season)["missing"]
    return found


def test_the_stages_of_the_path(bench: ViewsBench) -> None:
    season = Season().whole_story()
    store, stages = bench.store(), list[str]()

    for envelope in season.told:
        store.process([envelope])
        row = store.live.exchanges.one(season.exchange, true())
        if row and row["stage"] not in stages[-1:]:
            stages.append(row["stage"])

    assert stages == [
        "assigned", "submitted", "forwarded", "received", "placing", "placed", "accepted",
        "confirmed", "cleared", "arrived", "in_progress", "ended", "certified", "recognised",
    ]  # fmt: skip


def test_an_application_is_shown_with_its_choices_and_dates(
    bench: ViewsBench, season: Season
) -> None:
    season.apply()

    row = exchange(bench, season)

    assert [choice["project_id"] for choice in row["choices"]] == [season.project]
    assert (row["month"], row["start"], row["weeks"]) == (JULY, day(7, 1), 4)
    assert row["accept_by"] == day(5, 6)
    assert row["hosting_lc_id"] is None


def test_choices_are_replaced_when_the_form_is_submitted_again(
    bench: ViewsBench, season: Season
) -> None:
    season.apply()
    season.step(facts.ApplicationReturned)
    other = uuid4()
    season.step(
        facts.ApplicationSubmitted,
        choices=[
            {"rank": n, "project_id": p, "lc_id": season.lc} for n, p in enumerate([other], 1)
        ],
    )

    assert [choice["project_id"] for choice in exchange(bench, season)["choices"]] == [other]


def test_a_returned_form_says_why_and_by_whom_until_it_goes_on(
    bench: ViewsBench, season: Season
) -> None:
    season.apply()
    season.step(facts.ApplicationReturned, returned_by="hosting", reason="letter_missing")
    row = exchange(bench, season)
    assert (row["stage"], row["reason_by"], row["reason"]) == (
        "returned", "hosting", "letter_missing",
    )  # fmt: skip

    season.step(facts.ApplicationSubmitted)

    row = exchange(bench, season)
    assert (row["stage"], row["reason_by"], row["reason"]) == ("submitted", "", "")


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        (facts.ApplicationRejected, "rejected"),
        (facts.ExchangeCancelled, "cancelled"),
    ],
)
def test_ways_off_the_path(bench: ViewsBench, season: Season, fact: Any, expected: str) -> None:
    season.apply()
    season.step(fact)

    assert stage(bench, season) == expected
    assert exchange(bench, season)["reason"] == fact.example["reason"]


def test_a_released_placement_sends_the_committee_looking_again(
    bench: ViewsBench, season: Season
) -> None:
    season.apply()
    season.propose()
    season.hold()
    season.step(facts.PlacementReleased, **season.trio)

    row = exchange(bench, season)

    assert (row["stage"], row["placement_id"]) == ("placing", None)


def test_a_cancelled_exchange_stays_cancelled_when_its_placement_is_released(
    bench: ViewsBench, season: Season
) -> None:
    season.apply()
    season.propose()
    season.hold()
    season.step(facts.ExchangeCancelled)
    season.step(facts.PlacementReleased, **season.trio, reason="cancelled")

    assert stage(bench, season) == "cancelled"


def test_a_placement_completed_after_the_cancellation_changes_no_stage(
    bench: ViewsBench, season: Season
) -> None:
    season.apply()
    season.propose()
    season.step(facts.ExchangeCancelled)
    season.step(facts.PlacementCompleted, **season.trio)

    assert stage(bench, season) == "cancelled"


def test_the_release_of_an_earlier_placement_leaves_the_present_one(
    bench: ViewsBench, season: Season
) -> None:
    season.apply()
    season.propose()
    earlier = season.trio
    season.placement = uuid4()
    season.step(facts.PlacementProposed, **season.trio)
    season.hold()
    season.step(facts.PlacementReleased, **earlier)

    row = exchange(bench, season)

    assert (row["stage"], row["placement_id"]) == ("placed", season.placement)


def test_travel_data_sent_again_do_not_send_the_student_back(
    bench: ViewsBench, season: Season
) -> None:
    season.apply()
    season.propose()
    season.hold()
    season.accept()
    season.step(facts.CardOfConfirmationSubmitted)
    season.step(facts.ClearedToTravel)
    season.step(facts.CardOfConfirmationSubmitted, arrive_on="2027-06-29")

    row = exchange(bench, season)

    assert (row["stage"], row["arrive_on"]) == ("cleared", day(6, 29))


@pytest.mark.parametrize("deadline", facts.DEADLINES)
def test_a_missed_deadline_is_marked(bench: ViewsBench, season: Season, deadline: str) -> None:
    season.apply()
    season.step(facts.DeadlineMissed, deadline=deadline)
    views = bench.shown(season)

    late = {
        name
        for name in facts.DEADLINES
        if views.exchanges.page(
            ExchangeFilter(late=(name,)), true(), views.exchanges.orders["number"], None, 9
        )
    }

    assert late == {deadline}


def test_a_late_card_of_acceptance_keeps_its_justification(
    bench: ViewsBench, season: Season
) -> None:
    season.apply()
    season.propose()
    season.hold()
    season.accept(is_late=True, justification="mentor_ill")

    row = exchange(bench, season)

    assert (row["is_acceptance_late"], row["justification"]) == (True, "mentor_ill")
    assert not row["is_submission_late"]


@pytest.mark.parametrize(
    ("wanted", "is_found"),
    [
        ({"stages": ("forwarded", "placed")}, True),
        ({"stages": ("placed",)}, False),
        ({"month": JULY, "season": "2027-2028"}, True),
        ({"month": "2027-08"}, False),
        ({"number": "2027-PT-7K3M9Q"}, True),
        ({"number": "2026"}, False),
    ],
)
def test_filters(
    bench: ViewsBench, season: Season, wanted: dict[str, Any], *, is_found: bool
) -> None:
    season.apply()
    exchanges = bench.shown(season).exchanges

    rows = exchanges.page(ExchangeFilter(**wanted), true(), exchanges.orders["start"], None, 9)

    assert bool(rows) is is_found


def test_filters_by_whom_it_concerns(bench: ViewsBench, season: Season) -> None:
    season.apply()
    exchanges = bench.shown(season).exchanges
    order = exchanges.orders["-stage_since"]

    def is_found(**wanted: Any) -> bool:
        return bool(exchanges.page(ExchangeFilter(**wanted), true(), order, None, 9))

    assert is_found(
        sending_nmo_id=season.sending, hosting_nmo_id=season.nmo, student_id=season.student
    )
    assert not is_found(hosting_lc_id=season.lc)
    assert not is_found(sending_nmo_id=season.nmo)


@pytest.mark.parametrize("name", ["-stage_since", "number", "start"])
def test_pages_follow_each_other_also_for_forms_without_a_start(
    bench: ViewsBench, season: Season, name: str
) -> None:
    for number in range(5):
        season.exchange = uuid4()
        season.step(facts.ApplicationFormAssigned, number=f"N{number // 2}")
        if number % 2:
            season.step(facts.ApplicationSubmitted)
    exchanges = bench.shown(season).exchanges
    order = exchanges.orders[name]
    whole = exchanges.page(ExchangeFilter(), true(), order, None, 9)

    first = exchanges.page(ExchangeFilter(), true(), order, None, 2)[:2]
    rest = exchanges.page(ExchangeFilter(), true(), order, order.place_of(first[1]), 9)

    assert [r["exchange_id"] for r in first + rest] == [r["exchange_id"] for r in whole]
    assert len(whole) == 5


def test_what_is_next_along_the_path(bench: ViewsBench) -> None:
    season = Season().whole_story()
    store, steps = bench.store(), list[tuple[str, str]]()

    for envelope in season.told:
        store.process([envelope])
        row = store.live.exchanges.one(season.exchange, true())
        step = next_step(row) if row else None
        if step and (step["who"], step["what"]) not in steps[-1:]:
            steps.append((step["who"], step["what"]))

    assert steps == [
        ("student", "submit_application"),
        ("sending", "forward_application"),
        ("hosting", "receive_application"),
        ("hosting", "assign_to_committee"),
        ("committee", "propose_placement"),
        ("committee", "issue_card_of_acceptance"),
        ("student", "submit_card_of_confirmation"),
        ("sending", "record_pre_departure_training"),
        ("student", "settle_visa"),
        ("contact_person", "hand_over_keys"),
        ("committee", "start_project"),
        ("student", "record_attendance"),
        ("student", "submit_evaluation"),
        ("committee", "issue_certificate"),
        ("sending", "record_recognition"),
    ]


def test_next_steps_have_the_days_on_which_they_are_due(bench: ViewsBench, season: Season) -> None:
    season.apply()

    step = next_step(exchange(bench, season))

    assert step == {"who": "hosting", "what": "receive_application", "due_on": day(5, 6)}


def test_nothing_is_next_when_it_is_over(bench: ViewsBench, season: Season) -> None:
    season.apply()
    season.step(facts.ExchangeCancelled)

    assert next_step(exchange(bench, season)) is None


def test_the_board_says_what_is_missing_for_each_student(bench: ViewsBench, season: Season) -> None:
    cards = ["card_of_acceptance", "card_of_confirmation", "pre_departure_training", "visa"]
    season.apply()
    season.propose()
    assert missing(bench, season) == ["mentor", "bed", "contact_person", *cards]

    season.answer(housing.BedHeld)
    season.answer(projects.SlotHeld)
    assert missing(bench, season) == ["mentor", "contact_person", *cards]

    season.answer(projects.MentorConfirmed)
    season.answer(housing.ContactPersonHeld)
    assert missing(bench, season) == cards

    season.accept()
    season.travel()
    assert missing(bench, season) == []


def test_the_board_of_a_host_shows_forms_that_no_committee_has_yet(
    bench: ViewsBench, season: Season
) -> None:
    season.apply()
    views = bench.shown(season)

    assert board(views, season.lc) == []
    row = board(views)[0]
    assert row["missing"][:2] == ["documents", "committee"]
    assert row["sending_country"] == "FR"


def test_the_board_shows_only_whom_all_of_this_is_missing_for(
    bench: ViewsBench, season: Season
) -> None:
    season.apply()
    season.propose()
    season.answer(housing.BedHeld)
    views = bench.shown(season)

    def lacking(*names: str) -> int:
        return len(views.board.page(JULY, season.lc, true(), None, 20, names))

    assert lacking("mentor") == lacking("mentor", "contact_person", "visa") == 1
    assert lacking("bed") == lacking("mentor", "bed") == 0


def test_the_board_counts_the_students_of_each_month(bench: ViewsBench, season: Season) -> None:
    season.apply()
    assert bench.shown(season).board.months(season.lc, true()) == []

    season.propose()
    views = bench.shown(season)

    assert views.board.months(season.lc, true()) == [{"month": JULY, "students": 1}]
    assert views.board.months(season.lc, false()) == []


def test_who_starts_soon_without_a_card_is_warned_of(bench: ViewsBench, season: Season) -> None:
    season.apply()
    season.propose()

    def warned(until: date) -> list[UUID]:
        rows = bench.shown(season).board.unaccepted(season.lc, until, true(), 9)
        return [row["exchange_id"] for row in rows]

    assert warned(date(2027, 12, 31)) == [season.exchange]
    assert warned(date(2027, 6, 1)) == []

    season.accept()
    assert warned(date(2027, 12, 31)) == []


def test_the_pages_of_the_board_follow_each_other_by_first_day(
    bench: ViewsBench, season: Season
) -> None:
    for number, first_day in enumerate((12, 1, 5, 1, 5)):
        season.exchange = uuid4()
        season.step(facts.ApplicationFormAssigned, number=f"N{number}")
        season.step(facts.ApplicationSubmitted, start=f"2027-07-{first_day:02}")
        season.step(facts.ApplicationForwarded)
    views = bench.shown(season)

    first = views.board.page(JULY, None, true(), None, 2)[:2]
    after = views.board.by_first_day.place_of(first[1])
    rest = views.board.page(JULY, None, true(), after, 9)

    assert [row["start"].day for row in first + rest] == [1, 1, 5, 5, 12]
    assert first + rest == board(views)


def test_the_board_leaves_out_who_does_not_come(bench: ViewsBench, season: Season) -> None:
    season.apply()
    season.propose()
    season.step(facts.ExchangeCancelled)

    assert board(bench.shown(season)) == []


def test_a_released_bed_is_missing_again(bench: ViewsBench, season: Season) -> None:
    season.apply()
    season.propose()
    season.hold()
    season.answer(housing.BedReleased)

    assert "bed" in missing(bench, season)


def test_a_placement_shows_the_answers_to_it(bench: ViewsBench, season: Season) -> None:
    season.apply()
    season.propose()
    season.answer(projects.SlotHeld)
    season.answer(housing.BedRefused)
    season.answer(housing.ContactPersonHeld)
    season.step(facts.PlacementReleased, **season.trio)

    placement = bench.shown(season).placements.one(season.placement, true())

    assert placement
    assert (placement["state"], placement["refused_by"]) == ("released", "bed")
    assert (placement["bed"]["state"], placement["bed"]["reason"]) == ("refused", "no_free_bed")
    assert placement["slot"]["state"] == "held"
    assert [duty["state"] for duty in placement["contact_persons"]] == ["held"]


def test_all_proposals_for_an_exchange_are_remembered(bench: ViewsBench, season: Season) -> None:
    season.apply()
    season.propose()
    season.step(facts.PlacementReleased, **season.trio)
    season.placement = uuid4()
    season.step(facts.PlacementProposed, **season.trio, until="2027-05-09T12:00:00+00:00")

    proposals = bench.shown(season).placements.of_exchange(season.exchange)

    assert [row["state"] for row in proposals] == ["released", "open"]


def test_the_logbook_has_days_totals_and_appraisals(bench: ViewsBench) -> None:
    season = Season().whole_story()

    logbook = bench.shown(season).logbook.of(season.exchange)

    assert logbook
    assert (logbook["present_days"], logbook["working_days"], logbook["may_still_miss"]) == (
        3,
        20,
        4,
    )
    assert (logbook["mid_score"], logbook["end_score"], logbook["outcome"]) == (4, 5, "poster")
    assert logbook["countersigned_up_to"] == day(7, 9)
    only = logbook["days"][0]
    assert (only["day"], only["attendance"]) == (day(7, 5), "present")
    assert only["diary_document_id"] is not None


def test_a_corrected_day_stands_once_in_the_logbook(bench: ViewsBench, season: Season) -> None:
    season.apply()
    season.step(facts.ProjectStarted)
    season.step(facts.AttendanceRecorded)
    season.step(facts.AttendanceRecorded, attendance="absent", present_days=2)

    logbook = bench.shown(season).logbook.of(season.exchange)

    assert logbook
    assert [row["attendance"] for row in logbook["days"]] == ["absent"]
    assert logbook["present_days"] == 2


def test_there_is_no_logbook_before_the_work_begins(bench: ViewsBench, season: Season) -> None:
    season.apply()

    assert bench.shown(season).logbook.of(season.exchange) is None
