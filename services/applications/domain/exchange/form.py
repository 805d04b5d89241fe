"""A filled-in application form, and what must hold before it can be submitted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from services.applications.domain.parties import Choice
from services.applications.domain.rules import PinnedConditions, Rules, month_of, season_bounds
from services.applications.errors import (
    ChosenTwice,
    CommitteeNotOpen,
    CommitteesNotDistinct,
    DocumentsMissing,
    LettersNotDistinct,
    ProjectNotOffered,
    ProjectNotOpen,
    StartOutsideSeason,
    StudentTypeNotAccepted,
    WeeksNotOffered,
    WrongNumberOfChoices,
)

STANDARD_DOCUMENTS = ("terms", "passport_copy", "photo", "proof_of_enrolment")


@dataclass(frozen=True)
class Offer:
    """A project as the catalogue has it today."""

    project_id: UUID
    nmo_id: UUID
    lc_id: UUID
    is_published: bool
    weeks: tuple[int, ...]
    open_months: frozenset[str]
    needs_ethics_clearance: bool = False


@dataclass(frozen=True)
class Wish:
    """A project the student wants, with the motivation letter for it.

    ``letter_digest`` is the digest of the letter's content: one letter, uploaded twice, is one.
    """

    offer: Offer
    letter_id: UUID
    letter_digest: str


@dataclass(frozen=True)
class Form:
    """What the student filled in; the wishes stand in the order of preference."""

    wishes: tuple[Wish, ...]
    start: date
    weeks: int
    student_type: str
    documents: dict[str, UUID]

    @property
    def end(self) -> date:
        """The last day."""
        return self.start + timedelta(weeks=self.weeks, days=-1)

    @property
    def months(self) -> set[str]:
        """Every month that the stay touches: on each day of it the project needs a place."""
        return {month_of(self.start + timedelta(days=n)) for n in range(self.weeks * 7)}

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The wishes with their ranks, as the exchange keeps them."""
        return tuple(
            Choice(rank, wish.offer.project_id, wish.offer.lc_id, wish.letter_id)
            for rank, wish in enumerate(self.wishes, start=1)
        )

    def check(
        self, rules: Rules, conditions: PinnedConditions, season: str, hosting_nmo_id: UUID
    ) -> None:
        """Refuse a form that the host cannot consider, with the first thing to put right."""
        self._check_choices(rules, conditions)
        self._check_papers(conditions)
        self._check_season(season)
        for wish in self.wishes:
            self._check_offer(wish.offer, hosting_nmo_id, conditions)

    def _check_choices(self, rules: Rules, conditions: PinnedConditions) -> None:
        offers = [wish.offer for wish in self.wishes]
        if not rules.fewest_choices <= len(offers) <= rules.choices:
            raise WrongNumberOfChoices(fewest=rules.fewest_choices, most=rules.choices)
        if _repeats(offer.project_id for offer in offers):
            raise ChosenTwice
        if conditions.distinct_committees and _repeats(offer.lc_id for offer in offers):
            raise CommitteesNotDistinct

    def _check_papers(self, conditions: PinnedConditions) -> None:
        letters = self.wishes
        if _repeats(w.letter_id for w in letters) or _repeats(w.letter_digest for w in letters):
            raise LettersNotDistinct
        missing = [kind for kind in STANDARD_DOCUMENTS if kind not in self.documents]
        if missing:
            raise DocumentsMissing(missing=", ".join(missing))
        if conditions.student_types and self.student_type not in conditions.student_types:
            raise StudentTypeNotAccepted(accepted=", ".join(conditions.student_types))

    def _check_season(self, season: str) -> None:
        earliest, latest = season_bounds(season)
        if not earliest <= self.start <= latest:
            raise StartOutsideSeason(earliest=earliest, latest=latest)

    def _check_offer(
        self, offer: Offer, hosting_nmo_id: UUID, conditions: PinnedConditions
    ) -> None:
        if not offer.is_published or offer.nmo_id != hosting_nmo_id:
            raise ProjectNotOffered(project_id=offer.project_id)
        if self.weeks not in offer.weeks:
            raise WeeksNotOffered(project_id=offer.project_id, offered=_listed(offer.weeks))
        for month in sorted(self.months - offer.open_months):
            raise ProjectNotOpen(project_id=offer.project_id, month=month)
        month = month_of(self.start)
        if not conditions.is_open(offer.lc_id, month):
            raise CommitteeNotOpen(lc_id=offer.lc_id, month=month)


def _repeats(things: Iterable[Any]) -> bool:
    listed = list(things)
    return len(set(listed)) < len(listed)


def _listed(numbers: Iterable[int]) -> str:
    return ", ".join(str(number) for number in numbers)
