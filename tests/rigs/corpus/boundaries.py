"""Boundaries that are not as they should be, and where multiparts end."""

from collections.abc import Iterator

from tests.rigs.corpus.letter import Mail, typed


def mails() -> Iterator[Mail]:
    """How boundaries are named, then how they are drawn."""
    yield from _boundaries()
    yield from _endings()


def _boundaries() -> Iterator[Mail]:
    for name, boundary in {
        "specials": "=_'()+_,-./:=?",
        "dashes": "----=_NextPart_000_0001",
        "space": "a b",
        "long": "b" * 70,
        "longer": "b" * 200,
        "regex": "a.*[b]+(c)$",
        "8bit": "境界",
        "equals": "==a==",
        "quote": 'a\\"b',
    }.items():
        line = boundary.replace("\\", "")
        body = f"--{line}\n\nfirst\n--{line}\nContent-Type: text/html\n\n<p>second\n--{line}--\n"
        yield typed(f"boundary-{name}", f'multipart/mixed; boundary="{boundary}"', body)
    body = "--b1\n\nfirst\n--b1\nContent-Type: text/html\n\n<p>second\n--b1--\n"
    for name, content_type in {
        "unquoted": "multipart/mixed; boundary=b1",
        "single-quotes": "multipart/mixed; boundary='b1'",
        "open-quote": 'multipart/mixed; boundary="b1',
        "no-semicolon": 'multipart/mixed boundary="b1"',
        "no-semicolon-between": 'multipart/mixed; charset="utf-8" boundary="b1"',
        "two-semicolons": 'multipart/mixed;; boundary="b1";',
        "spaces": 'multipart/mixed ; boundary = "b1"',
        "twice": 'multipart/mixed; boundary="b1"; boundary="b1"',
        "twice-other": 'multipart/mixed; boundary="b1"; boundary="b2"',
        "upper": 'MULTIPART/MIXED; BOUNDARY="b1"',
        "trailing-space": 'multipart/mixed; boundary="b1 "',
        "other": 'multipart/mixed; boundary="other"',
        "none": "multipart/mixed",
        "empty": 'multipart/mixed; boundary=""',
        "no-subtype": 'multipart; boundary="b1"',
        "odd-subtype": 'multipart/x-odd; boundary="b1"',
        "2231": "multipart/mixed; boundary*=us-ascii''b1",
        "2231-cont": "multipart/mixed; boundary*0=b; boundary*1=1",
        "comment": 'multipart/mixed (x); boundary="b1" (y)',
        "unquoted-specials": "multipart/mixed; boundary=b1; type=text/html; start=<a@b>",
        "format": 'multipart/mixed; boundary="b1"; format=flowed; delsp=yes',
    }.items():
        yield typed(f"boundary-{name}", content_type, body)


def _endings() -> Iterator[Mail]:
    inner = "--b2\n\none\n"
    for name, body in {
        "no-close": "--b1\n\nfirst\n--b1\nContent-Type: text/html\n\n<p>second\n",
        "no-close-in-header": "--b1\n\nfirst\n--b1\nContent-Type: text/html\n",
        "close-garbage": "--b1\n\nfirst\n--b1-->\n",
        "close-spaces": "--b1\n\nfirst\n--b1--  \t\n",
        "open-spaces": "--b1  \n\nfirst\n--b1--\n",
        "open-garbage": "--b1 x\n\nfirst\n--b1--\n",
        "three-dashes": "--b1\n\nfirst\n--b1---\n",
        "preamble": "preamble\n--b1\n\nfirst\n--b1--\nepilogue\n",
        "after-close": "--b1\n\nfirst\n--b1--\n--b1\n\nsecond\n--b1--\n",
        "only-close": "--b1--\n",
        "no-blank": "--b1\nfirst without a header\n--b1--\n",
        "in-line": "--b1\n\nfirst --b1 still\n --b1\n--b1--\n",
        "inner-open": f'--b1\nContent-Type: multipart/mixed; boundary="b2"\n\n{inner}--b1\n\nafter\n--b1--\n',
        "inner-none": f"--b1\nContent-Type: multipart/mixed\n\n{inner}--b1\n\nafter\n--b1--\n",
        "empty-lines": "\n\n--b1\n\n\n\nfirst\n\n\n--b1--\n",
        "glued": "--b1\n\nfirst--b1--\n",
    }.items():
        yield typed(f"ending-{name}", 'multipart/mixed; boundary="b1"', body)
    lf = b"--b1\n\nfirst\n--b1\nContent-Type: text/html\n\n<p>second\n--b1--\n"
    yield typed("ending-lf", 'multipart/mixed; boundary="b1"', lf)
    yield typed("ending-lf-some", 'multipart/mixed; boundary="b1"', lf.replace(b"\n", b"\r\n", 3))
