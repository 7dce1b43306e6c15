"""Mailpit's REST API over the store, one file per noun."""
