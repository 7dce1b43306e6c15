"""Mails as Hypothesis puts them together: headers, encodings and nestings that nobody thought of."""

from collections.abc import Callable

from hypothesis import strategies as st

from tests.rigs.corpus.encodings import continued, encoded, extended, word
from tests.rigs.corpus.japanese_bytes import euc, jis
from tests.rigs.corpus.letter import Mail, letter, nested, part, recipient_of

_KANJI = "診療予約①㈱Ⅳ髙﨑ｱｸﾞ。～"
_CHARSETS: dict[str, tuple[str, Callable[[str], bytes]]] = {
    "utf-8": (_KANJI + "é€😀か\u3099", str.encode),
    "iso-2022-jp": (_KANJI, jis),
    "shift_jis": (_KANJI, lambda text: text.encode("cp932")),
    "Windows-31J": (_KANJI, lambda text: text.encode("cp932")),
    "euc-jp": (_KANJI, euc),
    "gb18030": ("门诊通知é😀", lambda text: text.encode("gb18030")),
    "big5": ("門診通知", lambda text: text.encode("big5")),
    "euc-kr": ("진료안내", lambda text: text.encode("euc_kr")),
    "windows-1252": ("éà€“”–", lambda text: text.encode("cp1252")),
    "koi8-r": ("приёмЖ", lambda text: text.encode("koi8-r")),
    "us-ascii": ("~", str.encode),
}
_ASCII = "ab Z09.,:;()<>@[]\"\\'=?_-+&%#*/"
_GAPS = st.sampled_from([" ", "  ", "\n ", "\n\t", " \n "])
_TAGS = (
    "p",
    "b",
    "div",
    "br",
    "li",
    "ul",
    "td",
    "tr",
    "table",
    "h1",
    "blockquote",
    "span",
    "style",
    "title",
    "pre",
    "i",
)
_KINDS = ("mixed", "alternative", "related", "report", "signed")
_ADDRESSES = st.sampled_from(
    ["a@corpus.example", "hana.sato@corpus.example", "x+tag@corpus.example", '"a b"@corpus.example']
)
_DATES = st.sampled_from(
    ["Tue, 24 Nov 2026 10:00:00 +0900", "24 Nov 2026 10:00:00 GMT", "Tue, 24 Nov 26 10:00 -0500 (x)", "no"]
)


def written(name: str, head: dict[str, bytes], body: bytes) -> Mail:
    """The mail of what `heads` and `bodies` draw; `body` begins with header lines of its own."""
    lines = {key: value.replace(b"RECIPIENT", recipient_of(name).encode()) for key, value in head.items()}
    plain = letter(name, "MIME-Version: 1.0\n", "", **lines)
    return Mail(name, plain.raw.removesuffix(b"\r\n") + body)


def heads() -> st.SearchStrategy[dict[str, bytes]]:
    """Values of Subject, From, To and Date; RECIPIENT stands for whom the mail goes to."""
    return st.fixed_dictionaries(
        {
            "Subject": _unstructured().map(_wire),
            "From": _mailbox().map(_wire),
            "To": st.tuples(st.lists(_mailbox(), max_size=2), st.sampled_from([", ", ",\n ", ","])).map(_listed),
            "Date": _DATES.map(_wire),
        }
    )


def bodies() -> st.SearchStrategy[bytes]:
    """A part, which may be a multipart of parts, with its header lines."""
    leaves = st.one_of(_texts("text/plain", _plain), _texts("text/html", _html), _broken(), _files())
    nests = st.recursive(leaves, _nested, max_leaves=6)
    return st.one_of(nests, nests.map(lambda raw: raw.replace(b"\r\n", b"\n")))


def _words() -> st.SearchStrategy[str]:
    def of(label: str) -> st.SearchStrategy[str]:
        signs, encode = _CHARSETS[label]
        texts = st.text(signs + "a ", min_size=1, max_size=8)
        return st.builds(lambda text, kind: word(label, encode(text), kind), texts, st.sampled_from("BQbq"))

    return st.sampled_from(sorted(_CHARSETS)).flatmap(of)


def _unstructured() -> st.SearchStrategy[str]:
    pieces = st.lists(st.tuples(st.one_of(_words(), st.text("abc診é.,:=?_", max_size=6)), _GAPS), max_size=5)
    return pieces.map(lambda each: "".join(f"{piece}{gap}" for piece, gap in each).strip())


