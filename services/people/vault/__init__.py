"""The personal-data vault: mutable tables outside the event log, sealed with a key per person.

keys          the master key, and the data keys that it wraps
tables        what lies in the database: sealed values only
master_keys   the master key, and the other one while it is being changed; rewrapping: its end
keyring       each person's data key
records       the fields of a person, and who has which e-mail address
documents     files
file_types    which files are taken, told by their content
personal_data which fields there are, and what may stand in them
disclosure    who may see what for which purpose
who_may_look  who is tied to whom by an exchange, as the other services tell
use_cases     setting, looking, reaching somebody
"""
