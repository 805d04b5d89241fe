"""What is said when a server that is needed is not there."""


class ServerNotInstalled(Exception):
    """A server is not installed on this machine."""

    def __init__(self, package: str, instead: str) -> None:
        super().__init__(
            f"Install the Debian package {package}, or give one that runs already in {instead}."
        )
