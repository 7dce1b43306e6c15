"""How `gmis grade` runs a suite against one defect after the other."""
