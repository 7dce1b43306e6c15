"""`gmis mail`: a mail that somebody was handed, and what becomes of it."""
