"""The page of settings: every one of the distributed home, by whom it is for."""

from services.hosting.distributed import settings
from services.hosting.distributed.settings import database_of
from services.hosting.service_list import NAMES
from services.hosting.setting import Setting
from services.notifications.mail import settings as mail
from tools.handbook.markdown import table

INTRODUCTION = """# Every setting

Generated from the code; do not edit. Settings come from the environment. Each may be given as a
file instead, which the same variable names with `_FILE` behind it, as secrets are given in many
places: `EXCHANGE_BROKER_FILE=/run/secrets/broker`. A process reads them when it starts; one that
lacks a setting names all that it lacks and does not start. Those of the one-process home stand in
[running.md](../running.md#settings); those for mails and logs are the same there.
"""
HEADS = ("variable", "meaning", "example", "without it")
MISSING = "it does not start"
VIEWS = "gateway"

GROUPS: dict[str, tuple[Setting, ...]] = {
    "Every process": (settings.BROKER, settings.PATIENCE, settings.POOL, settings.LOG_LEVEL),
    "Databases": (*(database_of(name) for name in (*NAMES, VIEWS)), settings.ADMIN),
    "Services, and the views' feeder": (settings.HEALTH, settings.WORKERS),
    "People, and `exchange migrate`": (settings.MASTER_KEY, settings.OTHER_MASTER_KEY),
    "The gateway": (
        settings.LISTEN,
        settings.GATEWAY_WORKERS,
        settings.GATEWAY_THREADS,
        settings.SIGNING_KEY,
        settings.OLD_SIGNING_KEY,
        settings.SITE,
        settings.PLAIN_HTTP,
    ),
    "Notifications, beside the address of the site": (
        mail.SMTP_HOST,
        mail.SMTP_PORT,
        mail.SMTP_SECURITY,
        mail.SMTP_USER,
        mail.SMTP_PASSWORD,
        mail.SMTP_TIMEOUT,
        mail.MAIL_FROM,
        mail.MAIL_FOLDER,
    ),
    "Rehearsals": (settings.CLOCK,),
}
NOTES = {
    "Databases": "A service is told its own and no other; the gateway and the views' feeder that of"
    " the gateway. `exchange migrate` is told those whose tables it makes."
    " [scale.md](scale.md) has the sum of the connections.",
}


def settings_page() -> str:
    """The page."""
    return INTRODUCTION + "".join(_section(title, group) for title, group in GROUPS.items())


def all_settings() -> list[Setting]:
    """Every setting that there is."""
    defined = [
        value
        for module in (settings, mail)
        for value in vars(module).values()
        if isinstance(value, Setting)
    ]
    return defined + [database_of(name) for name in (*NAMES, VIEWS)]


def _section(title: str, group: tuple[Setting, ...]) -> str:
    note = f"{NOTES[title]}\n\n" if title in NOTES else ""
    return f"\n## {title}\n\n{note}{table(HEADS, map(_row, group))}"


def _row(setting: Setting) -> list[str]:
    usual = {None: MISSING, "": ""}.get(setting.usual, f"{setting.usual}")
    return [f"`{setting.variable}`", setting.says, setting.example, usual]
