"""What a benchmark over HTTP needs: servers in processes of their own, and a client.

bare       a Flask application that does one statement and nothing else: the baseline
servers    the home with a season in it, and the bare application, each in its process
requests   the requests that are measured, as bytes
load       keep-alive connections that ask as fast as they are answered, and time it
"""
