"""The mailbox as the clinic sees it, read through Mailpit's API. It has no login of its own [assumed]."""
