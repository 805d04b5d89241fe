"""Access tokens, signing keys, and who a request comes from."""

from datetime import timedelta
from uuid import uuid4

import jwt
import pytest

from gateway.security.access_tokens import ALGORITHM, AUDIENCE, ISSUER, AccessTokens
from gateway.security.identity import actor_from
from gateway.security.signing_keys import SigningKeys, SigningKeyTooShort, name_of
from services.contracts.errors import NotSignedIn
from services.contracts.roles import ANONYMOUS
from tests.support.bench import A_DAY_IN_SPRING as NOW

KEY, OLDER_KEY = b"k" * 32, b"o" * 32
LIFE = timedelta(minutes=15)
PERSON = uuid4()


def tokens(*keys: bytes) -> AccessTokens:
    current, *older = keys or (KEY,)
    return AccessTokens(SigningKeys(current, older), LIFE)


def forged(key: bytes = KEY, *, kid: str | None = None, **changes: object) -> str:
    claims = {
        "iss": ISSUER,
        "aud": AUDIENCE,
        "sub": str(PERSON),
        "iat": int(NOW.timestamp()),
        "exp": int((NOW + LIFE).timestamp()),
    }
    claims = {name: value for name, value in {**claims, **changes}.items() if value is not None}
    return jwt.encode(claims, key, ALGORITHM, headers={"kid": kid or name_of(key)})


def test_a_token_names_the_person_it_was_issued_to() -> None:
    assert tokens().person(tokens().issue(PERSON, NOW), NOW) == PERSON


def test_a_token_holds_nothing_but_the_person_and_its_life() -> None:
    claims = jwt.decode(tokens().issue(PERSON, NOW), options={"verify_signature": False})

    assert set(claims) == {"iss", "aud", "sub", "iat", "exp"}


def test_a_token_ends_with_its_life() -> None:
    token = tokens().issue(PERSON, NOW)

    assert tokens().person(token, NOW + LIFE - timedelta(seconds=1)) == PERSON
    with pytest.raises(NotSignedIn):
        tokens().person(token, NOW + LIFE)


def test_a_token_that_was_good_ends_with_its_life_too() -> None:
    known = tokens()
    token = known.issue(PERSON, NOW)
    known.person(token, NOW)

    with pytest.raises(NotSignedIn):
        known.person(token, NOW + LIFE)


def test_a_token_of_an_older_key_is_good_until_the_key_is_dropped() -> None:
    token = tokens(OLDER_KEY).issue(PERSON, NOW)

    assert tokens(KEY, OLDER_KEY).person(token, NOW) == PERSON
    with pytest.raises(NotSignedIn):
        tokens(KEY).person(token, NOW)


def test_a_forged_token_of_the_right_shape_is_accepted_so_that_the_next_test_proves_something() -> (
    None
):
    assert tokens().person(forged(), NOW) == PERSON


@pytest.mark.parametrize(
    "token",
    [
        "",
        "a.b.c",
        forged(OLDER_KEY),
        forged(OLDER_KEY, kid=name_of(KEY)),
        forged(iss="somebody"),
        forged(aud="somebody"),
        forged(sub=None),
        forged(sub="not a person"),
        forged(exp=None),
        jwt.encode({"sub": str(PERSON)}, "", algorithm="none", headers={"kid": name_of(KEY)}),
    ],
)
def test_a_token_that_is_not_ours_is_refused(token: str) -> None:
    with pytest.raises(NotSignedIn):
        tokens().person(token, NOW)


def test_a_short_signing_key_is_refused() -> None:
    with pytest.raises(SigningKeyTooShort):
        SigningKeys(b"short")


class Nobody:
    """Knows nobody."""

    def grants_of_account(self, person_id: object) -> None:
        return None


def test_without_a_token_a_request_is_anonymous() -> None:
    assert actor_from(None, tokens(), Nobody(), NOW) == ANONYMOUS


@pytest.mark.parametrize(
    "header", ["Basic dTpw", "Bearer", "Bearer x", f"Bearer {tokens().issue(PERSON, NOW)}"]
)
def test_another_scheme_a_bad_token_and_a_closed_account_are_refused(header: str) -> None:
    with pytest.raises(NotSignedIn):
        actor_from(header, tokens(), Nobody(), NOW)
