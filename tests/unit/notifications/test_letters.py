"""Letters: headers that mail servers take, names in any script, nothing smuggled in."""

from email import message_from_bytes
from email.header import decode_header, make_header
from email.policy import SMTP
from email.utils import parseaddr

import pytest

from services.contracts.errors import NotFound
from services.notifications.mail.contacts import ContactCard, contact_card
from services.notifications.mail.letter import write_letter
from services.notifications.mail.transport import Refused
from services.notifications.texts import Text, shipped_texts
from tests.unit.notifications.given import HEAD, MESSAGE, NOW, PERSON, a_letter

NAMES = [
    "Zoë Ångström",
    "محمد بن عبد الله الأنصاري",
    "山田 太郎",
    "Нғұрсұлтан Әбішұлы Назарбаев",
    "Ünsal, Çağrri (LORE)",
    'Ann "Nan" O\'Neill; <nobody>',
    "👩🏽‍⚕️ Thandiwe",
    "Maria " * 30 + "Ñandú",
    "ናትናኤል",
]


def received(letter):
    """The letter as a mail program reads it."""
    return message_from_bytes(letter.content, policy=SMTP)


def name_in(header):
    """The name in an address header, as any mail program decodes it (RFC 2047).

    Not by the header parser of Python: it puts a space between two encoded words.
    """
    name, _ = parseaddr("".join(header.splitlines()))
    return str(make_header(decode_header(name)))


def card(name="Zoë", email="zoe@example.org"):
    return ContactCard(name, email, "en")


def test_the_headers_say_what_the_letter_is():
    letter = received(a_letter())

    assert letter["From"] == "The Exchange <exchange@example.org>"
    assert letter["To"] == "Zoë Ångström <zoe@example.org>"
    assert letter["Subject"] == "You have a place: fill in your form by 15 March 2027"
    assert letter["Date"].datetime == NOW
    assert letter["Message-ID"] == f"<{MESSAGE}@example.org>"
    assert letter["List-Id"] == "<notifications.example.org>"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["Content-Language"] == "en"
    assert letter["MIME-Version"] == "1.0"


def test_the_same_message_is_the_same_letter():
    assert a_letter().content == a_letter().content


def test_plain_text_and_html_say_the_same():
    letter = received(a_letter())

    plain = letter.get_body(("plain",)).get_content()
    html = letter.get_body(("html",)).get_content()
    for text in (plain, html):
        assert "Dear Zoë Ångström," in text
        assert "2027-PT-7K3M9Q" in text
        assert "https://exchange.example.org" in text


def test_a_letter_is_in_the_language_that_its_text_turned_out_to_be_in():
    letter = received(a_letter(language="fr-CA"))

    assert letter["Content-Language"] == "fr"
    assert 'lang="fr"' in letter.get_body(("html",)).get_content()
    assert "Bonjour Zoë Ångström," in letter.get_body(("plain",)).get_content()


def test_a_script_that_runs_from_right_to_left_does_so():
    text = Text("ar", "rtl", "مرحبا", "أهلا وسهلا")
    texts = shipped_texts()
    english = Text("en", "rtl", text.subject, text.body)

    letter = received(write_letter(MESSAGE, english, texts, HEAD, card(), NOW))

    assert 'dir="rtl"' in letter.get_body(("html",)).get_content()
    assert letter["Subject"] == "مرحبا"


@pytest.mark.parametrize("name", NAMES)
def test_a_name_in_any_script_arrives_as_it_is(name):
    letter = a_letter(card(name)).content

    assert name_in(message_from_bytes(letter)["To"]) == name
    assert parseaddr(message_from_bytes(letter)["To"])[1] == "zoe@example.org"


@pytest.mark.parametrize("name", NAMES)
def test_headers_are_ascii_on_the_wire(name):
    head, _, _ = a_letter(card(name)).content.partition(b"\r\n\r\n")

    assert head.isascii()
    assert max(len(line) for line in head.split(b"\r\n")) <= 998


def test_a_person_without_a_name_is_greeted_without_one():
    letter = received(a_letter(card(name="")))

    assert letter["To"] == "zoe@example.org"
    assert letter.get_body(("plain",)).get_content().startswith("Hello,")


@pytest.mark.parametrize("name", ["Eve\r\nBcc: all@example.org", "Eve\nX: y", "Eve\u2028\x00Z"])
def test_a_name_cannot_bring_headers_of_its_own(name):
    letter = received(a_letter(card(name)))

    assert letter["Bcc"] is None
    assert letter["X"] is None
    assert len(letter["To"].addresses) == 1


def test_html_shows_a_name_and_does_not_obey_it():
    html = received(a_letter(card("<script>alert(1)</script>"))).get_body(("html",)).get_content()

    assert "<script>" not in html


@pytest.mark.parametrize(
    "email",
    [
        "nobody",
        "@example.org",
        "a@",
        "a b@example.org",
        "a@b@c",
        "a@example.org\r\nBcc: b@c",
        "a,b@c.d",
        "<a@b.c>",
        "a@" + "x" * 70 + ".org",
    ],
)
def test_what_is_not_an_address_is_refused(email):
    with pytest.raises(Refused) as refused:
        a_letter(card(email=email))

    assert refused.value.reason == "unusable_address"


def test_without_an_address_there_is_no_letter():
    with pytest.raises(Refused) as refused:
        a_letter(card(email=""))

    assert refused.value.reason == "no_address"


def test_a_domain_in_any_script_becomes_its_ascii_form():
    letter = a_letter(card(email="zoe@bücher.example"))

    assert letter.recipient == "zoe@xn--bcher-kva.example"
    assert not letter.needs_smtputf8


def test_an_internationalised_address_is_kept_and_marked():
    letter = a_letter(card(email="用户@example.org"))

    assert "<用户@example.org>\r\n".encode() in letter.content
    assert letter.needs_smtputf8


def test_the_card_is_asked_of_people():
    asked = []

    def ask(service, question, data):
        asked.append((service, question, data["person_id"]))
        return {"display_name": "Zoë", "email": None, "language": None}

    assert contact_card(ask, PERSON) == ContactCard("Zoë", "", "")
    assert asked == [("people", "contact_card", str(PERSON))]


def test_somebody_whom_people_does_not_know_has_an_empty_card():
    def ask(service, question, data):
        raise NotFound(what="person", id=data["person_id"])

    assert contact_card(ask, PERSON).email == ""
