"""The exchange as a state machine: whatever is asked of it, its life goes as the domain says.

The steps stand here once more, written down from the table of the domain (steps 4 to 20, x): from
where to where, and nothing else.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

from hypothesis.stateful import initialize, invariant

from services.applications.domain.exchange import Exchange
from services.applications.domain.logbook import Summary
from services.applications.domain.parties import Placed, Wanted
from tests.hostile.aggregate_machine import AggregateMachine, Draw
from tests.support.effort import effort
from tests.unit.applications.samples import (
    END,
    HOST,
    LC,
    START,
    a_form,
    a_wish,
    an_offer,
    assigned,
    holding,
    wanted_for,
)

NEXT = {
    "assigned": {"submitted", "cancelled"},
    "submitted": {"forwarded", "returned", "cancelled"},
    "returned": {"submitted", "cancelled"},
    "forwarded": {"received", "returned", "rejected", "cancelled"},
    "received": {"placing", "returned", "rejected", "cancelled"},
    "placing": {"placed", "returned", "rejected", "cancelled"},
    "placed": {"accepted", "placing", "cancelled"},
    "accepted": {"confirmed", "cleared", "arrived", "no_show", "cancelled"},
    "confirmed": {"cleared", "arrived", "no_show", "cancelled"},
    "cleared": {"arrived", "no_show", "cancelled"},
    "arrived": {"in_progress", "interrupted"},
    "in_progress": {"ended", "interrupted"},
    "ended": {"certified", "not_certified"},
    "certified": {"recognised"},
}
OVER = {"rejected", "no_show", "interrupted", "not_certified", "recognised", "cancelled"}
HOLDING = {"placed", "accepted", "confirmed", "cleared", "arrived", "in_progress", "ended"}
HOLDS_NOTHING = {
    "assigned",
    "submitted",
    "returned",
    "forwarded",
    "received",
    "rejected",
    "no_show",
    "interrupted",
    "cancelled",
}
THE_PATH = (
    "submit",
    "forward",
    "receive",
    "assign_to_committee",
    "propose",
    "complete",
    "accept",
    "confirm",
    "train",
    "settle_visa",
    "arrive",
    "start",
    "end",
    "evaluate",
    "certify",
    "recognise",
)
OFF_THE_PATH = (
    "return_to_student",
    "reject",
    "complete_another",
    "release",
    "change_contact_person",
    "invite",
    "declare_no_show",
    "cancel",
    "interrupt",
    "refuse_certificate",
)
WAITING = ("wait_a_day", "wait_a_week", "wait_for_the_start", "wait_for_the_end")
IN_WINTER = date(2027, 2, 1)


class ExchangeMachine(AggregateMachine):
    """One student's exchange, and everybody who has a say in it, while the days go by."""

    happenings = {
        "next_step": 60,
        **dict.fromkeys(THE_PATH, 1),
        **dict.fromkeys(OFF_THE_PATH, 2),
        **dict.fromkeys(WAITING, 4),
        "insist": 4,
    }

    @initialize()
    def assign(self) -> None:
        self.exchange: Exchange = assigned()
        self.kept = [self.exchange]
        self.today = IN_WINTER
        self.ahead = 0
        """How far along the path it was tried to come: what is tried next is likely to fit."""
        self.parties = self.exchange.parties
        self.was: list[str] = [self.exchange.stage]

    def do(self, instruction: Callable[[], Any]) -> None:
        """Give an instruction; the stage it leads to must follow from the one before."""
        self.is_done(instruction)
        stage = self.exchange.stage
        if stage != self.was[-1]:
            assert stage in NEXT.get(self.was[-1], set()), (self.was, stage)
            self.was.append(stage)

    def happen(self, what: str, draw: Draw) -> None:
        """A step, or time going by."""
        if what in (*WAITING, "insist"):
            getattr(self, what)()
        else:
            self.do(getattr(self, what))

    def insist(self) -> None:
        """What is over is over, whatever is tried."""
        if self.was[-1] in OVER:
            for step in (*THE_PATH, *OFF_THE_PATH):
                self.do(getattr(self, step))
            assert self.exchange.stage == self.was[-1]

    def next_step(self) -> None:
        """The next step of the path; when it is refused, somebody has to do one before it."""
        before = len(self.exchange.pending_events)
        try:
            getattr(self, THE_PATH[self.ahead % len(THE_PATH)])()
        finally:
            went = len(self.exchange.pending_events) > before
            self.ahead = self.ahead + 1 if went else max(0, self.ahead - 2)

    def wait_a_day(self) -> None:
        self.today += timedelta(days=1)

    def wait_a_week(self) -> None:
        self.today += timedelta(days=7)

    def wait_for_the_start(self) -> None:
        if self.exchange.stage in HOLDING:
            self.today = max(self.today, START)

    def wait_for_the_end(self) -> None:
        if self.exchange.stage in HOLDING:
            self.today = max(self.today, END)

    # -- steps -----------------------------------------------------------------------------

    @property
    def now(self) -> datetime:
        return datetime.combine(self.today, time(9), UTC)

    def submit(self) -> None:
        self.exchange.submit(a_form(a_wish(an_offer(nmo_id=HOST, lc_id=LC))), self.today)

    def forward(self) -> None:
        self.exchange.forward()

    def receive(self) -> None:
        self.exchange.receive([])

    def return_to_student(self) -> None:
        self.exchange.return_to_student("letter_missing")

    def reject(self) -> None:
        self.exchange.reject("full")

    def assign_to_committee(self) -> None:
        self.exchange.assign_to_committee(LC, HOST, incomings=0)

    def propose(self) -> None:
        choices = (
            {"project_id": self.exchange.choices[0].project_id} if self.exchange.choices else {}
        )
        wanted = wanted_for(self.exchange, **choices) if choices else self.something_else()
        self.exchange.propose_placement(wanted, self.now)

    def something_else(self) -> Wanted:
        return Wanted(uuid4(), uuid4(), uuid4(), uuid4())

    def complete(self) -> None:
        self.complete_another()
        wanted = self.exchange.wanted or self.something_else()
        self.exchange.complete_placement(holding(wanted, self.now + timedelta(days=21)))

    def complete_another(self) -> None:
        """Answers to a placement that was let go of come to nothing."""
        before = len(self.exchange.pending_events)
        placed: Placed = holding(self.something_else(), self.now)
        self.exchange.complete_placement(placed)
        assert len(self.exchange.pending_events) == before

    def release(self) -> None:
        if self.exchange.stage in {"placing", "placed"}:
            self.exchange.release_placement("expired")

    def change_contact_person(self) -> None:
        if wanted := self.exchange.wanted:
            self.exchange.change_contact_person(wanted.handed_over_to(uuid4()), uuid4())

    def accept(self) -> None:
        self.exchange.accept(self.now, "student_replied_late")

    def invite(self) -> None:
        self.exchange.issue_invitation_letter(passport_verified=True)

    def confirm(self) -> None:
        self.exchange.confirm(START, END, travel_complete=True, today=self.today)

    def train(self) -> None:
        self.exchange.record_training()

    def settle_visa(self) -> None:
        self.exchange.settle_visa(is_needed=True)

    def arrive(self) -> None:
        self.exchange.arrive(min(max(self.today, START), END))

    def declare_no_show(self) -> None:
        self.exchange.declare_no_show(self.today)

    def cancel(self) -> None:
        self.exchange.cancel("student", "illness")

    def start(self) -> None:
        given = {"arrival_training_given": True, "is_clear": True}
        self.exchange.start_project(min(self.today, END), today=self.today, **given)

    def end(self) -> None:
        self.exchange.end_project(min(self.today, END), self.today)

    def interrupt(self) -> None:
        self.exchange.interrupt("illness", min(self.today, END), self.today)

    def evaluate(self) -> None:
        self.exchange.evaluate({"mentor": 5}, self.today)

    def certify(self) -> None:
        self.exchange.certify(self.summary(present=18), "SCORE-1", self.today)

    def refuse_certificate(self) -> None:
        self.exchange.refuse_certificate(self.summary(present=10), self.today)

    def summary(self, present: int) -> Summary:
        return Summary(present, 20, is_appraised=True, objectives=())

    def recognise(self) -> None:
        self.exchange.record_recognition("Universidade do Porto", 5)

    # -- what must hold --------------------------------------------------------------------

    @invariant()
    def whose_exchange_it_is_never_changes(self) -> None:
        now, then = self.exchange.parties, self.parties
        assert (now.student_id, now.sending_nmo_id, now.hosting_nmo_id) == (
            then.student_id,
            then.sending_nmo_id,
            then.hosting_nmo_id,
        )

    @invariant()
    def all_three_are_held_or_nothing_is(self) -> None:
        stage, placed = self.exchange.stage, self.exchange.placed
        if stage in HOLDING:
            assert placed
            assert self.exchange.open_placement_id == placed.placement_id
        if stage in HOLDS_NOTHING:
            assert placed is None
            assert self.exchange.wanted is None


TestExchanges = ExchangeMachine.TestCase
TestExchanges.settings = effort(25, steps=60)
