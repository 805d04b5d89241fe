"""Troubles of the machine that a command runs on, as one sentence that says what to do."""

import errno

from services.eventlog.faults import storage_refusal

FULL = {errno.ENOSPC, errno.EDQUOT}
CLOSED = {errno.EROFS, errno.EACCES, errno.EPERM}


def trouble_of(error: Exception) -> str | None:
    """What the matter is and what to do; None when it is a fault of ours."""
    if isinstance(error, OSError):
        return _of_the_system(error)
    refusal = storage_refusal(error)
    return f"{refusal} [{refusal.code}]" if refusal else None


def _of_the_system(error: OSError) -> str:
    what = f"{error.filename}: {error.strerror}" if error.filename else str(error.strerror or error)
    if error.errno in FULL:
        return f"{what}. Free some space and try again."
    if error.errno in CLOSED:
        return f"{what}. Make it writable, or choose another place, such as another --data."
    return f"{what}."
