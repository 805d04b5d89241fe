"""The auditor's tools: they read the logs, and only the logs.

index    where each exchange's facts stand in the logs
history  every fact of an exchange across all services, causes before effects
as_of    an exchange as it was at an instant
text     both as text for people
"""
