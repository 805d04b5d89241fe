"""What notifications does about foreign facts: one reaction, which reads the table."""

from services.eventlog.told import Told
from services.hosting.reactions import reaction, reactions_of
from services.notifications.announcements import ANNOUNCED
from services.notifications.application import Notifications


@reaction(*ANNOUNCED)
def tell_those_concerned(notifications: Notifications, fact: Told) -> None:
    """Address what the table says to whom it says, about this fact."""
    notifications.announce(
        lines=ANNOUNCED[fact.fact],
        data=fact.data,
        about_fact=f"{fact.fact.source}/{fact.id}",
        happened_at=fact.time,
    )


REACTIONS = reactions_of(globals())
