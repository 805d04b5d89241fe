"""The distributed home measured against what its parts cost when they do nothing.

bare    an echo over nameko's RPC behind its HTTP entrypoint; a message through the broker
home    the distributed home with a season in it, and the servers that it runs on
sql     the statements of a command, alone
orders  commands and queries through the gateway
facts   how soon a fact is seen, and how fast a follower catches up
"""
