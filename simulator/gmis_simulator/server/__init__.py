"""The simulator as a running server: one application, its inbox, and what looks after both."""
