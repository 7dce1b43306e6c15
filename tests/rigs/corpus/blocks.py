"""Blocks of header lines that are not as they should be, of mails and of parts."""

from collections.abc import Iterator

from tests.rigs.corpus.letter import Mail, letter, multipart, part


def mails() -> Iterator[Mail]:
    """Whole mails, then IDs, then parts."""
    yield from _blocks()
    yield from _of_parts()


def _blocks() -> Iterator[Mail]:
    to = "To: x@clinic.example\r\n"
    for name, raw in {
        "mbox-quoted": f">From a@corpus.example Tue\r\n{to}\r\nb\r\n",
        "no-space": "From:a@corpus.example\r\nSubject:x\r\nTo:x@clinic.example\r\n\r\nb\r\n",
        "many-spaces": "From:     a@corpus.example   \r\nSubject:\t\tx\t\r\n\r\nb\r\n",
        "tab-before-colon": f"Subject\t: x\r\n{to}\r\nb\r\n",
        "space-in-name": f"My Header: x\r\n{to}\r\nb\r\n",
        "no-name": f": x\r\n{to}\r\nb\r\n",
        "colon-only": f":\r\n{to}\r\nb\r\n",
        "odd-name": f"X!#$%&'*+-.^_`|~9: x\r\nX(a): y\r\n{to}\r\nb\r\n",
        "name-8bit": f"X-診: x\r\n{to}\r\nb\r\n",
        "first-folded": f" folded: x\r\n{to}\r\nb\r\n",
        "no-colon-middle": f"Subject: x\r\nno colon here\r\n{to}\r\nb\r\n",
        "no-colon-last": f"{to}no colon here\r\n\r\nb\r\n",
        "no-body": f"Subject: x\r\n{to}",
        "no-body-blank": f"Subject: x\r\n{to}\r\n",
        "lf-only": f"Subject: lf\nFrom: a@corpus.example\n{to}\nline\n.dot\nend\n",
        "lf-mixed": f"Subject: lf\n{to}From: a@corpus.example\r\n\nline\r\nend\n",
        "spaces-line": f"Subject: x\r\n{to}   \r\nX-After: y\r\n\r\nb\r\n",
        "dots": f"{to}\r\n.\r\n..\r\n.a\r\n...b\r\n",
        "case": "SUBJECT: upper\r\nfrom: a@corpus.example\r\nmEsSaGe-Id: <case@corpus.example>\r\n\r\nb\r\n",
        "underscore": f"X_Under_score: 1\r\nx-mixed-CASE-id: 2\r\nDKIM-Signature: v=1\r\n{to}\r\nb\r\n",
        "long-name": f"X-{'a' * 900}: x\r\n{to}\r\nb\r\n",
        "long-value": f"X-Long: {'v' * 9000}\r\n{to}\r\nb\r\n",
        "many": "".join(f"X-{n}: {n}\r\n" for n in range(200)) + f"{to}\r\nb\r\n",
        "empty-values": f"Subject:\r\nFrom:\r\nCc:\r\nX-Empty:\r\nX-Space: \r\n{to}\r\nb\r\n",
        "twice": f"From: a@corpus.example\r\nFrom: b@corpus.example\r\nSubject: 1\r\nSubject: 2\r\n{to}{to}\r\nb\r\n",
        "ids-twice": f"Message-ID: <1@corpus.example>\r\nMessage-ID: <2@corpus.example>\r\n{to}\r\nb\r\n",
        "received": "Received: by a.example; Tue, 24 Nov 2026 10:00:00 +0900\r\n" * 3 + f"{to}\r\nb\r\n",
        "empty": "",
        "blank": "\r\n",
        "body-only": "\r\nbody only\r\n",
    }.items():
        yield Mail(f"block-{name}", raw.encode())
    yield Mail("block-bom", b"\xef\xbb\xbfSubject: bom\r\n\r\nb\r\n")
    for name, end in {
        "lf": b"\n.\r\n",
        "lf-lf": b"\n.\n",
        "crlf-lf": b"\r\n.\n",
        "cr": b"\r.\r",
        "cr-lf": b"\r.\r\n",
    }.items():
        yield Mail(f"block-end-{name}", b"Subject: a\r\n\r\none" + end + b"two\r\n")
    yield Mail("block-nul", b"Subject: a\r\nX-Nul: a\0b\r\n\r\nb\0c\r\n")
    for name, value in {
        "plain": "id@x.example",
        "two": "<a@x.example> <b@x.example>",
        "comment": "<a@x.example> (c)",
    }.items():
        yield letter(f"id-{name}", Message_ID=value)
    for name, value in {
        "empty": "",
        "brackets": "<>",
        "spaces": "< a@x.example >",
        "open": "<a@x.example",
        "8bit": "<診@x>",
    }.items():
        yield letter(f"id-{name}", Message_ID=value)


def _of_parts() -> Iterator[Mail]:
    for name, head in {
        "unindented": b"Content-Type: text/plain;\r\ncharset=utf-8\r\n",
        "unindented-name": b'Content-Type: application/pdf;\r\nname="a.pdf"\r\nContent-Disposition: attachment\r\n',
        "space-before-colon": b"Content-Type : text/html\r\n",
        "no-colon": b"Content-Type: text/plain\r\nnonsense\r\nContent-ID: <a@x>\r\n",
        "first-folded": b" folded\r\nContent-Type: text/html\r\n",
        "lf": b"Content-Type: text/html\nContent-ID: <b@x>\n",
        "twice": b"Content-Type: text/html\r\nContent-Type: text/plain\r\n",
        "fold-before": b"Content-Type:\r\n text/html;\r\n\tcharset=utf-8\r\n",
        "case": b"CONTENT-TYPE: TEXT/HTML; CHARSET=UTF-8\r\n",
    }.items():
        yield multipart(
            f"part-head-{name}", part("text/plain; charset=utf-8", "first\n"), head + b"\r\n<p>body</p>\r\n"
        )
