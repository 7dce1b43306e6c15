"""The mail itself: headers, dates, charset, both of its parts."""

import html
import re
from datetime import datetime
from email.message import Message
from email.utils import format_datetime
from typing import Any

from gmis_simulator.defects.defect import Area
from gmis_simulator.defects.tools import default_of, other_settings
from gmis_simulator.mail import compose as composing
from gmis_simulator.mail.signing import sign
from gmis_simulator.world.clock import JST
from gmis_simulator.world.hosts import HELPDESK
from gmis_simulator.world.letter import Letter
from gmis_simulator.world.world import World

letter_ = Area("letter", "再設定メール")


def _header(mail: Message, name: str, value: str | None) -> Message:
    del mail[name]
    if value is not None:
        mail[name] = value
    return mail


@letter_.defect(
    composing.compose, "mail-from-another-address", "差出人のアドレスが、案内文書と違う",
    harm="受信を許可したアドレスと違うので、届かない",
    step="③", requirement="mail-sender", source="送信元の変更漏れ",
    seen="メールの差出人を見る",
)
def _(right: Any, world: World, letter: Letter) -> Any:
    found = right(world, letter)
    return _header(found, "From", str(found["From"]).replace(HELPDESK, "noreply@gmis.mhlw.go.jp"))


@letter_.defect(
    composing.compose, "mail-without-the-offices-name", "差出人の名前がない",
    harm="だれからのメールかわからず、捨てられる",
    step="③", requirement="mail-sender", source="案内文書との食い違い",
    seen="メールの差出人の名前を見る",
)
def _(right: Any, world: World, letter: Letter) -> Any:
    return _header(right(world, letter), "From", HELPDESK)


@letter_.defect(
    composing.compose, "mail-dated-by-the-machine", "メールの日付が、別の時計の時刻である",
    harm="受信箱の古いところに並び、見つからない",
    step="③", requirement="mail-headers", source="複数の時計を混ぜる誤り",
    seen="世界の時計を動かして、メールの日付を見る",
)
def _(right: Any, world: World, letter: Letter) -> Any:
    return _header(right(world, letter), "Date", format_datetime(datetime.now(JST)))


@letter_.defect(
    composing.compose, "mail-dated-nine-hours-off", "メールの日付が、9時間ずれている",
    harm="夜中に届いたように見え、どれが最新かわからない",
    step="③", requirement="mail-headers", source="日本時間とUTCの取り違え",
    seen="メールの日付を見る",
)
def _(right: Any, world: World, letter: Letter) -> Any:
    return _header(right(world, letter), "Date", format_datetime(world.clock.now()).replace("+0900", "+0000"))


@letter_.defect(
    composing.compose, "mail-without-message-id", "Message-IDがない",
    harm="迷惑メールと判定されやすくなり、返信をたどれない",
    step="③", requirement="mail-headers", source="RFC 5322 3.6.4",
    seen="メールのヘッダーを見る",
)
def _(right: Any, world: World, letter: Letter) -> Any:
    return _header(right(world, letter), "Message-ID", None)


@letter_.defect(
    composing.compose, "message-id-always-the-same", "どのメールも同じMessage-IDである",
    harm="2通目からは、重複として捨てるメールソフトがある",
    step="③", requirement="mail-headers", source="RFC 5322 3.6.4",
    seen="2通のMessage-IDを比べる",
)
def _(right: Any, world: World, letter: Letter) -> Any:
    address = letter.recipient.replace("@", ".")
    return _header(right(world, letter), "Message-ID", f"<reset.{address}@gmis.mhlw.go.jp>")


@letter_.defect(
    composing.compose, "mail-answered-by-machines", "自動送信の印がない",
    harm="不在の自動返信が、送信専用のアドレスに返り続ける",
    step="③", requirement="mail-headers", source="RFC 3834",
    seen="メールのヘッダーを見る",
)
def _(right: Any, world: World, letter: Letter) -> Any:
    return _header(right(world, letter), "Auto-Submitted", None)


@letter_.defect(
    composing.compose, "mail-without-text", "メールにテキストの部分がない",
    harm="テキストで読む人や古い携帯電話には、空のメールに見える",
    step="③", requirement="mail-parts", source="RFC 2046 5.1.4",
    seen="メールをテキストで表示する",
)
def _(right: Any, world: World, letter: Letter) -> Any:
    found = right(world, letter)
    found.set_payload(found.get_payload()[1:])
    return found


@letter_.defect(
    composing.compose, "mail-without-html", "メールにHTMLの部分がない",
    harm="URLがリンクにならないメールソフトでは、書き写すしかない",
    step="③", requirement="mail-parts", source="RFC 2046 5.1.4",
    seen="メールをHTMLで表示する",
)
def _(right: Any, world: World, letter: Letter) -> Any:
    found = right(world, letter)
    found.set_payload(found.get_payload()[:1])
    return found


