"""The control API: worlds are made, moved in time and looked into here, as JSON."""
