"""What people call a charset, and what Python calls it: the labels of the WHATWG Encoding Standard, and those of mail.

WHATWG says what a label means wherever people read, so that shift_jis is windows-31j and iso-8859-1 windows-1252.
"""

# Of these Python knows less than WHATWG: see japanese.py.
ISO_2022_JP, EUC_JP, SHIFT_JIS = "iso-2022-jp", "euc-jp", "shift_jis"
USER_DEFINED = "x-user-defined"

_LONGEST = 64  # signs; no charset has a longer name

_OF_CODEC = {
    "utf-8": "unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf-8 utf8 x-unicode20utf8 utf8mb4",
    "cp866": "866 cp866 csibm866 ibm866",
    "iso8859-2": "csisolatin2 iso-8859-2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 l2 latin2 8859_2",
    "iso8859-3": "csisolatin3 iso-8859-3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 l3 latin3 8859_3",
    "iso8859-4": "csisolatin4 iso-8859-4 iso-ir-110 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 l4 latin4 8859_4",
    "iso8859-5": "csisolatincyrillic cyrillic iso-8859-5 iso-ir-144 iso8859-5 iso88595 iso_8859-5"
    " iso_8859-5:1988 8859_5",
    "iso8859-6": "arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6 iso-8859-6-e"
    " iso-8859-6-i iso-ir-127 iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987 8859_6",
    "iso8859-7": "csisolatingreek ecma-118 elot_928 greek greek8 iso-8859-7 iso-ir-126 iso8859-7 iso88597 iso_8859-7"
    " iso_8859-7:1987 sun_eu_greek 8859_7",
    "iso8859-8": "csiso88598e csisolatinhebrew hebrew iso-8859-8 iso-8859-8-e iso-ir-138 iso8859-8 iso88598 iso_8859-8"
    " iso_8859-8:1988 visual csiso88598i iso-8859-8-i logical 8859_8",
    "iso8859-10": "csisolatin6 iso-8859-10 iso-ir-157 iso8859-10 iso885910 l6 latin6 8859_10",
    "iso8859-13": "iso-8859-13 iso8859-13 iso885913 8859_13",
    "iso8859-14": "iso-8859-14 iso8859-14 iso885914 8859_14",
    "iso8859-15": "csisolatin9 iso-8859-15 iso8859-15 iso885915 iso_8859-15 l9 latin9 8859_15",
    "iso8859-16": "iso-8859-16 8859_16",
    "koi8-r": "cskoi8r koi koi8 koi8-r koi8_r",
    "koi8-u": "koi8-ru koi8-u",
    "mac_roman": "csmacintosh mac macintosh x-mac-roman",
    "mac_cyrillic": "x-mac-cyrillic x-mac-ukrainian",
    "cp874": "dos-874 iso-8859-11 iso8859-11 iso885911 tis-620 windows-874",
    "cp1250": "cp1250 windows-1250 x-cp1250",
    "cp1251": "cp1251 windows-1251 x-cp1251",
    "cp1252": "ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 iso8859-1 iso88591 iso_8859-1"
    " iso_8859-1:1987 l1 latin1 latin-1 us-ascii windows-1252 x-cp1252 8859_1 iso646-us",
    "cp1253": "cp1253 windows-1253 x-cp1253",
    "cp1254": "cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9 iso_8859-9:1989 l5 latin5"
    " windows-1254 x-cp1254 8859_9",
    "cp1255": "cp1255 windows-1255 x-cp1255",
    "cp1256": "cp1256 windows-1256 x-cp1256",
    "cp1257": "cp1257 windows-1257 x-cp1257",
    "cp1258": "cp1258 windows-1258 x-cp1258",
    "gb18030": "chinese csgb2312 csiso58gb231280 gb18030 gb2312 gb_2312 gb_2312-80 gbk iso-ir-58 x-gbk cp936 ms936",
    "big5hkscs": "big5 big5-hkscs cn-big5 csbig5 x-x-big5",
    EUC_JP: "cseucpkdfmtjapanese euc-jp x-euc-jp eucjp euc_jp x-euc ujis",
    ISO_2022_JP: "csiso2022jp iso-2022-jp iso-2022-jp-1 iso-2022-jp-2 iso-2022-jp-3 iso-2022-jp-2004 iso-2022-jp-ms"
    " cp50220 cp50221 cp50222",
    SHIFT_JIS: "csshiftjis ms932 ms_kanji shift-jis shift_jis sjis windows-31j x-sjis cp932 x-ms-cp932 shift_jis-2004",
    "cp949": "cseuckr csksc56011987 euc-kr iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 windows-949"
    " cp949 uhc",
    "utf-16be": "unicodefffe utf-16be",
    "utf-16le": "csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff utf-16 utf-16le",
    "utf-7": "utf-7 utf7 unicode-1-1-utf-7",  # of mail alone (RFC 2152)
    "hz": "hz-gb-2312",
    "iso2022_kr": "csiso2022kr iso-2022-kr",
    USER_DEFINED: "x-user-defined",
    "cp850": "cp850 cp-850 ibm850",
}
_CODECS = {label: codec for codec, labels in _OF_CODEC.items() for label in labels.split()}


def codec_of(label: str) -> str:
    """The codec that ``label`` names, in any case, with blanks around it; raises LookupError for one unknown here."""
    name = label[: _LONGEST + 2].strip().lower()
    if name not in _CODECS:
        raise LookupError(f"no charset is called {name[:_LONGEST]!r}")
    return _CODECS[name]
