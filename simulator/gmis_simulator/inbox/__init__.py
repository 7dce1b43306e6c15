"""The embedded inbox: Mailpit's SMTP and REST surface, in memory, for networks where Mailpit cannot be had."""
