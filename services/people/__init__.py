"""People: who is known, who can sign in, who holds which role, and the personal-data vault."""
