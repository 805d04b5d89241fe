"""The use cases of applications: contracts and exchanges, from the form to the certificate."""

from services.applications.use_cases.applying import ApplyingUseCases
from services.applications.use_cases.completing import CompletingUseCases
from services.applications.use_cases.contracts import ContractUseCases
from services.applications.use_cases.timing import TimingUseCases
from services.applications.use_cases.working import WorkingUseCases


class Applications(
    ContractUseCases,
    ApplyingUseCases,
    TimingUseCases,
    WorkingUseCases,
    CompletingUseCases,
):
    """What can be done with contracts and exchanges; placing and travelling come with timing."""

    name = "applications"
