"""Texts, pages, files and nestings of them as Hypothesis puts them together."""

from collections.abc import Callable

from hypothesis import strategies as st

from tests.rigs.corpus.encodings import continued, encoded, extended, word
from tests.rigs.corpus.generated_charsets import CHARSETS
from tests.rigs.corpus.letter import nested, part

_ASCII = "ab Z09.,:;()<>@[]\"\\'=?_-+&%#*/"
_BLOCKS = ("p", "div", "h1", "blockquote", "pre")
_LINES = ("b", "i", "span", "a")
_PIECES = ("<br>", "<img alt='x y'>", "<!-- c -->", "&lt;", "&nbsp;", "<style>p {}</style>", "<hr>")
_LINK = ' href="https://corpus.example/?a=1&amp;b"'
_KNOWN_TO_DIFFER = b"\0\r\n" + bytes(range(0xF0, 0xFA))  # the latter begin carriers' pictograms in Shift_JIS
_BROKEN_OTHERWISE = {"gb18030", "big5", "euc-kr"}  # is known: Python's codecs are not the WHATWG's
_KINDS = ("mixed", "alternative", "related", "report", "signed")


def bodies() -> st.SearchStrategy[bytes]:
    """A part, which may be a multipart of parts, with its header lines."""
    leaves = st.one_of(_texts("text/plain", _plain), _texts("text/html", _html), _broken(), _files())
    nests = st.recursive(leaves, _nested, max_leaves=6)
    return st.one_of(nests, nests.map(lambda raw: raw.replace(b"\r\n", b"\n")))


def _texts(content_type: str, make: Callable[[str], st.SearchStrategy[str]]) -> st.SearchStrategy[bytes]:
    def of(label: str) -> st.SearchStrategy[bytes]:
        signs, encode = CHARSETS[label]
        encodings = st.sampled_from(["8bit", "base64", "quoted-printable", "7bit"])
        said = f'{content_type}; charset="{label}"'
        return st.builds(lambda text, by: part(said, encoded(encode(text), by) + b"\r\n", by), make(signs), encodings)

    return st.sampled_from(sorted(CHARSETS)).flatmap(of)


def _plain(signs: str) -> st.SearchStrategy[str]:
    return st.text(signs + _ASCII + "\n\t", max_size=260).map(lambda text: text.replace("\n", "\r\n"))


def _html(signs: str) -> st.SearchStrategy[str]:
    """Elements within each other as they may be: what else people write is in `pages`."""
    texts = st.one_of(st.sampled_from(_PIECES), st.text(signs + "ab \n", min_size=1, max_size=6))
    lines = st.one_of(texts, st.builds(_element, st.sampled_from(_LINES), texts))
    inside = st.lists(lines, max_size=4).map("".join)
    items = st.lists(inside.map(lambda text: f"<li>{text}</li>"), min_size=1, max_size=3).map("".join)
    cells = st.lists(inside.map(lambda text: f"<td>{text}</td>"), min_size=1, max_size=3).map("".join)
    lists = st.builds(_element, st.sampled_from(["ul", "ol"]), items)
    tables = st.lists(cells.map(lambda row: f"<tr>{row}</tr>"), min_size=1, max_size=3).map(
        lambda rows: f"<table>{''.join(rows)}</table>"
    )
    blocks = st.one_of(inside, st.builds(_element, st.sampled_from(_BLOCKS), inside), lists, tables)
    divs = st.lists(blocks, max_size=3).map(lambda pieces: f"<div>{''.join(pieces)}</div>")
    pieces = st.lists(st.one_of(blocks, divs), max_size=5)
    return pieces.map("".join).map(lambda text: text.replace("\n", "\r\n"))


def _element(tag: str, inside: str) -> str:
    return f"<{tag}{_LINK if tag == 'a' else ''}>{inside}</{tag}>"


def _broken() -> st.SearchStrategy[bytes]:
    labels = st.sampled_from([*sorted(CHARSETS.keys() - _BROKEN_OTHERWISE), "x-none"])
    raws = st.binary(max_size=40).map(lambda raw: raw.translate(None, _KNOWN_TO_DIFFER))
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
