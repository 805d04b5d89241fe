"""The aggregates and rules of applications.

rules         the programme's numbers, the host's pinned terms, working days
stage         how far an exchange has come, and which steps are due by a day
parties       whose exchange it is, what was chosen, what is held: the values in its events
contract      places that one organisation gives to another
amendment     another number of places, put by one organisation to the other
exchange/     the exchange itself: applying · placing · travelling · working · completing
placement     one proposal for a mentor slot, a bed and a contact person, and the answers
logbook       attendance, diary, appraisals
deadline      who was warned of what, and what was missed
codes         numbers and codes for people to read
part          how one aggregate is written in several files
"""
