"""What an officer records about one exchange, step by step.

A step has a page of its own, which says what it means and asks for what it needs. It is offered
where the stage allows it; whether it holds is decided by the service.
"""

from gateway.web.pages.committee.steps_before import BEFORE
from gateway.web.pages.committee.steps_during import DURING
from gateway.web.pages.committee.task import Task

STEPS: dict[str, Task] = {**BEFORE, **DURING}
"""The steps by the last part of their address, in the order in which an exchange takes them."""