@letter_.defect(
    composing.compose, "mail-parts-in-the-wrong-order", "HTMLの部分がテキストの前にある",
    harm="多くのメールソフトが、リンクのないテキストのほうを表示する",
    step="③", requirement="mail-parts", source="RFC 2046 5.1.4",
    seen="メールの部分の順を見る",
)
def _(right: Any, world: World, letter: Letter) -> Any:
    found = right(world, letter)
    found.set_payload(found.get_payload()[::-1])
    return found


@letter_.defect(
    composing.compose, "mail-charset-not-named", "メールの文字コードが書かれていない",
    harm="文字化けするメールソフトがある",
    step="③", requirement="mail-charset", source="RFC 2046 4.1.2",
    seen="メールのContent-Typeを見る",
)
def _(right: Any, world: World, letter: Letter) -> Any:
    found = right(world, letter)
    for part in found.get_payload():
        part.del_param("charset")
    return found


@letter_.defect(
    composing.compose, "mail-charset-setting-ignored", "メールの文字コードの設定が効かない",
    harm="古い携帯電話で文字化けする",
    step="③", requirement="settings-count", source="設定を読まない誤り",
    seen="mail_charsetをiso-2022-jpにして、メールを見る",
)
def _(right: Any, world: World, letter: Letter) -> Any:
    with other_settings(world.settings, mail_charset=default_of("mail_charset")):
        return right(world, letter)


@letter_.defect(
    composing.compose, "mail-encoding-setting-ignored", "メールの符号化の設定が効かない",
    harm="base64を拒む装置の先に届かない",
    step="③", requirement="settings-count", source="設定を読まない誤り",
    seen="mail_encodingをquoted-printableにして、メールを見る",
)
def _(right: Any, world: World, letter: Letter) -> Any:
    with other_settings(world.settings, mail_encoding=default_of("mail_encoding")):
        return right(world, letter)


@letter_.defect(
    composing.compose, "mail-words-setting-ignored", "メールの文面の設定が効かない",
    harm="管理者が直した案内が、利用者に届かない",
    step="③", requirement="settings-count", source="設定を読まない誤り",
    seen="mail_subjectとmail_textを変えて、メールを読む",
)
def _(right: Any, world: World, letter: Letter) -> Any:
    with other_settings(world.settings, **{name: default_of(name) for name in ("mail_subject", "mail_text")}):
        return right(world, letter)


@letter_.defect(
    composing.compose, "locked-mail-words-setting-ignored", "ロック中のメールの文面の設定が効かない",
    harm="管理者が直した案内が、利用者に届かない",
    step="③", requirement="settings-count", source="設定を読まない誤り",
    seen="locked_mail_textを変えて、ロック中のメールを読む",
)
def _(right: Any, world: World, letter: Letter) -> Any:
    with other_settings(world.settings, locked_mail_text=default_of("locked_mail_text")):
        return right(world, letter)


@letter_.defect(
    composing._fill, "mail-says-24-hours-always", "メールに書かれた期限が、設定と違う",
    harm="まだ使えると思って開いたURLが使えない",
    step="③", requirement="mail-says-how-long", source="文面への書き込み",
    seen="link_lifetime_hoursを変えて、メールを読む",
)
def _(right: Any, template: str, values: dict[str, str]) -> str:
    return str(right(template, values | {"hours": "24"}))


@letter_.defect(
    composing.compose, "mail-with-anothers-name", "メールの宛名が、別の医療機関である",
    harm="自分のメールではないと思って捨てる。ほかの医療機関の名前が漏れる",
    step="③", requirement="mail-names-the-account", source="検索条件にユーザ名がない誤り",
    seen="2つ目の医療機関で申し込み、メールの宛名を読む",
)
def _(right: Any, world: World, letter: Letter) -> Any:
    assert letter.institution
    own, first = letter.institution.name, next(iter(world.accounts)).name
    letter.institution.name = first
    try:
        return right(world, letter)
    finally:
        letter.institution.name = own


@letter_.defect(
    composing.compose, "mail-without-the-user-name", "メールにユーザ名が書かれていない",
    harm="共用のメールアドレスで、どの医療機関のURLかわからない",
    step="③", requirement="mail-names-the-account", source="文面の欠落",
    seen="メールでユーザ名を探す",
)
def _(right: Any, world: World, letter: Letter) -> Any:
    with other_settings(world.settings, mail_text=world.settings.mail_text.replace("ユーザ名: {username}\n", "")):
        return right(world, letter)


@letter_.defect(
    composing._as_html, "name-not-escaped-in-html", "医療機関名が、HTMLとして解釈される",
    harm="名前に仕込まれた偽のリンクが、本物のメールに入る",
    step="③", requirement="mail-parts", source="CWE-79",
    seen="<を含む名前の医療機関で申し込み、HTMLのメールを見る",
)
def _(right: Any, template: str, values: dict[str, str]) -> str:
    marked = str(right(template, values | {"name": "＊NAME＊"}))
    return marked.replace("＊NAME＊", values["name"])


