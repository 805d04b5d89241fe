"""``python -m tools.stored_events`` appends the missing examples and writes the readings anew."""

from tools.stored_events.readings import write_readings
from tools.stored_events.stored import append_missing

append_missing()
write_readings()
