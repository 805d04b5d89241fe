"""Undo: what was just done is taken back, beside the sentence that says that it is done.

step           a counter-step: a command that restores what was, sealed into a button
restoring      what a counter-step is made of
exchanges, housing, projects, people
               which command restores what another one has changed
carrying_out   what the button does

What has no command that restores it is told in docs/web.md.
"""
