"""Stored examples of every event: bytes as releases wrote them, which every release must read.

``python -m tools.stored_events`` (or ``make examples``) appends an example of every event, and of
every shape of an event, that has none yet, and writes down what today's code reads in all of
them. What was appended once is never changed or removed; tests keep that so.
"""
