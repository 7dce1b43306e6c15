"""The far side of the browser: Med-Login, G-MIS, the mail between them and the clinic's mailbox."""
