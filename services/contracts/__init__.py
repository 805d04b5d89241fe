"""The published language of the Exchange: what services may know of each other. No logic."""
