"""Projects: from draft to archive through the service, each step by whom it belongs to."""

from uuid import uuid4

import pytest

from services.contracts import projects as facts
from services.contracts.errors import Invalid, NotFound, NotPermitted, StaleVersion
from services.contracts.roles import Role
from services.projects.domain import code_of_project
from services.projects.errors import MentorOfAnotherCommittee, ProjectNotApprovedNationally
from services.projects.schemas import COMMANDS
from services.projects.service import ProjectsService
from tests.support.actors import former, officer, person
from tests.support.projects import DESCRIPTION, DIRECTOR, hosting_side

ON_A_PROJECT = {
    "revise_project": {"description": DESCRIPTION},
    "assign_mentor": {"mentor_id": str(uuid4())},
    "approve_project_locally": {},
    "approve_project_nationally": {},
    "publish_project": {},
    "reconfirm_project": {"season": "2027-2028"},
    "suspend_project": {"reason": "mentor_on_leave"},
    "resume_project": {},
    "archive_project": {"reason": "funding_ended"},
    "open_places": {"month": "2027-07", "places": 1},
    "confirm_placement": {"placement_id": str(uuid4())},
    "decline_placement": {"placement_id": str(uuid4()), "reason": "away_that_month"},
}


@pytest.fixture
def bench(service_host):
    return service_host(ProjectsService)


@pytest.fixture
def host(bench):
    return hosting_side(bench)


def step(host, project_id, command, actor, **data):
    return host.bench.send(command, actor=actor, project_id=project_id, **data)


def test_a_drafted_project_is_published_whole(bench, host):
    project_id = host.draft(title="Микроглия 🧠", weeks=[4, 8])

    drafted = bench.last(facts.ProjectDrafted)
    assert drafted["project_id"] == str(project_id)
    assert drafted["project_code"] == code_of_project("PT", project_id)
    assert (drafted["lc_id"], drafted["nmo_id"]) == (str(host.lc_id), str(host.nmo_id))
    assert drafted["mentor_id"] == str(host.mentor_id)
    assert drafted["mentor_person_id"] == str(host.mentor.person_id)
    assert (drafted["title"], drafted["weeks"]) == ("Микроглия 🧠", [4, 8])
    assert drafted["hours_per_week"] == 35


def test_the_life_of_a_project_step_by_step(bench, host):
    project_id = host.draft()

    step(host, project_id, "approve_project_locally", host.lore)
    step(host, project_id, "approve_project_nationally", host.nore)
    step(host, project_id, "publish_project", DIRECTOR)
    step(host, project_id, "reconfirm_project", host.mentor, season="2027-2028")
    step(host, project_id, "open_places", host.lore, month="2027-07", places=2)
    step(host, project_id, "suspend_project", host.lore, reason="mentor_on_leave")
    step(host, project_id, "resume_project", host.lore)
    step(host, project_id, "archive_project", host.nore, reason="funding_ended")

    assert bench.names()[3:] == [
        "ProjectDrafted",
        "ProjectApprovedLocally",
        "ProjectApprovedNationally",
        "ProjectPublished",
        "ProjectReconfirmed",
        "PlacesOpened",
        "ProjectSuspended",
        "ProjectResumed",
        "ProjectArchived",
    ]


def test_a_step_from_the_wrong_state_is_refused_and_nothing_is_published(bench, host):
    project_id = host.draft()
    before = bench.names()

    with pytest.raises(ProjectNotApprovedNationally):
        step(host, project_id, "publish_project", DIRECTOR)

    assert bench.names() == before


def test_a_repeated_step_is_answered_with_the_same_version(bench, host):
    project_id = host.publish()
    before = bench.names()

    first = step(host, project_id, "publish_project", DIRECTOR)
    again = step(host, project_id, "publish_project", DIRECTOR)

    assert first["version"] == again["version"]
    assert bench.names() == before


def test_a_revised_project_is_published_whole(bench, host):
    project_id = host.publish()
    description = {**DESCRIPTION, "title": "Another title"}

    step(host, project_id, "revise_project", host.lore, description=description)

    revised = bench.last(facts.ProjectRevised)
    assert (revised["title"], revised["type"]) == ("Another title", "basic_science")
    assert revised["project_code"] == code_of_project("PT", project_id)


def test_a_project_changed_meanwhile_is_not_overwritten(bench, host):
    project_id = host.draft()

    with pytest.raises(StaleVersion):
        bench.send("approve_project_locally", project_id=project_id, expected_version=7)


def test_another_mentor_of_the_committee_takes_over(bench, host):
    project_id = host.publish()
    new = person()
    mentor = bench.send("register_mentor", lc_id=host.lc_id, person_id=new.person_id)

    step(host, project_id, "assign_mentor", host.lore, mentor_id=mentor["id"])

    revised = bench.last(facts.ProjectRevised)
    assert (revised["mentor_id"], revised["title"]) == (mentor["id"], DESCRIPTION["title"])
    step(host, project_id, "reconfirm_project", new, season="2028-2029")
    with pytest.raises(NotPermitted):
        step(host, project_id, "reconfirm_project", host.mentor, season="2029-2030")


