"""Rooms and contact persons as state machines: no bed twice, nobody loaded beyond their limit."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant

from services.housing.domain import ContactPerson, Period, Placement, Room
from tests.hostile.aggregate_machine import AggregateMachine, Draw
from tests.support.effort import effort
from tests.unit.housing.given import AUTUMN, contact_person, offered, placement

FIRST = date(2027, 7, 1)
DAYS = 30
MANY = 8
EARLY = 3
SUMMER = Period(FIRST, FIRST + timedelta(days=2 * DAYS))

periods = st.builds(
    lambda first, length: Period(FIRST + timedelta(days=first), FIRST + timedelta(first + length)),
    st.integers(0, DAYS),
    st.integers(0, DAYS // 4),
)


def days_of(period: Period) -> set[date]:
    """Every day of a period."""
    return {period.start + timedelta(days=n) for n in range((period.end - period.start).days + 1)}


# -- rooms -----------------------------------------------------------------------------------------


@dataclass
class Bed:
    """What the model knows of a placement in the room."""

    number: int
    days: set[date]
    state: str = "held"
    keys_on: date | None = None


@dataclass
class RoomModel:
    """The rules of a room, in sets of days."""

    beds: int
    openings: list[set[date]] = field(default_factory=list)
    blocks: list[set[date]] = field(default_factory=list)
    taken: dict[UUID, Bed] = field(default_factory=dict)
    has_passed: bool = False
    is_withdrawn: bool = False

    def free_beds(self, days: set[date]) -> list[int]:
        """The beds that are free on all these days, if the room takes anybody then."""
        is_open = any(days <= opening for opening in self.openings)
        is_blocked = any(days & block for block in self.blocks)
        if not is_open or is_blocked or self.is_withdrawn or not self.has_passed:
            return []
        return [n for n in range(1, self.beds + 1) if self.is_free(n, days)]

    def is_free(self, number: int, days: set[date], besides: UUID | None = None) -> bool:
        """Whether nobody else takes the bed on any of these days."""
        return not any(
            bed.number == number and bed.days & days
            for placement_id, bed in self.taken.items()
            if placement_id != besides
        )


class RoomMachine(AggregateMachine):
    """A room, its provider, its committee and its students."""

    happenings = {
        "hold": 10,
        "book": 8,
        "release": 5,
        "hand_over_keys": 8,
        "inspect": 1,
        "open": 1,
        "open_all_summer": 2,
        "block": 1,
        "unblock": 1,
        "withdraw": 1,
        "end_stay": 6,
    }

    @initialize(beds=st.integers(1, 3), is_ready=st.sampled_from([True, True, True, False]))
    def offer(self, beds: int, is_ready: bool) -> None:
        self.room: Room = offered(beds)
        self.kept = [self.room]
        self.model = RoomModel(beds)
        self.asked = [placement()]
        if is_ready:
            self.room.inspect(passed=True, inspected_on=FIRST, findings="", today=AUTUMN)
            self.model.has_passed = True
            self.open_for(SUMMER)

    def one_that_is(self, state: str) -> st.SearchStrategy[Placement]:
        """A placement whose bed is in a state, mostly."""
        taken = self.model.taken.items()
        fitting = {placement_id for placement_id, bed in taken if bed.state == state}
        return self.likely([asked for asked in self.asked if asked.placement_id in fitting])

    def inspect(self, draw: Draw) -> None:
        passed = draw(st.sampled_from([True, True, True, True, True, False]))
        if self.is_done(lambda: self.room.inspect(passed, FIRST, "", today=AUTUMN)):
            self.model.has_passed = passed

    def open(self, draw: Draw) -> None:
        self.open_for(draw(periods))

    def open_all_summer(self, draw: Draw) -> None:
        self.open_for(SUMMER)

    def open_for(self, period: Period) -> None:
        done = self.is_done(lambda: self.room.open(period))
        assert done == (self.model.has_passed and not self.model.is_withdrawn)
        if done:
            self.model.openings.append(days_of(period))
            self.is_harmless(lambda: self.room.open(period))

    def block(self, draw: Draw) -> None:
        period = draw(periods)
        days = days_of(period)
        is_needed = any(
            bed.days & days for bed in self.model.taken.values() if bed.state != "ended"
        )
        is_known = days in self.model.blocks
        done = self.is_done(lambda: self.room.block(period, "renovation"))
        assert done == (not self.model.is_withdrawn and (is_known or not is_needed))
        if done and not is_known:
            self.model.blocks.append(days)

    def unblock(self, draw: Draw) -> None:
        period = draw(periods)
        days = days_of(period)
        assert self.is_done(lambda: self.room.unblock(period)) == (days in self.model.blocks)
        self.model.blocks = [block for block in self.model.blocks if block != days]

    def withdraw(self, draw: Draw) -> None:
        if len(self.room.stays) < MANY:
            return
        self.room.withdraw("sold")
        self.model.is_withdrawn = True
        self.is_harmless(lambda: self.room.withdraw("sold"))

    def hold(self, draw: Draw) -> None:
        period = draw(periods)
        asked = placement(period)
        self.asked.append(asked)
        free = self.model.free_beds(days_of(period))
        done = self.is_done(lambda: self.room.hold(asked))
        assert done == bool(free)
        if done:
            number = self.room.stays[asked.placement_id].bed
            assert number == free[0]
            self.model.taken[asked.placement_id] = Bed(number, days_of(period))
            self.is_harmless(lambda: self.room.hold(asked))

    def book(self, draw: Draw) -> None:
        asked = draw(self.one_that_is("held"))
        self.room.book(asked.placement_id)
        bed = self.model.taken.get(asked.placement_id)
        if bed and bed.state == "held":
            bed.state = "booked"
        self.is_harmless(lambda: self.room.book(asked.placement_id))

    def release(self, draw: Draw) -> None:
        asked = draw(self.one_asked)
        self.room.release(asked.placement_id, "cancelled")
        bed = self.model.taken.get(asked.placement_id)
        if bed and bed.state in {"held", "booked"}:
            del self.model.taken[asked.placement_id]
        self.is_harmless(lambda: self.room.release(asked.placement_id, "cancelled"))
        if asked.placement_id in self.room.stays:  # what was let go of is not asked for again
            self.is_harmless(lambda: self.room.hold(asked))

    def hand_over_keys(self, draw: Draw) -> None:
        asked = draw(self.one_that_is("booked"))
        after = draw(st.integers(-EARLY - 1, EARLY + 1))
        on = asked.start + timedelta(days=after)
        bed = self.model.taken.get(asked.placement_id)
        early = {on + timedelta(days=n) for n in range(max(-after, 0))}
        is_fine = (
            bed is not None
            and bed.state == "booked"
            and asked.start - timedelta(days=EARLY) <= on <= asked.end
            and self.model.is_free(bed.number, early, besides=asked.placement_id)
        )
        is_repeated = bed is not None and bed.state == "occupied"
        given = self.is_done(lambda: self.room.hand_over_keys(asked.exchange_id, on, AUTUMN))
        assert given == (is_fine or is_repeated)
        if bed and is_fine:
            bed.state, bed.keys_on = "occupied", on
            bed.days |= early

    def end_stay(self, draw: Draw) -> None:
        asked = draw(self.one_that_is("occupied"))
        after = draw(st.integers(-EARLY, DAYS // 2))
        on = asked.start + timedelta(days=after)
        bed = self.model.taken.get(asked.placement_id)
        is_fine = bed is not None and bed.state == "occupied" and bed.keys_on <= on
        is_repeated = bed is not None and bed.state == "ended"
        done = self.is_done(lambda: self.room.end_stay(asked.exchange_id, on, AUTUMN))
        assert done == (is_fine or is_repeated)
        if bed and is_fine:
            bed.state = "ended"
            bed.days = {day for day in bed.days if day < on}

    @invariant()
    def no_bed_is_taken_twice_on_a_day(self) -> None:
        nights = [
            (stay.bed, day)
            for stay in self.room.stays.values()
            if stay.state != "released"
            for day in days_of(stay.period)
        ]
        assert len(nights) == len(set(nights))
        assert all(1 <= bed <= self.model.beds for bed, _ in nights)

    @invariant()
    def it_is_as_the_model_says(self) -> None:
        alive = {i: s for i, s in self.room.stays.items() if s.state != "released"}
        known = {i: (bed.number, bed.state, bed.days) for i, bed in self.model.taken.items()}
        assert {i: (s.bed, s.state, days_of(s.period)) for i, s in alive.items()} == known


TestRooms = RoomMachine.TestCase
TestRooms.settings = effort(25, steps=40)


# -- contact persons -------------------------------------------------------------------------------


class ContactPersonMachine(AggregateMachine):
    """Three colleagues of a committee, and the placements they care for."""

    happenings = {
        "hold": 8,
        "assign": 4,
        "release": 3,
        "hand_over": 8,
        "set_load_limit": 1,
        "retire": 1,
        "come_back": 1,
        "name_backup": 2,
    }

    @initialize()
    def enrol(self) -> None:
        self.colleagues: list[ContactPerson] = [contact_person(limit) for limit in (1, 2, 2)]
        self.kept = list(self.colleagues)
        self.asked = [placement()]
        self.days: dict[UUID, tuple[int, set[date], bool]] = {}
        """Who cares for each placement, on which days, and whether for certain."""

    def load_on_busiest(self, who: int, days: set[date]) -> int:
        """How many placements the colleague has on the busiest of these days."""
        return max(
            sum(day in theirs for by, theirs, _ in self.days.values() if by == who) for day in days
        )

    def likely_holder_of(self, asked: Placement) -> st.SearchStrategy[int]:
        """Who cares for the placement, mostly; sometimes somebody else is asked."""
        holder = self.days.get(asked.placement_id, (0,))[0]
        return st.sampled_from([holder, holder, holder, 0, 1, 2])

    def is_free(self, who: int, days: set[date]) -> bool:
        colleague = self.colleagues[who]
        return not colleague.has_retired and (
            self.load_on_busiest(who, days) < colleague.load_limit
        )

    def hold(self, draw: Draw) -> None:
        who = draw(st.integers(0, 2))
        period = draw(periods)
        asked, days = placement(period), days_of(period)
        self.asked.append(asked)
        is_free = self.is_free(who, days)
        assert self.is_done(lambda: self.colleagues[who].hold(asked)) == is_free
        if is_free:
            self.days[asked.placement_id] = (who, days, False)
            self.is_harmless(lambda: self.colleagues[who].hold(asked))

    def assign(self, draw: Draw) -> None:
        asked = draw(self.one_asked)
        who = draw(self.likely_holder_of(asked))
        self.colleagues[who].assign(asked.placement_id)
        by, days, _ = self.days.get(asked.placement_id, (None, set(), False))
        if by == who:
            self.days[asked.placement_id] = (who, days, True)
        self.is_harmless(lambda: self.colleagues[who].assign(asked.placement_id))

    def release(self, draw: Draw) -> None:
        asked = draw(self.one_asked)
        who = draw(self.likely_holder_of(asked))
        self.colleagues[who].release(asked.placement_id, "cancelled")
        if self.days.get(asked.placement_id, (None,))[0] == who:
            del self.days[asked.placement_id]
        self.is_harmless(lambda: self.colleagues[who].release(asked.placement_id, "cancelled"))

    def hand_over(self, draw: Draw) -> None:
        asked = draw(self.one_asked)
        who = draw(self.likely_holder_of(asked))
        whom = draw(st.integers(0, 2))
        by, days, is_certain = self.days.get(asked.placement_id, (None, set(), False))
        is_fine = by == who and who != whom and self.is_free(whom, days)
        colleague = self.colleagues[whom]
        given = self.is_done(lambda: self.colleagues[who].hand_over(asked.exchange_id, colleague))
        assert given == is_fine
        if given:
            self.days[asked.placement_id] = (whom, days, is_certain)

    def set_load_limit(self, draw: Draw) -> None:
        who = draw(st.integers(0, 2))
        limit = draw(st.integers(0, 3))
        assert self.is_done(lambda: self.colleagues[who].set_load_limit(limit)) == (limit > 0)

    def retire(self, draw: Draw) -> None:
        who = draw(st.integers(0, 2))
        self.colleagues[who].retire()
        self.is_harmless(self.colleagues[who].retire)

    def come_back(self, draw: Draw) -> None:
        who = draw(st.integers(0, 2))
        had_retired = self.colleagues[who].has_retired
        assert self.is_done(lambda: self.colleagues[who].come_back(2)) == had_retired

    def name_backup(self, draw: Draw) -> None:
        asked = draw(self.one_asked)
        who = draw(self.likely_holder_of(asked))
        backup = draw(st.integers(0, 2))
        colleague = self.colleagues[backup]
        is_theirs = self.days.get(asked.placement_id, (None,))[0] == who
        is_fine = is_theirs and who != backup and not colleague.has_retired
        named = self.is_done(lambda: self.colleagues[who].name_backup(asked.exchange_id, colleague))
        assert named == is_fine

    @invariant()
    def each_placement_is_in_one_pair_of_hands(self) -> None:
        active = [
            (placement_id, who, duty.state == "assigned")
            for who, colleague in enumerate(self.colleagues)
            for placement_id, duty in colleague.duties.items()
            if duty.is_active
        ]
        known = {(i, who, is_certain) for i, (who, _, is_certain) in self.days.items()}
        assert len(active) == len(set(active))
        assert set(active) == known


TestContactPersons = ContactPersonMachine.TestCase
TestContactPersons.settings = effort(25, steps=40)
