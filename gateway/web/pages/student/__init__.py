"""A student's own exchange: the timeline, the form, the cards, the stay, the logbook, the end.

own           the own exchange, without which there is no page
telling       the timeline in words, and whose turn it is
exchange      the exchange on one page
drafts        what is filled in of the form so far
texts         letters, diary and documents in the vault
eligibility   whether a student fits a host and its projects
opening       the form that is open, and what is chosen in it
wishing       a project beside the open form, wherever one reads about it
choosing, letters, dates, papers, review    the steps of the form
cards         card of acceptance, card of confirmation, calendar
travelling    confirming, visa, cancelling
staying       room, meals, contact person, pocket card
working       attendance, diary, appraisals
completing    evaluation, certificate
my_data       what is held about oneself, and its package
"""

from gateway.web.pages.student import (
    cards,
    choosing,
    completing,
    dates,
    exchange,
    letters,
    my_data,
    papers,
    review,
    staying,
    travelling,
    working,
)
from gateway.web.pages.student.area import STUDENT

__all__ = [
    "STUDENT",
    "cards",
    "choosing",
    "completing",
    "dates",
    "exchange",
    "letters",
    "my_data",
    "papers",
    "review",
    "staying",
    "travelling",
    "working",
]
