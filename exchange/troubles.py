"""Expected troubles of a command, as words that say what to do."""

import errno

from exchange.data_folder import FolderInUse
from exchange.up.not_installed import ServerNotInstalled
from services.contracts.errors import Failure
from services.eventlog.faults import STORE_ERRORS, storage_refusal
from services.eventlog.table_copy import CopyDiffers
from services.hosting.distributed.environment import SettingsUnusable
from services.hosting.distributed.migration import TablesNotReady
from services.people.vault.keys import MasterKeyUnusableError

SPEAKING = (
    SettingsUnusable,
    TablesNotReady,
    ServerNotInstalled,
    CopyDiffers,
    MasterKeyUnusableError,
)
"""Errors whose own words say what to do."""

FULL = {errno.ENOSPC, errno.EDQUOT}
CLOSED = {errno.EROFS, errno.EACCES, errno.EPERM}


def words_for(error: Exception) -> str | None:
    """What the matter is and what to do; None when it is a fault of ours."""
    if isinstance(error, FolderInUse):
        return f"{error} Stop it first, or choose another --data."
    if isinstance(error, SPEAKING):
        return str(error)
    if isinstance(error, Failure):
        return f"{error} [{error.code}]"
    if isinstance(error, OSError):
        return _of_the_system(error)
    if isinstance(error, STORE_ERRORS) and (refusal := storage_refusal(error)):
        return f"{refusal} [{refusal.code}]"
    return None


def _of_the_system(error: OSError) -> str:
    what = f"{error.filename}: {error.strerror}" if error.filename else str(error.strerror or error)
    if error.errno in FULL:
        return f"{what}. Free some space and try again."
    if error.errno in CLOSED:
        return f"{what}. Make it writable, or choose another place, such as another --data."
    return f"{what}."
