"""What was just done in an exchange is taken back: a placement, a committee, a day, a wish."""

import re
from uuid import UUID

import pytest
from sqlalchemy import true

from gateway.views.keyset import Row
from services.contracts.conditions import SPECIAL_DOCUMENTS
from services.contracts.roles import Role
from tests.gateway.web.season_bench import SeasonBench
from tests.gateway.web.undoing import can_undo, said_after, undo, way_back
from tests.gateway.web.web_bench import Browser
from tests.support.forms_on_the_way import Forms
from tests.support.sample_season import NOW

UNDONE = "Undone."
TODAY = NOW.date().isoformat()
CHECKED = re.compile(r'name="(project_id|room_id|contact_person_id)" value="([^"]*)" checked')
COLLEAGUE = re.compile(r'name="(?:successor|backup)_id" value="([^"]*)"')
COMMITTEES = re.compile(r'name="lc_id" value="([^"]*)"')


def officer_of(bench: SeasonBench, unit_id: UUID, role: Role) -> Browser:
    """An officer of a unit, at a browser."""
    officers = bench.views.people.officers_of(unit_id, bench.clock.now().date())
    return bench.browser_of(next(one["person_id"] for one in officers if one["role"] == role))


# -- a placement


class Placing:
    """An exchange that a committee has to place, and the committee's officer."""

    def __init__(self, bench: SeasonBench) -> None:
        self._bench, forms = bench, Forms(bench)
        form = forms.forwarded(forms.submitted(forms.assigned(forms.open_contract())))
        self.id = forms.to_be_placed(form)
        self.lore = officer_of(bench, self.row["hosting_lc_id"], Role.LORE)
        html = self.lore.open(self._page).get_data(as_text=True)
        self.chosen = dict(CHECKED.findall(html))

    @property
    def row(self) -> Row:
        """The exchange as it is now."""
        found: Row = self._bench.views.exchanges.one(UUID(self.id), true())
        return found

    @property
    def _page(self) -> str:
        return f"/committee/exchanges/{self.id}/propose"

    def propose(self) -> tuple[str, dict[str, str]]:
        """Ask for all three; the button beside what is said then."""
        return way_back(self.lore, self.lore.send(self._page, "propose_placement", **self.chosen))


@pytest.fixture
def placing(bench: SeasonBench) -> Placing:
    return Placing(bench)


def test_a_placement_that_was_proposed_is_not_open(placing: Placing) -> None:
    to, held = placing.propose()
    assert placing.row["placement_id"]

    assert said_after(placing.lore, to, held) == UNDONE

    assert placing.row["placement_id"] is None


def test_another_placement_that_was_proposed_since_stays_open(
    bench: SeasonBench, placing: Placing
) -> None:
    to, held = placing.propose()
    exchange = {"exchange_id": placing.id}
    bench.send("applications", "withdraw_placement", **exchange)
    bench.send("applications", "propose_placement", **exchange, **placing.chosen)
    proposed_since = placing.row["placement_id"]

    said = said_after(placing.lore, to, held)

    assert said.startswith("Another placement has been proposed since")
    assert proposed_since
    assert placing.row["placement_id"] == proposed_since


def test_the_committee_that_had_the_exchange_has_it_again(
    bench: SeasonBench, placing: Placing
) -> None:
    before = placing.row["hosting_lc_id"]
    nore = officer_of(bench, placing.row["hosting_nmo_id"], Role.NORE_IN)
    page = f"/national/exchanges/{placing.id}"
    committees = COMMITTEES.findall(nore.open(page).get_data(as_text=True))
    other = next(one for one in committees if one != str(before))

    given = nore.send(page, "assign_to_committee", lc_id=other)
    assert str(placing.row["hosting_lc_id"]) == other
    assert undo(nore, given) == UNDONE

    assert placing.row["hosting_lc_id"] == before


def test_an_exchange_that_no_committee_had_stays_with_its_first_one(bench: SeasonBench) -> None:
    forms = Forms(bench)
    form = forms.forwarded(forms.submitted(forms.assigned(forms.open_contract())))
    row = bench.views.exchanges.one(UUID(form), true())
    nore = officer_of(bench, row["hosting_nmo_id"], Role.NORE_IN)
    page = f"/national/exchanges/{form}"
    documents = {"verified_documents": list(SPECIAL_DOCUMENTS)}
    nore.send(page, "receive_application", **documents)

    given = nore.send(page, "assign_to_committee", lc_id=str(row["choices"][0]["lc_id"]))

    assert not can_undo(nore, given)


