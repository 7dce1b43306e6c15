"""What somebody did by hand in a world, told again in the vocabulary of reported issues."""
