"""What is fired at what: one file an area."""
