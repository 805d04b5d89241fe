"""Who looked at one's data: told to whom they are about, and to nobody else."""

from uuid import UUID

from tests.gateway.web.season_bench import SeasonBench
from tests.gateway.web.web_bench import text_of
from tests.support.sample_season import NOW

ADDRESS = "/account/looks"


def look_as(bench: SeasonBench, viewer: UUID, person_id: UUID) -> None:
    asked = {"person_id": str(person_id), "purpose": "arrival", "fields_asked": ["phone"]}
    bench.home.send("people", "view_personal_data", asked, bench.actor_of(viewer))
    bench.home.settle()


def test_a_student_is_told_who_looked_for_what_at_what(bench: SeasonBench) -> None:
    row = bench.exchange_at("accepted", "confirmed", "cleared")
    phone = {"purpose": "arrival", "fields_asked": ["phone"]}
    guide = bench.actor_of(row["contact_person"])
    bench.home.send(
        "people", "view_personal_data", {"person_id": str(row["student_id"]), **phone}, guide
    )
    bench.home.settle()

    shown = text_of(bench.browser_of(row["student_id"]).open(ADDRESS))

    assert "Contact person" in shown
    assert "To prepare the arrival" in shown
    assert "Phone" in shown


def test_an_office_is_told_with_its_unit(bench: SeasonBench) -> None:
    row = bench.exchange_at("accepted", "confirmed", "cleared")
    lc_id = row["hosting_lc_id"]
    committee = bench.views.organisations.committee(lc_id)
    officer = bench.views.people.officers_of(lc_id, NOW.date())[0]
    look_as(bench, officer["person_id"], row["student_id"])

    shown = text_of(bench.browser_of(row["student_id"]).open(ADDRESS))

    assert f"Local officer (LORE), {committee['faculty']}" in shown


def test_ones_own_looks_do_not_stand_there(bench: SeasonBench) -> None:
    browser = bench.browser("student (accepted)")
    browser.open("/my/data")
    bench.home.settle()

    assert "For themselves" not in text_of(browser.open(ADDRESS))


def test_a_stranger_signs_in_first(bench: SeasonBench) -> None:
    assert bench.browser().open(ADDRESS).status_code == 303