# -- a day at work


@pytest.fixture
def at_work(bench: SeasonBench) -> Row:
    return bench.exchange_at("in_progress")


@pytest.fixture
def day(bench: SeasonBench, at_work: Row) -> str:
    """A day of work for which nobody has vouched yet: the present one."""
    about = {"exchange_id": str(at_work["exchange_id"]), "day": TODAY}
    bench.send("applications", "record_attendance", **about, attendance="present")
    return TODAY


def day_of(bench: SeasonBench, exchange: Row, day: str) -> Row:
    days = bench.views.logbook.of(exchange["exchange_id"])["days"]
    found: Row = next(row for row in days if row["day"].isoformat() == day)
    return found


def logbook(exchange: Row) -> str:
    return f"/my/exchanges/{exchange['exchange_id']}/logbook"


def test_a_day_is_what_it_was(bench: SeasonBench, at_work: Row, day: str) -> None:
    student = bench.browser_of(at_work["student_id"])
    excused = {"day": day, "attendance": "excused"}

    corrected = student.send(logbook(at_work), "record_attendance", **excused)
    assert day_of(bench, at_work, day)["attendance"] == "excused"
    assert undo(student, corrected) == UNDONE

    assert day_of(bench, at_work, day)["attendance"] == "present"


def test_the_committee_takes_a_day_back_as_well(bench: SeasonBench, at_work: Row, day: str) -> None:
    lore = officer_of(bench, at_work["hosting_lc_id"], Role.LORE)
    page = f"/committee/exchanges/{at_work['exchange_id']}/attendance"
    excused = {"day": day, "attendance": "excused"}

    assert undo(lore, lore.send(page, "record_attendance", **excused)) == UNDONE

    assert day_of(bench, at_work, day)["attendance"] == "present"


def test_a_day_that_was_not_written_down_before_stays(bench: SeasonBench) -> None:
    at_work = bench.exchange_at("in_progress", but=bench.exchange_at("in_progress")["exchange_id"])
    student = bench.browser_of(at_work["student_id"])
    written = {"day": TODAY, "attendance": "present"}

    assert not can_undo(student, student.send(logbook(at_work), "record_attendance", **written))


def test_an_entry_of_the_diary_is_the_one_before(
    bench: SeasonBench, at_work: Row, day: str
) -> None:
    student = bench.browser_of(at_work["student_id"])
    page = f"{logbook(at_work)}/{day}"

    first = student.send(page, "write_diary", text="Counted cells.")
    assert not can_undo(student, first)
    assert undo(student, student.send(page, "write_diary", text="Lost the cells.")) == UNDONE

    assert "Counted cells." in student.open(page).get_data(as_text=True)


# -- a room and a contact person


def test_who_came_by_a_link_takes_back_what_they_did_with_their_room(bench: SeasonBench) -> None:
    coming = bench.exchange_at("confirmed", "cleared")
    provider, task = bench.browser(), f"/tasks/{coming['exchange_id']}"
    provider.open(bench.link_of(coming["provider"], coming["exchange_id"]))
    page, days = f"{task}/room", {"start": "2028-05-01", "end": "2028-05-03"}

    def is_kept() -> bool:
        return "1 May 2028" in provider.open(page).get_data(as_text=True)

    to, held = way_back(provider, provider.send(page, "block_room", **days))
    assert to == f"{task}/undo"
    assert said_after(provider, to, held) == UNDONE
    assert not is_kept()

    provider.send(page, "block_room", **days)
    assert undo(provider, provider.send(page, to=f"{page}/freed", **days)) == UNDONE
    assert is_kept()


