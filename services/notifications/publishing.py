"""Which private events of notifications are published, and as what: the only way out."""

from services.contracts import notifications as facts
from services.eventlog.publishing import Publishing
from services.notifications.domain import Message, Preferences

PUBLISHING = Publishing("notifications")
PUBLISHING.add(Message.Created, facts.MessageAddressed, subject="message_id")
PUBLISHING.add(Message.Read, facts.MessageRead, subject="message_id")
PUBLISHING.add(Message.Sent, facts.MailSent, subject="message_id")
PUBLISHING.add(Message.Postponed, facts.MailPostponed, subject="message_id")
PUBLISHING.add(Message.Failed, facts.MailFailed, subject="message_id")
PUBLISHING.add(Message.Doubted, facts.MailInDoubt, subject="message_id")
PUBLISHING.add(Message.Retried, facts.MailRetried, subject="message_id")
PUBLISHING.add(Preferences.Chosen, facts.PreferencesChanged, subject="person_id")
