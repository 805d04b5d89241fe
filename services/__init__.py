"""The services of the Exchange and what they share: contracts, the event log, hosting."""