@letter_.defect(
    composing._fill, "name-escaped-in-text", "テキストのメールに、&lt; のような記号が出る",
    harm="宛名が読めない",
    step="③", requirement="mail-parts", source="CWE-116",
    seen="<や&を含む名前の医療機関で申し込み、テキストのメールを読む",
)
def _(right: Any, template: str, values: dict[str, str]) -> str:
    return str(right(template, values | {"name": html.escape(html.unescape(values["name"]))}))


@letter_.defect(
    composing._part, "link-broken-across-lines", "テキストのメールで、URLが途中で改行される",
    harm="クリックしても、途中までのURLが開く",
    step="③", requirement="mail-parts", source="76文字での折り返し",
    seen="テキストのメールで、URLを見る",
)
def _(right: Any, text: str, subtype: str, charset: str, encoding: str) -> Any:
    if subtype == "plain":
        text = re.sub(r"(https?://\S{40})(?=\S)", r"\1\n", text)
    return right(text, subtype, charset, encoding)


@letter_.defect(
    composing._as_html, "html-link-leads-elsewhere", "HTMLのメールのリンクが、ログイン画面を開く",
    harm="クリックしても再設定に進めない",
    step="④", requirement="link-asks", source="二つの文面の食い違い",
    seen="HTMLとテキストのURLを比べる",
)
def _(right: Any, template: str, values: dict[str, str]) -> str:
    login = re.sub(r"/_nc_external.*", "/s/login/", values["url"])
    return str(right(template, values)).replace(f'href="{values["url"]}"', f'href="{login}"')


@letter_.defect(
    composing._as_html, "html-without-a-link", "HTMLのメールのURLが、リンクになっていない",
    harm="クリックできず、長いURLを書き写すしかない",
    step="④", requirement="link-asks", source="HTMLの欠落",
    seen="HTMLのメールで、URLをクリックする",
)
def _(right: Any, template: str, values: dict[str, str]) -> str:
    return re.sub(r"</?a\b[^>]*>", "", str(right(template, values)))


@letter_.defect(
    composing._as_html, "html-mail-in-no-language", "HTMLのメールに、言語の指定がない",
    harm="読み上げが英語の発音になり、漢字が別の国の字形になる",
    step="③", requirement="mail-parts", source="WCAG 3.1.1",
    seen="HTMLのメールの先頭を見る",
)
def _(right: Any, template: str, values: dict[str, str]) -> str:
    return str(right(template, values)).replace('<html lang="ja">', "<html>")


@letter_.defect(
    composing.compose, "subject-without-the-office", "件名が【厚生労働省G-MIS事務局】で始まらない",
    harm="迷惑メールと思われて捨てられる",
    step="③", requirement="mail-subject", source="公開された案内との食い違い",
    seen="メールの件名を見る",
)
def _(right: Any, world: World, letter: Letter) -> Any:
    subject = world.settings.mail_subject.replace("【厚生労働省G-MIS事務局】", "")
    with other_settings(world.settings, mail_subject=subject or world.settings.mail_subject):
        return right(world, letter)


@letter_.defect(
    composing.reset_mail, "mail-unsigned", "メールに電子署名 (DKIM) がない",
    harm="なりすまし対策のあるメールボックスで、迷惑メールになる",
    step="③", requirement="mail-authentic", source="RFC 6376",
    seen="メールのDKIM-Signatureを見る",
)
def _(right: Any, world: World, letter: Letter) -> bytes:
    aligned = world.settings.mail_authentication == "aligned"
    with other_settings(world.settings, **({"mail_authentication": "unsigned"} if aligned else {})):
        return bytes(right(world, letter))


@letter_.defect(
    sign, "mail-signed-as-of-another-day", "電子署名の日付が、別の時計の時刻である",
    harm="署名が未来のものとされ、迷惑メールになる",
    step="③", requirement="mail-authentic", source="複数の時計を混ぜる誤り",
    seen="世界の時計を動かして、認証の結果を見る",
)
def _(right: Any, world: World, raw: bytes, domain: str, now: datetime) -> bytes:
    del now
    return bytes(right(world, raw, domain, datetime.now(JST)))


@letter_.defect(
    composing.reset_mail, "authentication-setting-ignored", "送信ドメイン認証の設定が効かない",
    harm="認証に失敗する構成を再現できない",
    step="③", requirement="settings-count", source="設定を読まない誤り",
    seen="mail_authenticationをunsignedにして、署名を見る",
)
def _(right: Any, world: World, letter: Letter) -> bytes:
    with other_settings(world.settings, mail_authentication="aligned"):
        return bytes(right(world, letter))


@letter_.defect(
    World.return_path, "bounces-go-to-the-help-desk", "届かなかったメールが、送信専用のアドレスに戻る",
    harm="だれも読まないので、廃止されたアドレスに気づかない",
    step="③", requirement="envelope-sender", source="封筒とヘッダーの取り違え",
    seen="廃止されたアドレスに送り、戻り先を見る",
)
def _(right: Any, world: World) -> str:
    del right, world
    return HELPDESK
