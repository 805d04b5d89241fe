"""Brings lists from elsewhere in, row by row, through the real commands."""
