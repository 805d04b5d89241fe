"""``exchange up``: the complete distributed home on this machine, for development and demos.

command     the command itself
plan        which processes there are, and what each is told
process     one process: started, watched, started again, stopped, not left behind
postgres, rabbit   servers of the folder's own, when none is given
merged_log  what all of them say, line by line
"""
