"""``exchange audit``: the history of an exchange, and the exchange as it was."""

import json
from datetime import datetime
from pathlib import Path
from uuid import UUID

import click

from audit.as_of import known_at
from audit.text import history_text, passed_over_text, state_text
from exchange.reaching import home_options, reached
from gateway.views.past import exchange_from
from services.hosting.wire import to_wire

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@click.group()
def audit() -> None:
    """Look back: who did what, when and why."""


@audit.command("history")
@click.argument("exchange", type=click.UUID)
@home_options
@json_option
def show_history(exchange: UUID, data: Path, distributed: bool, as_json: bool) -> None:
    """Every fact about an exchange across all services, causes before effects."""
    with reached(data, distributed) as home:
        facts = home.facts_about(exchange)
    if as_json:
        click.echo(json.dumps([fact.to_json() for fact in facts], ensure_ascii=False, indent=2))
    else:
        click.echo(history_text(facts))


@audit.command("as-of")
@click.argument("exchange", type=click.UUID)
@click.argument("instant")
@home_options
@json_option
def show_as_of(exchange: UUID, instant: str, data: Path, distributed: bool, as_json: bool) -> None:
    """An exchange as it was at an instant (ISO 8601 with an offset, e.g. 2027-05-01T12:00Z)."""
    moment = _moment(instant)
    with reached(data, distributed) as home:
        state = exchange_from(known_at(home.facts_about(exchange), moment), exchange)
    if as_json:
        click.echo(to_wire(state))
    else:
        click.echo(state_text(state["exchange"]))


@audit.command("passed-over")
@home_options
def show_passed_over(data: Path, distributed: bool) -> None:
    """Every fact that a follower went past without applying it: who let it, when and why."""
    with reached(data, distributed) as home:
        lines = home.line_statuses()
    passed = [(one.at, line.follower, one) for line in lines for one in line.passed_over]
    for _, follower, one in sorted(passed, key=lambda found: found[:2]):
        click.echo(f"{follower} went past {passed_over_text(one)}")


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise click.BadParameter(f"{text} is not an ISO 8601 instant.") from error
    if moment.tzinfo is None:
        raise click.BadParameter(f"{text} needs an offset, e.g. {text}Z.")
    return moment
