"""What must be true of a home whatever has happened to it, found out from what it has stored.

Each check returns what it found wrong, in words; nothing is good. They look at logs, at facts as
every reader gets them, and at letters that left the house, so they do not know which home it
was and use no rule of the domain's own code.

logs       positions, versions and the chain of facts; what was acknowledged, what was refused
capacity   beds, mentor slots, contact persons and contract places, day by day
mails      each fact told to each person by each channel once
views      followers at the end, a rebuild that changes nothing
"""
