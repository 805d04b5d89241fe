"""The read models of applications: what is known of hosts, what is open, what is due."""
