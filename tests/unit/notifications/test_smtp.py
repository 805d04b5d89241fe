"""Letters to a mail server, with a real one that fails at every step."""

import socket
import ssl
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import SMTP
from ipaddress import IPv4Address

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from services.notifications.mail.contacts import ContactCard
from services.notifications.mail.smtp import Security, SmtpServer, SmtpTransport
from services.notifications.mail.transport import OutcomeUnknown, OutOfReach, Refused, TryLater
from tests.support.mail_server import MailServer, running
from tests.unit.notifications.given import MESSAGE, a_letter

LOGIN = ("exchange", "a long secret")


@pytest.fixture
def server():
    with running(MailServer()) as server:
        yield server


def transport_to(server, security=Security.NONE, login=("", ""), trust=None):
    user, password = login
    settings = SmtpServer("127.0.0.1", server.port, security, user, password)
    return SmtpTransport(settings, trust)


def deliver_to(server, letter=None):
    transport_to(server).deliver(letter or a_letter())


def test_the_server_takes_the_letter_whole(server):
    deliver_to(server)

    (received,) = server.received
    assert (received.sender, received.recipient) == ("exchange@example.org", "zoe@example.org")
    assert message_from_bytes(received.content, policy=SMTP)["Message-ID"] == (
        f"<{MESSAGE}@example.org>"
    )


def test_an_internationalised_address_is_handed_over_as_such(server):
    deliver_to(server, a_letter(ContactCard("用户", "用户@example.org", "en")))

    (received,) = server.received
    assert received.recipient == "用户@example.org"
    assert "<用户@example.org>\r\n".encode() in received.content


def test_a_server_that_cannot_take_such_an_address_is_not_asked_to(server):
    server.extensions = []

    with pytest.raises(Refused, match="address_not_supported_by_server"):
        deliver_to(server, a_letter(ContactCard("", "用户@example.org", "en")))


def test_a_server_that_does_not_answer_is_out_of_reach():
    with socket.socket() as closed:  # nobody else listens there meanwhile
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
        transport = SmtpTransport(SmtpServer("127.0.0.1", port, Security.NONE))

        with pytest.raises(OutOfReach, match="server_unreachable"):
            transport.deliver(a_letter())


@pytest.mark.parametrize(
    ("verb", "reply", "expected", "reason"),
    [
        ("MAIL", "451 later", OutOfReach, "sender_refused"),
        ("MAIL", "550 not from you", OutOfReach, "sender_refused"),
        ("RCPT", "450 mailbox busy", TryLater, "smtp_450"),
        ("RCPT", "550 no such user", Refused, "smtp_550"),
        ("DATA", "451 later", TryLater, "smtp_451"),
        ("DATA", "554 no", Refused, "smtp_554"),
        ("TEXT", "452 full", TryLater, "smtp_452"),
        ("TEXT", "554 looks like spam", Refused, "smtp_554"),
    ],
)
def test_a_refusal_is_temporary_or_for_good(server, verb, reply, expected, reason):
    server.replies[verb] = reply

    with pytest.raises(expected) as raised:
        deliver_to(server)

    assert type(raised.value) is expected
    assert raised.value.reason == reason


@pytest.mark.parametrize("verb", ["EHLO", "MAIL", "RCPT"])
def test_a_line_cut_before_the_text_means_that_nothing_was_taken(server, verb):
    server.hang_up_at = verb

    with pytest.raises(OutOfReach):
        deliver_to(server)

    assert server.received == []


def test_a_line_cut_after_the_text_leaves_it_in_doubt(server):
    server.hang_up_at = "TEXT"

    with pytest.raises(OutcomeUnknown):
        deliver_to(server)

    assert len(server.received) == 1


def test_a_letter_that_was_taken_is_taken_whatever_follows(server):
    server.replies["QUIT"] = "421 too late"

    deliver_to(server)

    assert len(server.received) == 1


def test_no_reason_names_the_recipient(server):
    server.replies["RCPT"] = "550 zoe@example.org has left us"

    with pytest.raises(Refused) as refused:
        deliver_to(server)

    assert "zoe" not in str(refused.value)


# -- protected connections


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """The files of a certificate for 127.0.0.1 and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "mail")])
    now = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))]), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    folder = tmp_path_factory.mktemp("tls")
    (folder / "certificate.pem").write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return folder / "certificate.pem", folder / "key.pem"


@pytest.fixture
def protected_server(certificate):
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(*certificate)
    with running(MailServer(tls, LOGIN)) as server:
        yield server


@pytest.fixture
def trust(certificate):
    return ssl.create_default_context(cafile=str(certificate[0]))


def test_the_sign_in_is_sent_over_a_protected_connection(protected_server, trust):
    transport_to(protected_server, Security.STARTTLS, LOGIN, trust).deliver(a_letter())

    assert len(protected_server.received) == 1


def test_a_server_that_is_not_the_one_it_says_gets_nothing(protected_server):
    with pytest.raises(OutOfReach, match="server_refused_sign_in"):
        transport_to(protected_server, Security.STARTTLS, LOGIN).deliver(a_letter())

    assert protected_server.received == []


def test_a_wrong_password_is_a_matter_for_the_operator_not_of_the_letter(protected_server, trust):
    wrong = transport_to(protected_server, Security.STARTTLS, ("exchange", "wrong"), trust)

    with pytest.raises(OutOfReach, match="server_refused_sign_in"):
        wrong.deliver(a_letter())


def test_a_password_that_smtp_cannot_carry_is_a_matter_for_the_operator(protected_server, trust):
    unspeakable = transport_to(protected_server, Security.STARTTLS, ("exchange", "пароль"), trust)

    with pytest.raises(OutOfReach, match="server_refused_sign_in"):
        unspeakable.deliver(a_letter())


def test_a_server_without_protection_gets_no_letter_when_it_is_wanted(server, trust):
    with pytest.raises(OutOfReach, match="server_refused_sign_in"):
        transport_to(server, Security.STARTTLS, trust=trust).deliver(a_letter())
