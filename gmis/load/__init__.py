"""`gmis load`: the first day's rush, by Locust.

What is done before and after, by `command`, knows nothing of Locust; `locustfile` and what only it imports run in
Locust's own processes, since Locust replaces sockets and threads of the process that imports it.
"""
