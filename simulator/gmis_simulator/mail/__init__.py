"""A message's way: compose, outbox, exchange, mailbox."""
