"""Processes of the product that start at once, forked from one that has imported everything.

To import costs a service a second of the processor, and the gateway two; tests start some hundred
processes. Each is a process like any other: with a number, a session and a group of its own,
signals, an exit code; to be stopped and killed.

origin      the program that they are forked from, one for each kind of part
forked      how a test starts one
"""