def test_a_project_is_not_given_to_the_mentor_of_another_committee(bench, host):
    other = hosting_side(bench, "ES")
    project_id = host.draft()

    with pytest.raises(MentorOfAnotherCommittee):
        step(host, project_id, "assign_mentor", host.lore, mentor_id=other.mentor_id)
    with pytest.raises(MentorOfAnotherCommittee):
        bench.send(
            "draft_project",
            lc_id=host.lc_id,
            mentor_id=other.mentor_id,
            description=DESCRIPTION,
        )


@pytest.mark.parametrize(
    "changes",
    [
        {"title": ""},
        {"type": "alchemy"},
        {"learning_objectives": ["patience"]},
        {"weeks": []},
        {"weeks": [0]},
        {"weeks": ["4"]},
        {"hours_per_week": 200},
        {"project_code": "PT-MINE"},
        {"aim": "x" * 5_001},
        {"title": "NUL \0"},
        {"languages": ["NUL \0"]},
    ],
)
def test_a_description_that_cannot_be_used_is_refused(host, changes):
    with pytest.raises(Invalid):
        host.draft(**changes)


@pytest.mark.parametrize("reason", ["Dr. Silva is ill", "", "x" * 61, "ILL"])
def test_a_reason_is_a_code_and_never_words_about_a_person(bench, reason):
    with pytest.raises(Invalid):
        bench.send("suspend_project", project_id=uuid4(), reason=reason)


@pytest.mark.parametrize(
    ("month", "places"),
    [("2027-13", 1), ("0000-01", 1), ("2027-07", -1), ("2027-07", 101), ("2027-07", 1.5)],
)
def test_places_are_a_number_in_a_month(bench, month, places):
    with pytest.raises(Invalid):
        bench.send("open_places", project_id=uuid4(), month=month, places=places)


# -- who may


def test_the_steps_on_a_project_are_all_in_the_table_of_these_tests():
    assert set(ON_A_PROJECT) == {
        name for name, command in COMMANDS.items() if "project_id" in command().fields
    }


@pytest.mark.parametrize(("command", "data"), ON_A_PROJECT.items(), ids=ON_A_PROJECT)
def test_nobody_without_the_role_for_that_unit_today_touches_a_project(host, command, data):
    project_id = host.publish()
    strangers = [
        person(),
        officer(Role.LORE, uuid4()),
        officer(Role.NORE_IN, uuid4()),
        officer(Role.NORE_OUT, host.nmo_id),
        former(Role.LORE, host.lc_id),
        former(Role.DIRECTOR),
    ]

    for stranger in strangers:
        with pytest.raises(NotPermitted):
            step(host, project_id, command, stranger, **data)


@pytest.mark.parametrize(
    ("command", "wrong"),
    [
        ("approve_project_locally", "nore"),
        ("approve_project_nationally", "lore"),
        ("publish_project", "nore"),
        ("revise_project", "mentor"),
        ("archive_project", "mentor"),
    ],
)
def test_each_step_belongs_to_its_role(host, command, wrong):
    project_id = host.draft()

    with pytest.raises(NotPermitted):
        step(host, project_id, command, getattr(host, wrong), **ON_A_PROJECT[command])


@pytest.mark.parametrize(("command", "data"), ON_A_PROJECT.items(), ids=ON_A_PROJECT)
def test_a_project_that_does_not_exist_is_not_found(bench, host, command, data):
    with pytest.raises(NotFound):
        bench.send(command, project_id=uuid4(), **data)
    with pytest.raises(NotFound):
        bench.send(command, project_id=host.lc_id, **data)


def test_a_draft_needs_a_committee_and_a_mentor_that_exist(bench, host):
    with pytest.raises(NotFound):
        bench.send(
            "draft_project", lc_id=uuid4(), mentor_id=host.mentor_id, description=DESCRIPTION
        )
    with pytest.raises(NotFound):
        bench.send("draft_project", lc_id=host.lc_id, mentor_id=uuid4(), description=DESCRIPTION)


def test_the_national_officer_can_do_the_committees_work(bench, host):
    mentor = bench.send("register_mentor", actor=host.nore, lc_id=host.lc_id, person_id=uuid4())
    project = bench.send(
        "draft_project",
        actor=host.nore,
        lc_id=host.lc_id,
        mentor_id=mentor["id"],
        description=DESCRIPTION,
    )

    step(host, project["id"], "open_places", host.nore, month="2027-07", places=1)

    assert bench.names()[-3:] == ["MentorRegistered", "ProjectDrafted", "PlacesOpened"]


def test_only_the_committees_own_officers_draft(bench, host):
    for actor in (person(), officer(Role.LORE, uuid4()), DIRECTOR):
        with pytest.raises(NotPermitted):
            bench.send(
                "draft_project",
                actor=actor,
                lc_id=host.lc_id,
                mentor_id=host.mentor_id,
                description=DESCRIPTION,
            )
