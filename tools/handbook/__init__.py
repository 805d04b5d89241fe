"""The generated pages of the handbook: what the code says, for people to read.

``python -m tools.handbook`` (or ``make docs``) writes them; tests keep them true.
"""
