"""How hard generated tests try: little and always the same in CI, as long as wanted by hand.

``EFFORT=50 make fuzz ARGS="-k api"`` tries fifty times as many examples, and others at each run. A
failure prints what reproduces it.
"""

import os

from hypothesis import HealthCheck, Phase, settings

EFFORT = int(os.environ.get("EFFORT", "1"))


def effort(examples: int, steps: int = 50, *, may_shrink: bool = True) -> settings:
    """The settings of a test that tries so many examples, in CI.

    What changes the world between two examples cannot be made smaller by trying again. How long an
    example takes to make or to try is no matter: the machine may stand still meanwhile.
    """
    return settings(
        max_examples=examples * EFFORT,
        stateful_step_count=steps,
        derandomize=EFFORT == 1,
        database=None,
        deadline=None,
        print_blob=True,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.explicit, Phase.generate, *([Phase.shrink] if may_shrink else [])],
    )