def _mailbox() -> st.SearchStrategy[str]:
    quoted = st.text(_ASCII + "診", max_size=8).map(
        lambda text: '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    )
    names = st.one_of(_words(), quoted, st.sampled_from(["Hana", "Hana Sato", "診療", "O'Neil", ""]))
    comments = st.sampled_from(["", " (ward)", " (診)", " (=?UTF-8?B?6Ki6?=)"])
    return st.one_of(
        st.builds(lambda address, comment: address + comment, _ADDRESSES, comments),
        st.builds(
            lambda name, gap, address: f"{name}{gap}<{address}>", names, st.sampled_from([" ", "", "\n "]), _ADDRESSES
        ),
    )


def _texts(content_type: str, make: Callable[[str], st.SearchStrategy[str]]) -> st.SearchStrategy[bytes]:
    def of(label: str) -> st.SearchStrategy[bytes]:
        signs, encode = _CHARSETS[label]
        encodings = st.sampled_from(["8bit", "base64", "quoted-printable", "7bit"])
        said = f'{content_type}; charset="{label}"'
        return st.builds(lambda text, by: part(said, encoded(encode(text), by) + b"\r\n", by), make(signs), encodings)

    return st.sampled_from(sorted(_CHARSETS)).flatmap(of)


def _plain(signs: str) -> st.SearchStrategy[str]:
    return st.text(signs + _ASCII + "\n\t", max_size=260).map(lambda text: text.replace("\n", "\r\n"))


def _html(signs: str) -> st.SearchStrategy[str]:
    tags = st.sampled_from([f"<{tag}>" for tag in _TAGS] + [f"</{tag}>" for tag in _TAGS])
    others = st.sampled_from(
        ['<a href="https://corpus.example/?a=1&amp;b">', "</a>", "<img alt='x y'>", "<!-- c -->", "&lt;", "&nbsp;"]
    )
    pieces = st.lists(st.one_of(tags, others, st.text(signs + "ab \n", min_size=1, max_size=6)), max_size=14)
    return pieces.map("".join).map(lambda text: text.replace("\n", "\r\n"))


def _broken() -> st.SearchStrategy[bytes]:
    labels = st.sampled_from([*sorted(_CHARSETS), "x-none"])
    raws = st.binary(max_size=40).map(lambda raw: raw.translate(None, b"\0\r\n"))
    return st.builds(
        lambda label, raw: part(f"text/plain; charset={label}", encoded(raw, "base64"), "base64"), labels, raws
    )


def _files() -> st.SearchStrategy[bytes]:
    stems = st.text("ab診①. -_()", min_size=1, max_size=10)
    said = st.one_of(
        stems.map(lambda stem: f'filename="{stem}"'),
        stems.map(lambda stem: extended("filename", "utf-8", stem.encode())),
        stems.map(lambda stem: continued("filename", "UTF-8", stem.encode(), 3)),
        stems.map(lambda stem: f'filename="{word("utf-8", stem.encode())}"'),
    )
    types = st.sampled_from(["application/pdf", "image/png", "text/csv", "text/plain", "application/octet-stream"])
    kinds = st.sampled_from(["attachment", "inline"])
    ids = st.sampled_from(["", "Content-ID: <i@corpus>\n"])
    return st.builds(
        lambda content_type, kind, name, one: part(
            content_type, "診療YWJj\n", "", f"Content-Disposition: {kind}; {name}\n{one}"
        ),
        types, kinds, said, ids,
    )  # fmt: skip


def _nested(parts: st.SearchStrategy[bytes]) -> st.SearchStrategy[bytes]:
    boundaries = st.integers(1, 10**6).map(lambda number: f"b{number}=")
    return st.builds(
        lambda children, kind, boundary: part(*nested(*children, kind=kind, boundary=boundary)),
        st.lists(parts, min_size=1, max_size=3), st.sampled_from(_KINDS), boundaries,
    )  # fmt: skip


def _listed(drawn: tuple[list[str], str]) -> bytes:
    others, between = drawn
    return _wire(between.join(["RECIPIENT", *others]))


def _wire(text: str) -> bytes:
    return text.replace("\n", "\r\n").encode()
