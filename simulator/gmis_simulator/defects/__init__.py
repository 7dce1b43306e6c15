"""The room of the defects: named, realistic mistakes that can be switched on, so that a suite can show what it notices.

The simulator proper knows nothing of them. Each names the function that it replaces by that function itself, or the
template, script or style sheet by its text, so that a rename breaks the import and not, silently, the defect.
"""
