"""Questions: how a function becomes a resource that is read, documented and guarded."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from flask_smorest import Blueprint
from marshmallow import RAISE, Schema

from gateway.api import blueprint, public, signed_in_person
from gateway.api.openapi import BEARER
from gateway.api.queries.answers import answered_as
from gateway.api.queries.shapes import Question
from gateway.api.remembering import remembered, remembered_for_each

F = TypeVar("F", bound=Callable[..., Any])


class Questions:
    """The questions of one area of the API."""

    def __init__(self, name: str, description: str) -> None:
        self.blueprint: Blueprint = blueprint(name, description)

    def ask(
        self,
        path: str,
        answer: type[Schema],
        question: type[Schema] = Question,
        *,
        is_open: bool = False,
        kept_for: int = 0,
        may_be_missing: bool = False,
        is_from_views: bool = True,
    ) -> Callable[[F], F]:
        """The decorator of a function that answers: it gets the query string and the address.

        Only an open question is answered to somebody who is not signed in. ``kept_for`` so many
        seconds is an answer that is the same for everybody. What is answered from anything but
        the views (``is_from_views``), as from the logs, is never remembered.
        """

        def decorate(function: F) -> F:
            guarded = function if is_open else _for_the_signed_in(function)
            documented = self._documented(guarded, question, answer, may_be_missing)
            answering = documented
            if kept_for:
                answering = public(kept_for)(remembered(documented))
            elif is_from_views:
                answering = remembered_for_each(documented)
            described = self.blueprint.doc(
                operationId=f"{self.blueprint.name}.{function.__name__}",
                security=[] if is_open else [{BEARER: []}],
            )
            self.blueprint.route(path)(described(answering))
            return function

        return decorate

    def _documented(
        self, function: Any, question: type[Schema], answer: type[Schema], may_be_missing: bool
    ) -> Any:
        answering = self.blueprint.response(200, answer)(answered_as(answer)(function))
        if may_be_missing:
            answering = self.blueprint.alt_response(404, "NOT_FOUND")(answering)
        # Unknown arguments are refused, so that a mistyped filter is noticed.
        return self.blueprint.arguments(question(), location="query", unknown=RAISE)(answering)


def _for_the_signed_in(function: F) -> F:
    @wraps(function)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        signed_in_person()
        return function(*args, **kwargs)

    return guarded  # type: ignore[return-value]
