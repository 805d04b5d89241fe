"""Short codes for people to read out and type: no letter can be taken for a digit."""

from uuid import UUID

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def readable(source: UUID, length: int) -> str:
    """The last five bits times ``length`` of an id, in Crockford's base 32."""
    return "".join(ALPHABET[source.int >> 5 * place & 31] for place in reversed(range(length)))


def exchange_number(exchange_id: UUID, season: str, country: str) -> str:
    """How people name an exchange: the year its season begins, the host's country, a code."""
    return f"{season[:4]}-{country}-{readable(exchange_id, 6)}"


def certificate_code(secret: UUID) -> str:
    """What a certificate is verified by: 60 random bits, which nobody can guess.

    ``secret`` is a random id that is used for nothing else.
    """
    code = readable(secret, 12)
    return f"SCORE-{code[:4]}-{code[4:8]}-{code[8:]}"
