"""Notifications: what to tell whom, by which channel, once."""