class Guided:
    """An exchange with a contact person, and the officer who says who cares for the student."""

    def __init__(self, bench: SeasonBench) -> None:
        self._bench = bench
        coming = bench.exchange_at("confirmed", "cleared")
        self._id = coming["exchange_id"]
        self.lore = officer_of(bench, coming["hosting_lc_id"], Role.LORE)
        entry = self.guides()[0]
        self._path = f"/committee/contact-persons/{entry}/students/{self._id}"

    def guides(self) -> list[str]:
        """The contact person, and who steps in."""
        rows = self._bench.views.contact_persons.of_exchange(self._id)
        return [str(row["contact_person_id"]) for row in rows]

    def page(self, task: str) -> str:
        """Where something is done with the student."""
        return f"{self._path}/{task}"

    def colleagues(self, task: str) -> list[str]:
        """Who can be chosen there."""
        return COLLEAGUE.findall(self.lore.open(self.page(task)).get_data(as_text=True))


def test_a_student_is_with_the_contact_person_again_who_handed_them_over(
    bench: SeasonBench,
) -> None:
    guided = Guided(bench)
    before, lore, page = guided.guides(), guided.lore, guided.page("hand-over")
    successor = guided.colleagues("hand-over")[0]

    handed_over = lore.send(page, "reassign_contact_person", successor_id=successor)
    assert guided.guides() == [successor]
    assert undo(lore, handed_over) == UNDONE

    assert guided.guides() == before


def test_who_stepped_in_before_does_so_again(bench: SeasonBench) -> None:
    guided = Guided(bench)
    lore, page = guided.lore, guided.page("backup")
    first, second = guided.colleagues("backup")

    assert not can_undo(lore, lore.send(page, "name_backup_contact", backup_id=first))
    assert undo(lore, lore.send(page, "name_backup_contact", backup_id=second)) == UNDONE

    assert guided.guides()[1:] == [first]


# -- a project


class Committee:
    """A committee with a published project, and its officer."""

    def __init__(self, bench: SeasonBench) -> None:
        self._bench = bench
        exchange = bench.exchange_at("confirmed", "cleared")
        self.project_id = exchange["project_id"]
        self.lore = officer_of(bench, exchange["hosting_lc_id"], Role.LORE)

    def does(self, task: str, form: str, **fields: str) -> str:
        """Do something with the project and take it back; what is said."""
        page = f"/committee/projects/{self.project_id}/{task}"
        return undo(self.lore, self.lore.send(page, form, **fields))

    @property
    def project(self) -> Row:
        """The project as it is now."""
        row = self._bench.views.catalogue.one(self.project_id, true())
        return {name: row[name] for name in ("state", "mentor_id", "months", "state_reason")}


def test_what_was_done_with_a_project_is_taken_back(bench: SeasonBench) -> None:
    committee = Committee(bench)
    before = committee.project
    month = before["months"][-1]
    more = {"month": month["month"], "places": str(month["places"] + 3)}
    mentors = bench.views.organisations.mentors_of(lc_of(bench, committee), true())
    other = next(one["mentor_id"] for one in mentors if one["mentor_id"] != before["mentor_id"])

    assert committee.does("places", "open_places", **more) == UNDONE
    assert committee.does("mentor", "assign_mentor", mentor_id=str(other)) == UNDONE
    assert committee.does("suspend", "suspend_project", reason="mentor_away") == UNDONE

    assert {**committee.project, "state_reason": ""} == {**before, "state_reason": ""}


def lc_of(bench: SeasonBench, committee: Committee) -> UUID:
    found: UUID = bench.views.catalogue.one(committee.project_id, true())["lc_id"]
    return found


def test_a_project_that_was_resumed_is_suspended_for_the_same_reason(bench: SeasonBench) -> None:
    committee = Committee(bench)
    suspended = {"project_id": str(committee.project_id), "reason": "mentor_away"}
    bench.send("projects", "suspend_project", **suspended)
    before = committee.project

    assert committee.does("resume", "resume_project") == UNDONE

    assert committee.project == before
    bench.send("projects", "resume_project", project_id=str(committee.project_id))


# -- a wish


def test_a_project_is_among_the_wishes_no_more(bench: SeasonBench) -> None:
    student = bench.browser_of(UUID(Forms(bench).begun("undoes@example.org")))
    (exchange_id,) = bench.views.personal_roles.of(student.person_id)["student"]
    page = f"/my/exchanges/{exchange_id}/form/projects"
    html = student.open(page).get_data(as_text=True)
    choice = re.findall(rf'action="({page}/[^"]*/choice)"', html)[0]

    assert undo(student, student.send(page, to=choice)) == UNDONE

    assert f'action="{choice}"' in student.open(page).get_data(as_text=True)
