"""A fact as its readers see it."""

from uuid import UUID

import pytest
from msgspec.structs import replace

from services.contracts.errors import StoredEventUnreadable
from services.eventlog.told import Told
from tests.eventlog.samples import SampleMade
from tests.eventlog.test_views import envelopes


def test_data_are_typed_by_the_contract() -> None:
    (envelope,) = envelopes(1)

    assert Told(SampleMade, envelope)["sample_id"] == UUID(envelope.data["sample_id"])


def test_data_are_typed_once_for_all_who_are_told_of_an_envelope() -> None:
    (envelope,) = envelopes(1)

    assert Told(SampleMade, envelope).data is Told(SampleMade, envelope).data


def test_nobody_can_change_what_the_others_are_told() -> None:
    (envelope,) = envelopes(1)

    with pytest.raises(TypeError):
        Told(SampleMade, envelope).data["label"] = "other"  # type: ignore[index]


def test_an_envelope_with_the_same_id_and_other_data_is_typed_by_itself() -> None:
    (envelope,) = envelopes(1)
    other = replace(envelope, data={**envelope.data, "label": "other"})

    assert Told(SampleMade, envelope)["label"] == "sample 0"
    assert Told(SampleMade, other)["label"] == "other"


def test_data_that_break_the_contract_are_named_by_their_place_and_not_told() -> None:
    (envelope,) = envelopes(1)
    broken = replace(envelope, data={**envelope.data, "sample_id": "secret", "length": -1})

    with pytest.raises(StoredEventUnreadable) as fault:
        _ = Told(SampleMade, broken).data

    place = {"log": "samples", "position": 1, "topic": SampleMade.type_name(), "version": "0"}
    assert place.items() <= fault.value.details.items()
    assert "length, sample_id" in str(fault.value)
    assert "secret" not in str(fault.value)
