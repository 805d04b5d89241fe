"""People reacts to nothing that others do: accounts and roles change by command only.

What others do decides who may look into the vault; that is a question, so it lies in ``views``.
"""

from services.hosting.reactions import reactions_of

REACTIONS = reactions_of(globals())
