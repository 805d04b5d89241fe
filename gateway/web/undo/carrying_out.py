"""What the button does: the counter-step is sent as any command of the visitor."""

from flask import Response, request

from gateway.web.answers import to_address
from gateway.web.forms.faults import refusal_in_words
from gateway.web.forms.sending import send
from gateway.web.language import gettext
from gateway.web.session import flashes
from gateway.web.session.flashes import Undo
from gateway.web.undo.step import SealedStep
from services.contracts.errors import Refusal, Unavailable


def take_back() -> Response:
    """Take back what the button is for, once; and go to where that was done.

    Why it cannot be, is said there; nothing has changed then. Raises UndoNotYours.
    """
    sealed = SealedStep.opened(request.form.get(flashes.FIELD, ""))
    if sealed.is_over:
        flashes.leave(gettext("It is too late to undo this here."), tone="info")
    else:
        _carry_out(sealed)
    return to_address(sealed.back)


def _carry_out(sealed: SealedStep) -> None:
    step = sealed.step
    try:
        answer = send(step.service, step.command, dict(step.data), key=sealed.key,
                      expected_version=step.version)  # fmt: skip
        flashes.leave(gettext("Undone."), after=answer["after"])
    except Refusal as refusal:
        flashes.leave(refusal_in_words(refusal), tone="late", undo=_again(refusal))


def _again(refusal: Refusal) -> Undo | None:
    """The same button, where only a part was away."""
    is_away = isinstance(refusal, Unavailable)
    return Undo(request.path, request.form[flashes.FIELD]) if is_away else None
