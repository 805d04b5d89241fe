"""Signing in: secrets that never enter a log. Mutable tables outside the event log.

tables       what lies in the database: hashes only
secret_texts random tokens, and the hashes by which they are known again
passwords    argon2id hashes of passwords
attempts     failed attempts, and how long the next one has to wait
sessions     refresh tokens: used once, then renewed
invitations  how somebody gets to choose a password
links        how a mail brings somebody to their own task, without a password
use_cases    inviting, signing in, going on with a session
"""
