"""Preferences: at least one channel, in one order, changed only when something changes."""

import pytest

from services.notifications.domain import Channel, Preferences
from services.notifications.errors import NoChannelLeft
from tests.unit.notifications.given import PERSON


def test_without_a_choice_both_channels_are_used():
    assert Preferences(id=PERSON).channels == [Channel.INBOX, Channel.EMAIL]


def test_a_choice_replaces_the_one_before():
    preferences = Preferences(id=PERSON)

    preferences.choose("fr", [Channel.EMAIL])

    assert (preferences.language, preferences.channels) == ("fr", [Channel.EMAIL])


def test_choosing_the_same_again_changes_nothing():
    preferences = Preferences(id=PERSON)

    preferences.choose("", [Channel.EMAIL, Channel.INBOX, Channel.EMAIL])

    assert preferences.version == 1


def test_one_channel_must_stay_on():
    with pytest.raises(NoChannelLeft):
        Preferences(id=PERSON).choose("fr", [])
