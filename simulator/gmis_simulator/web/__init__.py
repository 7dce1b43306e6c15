"""What the pages of both sites and of the webmail share."""
