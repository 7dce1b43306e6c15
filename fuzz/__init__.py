"""An enemy in the suite: hostile input by the hundred thousand at a real process, and a verdict: scripts/fuzz."""
