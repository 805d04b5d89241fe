"""A mail server in a thread: takes letters, and fails at the step that the test names.

``replies`` overrides the answer to a verb; ``hang_up_at`` is the step at which the line is cut
without an answer. The step ``TEXT`` comes when the whole letter has been read (and kept).
"""

import base64
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Thread
from typing import Any


@dataclass(frozen=True)
class Received:
    """A letter as the server took it."""

    sender: str
    recipient: str
    content: bytes

    @property
    def message_id(self) -> str:
        """By which one letter is told from another."""
        return str(message_from_bytes(self.content)["Message-ID"])


class MailServer(ThreadingTCPServer):
    """Speaks as much SMTP (RFC 5321) as a client needs, with STARTTLS and AUTH PLAIN if wanted."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, tls: ssl.SSLContext | None = None, login: tuple[str, str] | None = None):
        super().__init__(("127.0.0.1", 0), Conversation)
        self.tls = tls
        self.login = login
        self.extensions = ["8BITMIME", "SMTPUTF8"]
        self.replies: dict[str, str] = {}
        self.hang_up_at = ""
        self.received: list[Received] = []
        self.conversations = 0

    @property
    def settings(self) -> dict[str, str]:
        """The settings by which mails are handed to it, as they come."""
        return {
            "smtp_host": "127.0.0.1",
            "smtp_port": str(self.port),
            "smtp_security": "none",
            "mail_from": "The Exchange <exchange@example.org>",
        }

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.server_address[1])


class Conversation(StreamRequestHandler):
    """One client's connection."""

    server: MailServer

    def handle(self) -> None:
        """Answer line by line until the client or the script ends it."""
        self.server.conversations += 1
        self.sender = self.recipient = ""
        self.is_secure, self.is_signed_in = False, self.server.login is None
        self._say("220 test")
        while line := self.rfile.readline().decode().strip():
            verb = line.split(" ")[0].upper()
            if verb == self.server.hang_up_at or not self._answer(verb, line):
                return

    def finish(self) -> None:
        """Close what was opened, the protected connection too."""
        super().finish()
        self.connection.close()

    def _answer(self, verb: str, line: str) -> bool:
        """Answer a line; False to end the conversation."""
        if verb in self.server.replies:
            self._say(self.server.replies[verb])
            return True
        answer = getattr(self, f"_{verb.lower()}", self._unknown)
        return bool(answer(line))

    def _ehlo(self, line: str) -> bool:
        offered = list(self.server.extensions)
        if self.server.tls and not self.is_secure:
            offered.append("STARTTLS")
        if self.server.login:
            offered.append("AUTH PLAIN")
        lines = ["test", *offered]
        for number, text in enumerate(lines, start=1):
            self._say(f"250{' ' if number == len(lines) else '-'}{text}")
        return True

    def _starttls(self, line: str) -> bool:
        assert self.server.tls
        self._say("220 go ahead")
        try:
            self.connection: Any = self.server.tls.wrap_socket(self.connection, server_side=True)
        except OSError:
            return False
        self.rfile, self.wfile = self.connection.makefile("rb"), self.connection.makefile("wb", 0)
        self.is_secure = True
        return True

    def _auth(self, line: str) -> bool:
        _, user, password = base64.b64decode(line.split(" ")[2]).decode().split("\0")
        self.is_signed_in = (user, password) == self.server.login
        self._say("235 welcome" if self.is_signed_in else "535 who are you")
        return True

    def _mail(self, line: str) -> bool:
        self.sender = _address(line)
        self._say("250 ok" if self.is_signed_in else "530 sign in first")
        return True

    def _rcpt(self, line: str) -> bool:
        self.recipient = _address(line)
        self._say("250 ok")
        return True

    def _data(self, line: str) -> bool:
        self._say("354 go ahead")
        if (content := self._letter()) is None:
            return False
        self.server.received.append(Received(self.sender, self.recipient, content))
        if self.server.hang_up_at == "TEXT":
            return False
        self._say(self.server.replies.get("TEXT", "250 taken"))
        return True

    def _letter(self) -> bytes | None:
        """The letter up to its end; nothing when who sent it was killed amid it."""
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                return None
            lines.append(line)
        return b"".join(lines)

    def _rset(self, line: str) -> bool:
        self._say("250 ok")
        return True

    def _quit(self, line: str) -> bool:
        self._say("221 bye")
        return False

    def _unknown(self, line: str) -> bool:
        self._say("502 not here")
        return True

    def _say(self, reply: str) -> None:
        self.wfile.write(f"{reply}\r\n".encode())


def _address(line: str) -> str:
    return line[line.index("<") + 1 : line.index(">")]


@contextmanager
def running(server: MailServer) -> Iterator[MailServer]:
    """The server, answering until the end of the block."""
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
