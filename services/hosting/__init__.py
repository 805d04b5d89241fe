"""How a service runs, whatever it is about: commands, use cases, reactions, homes.

commands      the base of command schemas; orders, as they travel
use_cases     the base of a service's application: load, permit, save, answer
reactions     policies: run for each foreign fact, once
host          one service put together over its stores
entrypoints   what a service.py lists: nameko entrypoints that end in the host
stores        where logs and views lie: a folder of SQLite files, or PostgreSQL
one_process   the home in which everything runs in one process
distributed   the home in which everything is a process of its own
stalling      what cannot be applied is tried again; line_status: where the lines stand
apart         work that keeps a processor busy
clock, metrics, logs, conversation
"""
