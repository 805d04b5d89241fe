"""The life of a project: from draft to archive, step by step, and what may change meanwhile."""

from dataclasses import replace
from uuid import UUID, uuid4

import pytest

from services.projects.domain import code_of_project
from services.projects.errors import (
    ProjectIsArchived,
    ProjectNotApprovedLocally,
    ProjectNotApprovedNationally,
    ProjectNotDrafted,
    ProjectNotPublished,
    ProjectNotSuspended,
    SeasonInvalid,
)
from tests.unit.projects.given import (
    DESCRIPTION,
    IN_TIME,
    drafted,
    held,
    names_of,
    published,
    replayed,
    state_of,
)


def suspended():
    project = published()
    project.suspend("mentor_on_leave")
    return project


def archived():
    project = published()
    project.archive("funding_ended")
    return project


def revised(project):
    project.revise(replace(DESCRIPTION, title="Another title"))
    return project


def test_the_code_follows_from_country_and_id():
    project_id = UUID("6a1f3c1e-0a55-4d0c-8f5c-6a0f7a3f2b04")

    assert code_of_project("PT", project_id) == "PT-NIPTYHQK"


def test_the_whole_life_in_order():
    project = published()
    project.reconfirm("2027-2028")
    project.suspend("mentor_on_leave")
    project.resume()
    project.archive("funding_ended")

    assert names_of(project) == [
        "Created",
        "ApprovedLocally",
        "ApprovedNationally",
        "Published",
        "Reconfirmed",
        "Suspended",
        "Resumed",
        "Archived",
    ]


@pytest.mark.parametrize(
    ("given", "step", "refusal"),
    [
        (published, lambda p: p.approve_locally(), ProjectNotDrafted),
        (drafted, lambda p: p.approve_nationally(), ProjectNotApprovedLocally),
        (published, lambda p: p.approve_nationally(), ProjectNotApprovedLocally),
        (drafted, lambda p: p.publish(), ProjectNotApprovedNationally),
        (suspended, lambda p: p.publish(), ProjectNotApprovedNationally),
        (drafted, lambda p: p.suspend("illness"), ProjectNotPublished),
        (drafted, lambda p: p.resume(), ProjectNotSuspended),
        (drafted, lambda p: p.reconfirm("2027-2028"), ProjectNotPublished),
        (suspended, lambda p: p.reconfirm("2027-2028"), ProjectNotPublished),
        (archived, lambda p: p.approve_locally(), ProjectNotDrafted),
        (archived, lambda p: p.publish(), ProjectNotApprovedNationally),
        (archived, lambda p: p.resume(), ProjectNotSuspended),
        (archived, lambda p: p.suspend("illness"), ProjectNotPublished),
        (archived, revised, ProjectIsArchived),
        (archived, lambda p: p.assign_mentor(uuid4(), uuid4()), ProjectIsArchived),
        (archived, lambda p: p.open_places("2027-07", 1), ProjectIsArchived),
    ],
)
def test_a_step_from_the_wrong_state_is_refused_and_changes_nothing(given, step, refusal):
    project = given()
    before = names_of(project)

    with pytest.raises(refusal):
        step(project)

    assert names_of(project) == before


@pytest.mark.parametrize(
    "step",
    [
        lambda p: p.publish(),
        lambda p: p.resume(),
        lambda p: p.reconfirm("2027-2028"),
        lambda p: p.suspend("illness"),
        lambda p: p.archive("funding_ended"),
        revised,
        lambda p: p.open_places("2027-07", 2),
    ],
)
def test_repeating_the_last_step_is_silently_fine(step):
    project = published()
    step(project)
    before = names_of(project)

    step(project)

    assert names_of(project) == before


def test_a_draft_can_be_archived():
    project = drafted()

    project.archive("mentor_left")

    assert names_of(project)[-1] == "Archived"


@pytest.mark.parametrize("given", [drafted, published, suspended])
def test_a_revised_project_stays_where_it_is_in_its_life(given):
    project = given()
    before = project.state

    revised(project)

    assert project.state is before
    assert project.description.title == "Another title"


def test_a_project_is_reconfirmed_once_per_season():
    project = published()

    for season in ("2027-2028", "2028-2029", "2027-2028"):
        project.reconfirm(season)

    assert names_of(project).count("Reconfirmed") == 2


def test_a_project_is_not_reconfirmed_for_something_that_is_no_season():
    with pytest.raises(SeasonInvalid):
        published().reconfirm("2027-2030")


def test_another_mentor_takes_over_and_the_description_stays():
    project = published()
    mentor_id, person_id = uuid4(), uuid4()

    project.assign_mentor(mentor_id, person_id)

    assert project.mentor_person_id == person_id
    assert project.pending_events[-1].description == DESCRIPTION


def test_assigning_the_same_mentor_changes_nothing():
    project = published()
    same = project.responsible

    project.assign_mentor(same.mentor_id, same.mentor_person_id)

    assert "MentorAssigned" not in names_of(project)


def test_every_event_says_who_is_responsible():
    project = published(july=1)
    project.confirm_placement(held(project), at=IN_TIME)

    assert {event.responsible for event in project.pending_events} == {project.responsible}


def test_a_project_is_the_same_after_it_was_stored_and_read():
    project = revised(published(july=2))
    project.confirm_placement(held(project), at=IN_TIME)
    project.decline_placement(held(project), "away_that_month")
    project.reconfirm("2027-2028")
    project.assign_mentor(uuid4(), uuid4())
    project.suspend("mentor_on_leave")

    assert state_of(replayed(project.pending_events)) == state_of(project)
