"""Failures: commands that are not carried out, by whose doing.

    Failure
    ├── Fault                   500  something is broken on our side; an operator must look
    │   └── StoredEventUnreadable    an event in a log is damaged
    └── Refusal                 409  the state of the exchange does not allow it
        ├── Invalid                 422  the data cannot be used as given
        ├── NotFound                404  there is no such thing (or it is not yours to see)
        ├── NotPermitted            403  the actor does not hold the role for that unit today
        ├── NotSignedIn             401  nobody is signed in
        ├── StaleVersion            412  somebody changed it since you read it
        └── Unavailable             503  a part is away; try again
            ├── StorageFull              there is no room for what is to be stored
            ├── StorageReadOnly          nothing may be written
            ├── StorageBusy              others hold what is needed for too long
            ├── StorageOutOfReach        the database does not answer
            ├── ServiceAway              no replica of a service is there
            ├── AnswerOverdue            a service has not answered in time
            ├── NotYetSeen               what was written cannot be read yet
            └── BrokerOutOfReach         services cannot be reached at all

A failure's stable code is its class name in snake case (``RoomNotFree`` → ``room_not_free``).
``says`` tells the user what is the matter and what to do; its fields are the failure's details.
A refusal is an answer of the domain, which a reaction may record; a fault never is.
"""

import re
from typing import Any, ClassVar


class Failure(Exception):
    """A command that is not carried out; nothing has changed.

    ``details`` are JSON-compatible or have an obvious text form (ids, dates).
    """

    status: ClassVar[int]
    says: ClassVar[str]
    code: ClassVar[str]

    def __init_subclass__(cls) -> None:
        cls.code = re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()

    def __init__(self, **details: Any) -> None:
        self.details = details
        super().__init__(self.says.format(**details))


class Fault(Failure):
    """Something is broken on our side."""

    status = 500
    says = "Something is broken on our side. An operator must look at it."


class StoredEventUnreadable(Fault):
    """An event in a log is damaged. Its place is named, never its contents."""

    says = (
        "The stored event {log}/{position} cannot be read (topic {topic}, originator"
        " {originator_id}, version {version}): {fault}. An operator must restore it."
    )


class Refusal(Failure):
    """A command that was understood and is not carried out."""

    status = 409
    says = "The request cannot be carried out in the present state."


class Invalid(Refusal):
    """The data cannot be used as given. ``fields`` maps a field to its faults."""

    status = 422
    says = "Some fields cannot be used as given; see 'details.fields'."


class NotFound(Refusal):
    """There is no such thing, or it is not the actor's to know of."""

    status = 404
    says = "There is no {what} with the id {id}. Check the id, or look it up in the list."


class AlreadyExists(Refusal):
    """A thing with the same natural key is there already."""

    says = "This {what} exists already. Change the existing one instead."


class NotPermitted(Refusal):
    """The actor does not hold a role that may do this, for this unit, today."""

    status = 403
    says = "{command} needs one of these roles, held today for this unit: {roles}."


class NotSignedIn(Refusal):
    """Nobody is signed in, or the session has ended."""

    status = 401
    says = "Sign in first, or renew your access token."


class StaleVersion(Refusal):
    """The expected version is not the current one; ``current`` is."""

    status = 412
    says = "It was changed meanwhile (now version {current}). Read it again, then repeat."


class Busy(Refusal):
    """Too many writers changed the same thing at once; the retries were used up."""

    says = "Several people are changing this at the same moment. Try again."


class LineNotStopped(Refusal):
    """A fact was to be passed over, but nothing stops the follower any more."""

    says = "{follower} is not stopped by any fact of {source}. There is nothing to pass over."


class LineStoppedElsewhere(Refusal):
    """A fact was to be passed over that is not the one that stops the follower."""

    says = (
        "{follower} is stopped by position {position} of {source}. Only that fact can be passed"
        " over: look at it first, then name its position."
    )


class CommandIdReused(Refusal):
    """One idempotency key was sent with two different requests."""

    status = 422
    says = "This Idempotency-Key was already used for a different request. Use a new key."


class Unavailable(Refusal):
    """A part of the system is away; nothing was changed."""

    status = 503
    says = "{what} is not available at the moment. Try again in a few seconds."


class StorageFull(Unavailable):
    """There is no room left where the data lie; nothing was changed. Reading goes on."""

    says = (
        "The storage is full, so nothing was stored. Free some space, or tell the operator to;"
        " then repeat this. It is worth a try in {seconds} seconds."
    )


class StorageReadOnly(Unavailable):
    """The storage takes no changes at all; nothing was changed. Reading goes on."""

    says = (
        "The storage is read only, so nothing was stored. Make it writable, or tell the operator"
        " to; then repeat this. It is worth a try in {seconds} seconds."
    )


class StorageBusy(Unavailable):
    """Somebody else holds the storage, or all ways to it, for too long; nothing was changed."""

    says = "The storage is busy with something else. Repeat this in {seconds} seconds."


class StorageOutOfReach(Unavailable):
    """The database does not answer, or hung up; whether a change was stored may be unknown."""

    says = (
        "The storage does not answer. Repeat this in {seconds} seconds, with the same"
        " Idempotency-Key: what was stored already is not done twice."
    )


class ServiceAway(Unavailable):
    """The service that does this is not there at the moment; nothing was changed."""

    says = "The part that does this ({service}) is away. Repeat this in {seconds} seconds."


class AnswerOverdue(Unavailable):
    """A service has not answered in time; whether it has changed something is unknown."""

    says = (
        "The part that does this ({service}) has not answered in time. Repeat this in {seconds}"
        " seconds, with the same Idempotency-Key: what was done already is not done twice."
    )


class NotYetSeen(Unavailable):
    """The views have not reached the position of ``after`` in time."""

    says = "The position {after} is not visible yet. Try again in a second."


class BrokerOutOfReach(Unavailable):
    """The message broker does not answer, or hung up; whether a change was made may be unknown."""

    says = (
        "No part that changes something can be reached. Repeat this in {seconds} seconds, with"
        " the same Idempotency-Key: what was done already is not done twice. Reading goes on."
    )
