"""Charsets under the labels that people write, and a text in each."""

from tests.rigs.corpus.japanese_bytes import euc, jis

CLINIC = "診療のご案内①㈱Ⅳ髙﨑～ｱｸﾞ"
SMILE = "診療①髙😀～"

JIS_LABELS = ("iso-2022-jp", "csISO2022JP", "ISO-2022-JP-MS", "cp50220", "cp50221")
SJIS_LABELS = (
    "shift_jis",
    "Shift-JIS",
    "sjis",
    "x-sjis",
    "windows-31j",
    "Windows-31J",
    "csWindows31J",
    "cp932",
    "ms932",
)
EUC_LABELS = ("euc-jp", "x-euc-jp", "x-euc", "cseucpkdfmtjapanese", "eucjp", "eucJP-ms", "cp51932")

_OTHERS = {
    "utf-8": ("utf-8", SMILE),
    "UTF8": ("utf-8", SMILE),
    "unicode-1-1-utf-8": ("utf-8", SMILE),
    "gb2312": ("gb2312", "门诊通知"),
    "gbk": ("gbk", "門診通知朙"),
    "x-gbk": ("gbk", "門診通知"),
    "gb18030": ("gb18030", "门诊通知😀"),
    "hz-gb-2312": ("hz", "门诊通知"),
    "big5": ("big5", "門診通知"),
    "big5-hkscs": ("big5hkscs", "門診嘅通知"),
    "euc-kr": ("euc_kr", "진료 안내"),
    "ks_c_5601-1987": ("cp949", "진료 안내 똠"),
    "cp949": ("cp949", "진료 안내"),
    "iso-2022-kr": ("iso2022_kr", "진료 안내"),
    "iso-8859-1": ("latin-1", "Führung à 5 £ ·"),
    "latin1": ("latin-1", "Führung à 5 £"),
    "iso8859-1": ("latin-1", "Führung à 5 £"),
    "iso-8859-2": ("iso8859-2", "Příliš žluťoučký"),
    "iso-8859-5": ("iso8859-5", "Приём врача"),
    "iso-8859-7": ("iso8859-7", "Ιατρείο"),
    "iso-8859-8-i": ("iso8859-8", "מרפאה"),
    "iso-8859-9": ("iso8859-9", "Sağlık ocağı"),
    "iso-8859-15": ("iso8859-15", "Prix 5 € œuvre"),
    "windows-1250": ("cp1250", "Příliš žluť „ok“"),
    "windows-1251": ("cp1251", "Приём врача"),
    "windows-1252": ("cp1252", "Führung – 5 € “ok”"),
    "cp1252": ("cp1252", "Führung – 5 €"),
    "windows-1253": ("cp1253", "Ιατρείο"),
    "windows-1254": ("cp1254", "Sağlık ocağı"),
    "windows-1255": ("cp1255", "מרפאה"),
    "windows-1256": ("cp1256", "عيادة"),
    "windows-1257": ("cp1257", "Gydytojų priėmimas"),
    "windows-1258": ("cp1258", "Phong kham đ"),
    "koi8-r": ("koi8-r", "Приём врача"),
    "koi8-u": ("koi8-u", "Прийом ґ"),
    "windows-874": ("cp874", "คลินิก"),
    "tis-620": ("tis-620", "คลินิก"),
    "macintosh": ("mac-roman", "Führung – 5 €"),
    "ibm866": ("cp866", "Приём"),
    "cp437": ("cp437", "Führung ½"),
    "us-ascii": ("utf-8", "診療 as it is"),
    "ascii": ("utf-8", "診療 as it is"),
    "ansi_x3.4-1968": ("latin-1", "Führung"),
    "utf-7": ("utf-7", "診療 & more"),
    "unicode-1-1-utf-7": ("utf-7", "診療"),
    "utf-16": ("utf-16", "診療a"),
    "utf-16le": ("utf-16-le", "診療a"),
    "utf-16be": ("utf-16-be", "診療a"),
    "utf-32": ("utf-32", "診療a"),
    "unknown-8bit": ("utf-8", "診療 unknown"),
    "x-unknown": ("utf-8", "診療 unknown"),
    "x-user-defined": ("utf-8", "診療 own"),
    "default": ("utf-8", "診療 default"),
    "binary": ("utf-8", "診療 binary"),
    "8bit": ("utf-8", "診療 8bit"),
}


def samples() -> dict[str, bytes]:
    """A text in each charset, by label."""
    return (
        dict.fromkeys(JIS_LABELS, jis(CLINIC))
        | dict.fromkeys(SJIS_LABELS, CLINIC.encode("cp932"))
        | dict.fromkeys(EUC_LABELS, euc(CLINIC))
        | {label: text.encode(codec) for label, (codec, text) in _OTHERS.items()}
    )


def slug(label: str) -> str:
    """The label as a part of a mail's name; different labels have different ones."""
    return label.replace("_", "-u-").lower() + ("-caps" if label != label.lower() else "")
