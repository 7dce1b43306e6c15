"""Every charset under every label, in bodies of every transfer encoding, in subjects, names and file names."""

from collections.abc import Iterator

from tests.rigs.corpus.charsets import samples, slug
from tests.rigs.corpus.encodings import continued, encoded, extended, percent, word, words
from tests.rigs.corpus.letter import Mail, multipart, part, typed

_ENCODED = ("base64", "quoted-printable")
_UUENCODED = ("utf-8", "shift_jis", "iso-2022-jp", "us-ascii")


def mails() -> Iterator[Mail]:
    """For each label: two texts with words in the headers, two HTMLs, words that are cut, and file names."""
    for turn, (label, raw) in enumerate(samples().items()):
        yield _text(label, raw, "8bit")
        yield _text(label, raw, _ENCODED[turn % 2])
        yield from _uuencoded(label, raw)
        yield from _htmls(label, raw)
        yield _cut_words(label, raw)
        yield _files(label, raw)


def _text(label: str, raw: bytes, encoding: str) -> Mail:
    kind = "Q" if encoding == "quoted-printable" else "B"
    return typed(
        f"text-{encoding[0]}-{slug(label)}",
        f"text/plain; charset={label}" if encoding == "8bit" else f'text/plain; charset="{label}"',
        encoded(raw + "\r\n".encode(_unit(label)), encoding),
        encoding,
        Subject=word(label, raw, kind),
        From=f"{word(label, raw, kind.lower())} <sender@corpus.example>",
    )


def _uuencoded(label: str, raw: bytes) -> Iterator[Mail]:
    if label in _UUENCODED:
        for encoding in ("x-uuencode", "uuencode"):
            body = encoded(raw, encoding)
            yield typed(f"text-{encoding}-{slug(label)}", f"text/plain; charset={label}", body, encoding)


def _htmls(label: str, raw: bytes) -> Iterator[Mail]:
    unit = _unit(label)
    head, tail = "<html><body><p>".encode(unit), "</p></body></html>\r\n".encode(unit)
    yield typed(f"html-{slug(label)}", f"text/html; charset={label}", head + raw + tail, "8bit")
    meta = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={label}"></head><body><p>'
    yield typed(f"meta-{slug(label)}", "text/html", encoded(meta.encode(unit) + raw + tail, "base64"), "base64")


def _cut_words(label: str, raw: bytes) -> Mail:
    """The subject is cut into B words, the sender's name into Q words."""
    sender = f"{words(label, raw, 5, 'Q', ' ')} <sender@corpus.example>"
    return typed(f"cut-{slug(label)}", "text/plain; charset=us-ascii", "x\n", Subject=words(label, raw, 5), From=sender)


def _files(label: str, raw: bytes) -> Mail:
    parts = [
        part("application/octet-stream", "YWJj\n", "base64", f"Content-Disposition: attachment; {said}\n")
        for said in (
            extended("filename", label, raw + b".bin"),
            continued("filename", label, raw + b".bin", 6),
            f'filename="{word(label, raw)}.bin"',
            f"filename={word(label, raw, 'Q')}",
            f'filename="{words(label, raw, 6)}"',
            f"filename*0*={label}'ja'{percent(raw[:6])};\n filename*1=\"x.bin\"",
        )
    ]
    named = b'application/pdf; name="%s"' % raw.replace(b"\\", b"\\\\").replace(b'"', b'\\"')
    if not set(raw) & set(b"\r\n\0"):
        parts.append(part(named, "YWJj\n", "base64", "Content-Disposition: attachment\n"))
    return multipart(f"file-{slug(label)}", *parts)


def _unit(label: str) -> str:
    """The codec of what stands around the sample: of UTF-16 and UTF-32 that is more than ASCII."""
    return (
        {"utf-16": "utf-16-le", "utf-32": "utf-32-le"}.get(label, label)
        if label[:6] in ("utf-16", "utf-32")
        else "ascii"
    )
