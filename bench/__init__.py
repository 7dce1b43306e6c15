"""What is measured, never asserted in a test: scripts/bench."""
