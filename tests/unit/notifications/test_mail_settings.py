"""Mail settings: checked before the service starts, without default secrets."""

from pathlib import Path

import pytest

from services.notifications.mail.folder import FolderTransport
from services.notifications.mail.settings import MailSettings, MailSettingsUnusable
from services.notifications.mail.smtp import Security, SmtpServer, SmtpTransport

SMTP = {"smtp_host": "mail.example.org", "mail_from": "IFMSA <x@example.org>"}
FOLDER = {"mail_folder": "mail"}


def server_of(**settings):
    made = MailSettings.from_settings({**SMTP, **settings})
    assert isinstance(made.transport, SmtpTransport)
    return made.transport.server


def test_without_server_and_folder_no_mails_are_sent():
    assert MailSettings.from_settings({"smtp_host": "", "site": "https://example.org"}) is None


def test_without_a_mail_server_letters_go_to_the_folder():
    settings = MailSettings.from_settings(FOLDER)

    assert isinstance(settings.transport, FolderTransport)
    assert settings.transport.folder == Path("mail")


def test_a_mail_server_goes_before_a_folder():
    assert server_of(**FOLDER) == SmtpServer("mail.example.org", 587, Security.STARTTLS)


def test_sender_and_site_stand_in_the_letterhead():
    head = MailSettings.from_settings({**SMTP, "site": "https://exchange.example.org"}).head

    assert (head.name, head.email) == ("IFMSA", "x@example.org")
    assert head.site == "https://exchange.example.org"


@pytest.mark.parametrize(("security", "port"), [("starttls", 587), ("tls", 465), ("none", 25)])
def test_each_kind_of_protection_has_its_usual_port(security, port):
    assert server_of(smtp_security=security).port == port


def test_numbers_may_come_as_texts():
    server = server_of(smtp_port="2525", smtp_timeout="7")

    assert (server.port, server.timeout_seconds) == (2525, 7)


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"mail_from": ""}, "mail_from"),
        ({"mail_from": "nobody"}, "mail_from"),
        ({"mail_from": "用户@example.org"}, "mail_from"),
        ({"smtp_security": "ssl"}, "smtp_security"),
        ({"smtp_port": "many"}, "smtp_port"),
        ({"smtp_port": "65536"}, "smtp_port"),
        ({"smtp_timeout": "-1"}, "smtp_timeout"),
        ({"smtp_timeout": "61"}, "smtp_timeout"),
        ({"smtp_user": "exchange"}, "smtp_password"),
        ({"smtp_password": "secret"}, "smtp_user"),
        (
            {"smtp_user": "exchange", "smtp_password": "secret", "smtp_security": "none"},
            "smtp_security",
        ),
    ],
)
def test_an_unusable_setting_is_named(wrong, named):
    with pytest.raises(MailSettingsUnusable, match=named):
        MailSettings.from_settings({**SMTP, **wrong})


def test_a_password_is_not_shown():
    assert "secret" not in repr(server_of(smtp_user="exchange", smtp_password="secret"))
