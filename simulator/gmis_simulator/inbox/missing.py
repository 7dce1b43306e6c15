"""What the embedded inbox lacks: it says so, and never makes an answer up."""

# The methods and the path of Mailpit's, and what is there.
LACKING = [
    ("GET", "/api/v1/message/{id}/part/{part}/thumb", "thumbnails"),
    ("POST", "/api/v1/message/{id}/release", "the release of messages"),
    ("GET", "/api/v1/message/{id}/sa-check", "the SpamAssassin check"),
    ("GET PUT", "/api/v1/chaos", "chaos"),
    ("GET", "/api/v1/", "the documentation of its API"),
    ("GET", "/api/licenses", "the list of licences"),
    ("GET", "/proxy", "the proxy for screenshots"),
    ("GET", "/search", "the search page"),
    ("GET", "/view/{id}/{path:path}", "Mailpit's web interface"),
    ("GET", "/dist/{path:path}", "Mailpit's web interface"),
    ("GET", "/metrics", "metrics"),
]


class NotInEmbeddedInboxError(Exception):
    """Mailpit can do this, the embedded inbox cannot. `what` is a noun phrase; the text is one plain sentence."""

    def __init__(self, what: str) -> None:
        super().__init__(f"The embedded inbox does not have {what}; the real Mailpit does.")
