"""The catalogues of translations: kept in step with what is said, compiled, and checked (`scripts/catalogues`)."""
