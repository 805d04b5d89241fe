"""The ``exchange`` command: run the product, fill it, look into it."""
