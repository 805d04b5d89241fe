"""Nothing may talk to anything, but for what is listed; and what is listed has both its ends."""

from typing import Any

import pytest

from tests.support.manifests import COMPONENT, Manifests, ports_of

Selector = dict[str, Any]
DATABASE, BROKER = ("database", 5432), ("rabbitmq", 5672)
SERVICES = {"people", "projects", "applications", "housing", "notifications", "views", "gateway"}
OF_OPERATORS = {"database", "rabbitmq"}
"""The parts whose pods an operator makes, with that label, where the overlay does not."""


def components_of(selector: Selector) -> set[str] | None:
    """The components that a selector means; None for all."""
    if "matchLabels" in selector:
        return {selector["matchLabels"][COMPONENT]}
    if "matchExpressions" in selector:
        (asked,) = selector["matchExpressions"]
        assert (asked["key"], asked["operator"]) == (COMPONENT, "In")
        return set(asked["values"])
    return None


def peers(rule: dict[str, Any], side: str) -> set[str]:
    """The components among those with whom a rule lets talk."""
    found: set[str] = set()
    for peer in rule.get(side, ()):
        if "podSelector" in peer and "namespaceSelector" not in peer:
            found |= components_of(peer["podSelector"]) or set()
    return found


def allowed(manifests: Manifests, direction: str) -> set[tuple[str, str, int]]:
    """Who may talk to whom on which port, as the policies of one direction have it."""
    side = "to" if direction == "egress" else "from"
    pairs = set()
    for policy in manifests.of("NetworkPolicy"):
        own = components_of(policy["spec"]["podSelector"])
        for rule in policy["spec"].get(direction, ()):
            for port in rule["ports"]:
                for mine in own or ():
                    for other in peers(rule, side):
                        pair = (mine, other) if side == "to" else (other, mine)
                        pairs.add((*pair, port["port"]))
    return pairs


def test_nothing_may_talk_by_default(manifests: Manifests) -> None:
    default = manifests.named("NetworkPolicy", "nothing-by-default")["spec"]
    assert default == {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]}


def test_who_may_speak_to_somebody_is_listened_to_and_the_other_way_round(
    manifests: Manifests,
) -> None:
    assert allowed(manifests, "egress") == allowed(manifests, "ingress")


def test_each_part_reaches_what_it_needs_and_nothing_more(manifests: Manifests) -> None:
    reached: dict[str, set[tuple[str, int]]] = {}
    for who, whom, port in allowed(manifests, "egress"):
        reached.setdefault(who, set()).add((whom, port))

    for part in (*SERVICES, "rebuild"):
        assert reached.pop(part) == {DATABASE, BROKER}
    assert reached.pop("migrate") == {DATABASE}
    assert set(reached) <= OF_OPERATORS


def test_policies_are_about_pods_that_there_are(manifests: Manifests) -> None:
    there = set(manifests.components.values()) | OF_OPERATORS
    for policy in manifests.of("NetworkPolicy"):
        assert (components_of(policy["spec"]["podSelector"]) or set()) <= there


def test_every_port_that_is_let_in_is_one_that_a_pod_has(manifests: Manifests) -> None:
    ports = {
        manifests.components[name]: set(ports_of(pod).values())
        for name, pod in manifests.pods.items()
    }
    for policy in manifests.of("NetworkPolicy"):
        known = [ports[c] for c in components_of(policy["spec"]["podSelector"]) or () if c in ports]
        for rule in policy["spec"].get("ingress", ()):
            for port in rule["ports"]:
                assert not known or any(port["port"] in each for each in known)


@pytest.mark.parametrize("part", sorted(SERVICES))
def test_metrics_can_be_read(manifests: Manifests, part: str) -> None:
    spec = manifests.named("NetworkPolicy", "metrics-from-monitoring")["spec"]
    assert part in (components_of(spec["podSelector"]) or ())
    (rule,) = spec["ingress"]
    assert set(ports_of(manifests.pods[part]).values()) <= {p["port"] for p in rule["ports"]}


def test_the_gateway_is_reached_from_the_ingress_alone(manifests: Manifests) -> None:
    spec = manifests.named("NetworkPolicy", "gateway-from-ingress")["spec"]
    (rule,) = spec["ingress"]
    (peer,) = rule["from"]
    assert peer["namespaceSelector"]["matchLabels"] == {
        "kubernetes.io/metadata.name": "ingress-nginx"
    }
    assert {port["port"] for port in rule["ports"]} == set(
        ports_of(manifests.pods["gateway"]).values()
    )


def test_only_notifications_reach_the_outside(manifests: Manifests) -> None:
    outside = {
        part
        for policy in manifests.of("NetworkPolicy")
        for rule in policy["spec"].get("egress", ())
        if any("ipBlock" in peer for peer in rule.get("to", ()))
        for part in components_of(policy["spec"]["podSelector"]) or ()
    }
    assert outside == {"notifications"}
