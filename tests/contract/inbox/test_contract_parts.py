"""The parts of a message: texts, HTML, attachments and inline parts."""

import hashlib

from tests.rigs.inbox import Inbox, somebody


def test_attachments_and_inline_parts_are_told_apart_and_counted(inbox: Inbox) -> None:
    to = somebody()
    sent = inbox.send(
        f"To: {to}\r\nContent-Type: multipart/mixed; boundary=B\r\n\r\nnot shown\r\n"
        "--B\r\nContent-Type: multipart/alternative; boundary=C\r\n\r\n"
        "--C\r\nContent-Type: text/plain\r\n\r\nfirst\r\n"
        "--C\r\nContent-Type: text/html\r\n\r\n<p>html</p>\r\n--C--\r\n"
        "--B\r\nContent-Type: image/png\r\nContent-Disposition: inline; filename=a.png\r\nContent-ID: <a@x>\r\n"
        "Content-Transfer-Encoding: base64\r\n\r\naGVsbG8=\r\n"
        "--B\r\nContent-Type: application/pdf\r\n"
        "Content-Disposition: attachment; filename*=utf-8''%E6%97%A5.pdf\r\n\r\npdf\r\n"
        '--B\r\nContent-Type: application/octet-stream; name="=?utf-8?B?5pyI?=.bin"\r\n\r\nbin\r\n'
        "--B\r\nContent-Type: image/gif\r\nContent-ID: <related@x>\r\n\r\nGIF\r\n"
        "--B\r\nContent-Type: text/plain\r\n\r\nsecond\r\n--B--\r\nnot shown either\r\n",
        to,
    )
    message = inbox.get(f"/message/{sent}")
    assert message["Text"] == "first\n--\nsecond"
    assert message["HTML"] == "<p>html</p>"
    assert message["Inline"][0] == {
        "PartID": "2",
        "FileName": "a.png",
        "ContentType": "image/png",
        "ContentID": "a@x",
        "Size": 5,
        "Checksums": {
            "MD5": hashlib.md5(b"hello", usedforsecurity=False).hexdigest(),
            "SHA1": hashlib.sha1(b"hello", usedforsecurity=False).hexdigest(),
            "SHA256": hashlib.sha256(b"hello").hexdigest(),
        },
    }
    assert [(part["PartID"], part["FileName"]) for part in message["Inline"][1:]] == [("5", "related@x")]
    files = [(part["PartID"], part["FileName"], part["Size"]) for part in message["Attachments"]]
    assert files == [("3", "日.pdf", 3), ("4", "月.bin", 3)]
    (entry,) = inbox.get("/search", query=f"to:{to}")["messages"]
    assert entry["Attachments"] == 2
    assert entry["Snippet"] == "html"


def test_an_attached_message_is_one_attachment_as_it_was_sent(inbox: Inbox) -> None:
    to = somebody()
    inner = "Subject: inner\r\nX-Long: " + "x " * 60 + "\r\n\r\ninner body\r\n"
    sent = inbox.send(
        f"To: {to}\r\nContent-Type: multipart/mixed; boundary=B\r\n\r\n"
        "--B\r\nContent-Type: text/plain\r\n\r\nouter\r\n"
        "--B\r\nContent-Type: message/rfc822\r\nContent-Disposition: attachment; filename=m.eml\r\n\r\n"
        f"{inner}\r\n--B--\r\n",
        to,
    )
    message = inbox.get(f"/message/{sent}")
    assert message["Text"] == "outer"
    (attached,) = message["Attachments"]
    assert attached["Checksums"]["SHA256"] == hashlib.sha256(inner.encode()).hexdigest()


def test_a_message_that_is_nothing_but_a_file_has_one_attachment(inbox: Inbox) -> None:
    to = somebody()
    head = f"To: {to}\r\nContent-Type: application/pdf; name=x.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    message = inbox.get(f"/message/{inbox.send(head + 'aGVs', to)}")
    assert message["Text"] == ""
    assert [(part["PartID"], part["FileName"], part["Size"]) for part in message["Attachments"]] == [("0", "x.pdf", 3)]


HTML = """<html><head><title>T</title><style>p{}</style></head><body><h1>Reset</h1><p>Dear<br>clinic</p>
<div>press <b>now</b> <a href="http://l.test/x?a=1&amp;b=2">here</a></div><ul><li>one</li><li>two</li></ul>
<blockquote>quoted</blockquote><table><tr><td>x</td><td>y</td></tr></table><script>no()</script></body></html>"""


def test_a_message_of_only_html_gets_a_text_and_a_snippet(inbox: Inbox) -> None:
    to = somebody()
    head = f"To: {to}\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    message = inbox.get(f"/message/{inbox.send(head + HTML, to)}")
    assert message["HTML"].strip() == HTML
    assert message["Text"] == (
        "*****\nReset\n*****\n\nDear\nclinic\n\npress *now* here ( http://l.test/x?a=1&b=2 )\n\n"
        "* one\n* two\n\n> \n> quoted\n\nx y"
    )
    (entry,) = inbox.get("/search", query=f"to:{to}")["messages"]
    assert entry["Snippet"] == "Reset Dear clinic press now here one two quoted x y"
    assert inbox.found(f"to:{to} http://l.test/x?a=1&b=2") == [message["ID"]]
