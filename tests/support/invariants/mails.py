"""Mails: each fact is told to each person by each channel once, whatever was killed meanwhile."""

from collections import Counter
from collections.abc import Iterable, Sequence

from services.contracts.envelope import Envelope


def told_twice(facts: Iterable[Envelope]) -> list[str]:
    """Messages to one person about one fact by one channel, beyond the first."""
    told = Counter(
        (fact.data["about_fact"], fact.data["person_id"], fact.data["channel"])
        for fact in facts
        if fact.name == "MessageAddressed"
    )
    return [
        f"{message} was addressed {times} times" for message, times in told.items() if times > 1
    ]


def sent_twice(letters: Sequence[str]) -> list[str]:
    """Letters, by their Message-ID, that left the house more than once."""
    times = Counter(letters)
    return [f"letter {letter} left {times[letter]} times" for letter in times if times[letter] > 1]


def lost_or_invented(facts: Sequence[Envelope], letters: Sequence[str]) -> list[str]:
    """Mails that are said to be sent and did not leave, and letters that nobody was meant to get.

    A letter may have left without being said to be sent: who sent it was killed in between.
    """
    gone = {letter.strip("<>").partition("@")[0] for letter in letters}
    lost = _messages(facts, "MailSent") - gone
    invented = gone - _messages(facts, "MessageAddressed", channel="email")
    return [f"mail {name} is lost" for name in sorted(lost)] + [
        f"mail {name} was addressed to nobody" for name in sorted(invented)
    ]


def open_mails(facts: Sequence[Envelope]) -> set[str]:
    """Mails of which it is not known how they ended."""
    ended = (_messages(facts, name) for name in ("MailSent", "MailFailed", "MailInDoubt"))
    return _messages(facts, "MessageAddressed", channel="email").difference(*ended)


def _messages(facts: Iterable[Envelope], name: str, **values: str) -> set[str]:
    return {
        fact.data["message_id"]
        for fact in facts
        if fact.name == name and values.items() <= fact.data.items()
    }
