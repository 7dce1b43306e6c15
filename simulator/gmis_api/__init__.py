"""What simulator and harness say in the same words, on both sides of the wall between them; pure data."""
