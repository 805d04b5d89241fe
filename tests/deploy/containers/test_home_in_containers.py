"""The home in containers, as an operator has it: started, used, crashed, upgraded, lost, restored.

One stack goes through all of it, test by test, in this order.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import requests
import yaml

from tests.deploy.containers import observed
from tests.deploy.containers.aftermath import certificates_in, what_is_stored
from tests.deploy.containers.compose_file import REPOSITORY
from tests.deploy.containers.engine import Engine
from tests.deploy.containers.images import (
    NEXT_RELEASE,
    RELEASE,
    build_product,
    looked_at,
    own_layers,
    size_on_base,
)
from tests.deploy.containers.load import Load, asks
from tests.deploy.containers.stack import MAIL, PARTS, SITE, Rehearsed, Stack
from tests.support.client import LONGEST_ANSWER, Api, eventually
from tests.support.partners import Offer, Partners, an_offer, partners
from tests.support.sample_season import SampleSeason
from tests.support.servers.process import wait_until
from tests.support.world import World, world_of
from tests.system import test_story as story

pytestmark = pytest.mark.timeout(900)

BUDGET = 160_000_000
OBSERVED_WITHIN = 420.0
"""Alerts look back five minutes: at what was refused while the home came up, too."""
SOME = 20
SAID_BY_FRONT = '"service":"gateway"'
IMAGE = f"ifmsa/exchange:{RELEASE}"


@pytest.fixture(scope="module")
def world(stack: Stack) -> Iterator[World]:
    with stack.seen() as home, world_of(home) as everybody:
        yield everybody


@pytest.fixture(scope="module")
def between(world: World) -> Partners:
    return partners(world)


@pytest.fixture(scope="module")
def offer(between: Partners) -> Offer:
    return an_offer(between.committee, between.period)


@pytest.fixture(scope="module")
def next_image(engine: Engine) -> str:
    """The image of another release, built from the beginning."""
    build_product(engine, "ifmsa/exchange", NEXT_RELEASE, "--no-cache")
    return f"ifmsa/exchange:{NEXT_RELEASE}"


def catalogue() -> requests.Response:
    return requests.get(f"{SITE}/api/v1/projects", timeout=LONGEST_ANSWER)


# -- the image ---------------------------------------------------------------------------------


def test_the_image_adds_little_to_its_base(engine: Engine) -> None:
    assert size_on_base(engine, IMAGE) < BUDGET


def test_the_image_says_what_it_is_and_is_nobody_in_particular(engine: Engine) -> None:
    config = looked_at(engine, IMAGE)["Config"]

    assert config["User"] == "10001:10001"
    assert config["Entrypoint"] == ["exchange"]
    assert config["Healthcheck"]["Test"] == ["CMD", "exchange", "healthy"]
    assert config["Labels"]["org.opencontainers.image.version"] == RELEASE


def test_nothing_is_left_of_what_built_it(engine: Engine) -> None:
    look = "find /opt/exchange -name pip -o -name hatchling; ls /build /wheels 2>/dev/null; true"
    run = ["run", "--rm", "--network=none", "--entrypoint=sh"]
    found = engine.docker(*run, IMAGE, "-c", look)
    assert found == ""


def test_built_again_it_has_the_same_layers(engine: Engine, next_image: str) -> None:
    assert list(own_layers(engine, next_image)) == list(own_layers(engine, IMAGE))


# -- starting and using it ---------------------------------------------------------------------


def test_it_comes_up_and_answers_with_the_season(stack: Stack, sample_season: SampleSeason) -> None:
    assert catalogue().json()["items"]
    email, password = sample_season.people["director"]
    session = {"email": email, "password": password}
    assert Api(SITE).send("POST", "/session", json=session).ok


def test_brought_up_again_it_stays_as_it_is(stack: Stack) -> None:
    before = {container["Id"] for container in stack.containers(*PARTS)}

    stack.up()

    assert {container["Id"] for container in stack.containers(*PARTS)} == before
    assert stack.state("sample")["ExitCode"] == 0
    assert "something has happened in this home already" in stack.compose("logs", "sample")


def test_no_part_can_write_beside_its_own_places_or_has_rights(stack: Stack) -> None:
    told = stack.compose(
        "exec", "-T", "gateway", "sh", "-c", "id -u; touch /opt/x 2>&1; grep CapEff /proc/1/status"
    )
    assert told.splitlines()[0] == "10001"
    assert "Read-only file system" in told
    assert int(told.split()[-1], 16) == 0


def test_the_whole_story_is_told_in_it(world: World) -> None:
    story.test_from_the_application_form_to_the_recognition(world)


def test_mails_go_to_the_mail_server(stack: Stack) -> None:
    letters = f"{MAIL}/api/v1/messages"
    eventually(lambda: requests.get(letters, timeout=LONGEST_ANSWER).json()["total"], bool)


# -- looking at it ----------------------------------------------------------------------------


def test_prometheus_finds_everybody_and_knows_all_alerts(stack: Stack) -> None:
    seen_within(lambda: not observed.missing(), observed.missing)
    seen_within(lambda: observed.gateways() == 2, observed.gateways)
    written = yaml.safe_load((REPOSITORY / "deploy/prometheus/alerts.yml").read_text())
    known = {rule["alert"]: "ok" for group in written["groups"] for rule in group["rules"]}
    seen_within(lambda: observed.rules() == known, observed.rules)
    assert observed.receivers() == ["http://alertmanager:9093/api/v2/alerts"]


def test_no_alert_goes_off_while_nothing_is_wrong(stack: Stack) -> None:
    seen_within(lambda: not observed.alerts(), observed.alerts)


def test_every_picture_has_something_to_show(stack: Stack) -> None:
    seen_within(lambda: not observed.unanswered(), observed.unanswered)


def seen_within(condition: Callable[[], bool], otherwise: Callable[[], object]) -> None:
    wait_until(condition, OBSERVED_WITHIN, lambda: str(otherwise()))


# -- crashes and failures ----------------------------------------------------------------------


@pytest.mark.parametrize("service", ["rabbitmq", "postgresql"])
def test_a_server_that_crashes_comes_back_and_all_go_on(
    service: str, stack: Stack, between: Partners, offer: Offer
) -> None:
    stack.crash(service)
    stack.wait_until_ready()

    limit = f"/contact-persons/{offer.contact_person_id}/load-limit"
    assert between.committee.lore.put(limit, load_limit=2)["id"] == offer.contact_person_id


def test_while_the_broker_is_stopped_people_read_and_commands_are_refused(
    stack: Stack, between: Partners, offer: Offer
) -> None:
    stack.compose("stop", "rabbitmq")
    refused = between.committee.lore.refused(
        "PUT", f"/contact-persons/{offer.contact_person_id}/load-limit", load_limit=3
    )
    assert (refused.status, refused.code) == (503, "broker_out_of_reach")
    assert catalogue().ok

    stack.compose("start", "rabbitmq")
    stack.wait_until_ready()
    assert between.committee.lore.put(
        f"/contact-persons/{offer.contact_person_id}/load-limit", load_limit=3
    )


def test_a_database_that_stands_still_takes_no_gateway_out_of_use(
    stack: Stack, between: Partners, offer: Offer
) -> None:
    """What is refused meanwhile, a gateway refuses, with words of its own."""
    load = Load()
    with load.of(*asks(between, offer)):
        answered_within(load, SOME)
        with stack.standing_still("postgresql"):
            seen_within(lambda: not stack.ready_gateways(), stack.ready_gateways)
        answered_within(load, SOME)

    assert not [failure for failure in load.failures if SAID_BY_FRONT in failure]
    stack.wait_until_ready()
    seen_within(lambda: len(stack.ready_gateways()) == 2, stack.ready_gateways)


def answered_within(load: Load, more: int) -> None:
    """Return when so many more requests have been answered."""
    enough = load.answered + more
    seen_within(lambda: load.answered > enough, lambda: load.failures)


# -- upgrade, loss, restoration ----------------------------------------------------------------


def test_an_upgrade_under_load_fails_no_request(
    stack: Stack, between: Partners, offer: Offer, next_image: str
) -> None:
    load = Load()
    stack.version = NEXT_RELEASE

    with load.of(*asks(between, offer)):
        stack.script("upgrade.sh")

    assert load.failures == []
    assert load.answered > 100
    images = {container["Config"]["Image"] for container in stack.containers(*PARTS)}
    assert images == {next_image}
    assert len(stack.containers("gateway")) == 2


def stored_at_backup(stack: Stack, living: Rehearsed, backup: Path) -> dict[str, str]:
    """What a backup must have; nothing when something was stored while it was made."""
    before = what_is_stored(living.home, stack.place)
    stack.script("backup.sh", str(backup))
    return before if what_is_stored(living.home, stack.place) == before else {}


def test_what_was_backed_up_is_all_there_after_everything_was_lost(stack: Stack) -> None:
    backup = stack.folder / "backup"
    with stack.seen() as living:
        codes = certificates_in(living.home)
        stored = eventually(lambda: stored_at_backup(stack, living, backup), bool)

    stack.lose()
    stack.script("restore.sh", str(backup))
    stack.up()
    stack.wait_until_ready()

    with stack.seen() as restored:
        assert what_is_stored(restored.home, stack.place) == stored
    api = Api(SITE)
    assert codes
    assert [api.get(f"/certificates/{code}")["code"] for code in codes] == codes
    rebuilt = stack.exchange("rebuild", "all", "--distributed").splitlines()
    assert len(rebuilt) == 7
    assert all(line.endswith("equal") for line in rebuilt)
