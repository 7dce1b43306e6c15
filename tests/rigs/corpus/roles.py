"""Cc, Reply-To, Return-Path, tags and the ways out of a list."""

from collections.abc import Iterator

from tests.rigs.corpus.letter import Mail, letter, recipient_of

_WORD = "=?UTF-8?B?6Ki655mC?="  # 診療


def mails() -> Iterator[Mail]:
    """Other roles than From and To, then List-Unsubscribe."""
    yield from _roles()
    yield from _lists()


def _roles() -> Iterator[Mail]:
    for name, lines in {
        "cc": f"Cc: {recipient_of('role-cc')}, {_WORD} <c@clinic.example>\n",
        "cc-bad": "Cc: nobody, c@clinic.example\n",
        "bcc": "Bcc: hidden@clinic.example\n",
        "bcc-bad": "Bcc: nobody\n",
        "sender": "Sender: Other <other@corpus.example>\n",
        "reply-to": f"Reply-To: {_WORD} <r@corpus.example>, s@corpus.example\n",
        "reply-to-bad": "Reply-To: nobody\n",
        "reply-to-empty": "Reply-To:\n",
        "return-path": "Return-Path: <old@corpus.example>\n",
        "return-path-same": "Return-Path: <sender@corpus.example>\n",
        "return-path-bare": "Return-Path: sender@corpus.example\n",
        "return-path-folded": "Return-Path:\n <old@corpus.example>\n",
        "return-path-twice": "Return-Path: <a@corpus.example>\nReturn-Path: <b@corpus.example>\n",
        "tags": "X-Tags: One, two ,three, One, a b\n",
        "tags-odd": "X-Tags: -x, _y, a.b, 診療, " + "t" * 120 + ", a/b,,\n",
        "tags-folded": "X-Tags: one,\n two\n",
        "tags-twice": "X-Tags: one\nX-Tags: two\n",
        "tags-word": f"X-Tags: {_WORD}\n",
        "resent": "Resent-To: z@clinic.example\nResent-Date: Tue, 24 Nov 2026 10:00:00 +0900\n",
    }.items():
        to = "someone@clinic.example" if name in ("cc", "bcc", "bcc-bad", "cc-bad") else recipient_of(f"role-{name}")
        yield letter(f"role-{name}", lines, To=to)
    yield letter("role-sender-only", "Sender: Other <other@corpus.example>\n", From=None)
    plain = letter("role-bounce", From="MAILER-DAEMON@corpus.example")
    yield Mail(plain.name, plain.raw, sender="")
    plain = letter("role-bounce-nobody", From=None)
    yield Mail(plain.name, plain.raw, sender="")
    plain = letter("role-tag-sender", From="a+tag@corpus.example")
    yield Mail(plain.name, plain.raw, sender="a+tag@corpus.example")


def _lists() -> Iterator[Mail]:
    for name, value in {
        "mailto": "<mailto:off@corpus.example?subject=off>",
        "both": "<mailto:off@corpus.example>, <https://corpus.example/off?a=1>",
        "http": "<http://corpus.example/off>",
        "folded": "<mailto:off@corpus.example>,\n <https://corpus.example/off>",
        "comment": "(Use this) <https://corpus.example/off>",
        "bare": "https://corpus.example/off",
        "no-comma": "<mailto:off@corpus.example> <https://corpus.example/off>",
        "two-mailto": "<mailto:off@corpus.example>, <mailto:out@corpus.example>",
        "two-http": "<https://corpus.example/1>, <https://corpus.example/2>",
        "ftp": "<ftp://corpus.example/off>",
        "bad-mailto": "<mailto:nobody>",
        "spaces": "< https://corpus.example/off >",
        "inner-space": "<https://corpus.example/o ff>",
        "folded-url": "<https://corpus.example/of\n f>",
        "empty": "",
        "nonsense": "nonsense",
        "8bit": "<https://corpus.example/診療>",
        "upper": "<HTTPS://CORPUS.EXAMPLE/OFF>, <MAILTO:off@corpus.example>",
        "no-host": "<https:///off>",
        "trailing": "<https://corpus.example/off>, trailing",
    }.items():
        yield letter(f"unsubscribe-{name}", f"List-Unsubscribe: {value}\n")
    post = "List-Unsubscribe-Post: List-Unsubscribe=One-Click\n"
    yield letter("unsubscribe-post", f"List-Unsubscribe: <https://corpus.example/off>\n{post}")
    yield letter("unsubscribe-post-mailto", f"List-Unsubscribe: <mailto:off@corpus.example>\n{post}")
    yield letter("unsubscribe-post-alone", post)
    yield letter("unsubscribe-post-odd", f"List-Unsubscribe: <https://corpus.example/off>\n{post.lower()}")
