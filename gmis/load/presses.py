"""Which press of 「パスワードリセット」 an answer is for; nothing else in the log of a world tells."""


def answered(presses: list[float], kind: str) -> float:
    """Take from ``presses``, the moments of those that are open, oldest first, the one that an event ``kind`` is for.

    Mails come in the order of the presses. The limit of a day refuses the last one, and at once, while the mails of
    those before it may still be under way.
    """
    return presses.pop(-1 if kind == "reset.requested" else 0)
