"""Granting and ending roles through the service: who may grant what, for which unit."""

from datetime import date
from uuid import UUID, uuid4

import pytest

from services.contracts import people as facts
from services.contracts.errors import Invalid, NotPermitted
from services.contracts.roles import Role
from services.people.errors import RoleAlreadyHeld, RoleNotHeld, UnitDoesNotFitRole, UnitUnknown
from tests.support.actors import officer, person

TERM = {"valid_from": date(2027, 1, 1), "valid_until": date(2027, 12, 31)}


@pytest.fixture
def person_id(side):
    return side.with_account()


def local(side):
    return {"role": "lore", "lc_id": side.lc_id, "nmo_id": side.nmo_id, **TERM}


def national(side):
    return {"role": "nore_out", "nmo_id": side.nmo_id, **TERM}


PROGRAMME = {"role": "auditor", **TERM}


# -- granting


@pytest.mark.parametrize("who", ["nore_out", "nore_in", "director"])
def test_a_local_role_is_granted_by_national_officers(side, bench, person_id, who):
    answer = bench.send("grant_role", actor=getattr(side, who), person_id=person_id, **local(side))

    assert bench.last(facts.RoleGranted) == {
        "person_id": str(person_id),
        "grant_id": answer["grant_id"],
        "role": "lore",
        "unit_kind": "lc",
        "unit_id": str(side.lc_id),
        "valid_from": "2027-01-01",
        "valid_until": "2027-12-31",
    }


def test_national_and_programme_roles_are_granted_by_the_director(side, bench, person_id):
    for granted in (national(side), PROGRAMME):
        bench.send("grant_role", actor=side.director, person_id=person_id, **granted)

    told = [envelope.data for envelope in bench.facts(facts.RoleGranted)]
    assert [(role["unit_kind"], role["unit_id"]) for role in told] == [
        ("nmo", str(side.nmo_id)),
        ("programme", None),
    ]


def test_the_first_director_is_appointed_by_the_system_itself(bench, person_id):
    bench.send("grant_role", person_id=person_id, role="director", **TERM)

    assert bench.last(facts.RoleGranted)["role"] == "director"


@pytest.mark.parametrize("who", ["nore_out", "nore_in", "lore"])
def test_national_and_programme_roles_are_not_granted_by_other_officers(
    side, bench, person_id, who
):
    for granted in (national(side), PROGRAMME):
        with pytest.raises(NotPermitted):
            bench.send("grant_role", actor=getattr(side, who), person_id=person_id, **granted)


def test_a_local_role_is_not_granted_by_a_local_officer(side, bench, person_id):
    with pytest.raises(NotPermitted):
        bench.send("grant_role", actor=side.lore, person_id=person_id, **local(side))


def test_a_local_role_is_not_granted_by_another_organisation(side, bench, person_id):
    with pytest.raises(NotPermitted):
        bench.send(
            "grant_role",
            actor=officer(Role.NORE_IN, uuid4()),
            person_id=person_id,
            **local(side),
        )


def test_a_local_role_is_not_granted_for_another_organisations_committee(side, bench, person_id):
    foreign = officer(Role.NORE_IN, uuid4())
    theirs = {**local(side), "nmo_id": foreign.grants[0].unit_id}

    with pytest.raises(UnitUnknown):
        bench.send("grant_role", actor=foreign, person_id=person_id, **theirs)


def test_a_national_role_is_not_granted_for_an_unknown_organisation(bench, person_id):
    with pytest.raises(UnitUnknown):
        bench.send("grant_role", person_id=person_id, role="nore_in", nmo_id=uuid4(), **TERM)


@pytest.mark.parametrize(
    ("role", "units"),
    [
        ("lore", []),
        ("lore", ["nmo_id"]),
        ("lore", ["lc_id"]),
        ("nore_in", []),
        ("nore_in", ["lc_id", "nmo_id"]),
        ("director", ["nmo_id"]),
    ],
)
def test_a_role_is_granted_only_for_the_kind_of_unit_it_is_for(side, bench, person_id, role, units):
    named = {unit: getattr(side, unit) for unit in units}

    with pytest.raises(UnitDoesNotFitRole):
        bench.send("grant_role", person_id=person_id, role=role, **named, **TERM)


