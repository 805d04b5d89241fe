"""The sample season: exchanges at every stage through the real commands, the same each time."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from exchange.data_folder import DataFolder
from exchange.home import ExchangeHome, opened
from exchange.make_season import build_season
from exchange.season.calendar import months_around, season_of
from exchange.season.draft import Wanted
from exchange.season.scale import Scale
from services.contracts import applications, housing
from services.contracts.envelope import Envelope

NOW = datetime(2026, 11, 23, 15, tzinfo=UTC)
SMALL = Scale(organisations=3, committees_each=1, projects=9, students=24, beds_each=4)


@contextmanager
def a_season(folder: Path, seed: int = 1) -> Iterator[tuple[ExchangeHome, list[Any]]]:
    data = DataFolder(folder)
    sign_ins = build_season(data, Wanted(SMALL, seed), NOW)
    with opened(data) as home:
        yield home, sign_ins


@pytest.fixture(scope="module")
def season(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[ExchangeHome, list[Any]]]:
    with a_season(tmp_path_factory.mktemp("season")) as made:
        yield made


def facts(home: ExchangeHome, service: str) -> list[Envelope]:
    found: list[Envelope] = []
    while more := home.hosts[service].published.since(found[-1].position if found else 0):
        found += more
    return found


def names(home: ExchangeHome, service: str) -> Counter[str]:
    return Counter(fact.name for fact in facts(home, service))


def applications_started(home: ExchangeHome) -> list[str]:
    """The students' ids in the order of their forms."""
    name = applications.ApplicationFormAssigned.__name__
    return [f.data["student_id"] for f in facts(home, "applications") if f.name == name]


def test_exchanges_stand_at_every_part_of_the_life(season: Any) -> None:
    counted = names(season[0], "applications")
    path = (
        applications.ApplicationFormAssigned,
        applications.ApplicationForwarded,
        applications.CardOfAcceptanceIssued,
        applications.StudentArrived,
        applications.CertificateIssued,
        applications.RecognitionRecorded,
    )
    steps = [counted[fact.__name__] for fact in path]
    assert all(steps)
    assert steps == sorted(steps, reverse=True)
    assert steps[0] > steps[2] > steps[4]


def test_the_ways_off_the_path_are_in_it(season: Any) -> None:
    counted = names(season[0], "applications")
    for fact in (
        applications.ApplicationReturned,
        applications.ApplicationRejected,
        applications.ExchangeCancelled,
        applications.PlacementReleased,
    ):
        assert counted[fact.__name__], fact.__name__


def test_no_bed_is_held_twice_on_any_day(season: Any) -> None:
    held: dict[tuple[str, int], dict[str, tuple[str, str]]] = {}
    place: dict[str, tuple[str, int]] = {}
    for fact in facts(season[0], "housing"):
        if fact.name == housing.BedHeld.__name__:
            bed = (fact.data["room_id"], fact.data["bed"])
            place[fact.data["placement_id"]] = bed
            period = (fact.data["start"], fact.data["end"])
            held.setdefault(bed, {})[fact.data["placement_id"]] = period
        elif fact.name in {"BedReleased", "StayEnded"}:
            held[place[fact.data["placement_id"]]].pop(fact.data["placement_id"])
        for stays in held.values():
            for one, other in combinations(stays.values(), 2):
                assert one[1] < other[0] or other[1] < one[0]


def test_every_view_equals_a_rebuild_from_the_logs(season: Any) -> None:
    home = season[0]
    for name, store in home.view_stores.items():
        assert store.rebuild(home.pulls()).different == (), name


def test_each_role_can_sign_in_with_its_generated_password(season: Any) -> None:
    home, sign_ins = season
    roles = {sign_in.role.split(" ")[0] for sign_in in sign_ins}
    assert roles == {
        "director", "auditor", "operator", "nore_out", "nore_in", "lore",
        "mentor", "contact_person", "provider", "student",
    }  # fmt: skip
    assert len({sign_in.password for sign_in in sign_ins}) == len(sign_ins)
    for sign_in in sign_ins:
        data = {"email": sign_in.email, "password": sign_in.password}
        assert home.send("people", "sign_in", data)["refresh_token"]


def test_no_name_or_address_stands_in_any_log(season: Any) -> None:
    home, sign_ins = season
    needles = [sign_in.email.encode() for sign_in in sign_ins] + [b'passport_number":"X']
    for host in home.hosts.values():
        for event in host.recorder.all_events():
            assert not any(needle in event.state for needle in needles)


def test_same_seed_same_season(season: Any, tmp_path: Path) -> None:
    with a_season(tmp_path / "again") as (again, _):
        for service in ("projects", "applications", "housing"):
            before = [(f.name, f.time, f.data) for f in facts(season[0], service)]
            assert [(f.name, f.time, f.data) for f in facts(again, service)] == before


def test_another_seed_is_another_season(season: Any, tmp_path: Path) -> None:
    with a_season(tmp_path / "other", seed=2) as (other, _):
        starts = [applications_started(home) for home in (other, season[0])]
        assert starts[0] != starts[1]


def test_a_season_that_was_broken_off_is_begun_anew(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    draft = folder.path / "stores.draft"
    draft.mkdir()
    (draft / "people-log.db").write_text("half a season")
    assert folder.is_new

    build_season(folder, Wanted(Scale(1, 1, 1, 0, 2, 1), seed=1), NOW)
    assert not folder.is_new
    assert not draft.exists()


def test_a_season_is_april_to_march() -> None:
    assert season_of(NOW.replace(month=3).date()) == "2025-2026"
    assert season_of(NOW.replace(month=4).date()) == "2026-2027"
    assert len(months_around(NOW.date())) == 16
