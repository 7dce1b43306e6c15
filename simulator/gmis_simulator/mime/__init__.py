"""Reading mail: bytes to words, addresses, parts and texts, within a budget; pure, and no mail is an exception."""