@pytest.mark.parametrize("role", ["student", "mentor", "self", "system", "emperor"])
def test_a_role_that_is_no_office_is_not_granted(bench, person_id, role):
    with pytest.raises(Invalid):
        bench.send("grant_role", person_id=person_id, role=role, **TERM)


def test_a_role_that_is_held_is_not_granted_again(side, bench, person_id):
    bench.send("grant_role", person_id=person_id, **local(side))

    with pytest.raises(RoleAlreadyHeld):
        bench.send("grant_role", person_id=person_id, **local(side))


def test_a_repeated_grant_is_answered_and_not_repeated(side, bench, person_id):
    first, again = (
        bench.send("grant_role", command_id="k-1", person_id=person_id, **local(side))
        for _ in range(2)
    )

    assert first["grant_id"] == again["grant_id"]
    assert len(bench.facts(facts.RoleGranted)) == 1


# -- ending


@pytest.fixture
def grant_id(side, bench, person_id):
    return UUID(bench.send("grant_role", person_id=person_id, **local(side))["grant_id"])


def end(bench, actor, person_id, grant_id, on=date(2027, 4, 1)):
    return bench.send(
        "end_role",
        actor=actor,
        person_id=person_id,
        grant_id=grant_id,
        ended_on=on,
        reason="resigned",
    )


@pytest.mark.parametrize("who", ["nore_out", "nore_in", "director"])
def test_a_local_role_is_ended_by_who_may_grant_it(side, bench, person_id, grant_id, who):
    end(bench, getattr(side, who), person_id, grant_id)

    assert bench.last(facts.RoleEnded) == {
        "person_id": str(person_id),
        "grant_id": str(grant_id),
        "ended_on": "2027-04-01",
        "reason": "resigned",
    }


def test_an_officer_can_resign(bench, person_id, grant_id):
    end(bench, person(person_id), person_id, grant_id)

    assert bench.names()[-1] == "RoleEnded"


@pytest.mark.parametrize("role", [Role.NORE_IN, Role.LORE])
def test_a_local_role_is_not_ended_by_other_units(bench, person_id, grant_id, role):
    with pytest.raises(NotPermitted):
        end(bench, officer(role, uuid4()), person_id, grant_id)


def test_a_national_role_is_not_ended_by_its_organisation(side, bench, person_id):
    granted = bench.send("grant_role", person_id=person_id, **national(side))

    with pytest.raises(NotPermitted):
        end(bench, side.nore_in, person_id, granted["grant_id"])


def test_a_role_that_was_never_granted_is_not_found(bench, person_id):
    with pytest.raises(RoleNotHeld):
        end(bench, person(person_id), person_id, uuid4())


# -- what the gateway asks


def test_the_gateway_learns_the_roles_from_today_on(side, bench, person_id):
    past = {"valid_from": date(2026, 1, 1), "valid_until": date(2026, 12, 31)}
    bench.send("grant_role", person_id=person_id, **{**local(side), **past})
    current = bench.send("grant_role", person_id=person_id, **local(side))

    answer = bench.send("grants_of", person_id=person_id)

    assert answer == {
        "person_id": str(person_id),
        "account": "open",
        "grants": [
            {
                "grant_id": current["grant_id"],
                "role": "lore",
                "unit_kind": "lc",
                "unit_id": str(side.lc_id),
                "valid_from": "2027-01-01",
                "valid_until": "2027-12-31",
            }
        ],
    }


def test_a_role_that_has_run_out_is_gone_by_itself(side, bench, person_id):
    bench.send("grant_role", person_id=person_id, **local(side))

    bench.clock.advance(days=365)

    assert bench.send("grants_of", person_id=person_id)["grants"] == []


def test_a_closed_account_gives_no_roles(side, bench, person_id):
    bench.send("grant_role", person_id=person_id, **local(side))

    bench.send("close_account", person_id=person_id, reason="misuse")

    answer = bench.send("grants_of", person_id=person_id)
    assert (answer["account"], answer["grants"]) == ("closed", [])


def test_strangers_do_not_learn_somebodys_roles(bench, person_id):
    with pytest.raises(NotPermitted):
        bench.send("grants_of", actor=person(), person_id=person_id)
