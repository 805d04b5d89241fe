"""``python -m exchange`` is the ``exchange`` command."""

from exchange.main import main

main()
