"""Where in a text a URL begins and ends, as people's mail programs see it."""

import re

# ASCII only: a full-width bracket or stop ends the link, as do quotes and angle brackets; no stop belongs to it
URL = re.compile(r"(?i:https?)://[!#-;=?-~]*[#-&(*+\-/-9=@-\\^-~]")
