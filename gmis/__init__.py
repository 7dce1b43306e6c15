"""The command line: `gmis up`, `gmis demo`, `gmis doctor`."""
