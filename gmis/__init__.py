"""The command line: one file a command, which takes its options, makes one call, and ends with an exit status."""
