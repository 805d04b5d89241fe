"""Live updates: what changed of what one may see, told while one listens, or when one asks.

cursor    how far somebody has been told, as a text that they give back
news      what may be told of a change, and to whom
stream    one listener: told everything once, from where they were
feed      looks once for all listeners of a process, and tells them
events    the text of server-sent events
errors    when there are too many listeners
"""
