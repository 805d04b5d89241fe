"""What all lists of the committee have: a page with its pager, and the whole list as a file."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Response, request

from gateway.views.keyset import Keyset, Place, Row
from gateway.web.answers import address, page
from gateway.web.lists.addresses import CURSOR
from gateway.web.lists.slices import Slice, every, slice_of
from gateway.web.lists.tables import Column, csv_of
from gateway.web.pages.committee.units import committee, committee_id

AT_ONCE = 50
Reader = Callable[[Place | None, int], list[Row]]


@dataclass(frozen=True)
class Listing:
    """A list of a committee: how it is read, what it shows, and where its rows lead.

    ``order`` is None for a list that is short enough for one page. ``finish`` adds to the rows of
    one page what only the vault knows. ``empty`` is title and text; ``new`` a task and its text.
    """

    name: str
    title: str
    lead: str
    columns: Sequence[Column]
    read: Callable[[UUID], Reader]
    link: Callable[[Row], str]
    icon: str
    empty: tuple[str, str]
    order: Callable[[], Keyset] | None = None
    finish: Callable[[list[Row]], list[Row]] = lambda rows: rows
    new: tuple[str, str] | None = None

    def shown(self) -> Response:
        """The list's page."""
        here = committee()
        found = self._slice(here["lc_id"])
        return page(
            "committee/list.html",
            here=here,
            listing=self,
            rows=self.finish(found.rows),
            slice=found,
            csv=address(f"committee.{self.name}_csv", **request.args.to_dict(flat=False)),
        )

    def _slice(self, lc_id: UUID) -> Slice:
        read = self.read(lc_id)
        if self.order is None:
            return Slice(read(None, AT_ONCE), "", "")
        asked: dict[str, Any] = {CURSOR: request.args.get(CURSOR, ""), "limit": AT_ONCE}
        return slice_of(self.order(), asked, read)

    def file(self) -> Response:
        """The whole list as CSV."""
        read = self.read(committee_id())
        rows = list(every(self.order(), read)) if self.order else read(None, AT_ONCE)
        return csv_of(self.name, self.columns, self.finish(rows))
